package io.tidemark.cli;

import io.tidemark.domain.Meters;
import io.tidemark.notify.Target;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.Notifiers;
import io.tidemark.runtime.NotifySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
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
            "Exit code: 0 told to stop, 2 could not run."
        })
final class NotifyCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Map<String, String> environment;

    @ArgGroup(exclusive = false, multiplicity = "1..*")
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
    public Integer call() throws InterruptedException {
        List<Target> told = targets.stream().map(one -> one.target(environment)).toList();
        requireDistinctNames(told);
        AppSettings settings = cluster.settings();
        try (Notifiers notifiers = Notifiers.start(settings, told, patience(), new Meters())) {
            notifiers.closeOnShutdown();
            told.forEach(target -> terminal.note("telling " + target + " what " + settings.applicationId()
                    + "-alerts says, as group " + settings.applicationId() + "-notify-" + target.name()));
            notifiers.awaitStop();
        }
        return ExitCodes.QUIET;
    }

    private static void requireDistinctNames(List<Target> targets) {
        Set<String> taken = new HashSet<>();
        for (Target target : targets) {
            if (!taken.add(target.name())) {
                throw new UsageError(
                        "--target: two are called " + target.name() + "; add --name NAME behind each of them");
            }
        }
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
