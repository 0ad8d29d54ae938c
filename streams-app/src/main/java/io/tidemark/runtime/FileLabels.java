package io.tidemark.runtime;

import io.tidemark.config.CsvLabels;
import io.tidemark.ingest.CsvEvents;
import io.tidemark.ingest.CsvSchema;
import io.tidemark.serde.LabelEncoder;
import io.tidemark.stats.ColumnKind;

/**
 * The labels in the rows of a CSV file, as the records that would have brought them. Owned by one thread.
 *
 * @param input the file
 * @param events its rows
 * @param encoder writes the records
 */
record FileLabels(CsvInput input, CsvEvents events, LabelEncoder encoder) {
    static FileLabels of(CsvInput input, CsvEvents events) {
        boolean areThere = input.schema().roles().label() != CsvSchema.NONE;
        int id = areThere
                ? input.registry().register(input.monitor().source().labels().topic(), LabelEncoder.schema())
                : 0;
        return new FileLabels(input, events, new LabelEncoder(input.monitor().model(), id));
    }

    /** Gives the label of the row to who takes it; a row without one has none, nor has one that does not say, or not as a time, when it became known where a column should. */
    void tell(String predictionId, InputFile.Taker taker) {
        String truth = events.row().label();
        if (isUnknown(truth)) {
            return;
        }
        CsvLabels stated = input.monitor().source().csv().labels();
        long stamped = events.labelTimeMs();
        if (!stated.time().isEmpty() && stamped == Long.MIN_VALUE) {
            return;
        }
        long knownMs = stamped == Long.MIN_VALUE
                ? events.row().eventTimeMs() + stated.delay().toMillis()
                : stamped;
        taker.label(bytes(predictionId, truth, knownMs), events.row().eventTimeMs(), knownMs);
    }

    /** Nothing, or no number that could be true: {@code NaN} is how many write what they do not know yet. */
    private static boolean isUnknown(String truth) {
        try {
            return truth.isEmpty() || truth.equalsIgnoreCase("nan") || !Double.isFinite(Double.parseDouble(truth));
        } catch (NumberFormatException word) {
            return false;
        }
    }

    /** A number stays one, so that 1 and 1.0 are the same; but where classes are words that may look like numbers. */
    private byte[] bytes(String predictionId, String truth, long knownMs) {
        int prediction = input.schema().roles().prediction();
        boolean areNumbers = input.schema().columns().stream()
                .anyMatch(column -> column.field() == prediction && column.kind() == ColumnKind.NUMBER);
        if (areNumbers) {
            try {
                return encoder.ofNumber(predictionId, Double.parseDouble(truth), knownMs);
            } catch (NumberFormatException word) {
                return encoder.ofClass(predictionId, truth, knownMs);
            }
        }
        return encoder.ofClass(predictionId, truth, knownMs);
    }
}
