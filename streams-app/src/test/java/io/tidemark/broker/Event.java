package io.tidemark.broker;

import io.tidemark.serde.EventEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A feature event of the tests' models: a number {@code x} and a category {@code c}.
 *
 * @param version the model's version; empty for none
 * @param timeMs event time
 * @param dimensions what it can be sliced by, in order
 * @param x a number; null for missing
 * @param c a category; null for missing
 */
record Event(
        String version,
        long timeMs,
        List<Map.Entry<String, String>> dimensions,
        @Nullable Double x,
        @Nullable String c) {
    /** An event without version and dimensions. */
    static Event at(Instant time, double x, String c) {
        return new Event("", time.toEpochMilli(), List.of(), x, c);
    }

    Event in(String dimension, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(dimensions);
        more.add(Map.entry(dimension, value));
        return new Event(version, timeMs, List.copyOf(more), x, c);
    }

    /** The slices that it belongs to under these groupings, as readings name them. */
    List<String> slices(List<List<String>> groupings) {
        Map<String, String> values = new TreeMap<>();
        dimensions.forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        List<String> slices = new ArrayList<>();
        slices.add("*");
        if (!version.isEmpty()) {
            slices.add("version=" + version);
        }
        for (List<String> grouping : groupings) {
            List<String> parts =
                    grouping.stream().map(name -> name + '=' + values.get(name)).toList();
            slices.add(String.join(",", parts));
        }
        return slices;
    }

    /** Its features, as the encoder asks for them. */
    record Encoded(Event event) implements EventEncoder.Event {
        @Override
        public String version() {
            return event.version;
        }

        @Override
        public String id() {
            return "";
        }

        @Override
        public long timeMs() {
            return event.timeMs;
        }

        @Override
        public int dimensions() {
            return event.dimensions.size();
        }

        @Override
        public String dimensionName(int index) {
            return event.dimensions.get(index).getKey();
        }

        @Override
        public String dimensionValue(int index) {
            return event.dimensions.get(index).getValue();
        }

        @Override
        public int features() {
            return 2;
        }

        @Override
        public String featureName(int index) {
            return index == 0 ? "x" : "c";
        }

        @Override
        public EventEncoder.Kind featureKind(int index) {
            boolean isMissing = index == 0 ? event.x == null : event.c == null;
            if (isMissing) {
                return EventEncoder.Kind.NULL;
            }
            return index == 0 ? EventEncoder.Kind.DOUBLE : EventEncoder.Kind.TEXT;
        }

        @Override
        public double featureNumber(int index) {
            return event.x == null ? 0 : event.x;
        }

        @Override
        public String featureText(int index) {
            return event.c == null ? "" : event.c;
        }
    }
}
