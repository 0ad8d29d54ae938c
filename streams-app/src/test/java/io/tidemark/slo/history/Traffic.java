package io.tidemark.slo.history;

import java.util.SplittableRandom;

/**
 * Good and bad rows of a slice that is in order, minute by minute.
 *
 * <p>Rows a minute: rate · (1 + 0.8 · sin of the day) · 0.6 on Saturdays and Sundays · exp(a), a an AR(1) process of deviation 0.3 and
 * a correlation time of 20 min. Bad ones among them: errorShare · e, and then
 * <ul>
 *   <li>INDEPENDENT: e = 1;
 *   <li>WANDERING: e = exp(b − 0.125), b an AR(1) process of deviation 0.5 and a correlation time of an hour: mean 1, an hour in
 *       forty over 2.35;
 *   <li>CLUMPED: e = 1, but they come in clumps, geometric of mean 5.
 * </ul>
 *
 * <p>Counts are Poisson; exact for means under 30, else normal and rounded. Owned by one thread.
 */
final class Traffic {
    private static final int DAY = 24 * 60;
    private static final double RHYTHM = 0.8;
    private static final double WEEKEND = 0.6;
    private static final double CLUMP = 5;
    private static final double EXACT_BELOW = 30;

    private final Shape shape;
    private final SplittableRandom random;
    private final double phase;
    private final Wander rows;
    private final Wander errors;
    private long minute;
    private long good;
    private long bad;

    /** How bad rows hang together. */
    enum Errors {
        INDEPENDENT,
        WANDERING,
        CLUMPED
    }

    /**
     * A slice.
     *
     * @param rowsPerHour mean rows, weekends left out
     * @param errorShare mean share of bad rows
     * @param errors how they hang together
     */
    record Shape(double rowsPerHour, double errorShare, Errors errors) {}

    Traffic(Shape shape, long seed) {
        this.shape = shape;
        this.random = new SplittableRandom(seed);
        this.phase = 2 * Math.PI * random.nextDouble();
        this.rows = new Wander(0.3, 20, random.nextGaussian());
        this.errors = new Wander(0.5, 60, random.nextGaussian());
    }

    /** An AR(1) process. */
    private static final class Wander {
        private final double deviation;
        private final double keep;
        private final double fresh;
        private double state;

        private Wander(double deviation, double minutes, double start) {
            this.deviation = deviation;
            this.keep = Math.exp(-1 / minutes);
            this.fresh = Math.sqrt(1 - keep * keep);
            this.state = start;
        }

        private double next(double gaussian) {
            state = keep * state + fresh * gaussian;
            return deviation * state;
        }
    }

    /** Goes to the next minute; a factor of bad rows beyond what is usual may be given for a burst. */
    void next(double badFactor) {
        double a = rows.next(random.nextGaussian());
        double b = errors.next(random.nextGaussian());
        long weekday = minute / DAY % 7;
        double mean = shape.rowsPerHour
                / 60
                * (1 + RHYTHM * Math.sin(phase + 2 * Math.PI * minute / DAY))
                * (weekday >= 5 ? WEEKEND : 1)
                * Math.exp(a);
        double share = shape.errorShare * (shape.errors == Errors.WANDERING ? Math.exp(b - 0.125) : 1) * badFactor;
        double badMean = mean * Math.min(1, share);
        bad = shape.errors == Errors.CLUMPED && badFactor == 1 ? clumps(badMean) : poisson(badMean);
        good = poisson(mean - badMean);
        minute++;
    }

    private long clumps(double mean) {
        long clumps = poisson(mean / CLUMP);
        long sum = 0;
        for (long i = 0; i < clumps; i++) {
            sum += 1 + (long) (Math.log(1 - random.nextDouble()) / Math.log(1 - 1 / CLUMP));
        }
        return sum;
    }

    private long poisson(double mean) {
        return poisson(mean, random);
    }

    /** A Poisson count; of a mean of 30 or more a normal one, rounded. */
    static long poisson(double mean, SplittableRandom random) {
        if (mean >= EXACT_BELOW) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        long count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    long good() {
        return good;
    }

    long bad() {
        return bad;
    }
}
