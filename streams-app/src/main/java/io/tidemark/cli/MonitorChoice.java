package io.tidemark.cli;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.Names;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which monitor of a file a command is about. */
final class MonitorChoice {
    private MonitorChoice() {}

    /**
     * The monitor of that model, or the only one.
     *
     * @param model as given by {@code --model}; null if it was not
     * @throws UsageError if there is no such model, or several and none is chosen
     */
    static Monitor of(MonitorFile monitors, Path config, @Nullable String model) {
        List<String> models = monitors.monitors().stream().map(Monitor::model).toList();
        if (model == null && models.size() == 1) {
            return monitors.monitors().get(0);
        }
        if (model == null) {
            throw new UsageError(
                    config + " monitors several models, and a file is one model's; add --model with one of "
                            + String.join(", ", models));
        }
        if (!models.contains(model)) {
            throw new UsageError("--model=" + model + " is not a model of " + config + "; "
                    + Names.suggestion(model, models, "known there:"));
        }
        return monitors.monitor(model);
    }
}
