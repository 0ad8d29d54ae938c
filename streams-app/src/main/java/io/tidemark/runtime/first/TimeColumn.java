package io.tidemark.runtime.first;

import io.tidemark.config.CsvMapping;
import io.tidemark.ingest.TimeShape;
import java.util.List;

/**
 * The column that says when a row came.
 *
 * @param index among the columns; −1 if there is none
 * @param shape how its times are written
 */
record TimeColumn(int index, TimeShape shape) {
    /** No column does. */
    static final TimeColumn NONE = new TimeColumn(-1, TimeShape.NONE);

    /** Of several columns of times the one whose name says most, then the first. */
    static TimeColumn of(RowSample head) {
        TimeColumn best = NONE;
        int most = -1;
        for (int i = 0; i < head.names().size(); i++) {
            List<String> values = head.column(i).stream()
                    .filter(value -> !CsvMapping.USUAL_MISSING.contains(value))
                    .toList();
            boolean isMostlyThere = values.size() * 10 >= head.rows().size() * 9;
            TimeShape shape = isMostlyThere ? TimeShape.of(values) : TimeShape.NONE;
            String name = head.names().get(i);
            int rank = NameHints.isFirstTime(name) ? 2 : NameHints.isTime(name) ? 1 : 0;
            if (shape.isTime() && rank > most) {
                most = rank;
                best = new TimeColumn(i, shape);
            }
        }
        return best;
    }

    /** The same column, among these: another look at the data may have met them in another order. */
    TimeColumn in(List<String> names, String name) {
        return new TimeColumn(names.indexOf(name), shape);
    }

    boolean isThere() {
        return index >= 0;
    }

    String described() {
        return shape.word().equals("auto") ? "" : "neither ISO 8601 nor a number";
    }
}
