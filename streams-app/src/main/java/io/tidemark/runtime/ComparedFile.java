package io.tidemark.runtime;

import io.tidemark.compare.Comparison;
import io.tidemark.config.Monitor;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.TimeWindow;
import io.tidemark.ingest.CsvSchema;
import io.tidemark.serde.Registry;
import java.nio.file.Path;

/**
 * One of two files that are compared.
 *
 * @param input the file as events
 * @param lines what became of its lines in the latest reading
 * @param range the event time that it covers
 */
record ComparedFile(CsvInput input, FileLines lines, TimeWindow range) {
    /** Opens it as a monitor of exactly its range. */
    static ComparedFile open(Path path, Monitor monitor, Registry registry, FileLines lines) {
        CsvInput input = CsvInput.open(path, monitor, registry);
        TimeWindow range = FileSpan.of(path, input.schema(), monitor, lines);
        Monitor ranged = ComparedMonitor.over(range, monitor);
        return new ComparedFile(new CsvInput(path, ranged, input.schema(), input.schemaId(), registry), lines, range);
    }

    /** The name that a column is measured under. */
    String measuredAs(String column) {
        CsvSchema schema = input.schema();
        int field = schema.header().indexOf(column);
        if (field == schema.roles().prediction()) {
            return ReservedColumn.PREDICTION.column();
        }
        return field == schema.roles().score() ? ReservedColumn.SCORE.column() : column;
    }

    boolean isTimed() {
        return input.schema().roles().time() != CsvSchema.NONE;
    }

    Comparison.Rows rows() {
        return new Comparison.Rows(input.path().toString(), lines.accepted(), lines.rejected(), lines.firstRejected());
    }
}
