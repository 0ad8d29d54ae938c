package io.tidemark.cli;

import io.tidemark.config.DurationText;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.config.SloFile;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.live.Finding.Weight;
import io.tidemark.runtime.live.LiveCheck;
import io.tidemark.runtime.live.LiveReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark validate}: every mistake in a monitor file at once. */
@Command(
        name = "validate",
        description =
                "Checks a monitor file, or a file of SLOs alone, and tells every mistake at once, with path, value and remedy."
                        + " With --live also whether it fits a cluster; nothing is changed there.",
        footer = {
            "",
            "Mistakes go to standard error, one a line as FILE:LINE: WHAT, then warnings, and their numbers last.",
            "Warnings are of what can be kept but is hardly meant, like pages that can never come.",
            "With --json standard output holds {\"file\": …, \"warnings\": […]} or {\"error\": …, \"problems\": […], \"warnings\": […]}.",
            "With --live each finding is ok, note (worth knowing), new (run would create it) or mend (it does not fit); records are looked at from"
                    + " the beginning, the middle and the end of each partition, and none is shown.",
            "Exit code: 0 the file is in order, warnings or not; 2 it is not. With --live 1 if there is something to mend, 2 if nobody could look."
        })
final class ValidateCommand implements Callable<Integer> {
    private static final String SCHEMA = "/io/tidemark/monitors.schema.json";

    private final Terminal terminal;
    private final Clock clock;

    @Parameters(paramLabel = "MONITORS", arity = "0..1", description = "The monitor file, or a file of SLOs.")
    private @Nullable Path given;

    @Option(
            names = "--schema",
            description = "Print the JSON Schema of monitor files, for editors, and nothing else; without MONITORS.")
    private boolean schema;

    @Option(
            names = "--live",
            description =
                    "Also look into the cluster: topics, records, fields, schemas, rights, and what run would create.")
    private boolean live;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "As run would be given it: partitions of our own topics; default ${DEFAULT-VALUE}.")
    private int partitions;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "Print one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ValidateCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (schema) {
            terminal.print(schema());
            return ExitCodes.QUIET;
        }
        Path config = given;
        if (config == null) {
            throw new MissingParameterException(
                    spec.commandLine(), List.copyOf(spec.positionalParameters()), "needs MONITORS, or --schema");
        }
        if (live) {
            return look(config);
        }
        if (cluster.isNamed()) {
            throw new UsageError("--bootstrap-servers is for a look into the cluster; add --live");
        }
        return validate(config);
    }

    private Integer look(Path config) {
        MonitorFile file = MonitorFileReader.read(config);
        Warnings.tell(file, terminal);
        if (partitions < 1) {
            throw new UsageError("--partitions=" + partitions + " is less than 1; write 1 or more");
        }
        LiveReport report = cluster.ask(
                terminal,
                partitions,
                settings -> LiveCheck.at(file, settings, json ? Progress.SILENT : terminal, clock.millis()));
        if (json) {
            terminal.print(LiveText.json(report, config.toString(), Failure.json(file.warnings())));
        } else {
            LiveText.print(report, config.toString(), terminal);
        }
        return report.count(Weight.MEND) == 0 ? ExitCodes.QUIET : ExitCodes.ALERTS;
    }

    private static String schema() {
        try (InputStream in = ValidateCommand.class.getResourceAsStream(SCHEMA)) {
            return new String(Objects.requireNonNull(in, SCHEMA).readAllBytes(), StandardCharsets.UTF_8)
                    .stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Integer validate(Path config) {
        MonitorFile file = SloFile.read(config, LocalDate.now(clock));
        Warnings.tell(file, terminal);
        if (json) {
            terminal.print("{\"file\":" + JsonText.quote(config.toString()) + ",\"warnings\":"
                    + Failure.json(file.warnings()) + "}");
            return ExitCodes.QUIET;
        }
        for (Monitor monitor : file.monitors()) {
            terminal.print(String.format(
                    Locale.ROOT,
                    "%s: windows of %s, %d groupings, %d objectives",
                    monitor.model(),
                    DurationText.of(monitor.windows().size()),
                    monitor.slices().groupings().size(),
                    file.slosOf(monitor.model()).size()
                            + file.runsOf(monitor.model()).size()));
        }
        if (file.monitors().isEmpty()) {
            terminal.print(
                    file.slos().size() + (file.slos().size() == 1 ? " objective" : " objectives") + ", no monitors");
        }
        terminal.print(config + ": in order");
        return ExitCodes.QUIET;
    }
}
