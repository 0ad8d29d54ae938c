package io.tidemark.query.board;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something new on the boards.
 *
 * @param id of the boards' moment
 * @param type alert, status, decision, annotation, change or progress
 * @param values small: what it is about, not the record
 */
public record BoardEvent(long id, String type, Map<String, Object> values) {
    public BoardEvent {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
