package io.tidemark.slo;

import io.tidemark.stats.verdict.Verdict;

/**
 * Good and bad of one slot.
 *
 * @param kind whether the slot counts
 * @param good good rows, or 1 for a good slice; 0 unless it counts
 * @param bad bad rows, or 1 for a bad slice; 0 unless it counts
 */
public record Slot(Kind kind, long good, long bad) {
    /** A slot of which nothing was heard. */
    static final Slot ABSENT = new Slot(Kind.ABSENT, 0, 0);

    /** A good slice of time. */
    public static final Slot GOOD = new Slot(Kind.COUNTED, 1, 0);

    /** A bad slice of time. */
    public static final Slot BAD = new Slot(Kind.COUNTED, 0, 1);

    /** A slot that was heard of and does not count. */
    public static final Slot EXCLUDED = new Slot(Kind.EXCLUDED, 0, 0);

    /** A slot whose verdict is still to come. */
    static final Slot OPEN = new Slot(Kind.OPEN, 0, 0);

    /** A slot without data, where silence does not count. */
    public static final Slot SILENT = new Slot(Kind.SILENT, 0, 0);

    /** Whether a slot counts. The order is part of the byte layout: append only. */
    public enum Kind {
        /** Nothing was heard of it: counts as good where a number of slices is expected. */
        ABSENT,
        /** Enters the ratio. */
        COUNTED,
        /** Too few rows, or a declared correction: taken out of what is expected. */
        EXCLUDED,
        /** No reference or no labels yet: counts as good where a number of slices is expected. */
        OPEN,
        /** Enters the ratio as good, but only because nothing proves it bad: it ends no episode. */
        DOUBTFUL,
        /** No data where data were expected: taken out of what is expected, unless silence is bad. */
        SILENT
    }

    /** Rows of an event ratio, or parts of a slice. */
    public static Slot ofRows(long good, long bad) {
        return new Slot(Kind.COUNTED, good, bad);
    }

    /** A slice of time with that verdict. */
    static Slot of(Verdict verdict) {
        return switch (verdict) {
            case GOOD -> GOOD;
            case BAD -> BAD;
            case NO_DATA -> SILENT;
            case INSUFFICIENT, EXCLUDED -> EXCLUDED;
            case IMMATURE, WARMING_UP -> OPEN;
        };
    }

    /** This slot as one that is good for want of proof only. */
    Slot inDoubt() {
        return new Slot(Kind.DOUBTFUL, good, bad);
    }

    /** This slot as one without data. */
    Slot silent() {
        return new Slot(Kind.SILENT, good, bad);
    }

    /** Whether it enters the ratio. */
    boolean counts() {
        return kind == Kind.COUNTED || kind == Kind.DOUBTFUL || kind == Kind.SILENT && good + bad > 0;
    }

    /** Whether it is taken out of what is expected. */
    boolean isExcluded() {
        return kind == Kind.EXCLUDED || kind == Kind.SILENT && good + bad == 0;
    }

    /** Whether the slot spends budget faster than it accrues: bad / (good + bad) > {@code errorShare}. */
    boolean isBad(double errorShare) {
        return bad > errorShare * (good + bad);
    }

    /** Whether it is good beyond doubt. */
    boolean isGood(double errorShare) {
        return kind == Kind.COUNTED && good > 0 && !isBad(errorShare);
    }
}
