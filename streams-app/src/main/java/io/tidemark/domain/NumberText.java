package io.tidemark.domain;

/** How a number is written where a text is wanted. */
public final class NumberText {
    private static final double LARGEST_WHOLE = 1e15;

    private NumberText() {}

    /** The shortest decimal form; whole numbers below 10^15 without a point. */
    public static String of(double value) {
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
        return isWhole ? Long.toString((long) value) : Double.toString(value);
    }
}
