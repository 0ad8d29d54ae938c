package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.domain.Meters;
import io.tidemark.serde.Registry;
import io.tidemark.topology.Topics;
import java.util.Map;
import java.util.TreeMap;

/** What a monitor file would run, without a cluster. */
public final class Preview {
    private Preview() {}

    /** The topology as Kafka Streams describes it. */
    public static String topology(MonitorFile file) {
        Map<String, Integer> sources = new TreeMap<>();
        for (Monitor monitor : file.monitors()) {
            monitor.source().topics().forEach(topic -> sources.put(topic, 1));
        }
        return new Assembly(file, new Topics("tidemark", sources), new Registry("mock://preview"), new Meters())
                .topology()
                .describe()
                .toString();
    }
}
