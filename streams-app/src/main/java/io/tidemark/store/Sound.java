package io.tidemark.store;

import io.tidemark.domain.Profile;
import io.tidemark.domain.RowFacts;
import io.tidemark.domain.Rows;
import io.tidemark.stats.grid.Counts;

/** What a number in our layouts may be; bytes may come from anybody who may write to our topics. */
final class Sound {
    /** The furthest time, in either direction, some 35,000 years. */
    private static final long FURTHEST_MS = 1L << 50;

    private static final long MOST_OF_DELTA = 1L << 40;

    private Sound() {}

    /** @throws IllegalArgumentException if it is below 0 */
    static long rows(long rows) {
        return rows(rows, Long.MAX_VALUE);
    }

    private static long rows(long rows, long most) {
        if (rows < 0 || rows > most) {
            throw new IllegalArgumentException("a number of rows must be in [0, " + most + "]: rows=" + rows);
        }
        return rows;
    }

    /**
     * A profile as one commit of one partition can have counted it; so that sums of millions of them do not overflow.
     *
     * @throws IllegalArgumentException if it has more than 2^40 of anything
     */
    static Profile delta(Profile profile) {
        Rows rows = profile.rows();
        requireFew(rows.events(), rows.features(), rows.predictions());
        for (Counts counts : profile.columns().values()) {
            for (int cell = 0; cell < counts.cellCount(); cell++) {
                rows(counts.cell(cell), MOST_OF_DELTA);
            }
            requireFew(counts.valid(), counts.missing(), counts.wrongType(), counts.notANumber());
            requireFew(counts.infinite(), counts.outOfRange(), counts.absent());
        }
        RowFacts facts = profile.facts();
        requireFew(facts.late(), facts.ids().rows());
        facts.rejected().values().forEach(Sound::requireFew);
        facts.requests().values().forEach(tally -> requireFew(tally.bad(), tally.total()));
        for (long hash : facts.ids().hashes()) {
            requireFew(facts.ids().occurrences(hash));
        }
        return profile;
    }

    private static void requireFew(long... rows) {
        for (long some : rows) {
            rows(some, MOST_OF_DELTA);
        }
    }

    /** @throws IllegalArgumentException if it is below 0 or above {@code most} */
    static int size(String what, int most, int size) {
        if (size < 0 || size > most) {
            throw new IllegalArgumentException(
                    "number of " + what + " must be in [0, " + most + "]: " + what + "=" + size);
        }
        return size;
    }

    /** @throws IllegalArgumentException if it is further off than reckoning with it allows */
    static long time(long ms) {
        if (ms < -FURTHEST_MS || ms > FURTHEST_MS) {
            throw new IllegalArgumentException("a time must be within 35,000 years of 1970: ms=" + ms);
        }
        return ms;
    }

    /** As {@link #time}, or none: {@link Long#MIN_VALUE}. */
    static long timeOrNone(long ms) {
        return ms == Long.MIN_VALUE ? ms : time(ms);
    }
}
