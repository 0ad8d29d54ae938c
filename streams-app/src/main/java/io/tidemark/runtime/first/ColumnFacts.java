package io.tidemark.runtime.first;

import io.tidemark.ingest.TimeShape;
import java.util.List;
import java.util.Map;

/**
 * What a sample says of a column.
 *
 * @param name of the column
 * @param values that are not missing
 * @param missing values
 * @param distinct different values
 * @param numbers values that are numbers, with a decimal point if any
 * @param integers of them
 * @param booleans values that are true or false
 * @param vectors values that are lists of numbers
 * @param decimalCommas values that are numbers with a decimal comma
 * @param notNumbers how often each of the usual words for "no value" stands in it that the application does not know by itself
 * @param range of the numbers
 * @param top the most frequent values and how often each occurs, most frequent first; at most {@value #MOST_TOP}
 * @param shape of the texts
 * @param time how its times are written, if it holds times
 * @param course how it goes through the stream
 */
record ColumnFacts(
        String name,
        int values,
        int missing,
        int distinct,
        int numbers,
        int integers,
        int booleans,
        int vectors,
        int decimalCommas,
        Map<String, Integer> notNumbers,
        Range range,
        List<Count> top,
        Texts shape,
        TimeShape time,
        Course course) {
    static final int MOST_TOP = 100;
    private static final double NEARLY_ALL = 0.95;

    ColumnFacts {
        notNumbers = Map.copyOf(notNumbers);
        top = List.copyOf(top);
    }

    /**
     * Of numbers.
     *
     * @param lowest the smallest
     * @param low one in 200 is below
     * @param high one in 200 is above
     * @param highest the largest
     */
    record Range(double lowest, double low, double high, double highest) {}

    /** How often a value occurs. */
    record Count(String value, int rows) {}

    /**
     * Of texts.
     *
     * @param length the average number of characters
     * @param spaced the share that has a space
     * @param uuids the share that are UUIDs
     * @param padded the share that has as many digits as some whole number with leading zeros
     * @param clocks the share that are times of day, like {@code 01:30 PM}
     */
    record Texts(double length, double spaced, double uuids, double padded, double clocks) {
        static final Texts NONE = new Texts(0, 0, 0, 0, 0);
    }

    /**
     * Through the stream.
     *
     * @param rising share of the numbers that are not below the one before
     * @param calendar the part of the calendar that decides the value, like {@code day of the week}; empty if none does
     */
    record Course(double rising, String calendar) {}

    /** Of a column of which nothing is known but its name. */
    static ColumnFacts unseen(String name) {
        return new ColumnFacts(
                name,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Map.of(),
                new Range(0, 0, 0, 0),
                List.of(),
                Texts.NONE,
                TimeShape.NONE,
                new Course(0, ""));
    }

    boolean isNumeric() {
        return values > 0 && numbers >= values * NEARLY_ALL;
    }

    boolean isInteger() {
        return isNumeric() && integers == numbers;
    }

    /** Whether its whole numbers are codes, as they are filled up with zeros: {@code 01067}. */
    boolean isPadded() {
        return isInteger() && shape.padded() >= NEARLY_ALL;
    }

    boolean isClock() {
        return shape.clocks() >= NEARLY_ALL;
    }

    boolean isBoolean() {
        return values > 0 && booleans == values;
    }

    boolean isEmbedding() {
        return values > 0 && vectors >= values * NEARLY_ALL;
    }

    boolean isConstant() {
        return distinct == 1;
    }

    /** Whether (nearly) no value occurs twice; of fewer than 20 values nobody knows. */
    boolean isUnique() {
        return values >= 20 && distinct >= values * 0.999;
    }

    double missingShare() {
        return values + missing == 0 ? 0 : (double) missing / (values + missing);
    }

    double share(Count count) {
        return values == 0 ? 0 : (double) count.rows() / values;
    }
}
