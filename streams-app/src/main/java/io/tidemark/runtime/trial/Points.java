package io.tidemark.runtime.trial;

import java.util.List;

/**
 * What a history of points is.
 *
 * @param file where it comes from
 * @param lines lines, or readings, that were used
 * @param rejected lines that could not be used
 * @param bad the first of these
 * @param ignored columns that were not read
 * @param firstMs the earliest time
 * @param lastMs the latest
 * @param resolutionMs the usual distance between two points of a slice
 * @param slices how many slices there are, that of all events included if the history has it
 * @param whole where the counts of all events come from
 * @param order whether it was in order of time
 */
public record Points(
        String file,
        long lines,
        long rejected,
        List<BadLine> bad,
        List<String> ignored,
        long firstMs,
        long lastMs,
        long resolutionMs,
        int slices,
        Whole whole,
        Order order) {
    /** Bad lines that are listed. */
    public static final int LISTED = 20;

    public Points {
        bad = List.copyOf(bad);
        ignored = List.copyOf(ignored);
    }

    /** A line that could not be used: where, and what was seen and would be right. */
    public record BadLine(long line, String text) {}

    /** Where the counts of all events come from. */
    public enum Whole {
        /** The history has them: slice {@code *}. */
        GIVEN,
        /** They are the sum of the slices. */
        SUMMED
    }

    /** How lines were ordered. */
    public enum Order {
        SORTED,
        /** They were sorted in memory. */
        UNSORTED
    }

    /** Takes points. */
    public interface Taker {
        void take(long timeMs, String slice, double good, double bad);
    }
}
