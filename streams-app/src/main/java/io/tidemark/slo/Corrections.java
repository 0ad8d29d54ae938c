package io.tidemark.slo;

import io.tidemark.slo.Correction.When;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The corrections of a ledger.
 *
 * <p>A slot is taken out if one of them covers half of it or more: so a short correction does not take a whole day out, and an hour each
 * night does not take out every day. Slots that are summed up already are taken out by the hour.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Corrections {
    /** None. */
    public static final Corrections NONE = new Corrections(List.of());

    private final List<Cover> covers;

    private Corrections(List<Cover> covers) {
        this.covers = List.copyOf(covers);
    }

    /** The corrections of a model. */
    public static Corrections of(List<Correction> all) {
        return new Corrections(all.stream()
                .sorted(Comparator.comparing(Correction::id))
                .map(Cover::of)
                .toList());
    }

    /** Those that select a ledger. */
    public Corrections of(String objective, String slice) {
        List<Cover> selected = covers.stream()
                .filter(cover -> cover.correction.selector().selects(objective, slice))
                .toList();
        return selected.isEmpty() ? NONE : new Corrections(selected);
    }

    /** The corrections, by id. */
    public List<Correction> all() {
        return covers.stream().map(cover -> cover.correction).toList();
    }

    /** Whether one of them covers half of a time or more, so that a slot of that time does not count. O(corrections). */
    public boolean cover(long startMs, long endMs) {
        for (Cover cover : covers) {
            if (2 * cover.overlapMs(startMs, endMs) >= endMs - startMs) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of them covers any of a time. */
    boolean touch(long startMs, long endMs) {
        for (Cover cover : covers) {
            if (cover.overlapMs(startMs, endMs) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Tells these corrections from others by what they cover; 0 for none. */
    long hash() {
        return covers.isEmpty()
                ? 0
                : Revision.hash(covers.stream()
                        .map(cover -> cover.correction.when().toString())
                        .collect(Collectors.joining("\n")));
    }

    /** A correction, with its occurrences. */
    private static final class Cover {
        private final Correction correction;
        private final List<Recurrence> recurrence;

        private Cover(Correction correction, List<Recurrence> recurrence) {
            this.correction = correction;
            this.recurrence = recurrence;
        }

        private static Cover of(Correction correction) {
            return new Cover(
                    correction,
                    correction.when() instanceof When.Recurring recurring
                            ? List.of(new Recurrence(recurring.rule(), recurring.startMs(), recurring.zone()))
                            : List.of());
        }

        private long overlapMs(long startMs, long endMs) {
            if (correction.when() instanceof When.Once once) {
                return overlap(startMs, endMs, once.startMs(), once.endMs());
            }
            if (correction.when() instanceof When.Recurring recurring) {
                return recurring(recurring, startMs, endMs);
            }
            throw new IllegalStateException(
                    "unknown time: type=" + correction.when().getClass());
        }

        /** From the last occurrence that begins before the end, towards the past, until one begins at the start or before: earlier ones reach no further. */
        private long recurring(When.Recurring when, long startMs, long endMs) {
            long lengthMs = Math.min(when.durationMs(), When.LONGEST_FOLLOWED_MS);
            long covered = 0;
            long edge = Math.min(endMs, when.untilMs());
            while (edge > startMs) {
                long occurrence = recurrence.get(0).lastStart(startMs - lengthMs + 1, edge - 1);
                if (occurrence == Long.MIN_VALUE) {
                    return covered;
                }
                covered += overlap(startMs, edge, occurrence, occurrence + lengthMs);
                edge = occurrence;
            }
            return covered;
        }

        private static long overlap(long startMs, long endMs, long from, long to) {
            return Math.max(0, Math.min(endMs, to) - Math.max(startMs, from));
        }
    }
}
