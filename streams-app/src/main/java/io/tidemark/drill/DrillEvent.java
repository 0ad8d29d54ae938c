package io.tidemark.drill;

import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.Stage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One event that a fault can change: a copy, never the event itself.
 *
 * @param version of the model; empty for none
 * @param ids what identifies it
 * @param stage where it comes from
 * @param timeMs event time, milliseconds since the epoch
 * @param dimensions what tells its slices, by name
 * @param features its columns by name, in the event's order
 * @param reserved prediction, score, latency and status, as far as it has them
 */
public record DrillEvent(
        String version,
        Ids ids,
        Stage stage,
        long timeMs,
        Map<String, String> dimensions,
        Map<String, Value> features,
        Map<ReservedColumn, Value> reserved) {
    public DrillEvent {
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
        features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
        reserved = Map.copyOf(reserved);
    }

    /**
     * What identifies an event.
     *
     * @param event its own id; empty for none
     * @param prediction the id by which labels name its prediction; empty for none
     */
    public record Ids(String event, String prediction) {}

    /** An event by whose id labels name its prediction too. */
    public DrillEvent(
            String version,
            String id,
            Stage stage,
            long timeMs,
            Map<String, String> dimensions,
            Map<String, Value> features,
            Map<ReservedColumn, Value> reserved) {
        this(version, new Ids(id, id), stage, timeMs, dimensions, features, reserved);
    }

    /** Its own id; empty for none. */
    public String id() {
        return ids.event();
    }

    /** Whether it has the column, with a value or without. */
    public boolean has(String column) {
        return isReserved(column) || features.containsKey(column);
    }

    /** What the column holds; {@link Value#MISSING} where the event has no such column. */
    public Value value(String column) {
        for (Map.Entry<ReservedColumn, Value> entry : reserved.entrySet()) {
            if (entry.getKey().column().equals(column)) {
                return entry.getValue();
            }
        }
        return features.getOrDefault(column, Value.MISSING);
    }

    /** The same event with another value in one column; itself if it has no such column. */
    public DrillEvent with(String column, Value value) {
        for (ReservedColumn role : reserved.keySet()) {
            if (role.column().equals(column)) {
                return with(role, value);
            }
        }
        if (!features.containsKey(column)) {
            return this;
        }
        Map<String, Value> changed = new LinkedHashMap<>(features);
        changed.put(column, value);
        return new DrillEvent(version, ids, stage, timeMs, dimensions, changed, reserved);
    }

    private DrillEvent with(ReservedColumn role, Value value) {
        Map<ReservedColumn, Value> changed = new LinkedHashMap<>(reserved);
        changed.put(role, value);
        return new DrillEvent(version, ids, stage, timeMs, dimensions, features, changed);
    }

    private boolean isReserved(String column) {
        return reserved.keySet().stream().anyMatch(role -> role.column().equals(column));
    }
}
