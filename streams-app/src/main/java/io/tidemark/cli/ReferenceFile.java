package io.tidemark.cli;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.ReferenceRule;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file that a replayed file's reference is made of. */
final class ReferenceFile {
    private ReferenceFile() {}

    /**
     * The file of {@code --reference}.
     *
     * @param given null if it was not
     * @return empty if the reference is a range of the replayed file itself
     * @throws UsageError if one is given that is not needed, or needed and not given
     */
    static Optional<Path> of(MonitorFile monitors, String model, Path config, @Nullable Path given) {
        if (monitors.monitor(model).references().held() instanceof ReferenceRule.Published published) {
            if (given == null) {
                throw new UsageError("model " + model + " of " + config + " waits for the published reference "
                        + published.name() + "; add --reference with the file to make it of");
            }
            return Optional.of(given);
        }
        if (given != null) {
            throw new UsageError(
                    "--reference=" + given + " is for a monitor with reference: {published: …}; that of model " + model
                            + " pins a range of the replayed file itself");
        }
        return Optional.empty();
    }
}
