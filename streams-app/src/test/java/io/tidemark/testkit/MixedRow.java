package io.tidemark.testkit;

import io.tidemark.serde.EventEncoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event with features of numbers (Double), texts (String) and nulls (the text "null").
 *
 * @param timeMs event time
 * @param id the event id
 * @param values features
 */
public record MixedRow(long timeMs, String id, Map<String, Object> values) implements EventEncoder.Event {
    /** What stands for null. */
    public static final String NULL = "null";

    public MixedRow {
        values = new TreeMap<>(values);
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public int features() {
        return values.size();
    }

    @Override
    public String featureName(int index) {
        return List.copyOf(values.keySet()).get(index);
    }

    private Object value(int index) {
        return List.copyOf(values.values()).get(index);
    }

    @Override
    public EventEncoder.Kind featureKind(int index) {
        if (value(index) instanceof Double) {
            return EventEncoder.Kind.DOUBLE;
        }
        return value(index).equals(NULL) ? EventEncoder.Kind.NULL : EventEncoder.Kind.TEXT;
    }

    @Override
    public double featureNumber(int index) {
        return (Double) value(index);
    }

    @Override
    public String featureText(int index) {
        return (String) value(index);
    }
}
