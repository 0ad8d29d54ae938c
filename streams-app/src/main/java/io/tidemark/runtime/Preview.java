package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.domain.Meters;
import io.tidemark.judge.Judge;
import io.tidemark.serde.Registry;
import io.tidemark.topology.MonitorObjectives;
import io.tidemark.topology.Topics;
import java.util.Map;
import java.util.TreeMap;

/** What a monitor file would run, without a cluster. */
public final class Preview {
    private Preview() {}

    /**
     * Builds everything that a run would build of the file.
     *
     * @throws IllegalArgumentException if an objective cannot be kept
     */
    public static void check(MonitorFile file) {
        new Judge(MonitorObjectives.of(file));
    }

    /** The topology as Kafka Streams describes it. */
    public static String topology(MonitorFile file) {
        Map<String, Integer> sources = new TreeMap<>();
        for (Monitor monitor : file.monitors()) {
            sources.put(monitor.source().topic(), 1);
        }
        return new Assembly(file, new Topics("tidemark", sources), new Registry("mock://preview"), new Meters())
                .topology()
                .describe()
                .toString();
    }
}
