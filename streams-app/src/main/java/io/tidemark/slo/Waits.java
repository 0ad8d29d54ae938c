package io.tidemark.slo;

import java.util.Arrays;
import java.util.List;

/**
 * Since when each of a tier's conditions other than pairs holds. The slot in which one began to hold counts.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class Waits {
    private static final long NOT = Long.MAX_VALUE;

    private final long[] sinceMs;

    Waits(int conditions) {
        sinceMs = new long[conditions];
        Arrays.fill(sinceMs, NOT);
    }

    /** Whether a condition holds for as long as it has to. */
    boolean isOver(List<Rule> rules, Sight sight) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).standing() == Rule.Standing.REACHED
                    && sight.nowMs() - since(i, sight) >= rules.get(i).afterMs()) {
                return true;
            }
        }
        return false;
    }

    private long since(int index, Sight sight) {
        return Math.min(sinceMs[index], sight.nowMs() - sight.goal().slotMs());
    }

    /** Remembers how the conditions stand. */
    void note(List<Rule> rules, Sight sight) {
        for (int i = 0; i < rules.size(); i++) {
            sinceMs[i] = rules.get(i).standing() == Rule.Standing.REACHED ? since(i, sight) : NOT;
        }
    }

    /** As stored: 0 for a condition that does not hold. */
    long[] stored() {
        return Arrays.stream(sinceMs).map(since -> since == NOT ? 0 : since).toArray();
    }

    /** The waits of {@link #stored}; none hold if the conditions are others. */
    void restore(long[] stored) {
        if (stored.length == sinceMs.length) {
            Arrays.setAll(sinceMs, i -> stored[i] == 0 ? NOT : stored[i]);
        }
    }
}
