package io.tidemark.cli;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.Names;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which model of a monitor file a data file is for. */
final class Models {
    private Models() {}

    /**
     * The named model, or the only one.
     *
     * @throws UsageError if there are several and none is named, or there is none of that name
     */
    static String chosen(MonitorFile monitors, @Nullable String model, Path config) {
        List<String> models =
                monitors.monitors().stream().map(monitor -> monitor.model()).toList();
        if (model == null && models.size() == 1) {
            return models.get(0);
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
        return model;
    }
}
