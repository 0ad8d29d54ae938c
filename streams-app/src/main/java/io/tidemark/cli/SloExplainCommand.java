package io.tidemark.cli;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.Names;
import io.tidemark.config.OpenSloText;
import io.tidemark.config.SloFile;
import io.tidemark.runtime.ExplanationJson;
import io.tidemark.runtime.ExplanationText;
import io.tidemark.runtime.RunExplanation;
import io.tidemark.runtime.SloExplanation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark slo explain}: what a file of SLOs means, in plain words and numbers. */
@Command(
        name = "explain",
        description = "Says what each SLO of a file means: how much may be bad, and after how long somebody is told.",
        footer = {
            "",
            "Times are those of the engine itself, fed with data of which a constant part is bad after a past that was good,",
            "with enough traffic for every guard. \"over after\" is from the end of a total outage, which lasted until it was told.",
            "--openslo prints the file as OpenSLO v1, presets written out; it is read again to the same SLOs.",
            "Exit code: 0, or 2 if the file is not in order."
        })
final class SloExplainCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @Parameters(paramLabel = "FILE", description = "A file of SLOs, or a monitor file.")
    private Path file = Path.of("");

    @Option(names = "--slo", paramLabel = "NAME", description = "Only this one.")
    private String name = "";

    @Option(names = "--json", description = "Print one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Option(names = "--openslo", description = "Print OpenSLO documents instead.")
    private boolean openSlo;

    SloExplainCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        LocalDate today = LocalDate.now(clock);
        MonitorFile read = SloFile.read(file, today);
        MonitorFile chosen = name.isEmpty() ? read : only(read);
        if (openSlo) {
            terminal.print(OpenSloText.of(file, today, name).stripTrailing());
            return ExitCodes.QUIET;
        }
        List<SloExplanation> explanations = SloExplanation.of(chosen);
        if (json) {
            terminal.print(ExplanationJson.line(explanations, chosen.runs()));
            return ExitCodes.QUIET;
        }
        List<List<String>> texts = new ArrayList<>();
        explanations.forEach(explained -> texts.add(ExplanationText.lines(explained)));
        chosen.runs().forEach(run -> texts.add(RunExplanation.lines(run)));
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                terminal.print("");
            }
            texts.get(i).forEach(terminal::print);
        }
        SloExplanation.otherWarnings(chosen).forEach(warning -> terminal.note("warning: " + Failure.line(warning)));
        return ExitCodes.QUIET;
    }

    private MonitorFile only(MonitorFile read) {
        List<String> names = read.objects().names();
        if (!names.contains(name)) {
            throw new UsageError(
                    "--slo " + name + " is not in " + file + "; " + Names.suggestion(name, names, "there are"));
        }
        return new MonitorFile(read.monitors(), read.objects().only(name), read.warnings());
    }
}
