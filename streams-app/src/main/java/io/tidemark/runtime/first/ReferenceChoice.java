package io.tidemark.runtime.first;

import java.time.Duration;
import java.time.Instant;

/**
 * A range of the data as the reference: about the first quarter, 28 windows or more, whole weeks where there are some.
 *
 * @param from start of its first window
 * @param to end of its last
 * @param windows that it has
 * @param rows in it
 */
record ReferenceChoice(Instant from, Instant to, long windows, long rows) {
    private static final int FEWEST = 28;
    private static final int LONGEST_WEEKS = 13;
    private static final Duration WEEK = Duration.ofDays(7);

    /** Of data of which some were looked at: its rows are what comes in such a time on average. */
    static ReferenceChoice ofPart(Traffic seen, Duration size, long rows) {
        ReferenceChoice choice = of(seen, size);
        double share = (double) Duration.between(choice.from(), choice.to()).toMillis()
                / seen.length().toMillis();
        return new ReferenceChoice(choice.from(), choice.to(), choice.windows(), Math.round(rows * share));
    }

    static ReferenceChoice of(Traffic traffic, Duration size) {
        long sizeMs = size.toMillis();
        long start = Math.floorDiv(traffic.firstMs(), sizeMs) * sizeMs;
        long all = -Math.floorDiv(start - traffic.endMs(), sizeMs);
        long quarter = Math.min(
                all / 4, Math.max(FEWEST, WEEK.multipliedBy(LONGEST_WEEKS).toMillis() / sizeMs));
        long wanted = Math.max(FEWEST, quarter);
        long week = WEEK.toMillis() / sizeMs;
        if (week > 1 && all >= 4 * week) {
            wanted = -Math.floorDiv(-wanted, week) * week;
        }
        long windows = Math.max(1, Math.min(wanted, all * 2 / 3));
        long end = start + windows * sizeMs;
        return new ReferenceChoice(
                Instant.ofEpochMilli(start), Instant.ofEpochMilli(end), windows, traffic.rows(start, end));
    }
}
