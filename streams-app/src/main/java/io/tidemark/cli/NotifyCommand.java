package io.tidemark.cli;

import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Meters;
import io.tidemark.notify.Target;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.Notifiers;
import io.tidemark.runtime.NotifySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark notify}: tells people of a running application's alerts. */
@Command(
        name = "notify",
        description =
                "Tells Alertmanager, webhooks and PagerDuty of a running application's alerts, until it is told to stop.",
        footer = {
            "",
            "Each target is a consumer group of its own; what it does not take waits in the alerts topic.",
            "Exit code: 143 told to stop by SIGTERM, 130 by Ctrl-C (SIGINT), as any process; 2 could not run."
        })
final class NotifyCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "MONITORS",
            description = "A monitor file, whose notification targets are told too.")
    private @Nullable Path config;

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<TargetOptions> targets = new ArrayList<>();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--resend",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How often Alertmanager is sent all open alerts; default ${DEFAULT-VALUE}.")
    private long resendSeconds;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "How long a target may take to answer; default ${DEFAULT-VALUE}.")
    private long timeoutSeconds;

    NotifyCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        List<Target> told = TargetOptions.targets(ofFile(), targets, environment);
        if (told.isEmpty()) {
            throw new UsageError(
                    "nobody is to be told; give --target KIND=URL, or a --config with notification targets");
        }
        return cluster.ask(terminal, settings -> tell(settings, told));
    }

    private List<Target> ofFile() {
        Path file = config;
        return file == null ? List.of() : FileTargets.of(MonitorFileReader.read(file), environment);
    }

    private Integer tell(AppSettings settings, List<Target> told) {
        try (Notifiers notifiers = Notifiers.start(settings, told, patience(), new Meters())) {
            notifiers.closeOnShutdown();
            told.forEach(target -> terminal.note("telling " + target + " what " + settings.applicationId()
                    + "-alerts says, as group " + settings.applicationId() + "-notify-" + target.name()));
            notifiers.awaitStop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return ExitCodes.QUIET;
    }

    private NotifySettings patience() {
        if (resendSeconds < 1 || timeoutSeconds < 1 || timeoutSeconds > 60) {
            throw new UsageError("--resend=" + resendSeconds + " and --timeout=" + timeoutSeconds
                    + " must be 1 or more seconds, --timeout at most 60");
        }
        NotifySettings usual = NotifySettings.USUAL;
        return new NotifySettings(
                usual.connect(),
                Duration.ofSeconds(timeoutSeconds),
                usual.firstBackoff(),
                usual.longestBackoff(),
                Duration.ofSeconds(resendSeconds));
    }
}
