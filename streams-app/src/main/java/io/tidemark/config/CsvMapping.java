package io.tidemark.config;

import java.time.ZoneId;
import java.util.Set;

/**
 * How a CSV file's columns become events. A name that is empty means that the file has no such column.
 *
 * @param time name of the event time's column; never empty
 * @param timeFormat how event times are written
 * @param timeZone the zone of times that are written without one
 * @param id name of the event id's column; empty: the row number is the id
 * @param version name of the model version's column, or empty
 * @param prediction name of the predicted class's or value's column, or empty
 * @param score name of the column of the prediction's score, or empty
 * @param missing the texts that mean "no value", compared exactly
 * @param delimiter what stands between two fields
 */
public record CsvMapping(
        String time,
        TimeFormat timeFormat,
        ZoneId timeZone,
        String id,
        String version,
        String prediction,
        String score,
        Set<String> missing,
        Delimiter delimiter) {
    public CsvMapping {
        missing = Set.copyOf(missing);
    }

    /** What stands between two fields of a CSV file. */
    public enum Delimiter {
        /** Whichever of the others the header line holds most often. */
        AUTO,
        COMMA,
        SEMICOLON,
        TAB
    }
}
