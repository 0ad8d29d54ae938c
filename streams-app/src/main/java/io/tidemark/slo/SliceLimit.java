package io.tidemark.slo;

import io.tidemark.domain.Scope;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps the slices of one objective few: the first so many keep their names, all others are one slice {@link Scope#OTHER} and are counted.
 * On topics profile does this before judge hears of a slice; a history of another origin has only this. What profile added up,
 * {@code region=__other__}, always keeps its name and takes nobody's place, or the many that it stands for would have no budget.
 *
 * <p>The points of several slices in the same slot have to be added up before a ledger takes them as one point of {@link Scope#OTHER}.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class SliceLimit {
    /** Usual number of slices. */
    public static final int USUAL = 1_000;

    private final int most;
    private final Set<String> known = new HashSet<>();
    private long overflowing;

    /**
     * A limit.
     *
     * @param most slices that keep their names, all events and others not counted
     * @throws IllegalArgumentException if it is negative
     */
    public SliceLimit(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("a limit of slices must not be negative: most=" + most);
        }
        this.most = most;
    }

    /** The slice that a slice is kept as. O(1). */
    public String keptAs(String slice) {
        if (slice.equals(Scope.ALL) || isOther(slice) || known.contains(slice)) {
            return slice;
        }
        if (known.size() < most) {
            known.add(slice);
            return slice;
        }
        overflowing++;
        return Scope.OTHER;
    }

    private static boolean isOther(String slice) {
        return slice.equals(Scope.OTHER) || slice.endsWith('=' + Scope.OTHER);
    }

    /** Makes room: a slice that is not kept any more. */
    public void forget(String slice) {
        known.remove(slice);
    }

    /** How often a slice was kept as {@link Scope#OTHER}. */
    public long overflowing() {
        return overflowing;
    }
}
