package io.tidemark.config;

import io.tidemark.domain.ReservedColumn;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * How a CSV file's columns become events. A name that is empty means that the file has no such column.
 *
 * @param time name of the event time's column; empty only where two files are compared: their rows may have no time
 * @param timeFormat how event times are written
 * @param timeZone the zone of times that are written without one
 * @param id name of the event id's column; empty: the row number is the id
 * @param version name of the model version's column, or empty
 * @param prediction name of the predicted class's or value's column, or empty
 * @param score name of the column of the prediction's score, or empty
 * @param latency name of the column of the requests' latencies in milliseconds, or empty
 * @param status name of the column of how requests ended (OK, ERROR, FALLBACK, TIMEOUT, in any case), or empty
 * @param missing the texts that mean "no value", compared exactly
 * @param delimiter what stands between two fields
 * @param decimal what stands before a number's fraction
 * @param labels where the truth of predictions stands
 */
public record CsvMapping(
        String time,
        TimeFormat timeFormat,
        ZoneId timeZone,
        String id,
        String version,
        String prediction,
        String score,
        String latency,
        String status,
        Set<String> missing,
        Delimiter delimiter,
        Decimal decimal,
        CsvLabels labels) {
    /** What means "no value" where nothing else is said. */
    public static final Set<String> USUAL_MISSING = Set.of("", "NA", "null");

    /** A file whose columns are all to be measured: no time, no id, no role. */
    public static final CsvMapping PLAIN = new CsvMapping(
            "", TimeFormat.AUTO, ZoneOffset.UTC, "", "", "", "", "", "", USUAL_MISSING, Delimiter.AUTO, Decimal.POINT);

    /** A file without labels. */
    public CsvMapping(
            String time,
            TimeFormat timeFormat,
            ZoneId timeZone,
            String id,
            String version,
            String prediction,
            String score,
            String latency,
            String status,
            Set<String> missing,
            Delimiter delimiter,
            Decimal decimal) {
        this(
                time,
                timeFormat,
                timeZone,
                id,
                version,
                prediction,
                score,
                latency,
                status,
                missing,
                delimiter,
                decimal,
                CsvLabels.NONE);
    }

    public CsvMapping {
        missing = Set.copyOf(missing);
    }

    /** Name of the column that is a prediction's or a request's own, or empty. */
    public String of(ReservedColumn role) {
        return switch (role) {
            case PREDICTION -> prediction;
            case SCORE -> score;
            case LATENCY -> latency;
            case STATUS -> status;
        };
    }

    /** What stands before the fraction of the numbers of a CSV file; the other one is then in none of them. */
    public enum Decimal {
        POINT('.'),
        COMMA(',');

        private final char sign;

        Decimal(char sign) {
            this.sign = sign;
        }

        public char sign() {
            return sign;
        }
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
