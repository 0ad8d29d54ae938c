package io.tidemark.cli;

import io.tidemark.domain.NumberText;
import io.tidemark.runtime.ChangeSearch;
import io.tidemark.runtime.ChangeSearch.Change;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark detect}: a change detector over a column of a file. */
@Command(
        name = "detect",
        description = {
            "Runs a change detector over a column of a CSV file, row by row, and tells where it sees changes.",
            "",
            "The detectors are those of MOA, with its names and parameters: ADWIN:delta, RAWADWIN:delta, PH:shortest:slack:threshold:memory,"
                    + " CUSUM:shortest:slack:threshold, HDDM_A:change:warning, DDM:shortest, EDDM, and KS:window:recent:alpha, a sliding"
                    + " two-sample Kolmogorov-Smirnov test. Parameters left out from the end are MOA's.",
            "They know no false-alarm budget and take rows for independent; the detectors of a monitor file (detectors:) do not."
        },
        footer = {
            "",
            "Rows count from 0, without the header line. Values that are missing or no number are skipped, and counted.",
            "PH and CUSUM see rises only. ADWIN and HDDM_A begin anew at a fall without telling it, as in MOA; such rows are \"silent\".",
            "With --json standard output holds one object: {file, column, detector, rows, skipped, \"changes\":[row, …],"
                    + " \"details\":[{row, time, direction, estimate}], \"silent\":[row, …], \"warnings\":[row, …],"
                    + " \"estimates\":[{row, estimate, width}] with --every, estimate, width}, or {\"error\": …}.",
            "At most 100,000 of each are listed. Exit code: 0 no change, 1 changes, 2 could not run."
        })
final class DetectCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "CSV", description = "CSV with a header line, gzip or not.")
    private Path file = Path.of("");

    @Option(
            names = "--column",
            required = true,
            paramLabel = "NAME",
            description = "The column: numbers, or true/false.")
    private String column = "";

    @Option(
            names = "--detector",
            paramLabel = "NAME[:…]",
            defaultValue = "RAWADWIN",
            description = "The detector and its parameters; RAWADWIN:0.002 if left out.")
    private String detector = "";

    @Option(
            names = "--every",
            paramLabel = "N",
            defaultValue = "0",
            description = "Also tell the detector's estimate and width after every N values.")
    private int every;

    @Option(names = "--json", description = "Print one JSON object, and nothing else, on standard output.")
    private boolean json;

    DetectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (every < 0) {
            throw new UsageError("--every=" + every + " is negative; write 50, or leave it out");
        }
        ChangeSearch found = ChangeSearch.run(file, column, detector, every);
        if (json) {
            terminal.print(json(found));
        } else {
            print(found);
        }
        return found.changes().isEmpty() ? ExitCodes.QUIET : ExitCodes.ALERTS;
    }

    private void print(ChangeSearch found) {
        for (Change change : found.changes()) {
            terminal.print("row " + change.row() + (change.time().isEmpty() ? "" : "  " + change.time()) + "  "
                    + direction(change) + "  estimate " + NumberText.of(change.estimate()));
        }
        found.samples()
                .forEach(sample -> terminal.print("row " + sample.row() + "  estimate "
                        + NumberText.of(sample.estimate()) + "  width " + sample.width()));
        terminal.print(found.detector() + " on " + column + ": "
                + count(found.changes().size(), "change") + " in "
                + count(found.rows(), "row") + (found.skipped() == 0 ? "" : ", " + found.skipped() + " skipped")
                + (found.warnings().isEmpty()
                        ? ""
                        : ", " + count(found.warnings().size(), "warning"))
                + (found.silent().isEmpty()
                        ? ""
                        : ", " + count(found.silent().size(), "fall") + " that it does not tell")
                + "; estimate " + NumberText.of(found.last().estimate()) + " of the last "
                + count(found.last().width(), "value"));
    }

    private static String direction(Change change) {
        return change.isRise() ? "rise" : "fall";
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private String json(ChangeSearch found) {
        String details = found.changes().stream()
                .map(change -> "{\"row\":" + change.row() + ",\"time\":" + JsonText.quote(change.time())
                        + ",\"direction\":\"" + direction(change) + "\",\"estimate\":" + change.estimate() + "}")
                .collect(Collectors.joining(","));
        String samples = found.samples().stream()
                .map(sample -> "{\"row\":" + sample.row() + ",\"estimate\":" + sample.estimate() + ",\"width\":"
                        + sample.width() + "}")
                .collect(Collectors.joining(","));
        return "{\"file\":" + JsonText.quote(file.toString()) + ",\"column\":" + JsonText.quote(column)
                + ",\"detector\":"
                + JsonText.quote(found.detector()) + ",\"rows\":" + found.rows() + ",\"skipped\":" + found.skipped()
                + ",\"changes\":" + rows(found.changes()) + ",\"details\":[" + details + "],\"silent\":"
                + rows(found.silent()) + ",\"warnings\":" + rows(found.warnings()) + ",\"estimates\":[" + samples
                + "],\"estimate\":" + found.last().estimate() + ",\"width\":"
                + found.last().width() + "}";
    }

    private static String rows(List<Change> changes) {
        return changes.stream().map(change -> Long.toString(change.row())).collect(Collectors.joining(",", "[", "]"));
    }
}
