package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.SloSpec;
import io.tidemark.query.Promise;
import io.tidemark.slo.Correction;
import io.tidemark.topology.MonitorObjectives;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a monitor file promises, for those who ask the application. */
final class Promises {
    private Promises() {}

    /** The objectives that are kept, in file order. */
    static List<Promise> of(MonitorFile file) {
        return SloExplanation.of(file).stream()
                .filter(explained -> explained.slo().mode() != SloSpec.Mode.OFF)
                .map(explained -> Promise.of(
                        MonitorObjectives.of(explained.slo(), file.objects()), ExplanationText.lines(explained)))
                .toList();
    }

    /** The corrections of the file, by model. */
    static Map<String, List<Correction>> corrections(MonitorFile file) {
        return file.monitors().stream().collect(Collectors.toMap(Monitor::model, monitor -> file.objects()
                .correctionsOf(monitor.model())));
    }
}
