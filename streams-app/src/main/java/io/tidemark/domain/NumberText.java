package io.tidemark.domain;

/** How a number is written where a text is wanted. */
public final class NumberText {
    private static final double LARGEST_WHOLE = 0x1p53;

    private NumberText() {}

    /** The shortest decimal form; whole numbers up to 2^53, whose digits a double knows, without a point. */
    public static String of(double value) {
        boolean isWhole = value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE;
        return isWhole ? Long.toString((long) value) : Double.toString(value);
    }

    /** The same of a number that has the precision of a float only. */
    public static String of(float value) {
        return value == Math.rint(value) ? of((double) value) : Float.toString(value);
    }
}
