package io.tidemark.config;

import io.tidemark.domain.ModelKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks what monitors say of topics that several of them read, and of dimensions that a mapping must find. */
final class SharedTopics {
    private SharedTopics() {}

    static void check(List<Section> documents, List<MonitorReader.Read> monitors, List<TenantSpec> tenants) {
        Map<String, Monitor> first = new HashMap<>();
        int next = 0;
        for (Section document : documents) {
            for (Field item : document.field("monitors").itemsIfList()) {
                Monitor monitor = monitors.get(next++).monitor();
                Field source = item.sectionIfSection().field("source");
                checkFormat(source, monitor, first);
                checkHashing(item.sectionIfSection().field("columns"), monitor, first);
                checkTenants(source, monitor, monitors, tenants);
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

    /** Values are hashed where records are read. */
    private static void checkHashing(Field columns, Monitor monitor, Map<String, Monitor> first) {
        for (String topic : monitor.source().topics()) {
            Monitor other = first.getOrDefault(topic, monitor);
            boolean isOfEvents = !topic.equals(monitor.source().dependencies())
                    && !topic.equals(other.source().dependencies());
            Set<String> hashed = Set.copyOf(monitor.columns().hash().written());
            if (isOfEvents && !hashed.equals(Set.copyOf(other.columns().hash().written()))) {
                columns.sectionIfSection()
                        .field("hash")
                        .fail("is of topic " + topic + " otherwise than of the monitor of " + other.model()
                                + "; hash the same columns in both");
            }
        }
    }

    /** Which tenant's model an event is of is told by its topic, before anything of it is read. */
    private static void checkTenants(
            Field source, Monitor monitor, List<MonitorReader.Read> monitors, List<TenantSpec> tenants) {
        String tenant = ModelKey.tenant(monitor.model());
        for (String topic : monitor.source().topics()) {
            for (MonitorReader.Read read : monitors) {
                Monitor other = read.monitor();
                boolean isShared = other.source().topics().contains(topic)
                        && !ModelKey.tenant(other.model()).equals(tenant);
                if (isShared && ModelKey.name(other.model()).equals(ModelKey.name(monitor.model()))) {
                    source.fail("reads topic " + topic + ", as does the model of the same name of tenant "
                            + ModelKey.tenant(other.model())
                            + ": nothing would tell whose an event is; give each tenant a topic of its own");
                    return;
                }
                if (isShared
                        && tenants.stream()
                                .anyMatch(one -> one.name().equals(tenant)
                                        && one.quotas().limitsEvents())) {
                    source.fail("reads topic " + topic + ", as does tenant " + ModelKey.tenant(other.model())
                            + ", but eventsPerSecond of tenant " + tenant
                            + " is kept before events are read; give each a topic of its own, or take the quota out");
                    return;
                }
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
