package io.tidemark.profile;

import io.tidemark.domain.ModelKey;
import io.tidemark.domain.Observation;
import io.tidemark.stats.ByteTable;
import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose model an event is of: that of its name among the models of the tenants that read its topic, so that nothing that one tenant sends can reach
 * another's. A topic that nobody names is the default tenant's.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class Routes {
    private final List<ModelProfile> models;
    private final List<TenantRules> tenants;
    private final Map<String, Route> byTopic = new HashMap<>();
    private String latestTopic = "";
    private @Nullable Route latest;

    /** What the events of one topic can be of. */
    static final class Route {
        private final ByteTable<ModelProfile> byName = new ByteTable<>();
        private final ModelProfile[] readers;
        private final ModelProfile[] watchers;
        private @Nullable ModelProfile latest;

        private Route(String topic, List<ModelProfile> models) {
            for (ModelProfile model : models) {
                byte[] name = ModelKey.name(model.model()).getBytes(StandardCharsets.UTF_8);
                if (byName.get(name, 0, name.length) != null) {
                    throw new IllegalArgumentException("two models of one name read one topic, and nothing tells their"
                            + " events apart: topic=" + topic + ", model=" + model.model());
                }
                byName.add(name, 0, name.length, model);
            }
            readers = models.stream().filter(model -> model.readsTopic(topic)).toArray(ModelProfile[]::new);
            watchers =
                    models.stream().filter(model -> model.watchesTopic(topic)).toArray(ModelProfile[]::new);
        }

        /** The model that an event names; null if nobody watches it. */
        @HotPath
        @Nullable
        ModelProfile named(Observation event) {
            ModelProfile last = latest;
            if (last != null && last.isOf(event)) {
                return last;
            }
            ModelProfile found = byName.get(event.bytes(), event.modelOffset(), event.modelLength());
            latest = found == null ? last : found;
            return found;
        }

        /** The models whose events the topic brings, where the events do not name theirs. */
        @HotPath
        ModelProfile[] readers() {
            return readers;
        }

        /** The models of whose dependencies the topic reports. */
        ModelProfile[] watchers() {
            return watchers;
        }
    }

    /** @param tenants none where one tenant has all models */
    Routes(List<ModelProfile> models, List<TenantRules> tenants) {
        this.models = List.copyOf(models);
        this.tenants = List.copyOf(tenants);
    }

    /** The route of a topic's events. */
    @HotPath
    Route of(String topic) {
        Route known = latest;
        if (known != null && topic.equals(latestTopic)) {
            return known;
        }
        Route found = byTopic.get(topic);
        if (found == null) {
            found = make(topic);
        }
        latest = found;
        latestTopic = topic;
        return found;
    }

    private Route make(String topic) {
        Set<String> readers = new HashSet<>();
        for (TenantRules tenant : tenants) {
            if (tenant.topics().contains(topic)) {
                readers.add(tenant.name());
            }
        }
        if (readers.isEmpty()) {
            readers.add(ModelKey.DEFAULT_TENANT);
        }
        List<ModelProfile> reached = new ArrayList<>();
        for (ModelProfile model : models) {
            if (tenants.isEmpty() || readers.contains(ModelKey.tenant(model.model()))) {
                reached.add(model);
            }
        }
        Route made = new Route(topic, reached);
        byTopic.put(topic, made);
        return made;
    }
}
