package io.tidemark.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks what monitors say of topics that several of them read, and of dimensions that a mapping must find. */
final class SharedTopics {
    private SharedTopics() {}

    static void check(List<Section> documents, List<MonitorReader.Read> monitors) {
        Map<String, Monitor> first = new HashMap<>();
        int next = 0;
        for (Section document : documents) {
            for (Field item : document.field("monitors").itemsIfList()) {
                Monitor monitor = monitors.get(next++).monitor();
                Field source = item.sectionIfSection().field("source");
                checkFormat(source, monitor, first);
                checkDimensions(item.sectionIfSection().field("slices"), monitor);
            }
        }
    }

    /** A topic's records are read once for all its models. */
    private static void checkFormat(Field source, Monitor monitor, Map<String, Monitor> first) {
        for (String topic : monitor.source().topics()) {
            Monitor other = first.putIfAbsent(topic, monitor);
            if (other != null
                    && !other.source().formatOf(topic).equals(monitor.source().formatOf(topic))) {
                source.fail("says format, schema or fields of topic " + topic + " otherwise than the monitor of "
                        + other.model() + "; say the same, columns.include and exclude choose each model's columns");
            }
        }
    }

    private static void checkDimensions(Field slices, Monitor monitor) {
        FieldMapping fields = monitor.source().format().fields();
        if (!fields.dimensions().maps().isEmpty()) {
            return;
        }
        for (String dimension : monitor.slices().dimensions()) {
            if (!fields.dimensions().named().containsKey(dimension)
                    && !fields.constants().dimensions().containsKey(dimension)) {
                slices.fail("groups by " + dimension + ", which source.fields.dimensions does not place; add "
                        + dimension + ": its path");
            }
        }
    }
}
