package io.tidemark.topology;

import io.tidemark.config.MonitorFile;
import io.tidemark.slo.Objective;
import java.util.List;

/** Judge's part of the monitor file: its SLO documents as objectives. */
public final class MonitorObjectives {
    private MonitorObjectives() {}

    /** The objectives of all models, in file order. */
    public static List<Objective> of(MonitorFile file) {
        return List.of();
    }
}
