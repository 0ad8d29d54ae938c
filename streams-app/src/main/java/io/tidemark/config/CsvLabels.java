package io.tidemark.config;

import java.time.Duration;

/**
 * Where a CSV file has the truth of its predictions.
 *
 * @param label name of its column; empty if the file has none
 * @param time name of the column that says when it became known; empty: {@code delay} after the row's own time
 * @param delay how long after its row's time a label became known
 */
public record CsvLabels(String label, String time, Duration delay) {
    /** No labels. */
    public static final CsvLabels NONE = new CsvLabels("", "", Duration.ZERO);
}
