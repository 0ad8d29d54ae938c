package io.tidemark.cli;

import io.tidemark.client.ComparedRanges;
import io.tidemark.client.Fields;
import io.tidemark.compare.Comparison;
import io.tidemark.compare.Comparison.Precision;
import io.tidemark.compare.ComparisonJson;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.config.Tolerances;
import io.tidemark.runtime.ComparedMonitor;
import io.tidemark.runtime.FileComparison;
import io.tidemark.runtime.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark compare}: two files, every column, every measure. */
@Command(
        name = "compare",
        description = {
            "Compares two CSV files column by column, as the stream compares a window with its reference; or, with --ranges, what a"
                    + " running application keeps of any two ranges, slices, versions or stages of a model.",
            "",
            "The reference decides what a column holds (number, category, boolean) and makes its cells; the current file is counted on them. A column"
                    + " is BAD where the data refute \"the change is at most the tolerance\", with the sampling noise of both files, GOOD where they"
                    + " do not and there are rows enough to refute a large change, else INSUFFICIENT. Columns of one file only are told as added or"
                    + " removed. No column needs to be a time."
        },
        footer = {
            "",
            "Measures: ks, rank_shift, rank_spread, js_distance decide on numbers; js_distance, linf, unseen on categories; missing, invalid on all. psi"
                    + " is shown, and follows js_distance. A share's tolerance is what it may be above the reference's.",
            "False alarms: the rate holds for the whole comparison; it is divided by the number of tests (columns x deciding measures), half of"
                    + " it kept for the reference's own sampling error.",
            "Rows: taken as independent, but with --config: where both files have the monitor's time column, the reference's windows say how much rows"
                    + " hang together (phi).",
            "",
            "With --json standard output holds exactly one JSON object: {\"reference\":{file,rows,rejected}, \"current\":{…}, exact, falseAlarms,"
                    + " tests, alpha, rowsAreIndependent, referenceWindows, scale, drifted, \"columns\":[{column, kind, n, m, phi, verdict,"
                    + " \"measures\":[{measure, label, unit, value, lower, upper, n, m, reference, tolerance, count, total, minimumN,"
                    + " smallestVisible, verdict}], \"evidence\":[{label, before, after, contribution}],"
                    + " \"statistics\":{FAMILY:{NAME: value}} with --exact}], \"added\":[…], \"removed\":[…], \"multiple_testing\":{…} with"
                    + " --exact}, or {\"error\": …}. minimumN is null where no number of rows is enough; infinities are text.",
            "Exit code: 0 no column is BAD (added and removed ones do not count), 1 at least one is, 2 could not run, or a part is missing."
        })
final class CompareCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "REFERENCE",
            description = "CSV with a header line, gzip or not: what is in order.")
    private @Nullable Path reference;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CURRENT",
            description = "CSV with a header line, gzip or not: what is judged.")
    private @Nullable Path current;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "Only this column, with all its measures; a pattern (price_*) for several. Repeatable.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--exact",
            description =
                    "Measure ks, rank_shift and rank_spread on the raw values, not on cells (js_distance and psi keep the reference's"
                            + " cells), and add every two-sample statistic. Holds all values in memory: at most 10,000,000 numbers and"
                            + " 1,000,000 different texts.")
    private boolean exact;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "MONITORS",
            description = "A monitor file, for what the columns are, tolerances and the time column.")
    private @Nullable Path config;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Which monitor of the file; needed if it has several.")
    private @Nullable String model;

    @Option(
            names = "--tolerances",
            paramLabel = "SET",
            converter = ToleranceSet.class,
            description = "default, tight or loose; without it the monitor's, or default.")
    private @Nullable Tolerances tolerances;

    @Option(
            names = "--false-alarms",
            paramLabel = "RATE",
            converter = FalseAlarmRate.class,
            defaultValue = "1 per 1000",
            description =
                    "How many comparisons of files that do not differ may have anything BAD: \"1 per 1000\" (the default), or 0.001.")
    private double falseAlarms;

    @Option(
            names = "--json",
            description = "Print the comparison as one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Mixin
    private final SaltOptions salt;

    @Mixin
    private final RangesOptions ranges;

    CompareCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.ranges = new RangesOptions(environment);
        this.salt = new SaltOptions(environment);
    }

    @Override
    public Integer call() {
        return ranges.areMeant() ? askForRanges() : compareFiles();
    }

    private Integer askForRanges() {
        if (model == null || reference != null) {
            throw new UsageError("--ranges takes no files, and needs --model: which model of the application");
        }
        if (exact || config != null || tolerances != null) {
            throw new UsageError(
                    "--ranges goes without --exact, --config and --tolerances: the application has counts, and its own tolerances");
        }
        Fields answer = ranges.ask(model, columns, falseAlarms);
        return Completeness.of(answer).tell(terminal, show(ComparedRanges.of(answer), answer.json()));
    }

    private Integer compareFiles() {
        if (reference == null || current == null) {
            throw new UsageError("compare needs two files, REFERENCE and CURRENT; or --url, --model and two --ranges");
        }
        checkArguments(reference, current);
        Comparison comparison = FileComparison.run(
                new FileComparison.Request(
                        reference, current, monitor(), columns, exact ? Precision.EXACT : Precision.CELLS, falseAlarms),
                json ? Progress.SILENT : terminal);
        return show(comparison, ComparisonJson.line(comparison));
    }

    private Integer show(Comparison comparison, String line) {
        if (json) {
            terminal.print(line);
        } else if (columns.isEmpty()) {
            ComparisonText.overview(comparison, terminal);
        } else {
            ComparisonText.details(comparison, terminal);
        }
        return comparison.drifted().isEmpty() ? ExitCodes.QUIET : ExitCodes.ALERTS;
    }

    private void checkArguments(Path... files) {
        List<String> wrong = new ArrayList<>();
        for (Path file : files) {
            if (!Files.exists(file)) {
                wrong.add("there is no such file: file=" + file);
            }
        }
        if (model != null && config == null) {
            wrong.add("--model=" + model + " needs --config, a monitor file that has it");
        }
        if (!wrong.isEmpty()) {
            throw new UsageError(String.join("; ", wrong));
        }
    }

    private Monitor monitor() {
        if (config == null) {
            return ComparedMonitor.plain(tolerances == null ? Tolerances.DEFAULT : tolerances);
        }
        MonitorFile monitors = MonitorFileReader.read(config);
        Warnings.tell(monitors, terminal);
        String chosen = MonitorChoice.of(monitors, config, model).model();
        Monitor monitor = salt.salted(monitors, config, List.of(chosen)).monitor(chosen);
        return tolerances == null ? monitor : ComparedMonitor.with(tolerances, monitor);
    }
}
