package io.tidemark.drill;

/** What a column of an event holds. */
public sealed interface Value {
    /** Nothing. */
    Value MISSING = new Missing();

    /** Nothing: the column is there, or could be, and has no value. */
    record Missing() implements Value {}

    /** A number. */
    record Number(double value) implements Value {}

    /** True or false. */
    record Flag(boolean value) implements Value {}

    /** A text. */
    record Text(String value) implements Value {}

    /**
     * An array of numbers.
     *
     * @param values read, never written
     */
    record Vector(double[] values) implements Value {}

    /** Whether it is {@link #MISSING}. */
    default boolean isMissing() {
        return this instanceof Missing;
    }

    /** Whether it can be a category: anything but nothing and an array. */
    default boolean isCategory() {
        return this instanceof Number || this instanceof Flag || this instanceof Text;
    }

    /** The value as a text: whole numbers without a point. */
    default String word() {
        if (this instanceof Number number) {
            boolean isWhole = number.value == Math.rint(number.value) && Math.abs(number.value) < 1e15;
            return isWhole ? Long.toString((long) number.value) : Double.toString(number.value);
        }
        if (this instanceof Flag flag) {
            return Boolean.toString(flag.value);
        }
        return this instanceof Text text ? text.value : "";
    }
}
