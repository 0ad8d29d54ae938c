package io.tidemark.runtime.live;

import io.tidemark.domain.Observation;
import io.tidemark.domain.ReservedColumn;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What decoded events of a topic hold: models, columns, dimensions. Names are bounded by {@value #MOST}.
 *
 * <p>Owned by one reader; not thread-safe.
 */
final class EventFacts {
    /** The model of events that are of each monitor of their topic. */
    static final String OF_TOPIC = "";

    private static final int MOST = 5_000;

    private final Map<String, OfModel> models = new TreeMap<>();
    private final OfModel others = new OfModel();
    private long events;

    /** What events of one model hold. */
    static final class OfModel {
        private final Set<String> columns = new HashSet<>();
        private final Set<String> dimensions = new HashSet<>();
        private long events;

        Set<String> columns() {
            return columns;
        }

        Set<String> dimensions() {
            return dimensions;
        }

        long events() {
            return events;
        }

        private void add(Observation event) {
            events++;
            for (int i = 0; i < event.fields() && columns.size() < MOST; i++) {
                if (event.kind(i) != Observation.OTHER) {
                    columns.add(name(event, i));
                }
            }
            for (int i = 0; i < event.dimensions() && dimensions.size() < MOST; i++) {
                dimensions.add(event.name(event.dimensionNameOffset(i), event.dimensionNameLength(i)));
            }
        }

        private static String name(Observation event, int field) {
            int offset = event.nameOffset(field);
            return offset < 0
                    ? ReservedColumn.values()[-1 - offset].column()
                    : event.name(offset, event.nameLength(field));
        }
    }

    void add(Observation event) {
        events++;
        String model = event.isOfItsTopic() ? OF_TOPIC : event.model();
        OfModel known = models.get(model);
        if (known == null && models.size() < MOST) {
            known = new OfModel();
            models.put(model, known);
        }
        (known == null ? others : known).add(event);
    }

    long events() {
        return events;
    }

    /** The models that events name; none where events name none. */
    Map<String, OfModel> models() {
        return models;
    }

    /** What a model's events hold, its own and those of all. */
    OfModel of(String model) {
        return models.getOrDefault(model, models.getOrDefault(OF_TOPIC, new OfModel()));
    }
}
