package io.tidemark.cli;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.notify.Target;
import io.tidemark.runtime.ApiHost;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.BrokerAddress;
import io.tidemark.runtime.EmbeddedBroker;
import io.tidemark.runtime.InForce;
import io.tidemark.runtime.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark run}: the stream processor, beside your cluster. */
@Command(
        name = "run",
        description = "Watches the monitors' topics until it is told to stop.",
        footer = {
            "",
            "Exit code: 143 told to stop by SIGTERM, 130 by Ctrl-C (SIGINT), as any process; 2 could not run or stopped by itself."
        })
final class RunCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Terminal terminal;
    private final Map<String, String> environment;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "MONITORS",
            description = "The monitor file.")
    private Path config = Path.of("");

    @Mixin
    private final ApplicationOptions application = new ApplicationOptions();

    @Option(
            names = "--commit-interval",
            paramLabel = "MS",
            defaultValue = "2000",
            description =
                    "Milliseconds between commits: the price of a delta and the delay of an alert; default ${DEFAULT-VALUE}.")
    private long commitIntervalMs;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Stream threads; default ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of our own topics where they are created; default ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--standbys",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "How many instances keep a copy of each partition's state, to answer and to take over at once; default ${DEFAULT-VALUE}.")
    private int standbys;

    @Option(
            names = "--schema-patience",
            paramLabel = "1h",
            defaultValue = "1h",
            converter = SpanText.class,
            description =
                    "How long records wait for a schema that is not known while the registry does not answer, before they go to"
                            + " the dead letters; and how long the start waits for the registry; default ${DEFAULT-VALUE}.")
    private Duration schemaPatience = Duration.ZERO;

    @Option(
            names = "--no-create",
            description = "Creates no topic; where some are not there, says which, as commands, and does not start.")
    private boolean noCreate;

    @Option(
            names = "--print-config",
            description = "Prints all settings in force, of HTTP and targets too, secrets as ***, and does not start.")
    private boolean printConfig;

    @Mixin
    private final SaltOptions salt;

    @Mixin
    private final HttpOptions http = new HttpOptions();

    @ArgGroup(
            exclusive = false,
            multiplicity = "0..*",
            heading = "%nWhom to tell of alerts, as tidemark notify does:%n")
    private List<TargetOptions> targets = new ArrayList<>();

    RunCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = Map.copyOf(environment);
        this.salt = new SaltOptions(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        MonitorFile file = MonitorFileReader.read(config);
        Warnings.tell(file, terminal);
        ClientProperties clients = ClientProperties.read(application.clientProperties, environment);
        clients.doubts().forEach(terminal::note);
        Map<String, String> more = withStandbys(clients.settings());
        if (printConfig) {
            print(file, more, clients.elsewhere());
            return ExitCodes.QUIET;
        }
        MonitorFile salted = salt.salted(file, config);
        Optional<ApiHost> host = http.start(environment);
        host.ifPresent(listening -> listening.hide(clients.elsewhere()));
        host.ifPresent(listening -> terminal.note("health, metrics and the API: " + listening.url()));
        try (Service service = start(salted, told(file), more, host)) {
            service.closeOnShutdown();
            return service.awaitStop() == null ? ExitCodes.QUIET : ExitCodes.COULD_NOT_RUN;
        } finally {
            host.ifPresent(ApiHost::close);
        }
    }

    private void print(MonitorFile file, Map<String, String> more, List<String> elsewhere) {
        String named = application.bootstrapServers;
        InForce.lines(settings(named == null ? "(an embedded broker)" : named, more), elsewhere)
                .forEach(terminal::print);
        terminal.print("# files");
        terminal.print("config=" + config);
        terminal.print(
                "client-properties=" + (application.clientProperties == null ? "" : application.clientProperties));
        terminal.print("hash-salt=" + salt.words(file, config));
        if (named == null) {
            terminal.print("embedded-broker=" + application.embedded());
        }
        http.lines(environment).forEach(terminal::print);
        TargetOptions.lines(told(file)).forEach(terminal::print);
    }

    private Map<String, String> withStandbys(Map<String, String> settings) {
        Map<String, String> more = new HashMap<>(settings);
        if (standbys > 0) {
            more.put("num.standby.replicas", Integer.toString(standbys));
        }
        return more;
    }

    private List<Target> told(MonitorFile file) {
        return TargetOptions.targets(FileTargets.of(file, environment), targets, environment);
    }

    private Service start(MonitorFile file, List<Target> told, Map<String, String> more, Optional<ApiHost> host) {
        settings("checked before a broker is started", more);
        String named = application.bootstrapServers;
        if (named != null) {
            BrokerAddress.awaitOneOf(named, PATIENCE);
            return Service.start(settings(named, more), file, told, host);
        }
        if (noCreate) {
            throw new UsageError("--no-create needs a cluster: name it by --bootstrap-servers");
        }
        EmbeddedBroker broker = EmbeddedBroker.start(application.embedded());
        terminal.note("no --bootstrap-servers: an embedded broker for trying out and small loads runs on "
                + broker.bootstrapServers() + ", its data in " + application.embedded());
        return Service.startEmbedded(settings(broker.bootstrapServers(), more), file, told, host, broker);
    }

    private AppSettings settings(String servers, Map<String, String> more) {
        requireOneOrMore("--threads", threads);
        requireOneOrMore("--partitions", partitions);
        if (standbys < 0) {
            throw new UsageError("--standbys=" + standbys + " is less than 0; write 0 or more");
        }
        try {
            return new AppSettings(
                    application.applicationId,
                    servers,
                    application.registry,
                    application.state(),
                    Duration.ofMillis(commitIntervalMs),
                    threads,
                    partitions,
                    more,
                    new AppSettings.Care(
                            noCreate ? AppSettings.MissingTopics.ARE_A_MISTAKE : AppSettings.MissingTopics.ARE_CREATED,
                            schemaPatience));
        } catch (IllegalArgumentException wrong) {
            throw new UsageError(String.valueOf(wrong.getMessage()));
        }
    }

    private static void requireOneOrMore(String option, int value) {
        if (value < 1) {
            throw new UsageError(option + "=" + value + " is less than 1; write 1 or more");
        }
    }
}
