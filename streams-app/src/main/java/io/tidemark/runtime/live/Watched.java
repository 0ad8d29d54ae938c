package io.tidemark.runtime.live;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import java.util.ArrayList;
import java.util.List;

/**
 * A monitor and where it stands in its file.
 *
 * @param index from 0
 */
record Watched(int index, Monitor monitor, List<Asked> asked) {
    Watched {
        asked = List.copyOf(asked);
    }

    /**
     * Columns that an objective speaks of.
     *
     * @param slo its name
     */
    record Asked(String slo, List<String> columns) {
        Asked {
            columns = List.copyOf(columns);
        }
    }

    static List<Watched> of(MonitorFile file) {
        List<Watched> all = new ArrayList<>();
        for (Monitor monitor : file.monitors()) {
            List<Asked> asked = file.slosOf(monitor.model()).stream()
                    .filter(slo -> !slo.isMeasuredElsewhere())
                    .map(slo -> new Asked(slo.name(), slo.indicator().columns()))
                    .toList();
            all.add(new Watched(all.size(), monitor, asked));
        }
        return all;
    }

    /** The path of a key of it, as mistakes in the file have it. */
    String place(String key) {
        return "monitors[" + index + "]." + key;
    }

    /** The path of the key that names one of its topics. */
    String placeOf(String topic) {
        if (topic.equals(monitor.source().topic())) {
            return place("source.topic");
        }
        return place(topic.equals(monitor.source().training()) ? "source.training" : "source.dependencies");
    }
}
