package io.tidemark.runtime.first;

import io.tidemark.config.DurationText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Windows by traffic.
 *
 * @param size of a window
 * @param counts rows of each window that the data have
 * @param need rows from which a window can be judged
 * @param rejected what a shorter window would be like; empty if none was tried
 */
record WindowChoice(Duration size, long[] counts, long need, String rejected) {
    /** Windows of a reference from which it is known how much they vary, and about as many to be judged. */
    static final int ENOUGH = 48;

    /** Windows from which a reference and something to judge can be made. */
    static final int FEWEST = 24;

    private static final double FEW = 0.05;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<Duration> SIZES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            DAY,
            WEEK);

    /**
     * The shortest window that seldom has too few rows: of a day where there are weeks of data, so that the hours of a day are never compared
     * with one another; of an hour where there are days; else as short as need be to have {@value #ENOUGH}; never so long that there are fewer than {@value #FEWEST}.
     */
    static WindowChoice of(Traffic traffic, ToLongFunction<Duration> need) {
        Duration shortest = shortest(traffic.length());
        String rejected = "";
        WindowChoice best = null;
        for (Duration size : SIZES) {
            boolean isPossible = traffic.resolves(size) && size.compareTo(shortest) >= 0;
            if (isPossible && (best == null || traffic.length().dividedBy(size) >= FEWEST)) {
                best = new WindowChoice(size, traffic.windows(size), need.applyAsLong(size), rejected);
                if (best.shortShare() <= FEW) {
                    return best;
                }
                rejected = "of " + best.word() + " " + best.shortText();
            }
        }
        return best == null ? new WindowChoice(DAY, traffic.windows(DAY), need.applyAsLong(DAY), rejected) : best;
    }

    /** The shortest window from an hour on that has, on average, twice the rows that it needs. */
    static WindowChoice ofRate(double perHour, ToLongFunction<Duration> need) {
        WindowChoice choice = new WindowChoice(Duration.ofHours(1), new long[0], 1, "");
        String rejected = "";
        for (Duration size : SIZES.subList(SIZES.indexOf(Duration.ofHours(1)), SIZES.size())) {
            long rows = Math.round(perHour * size.toMinutes() / 60);
            choice = new WindowChoice(size, new long[] {rows}, need.applyAsLong(size), rejected);
            if (rows >= 2 * choice.need()) {
                return choice;
            }
            rejected = "one of " + choice.word() + " has " + Figures.plural(rows, "row") + " on average, "
                    + choice.need() + " are needed";
        }
        return choice;
    }

    private static Duration shortest(Duration length) {
        if (length.compareTo(DAY.multipliedBy(ENOUGH)) >= 0) {
            return DAY;
        }
        for (int i = SIZES.indexOf(DAY) - 2; i > 0; i--) {
            if (length.dividedBy(SIZES.get(i)) >= ENOUGH) {
                return SIZES.get(i);
            }
        }
        return SIZES.get(0);
    }

    /** As a monitor file says it. */
    String word() {
        return DurationText.of(size);
    }

    long median() {
        return Traffic.median(counts);
    }

    /** Share of the windows that have fewer rows than are needed. */
    double shortShare() {
        return counts.length == 0
                ? 1
                : (double) Arrays.stream(counts).filter(count -> count < need).count() / counts.length;
    }

    /** {@code 3 % of 4,344 windows have fewer than 60 rows}. */
    String shortText() {
        if (counts.length == 1) {
            return "on average of what the topic holds; " + Figures.plural(need, "row") + " are needed";
        }
        String share = shortShare() == 0 ? "none" : Figures.percent(shortShare());
        return share + " of " + Figures.plural(counts.length, "window") + (shortShare() == 0 ? " has" : " have")
                + " fewer than " + Figures.plural(need, "row");
    }
}
