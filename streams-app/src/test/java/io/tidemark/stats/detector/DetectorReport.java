package io.tidemark.stats.detector;

import io.tidemark.stats.detector.DetectorSimulation.Tolerance;
import io.tidemark.stats.detector.GoldenTraces.Ours;
import io.tidemark.stats.detector.GoldenTraces.Trace;
import io.tidemark.stats.detector.LabelledSeries.Score;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.DispersionBuilder;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.verdict.Tolerances;
import io.tidemark.stats.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Writes {@code docs/detectors.md}: agreement with the golden traces, false alarms, and what is found in annotated data. */
final class DetectorReport {
    private static final double[] ALPHAS = {1e-2, 1e-3, 1e-4};
    private static final double REAL = 2.9e-8;
    private static final List<String> LIBRARY = List.of(
            "ADWIN:0.002",
            "RAWADWIN:0.002",
            "PH:30:0.005:50:0.9999",
            "CUSUM:30:0.005:50",
            "HDDM_A:0.001:0.005",
            "KS:100:30:0.005");

    private final StringBuilder text = new StringBuilder();

    private DetectorReport() {}

    /** Arguments: the file to write, the directory of the annotated data, runs of each simulation. */
    public static void main(String[] arguments) throws IOException {
        DetectorReport report = new DetectorReport();
        int runs = Integer.parseInt(arguments[2]);
        report.head(runs);
        report.golden();
        report.falseAlarms(runs);
        report.delays();
        report.annotated(Path.of(arguments[1]));
        Files.writeString(Path.of(arguments[0]), report.text.toString());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void head(int runs) {
        line("# Early detectors");
        line("");
        line(
                "Made from the root by (about a minute, one thread; DATA holds the NAB and TCPD files, which are not in this repository)");
        line("");
        line(
                "    mvn -pl schemas,streams-app test-compile dependency:build-classpath -Dmdep.outputFile=/tmp/classpath");
        line("    java -cp streams-app/target/test-classes:streams-app/target/classes:$(cat /tmp/classpath) \\");
        line("      io.tidemark.stats.detector.DetectorReport streams-app/docs/detectors.md DATA " + runs);
        line("");
    }

    private void golden() {
        line("## Agreement with the golden traces");
        line("");
        line(
                "Every change, warning and width equal, every estimate within 1e-9; the detector written to bytes and read back on the way.");
        line("");
        line("| file | cases | passed | largest deviation |");
        line("| --- | --- | --- | --- |");
        for (String file : GoldenTraces.FILES) {
            int passed = 0;
            double largest = 0;
            List<Trace> traces = GoldenTraces.of(file).toList();
            for (Trace trace : traces) {
                Ours ours = GoldenTraces.run(trace, 101);
                passed += ours.agrees(trace) ? 1 : 0;
                largest = Math.max(largest, ours.deviation());
            }
            line("| " + file + ".json | " + traces.size() + " | " + passed + " | "
                    + (largest == 0 ? "0" : String.format(Locale.ROOT, "%.1e", largest)) + " |");
        }
        line("");
    }

    private void falseAlarms(int runs) {
        line("## False alarms");
        line("");
        line(String.format(
                Locale.ROOT,
                "Alarms over α times the panes, with **no tolerance at all**, where every change counts (with the default tolerances all figures are 0): 1.00 is"
                        + " the budget, more is bold. %,d panes for each figure; standard error %.2f, %.2f and %.2f at α = 1e-2, 1e-3 and"
                        + " 1e-4. Windows of %d panes, a day of 24 windows, references of 20 days drawn anew every 1,000 windows; AR(1) of panes.",
                runs * 4_000,
                1 / Math.sqrt(1e-2 * runs * 4_000),
                1 / Math.sqrt(1e-3 * runs * 4_000),
                1 / Math.sqrt(1e-4 * runs * 4_000),
                Law.PANES));
        line("");
        StringBuilder header = new StringBuilder("| law |");
        StringBuilder rule = new StringBuilder("| --- |");
        for (DetectorKind kind : DetectorKind.values()) {
            header.append(" ").append(kind.word()).append(" 1e-2 | 1e-3 | 1e-4 |");
            rule.append(" --- | --- | --- |");
        }
        line(header.toString());
        line(rule.toString());
        for (Law law : DetectorSimulation.QUIET) {
            StringBuilder row = new StringBuilder("| " + law.name() + " |");
            for (double[] ofKind : DetectorSimulation.falseAlarms(law, ALPHAS, Tolerance.NONE, runs, 1)) {
                for (double rate : ofKind) {
                    row.append(' ').append(rate(rate)).append(" |");
                }
            }
            line(row.toString());
        }
        line("");
    }

    private static String rate(double rate) {
        String shown = rate == 0 ? "0" : String.format(Locale.ROOT, "%.2f", rate);
        return rate > 1 ? "**" + shown + "**" : shown;
    }

    private void delays() {
        line("## Delay");
        line("");
        line(
                "Panes (of 50 rows) from a lasting shift to the alarm, median of 11 runs, default tolerances, α = 2.9e-8; – where there was none in 1,000"
                        + " panes. Where the reference itself wanders or cycles by as much, a shift cannot be told from it.");
        line("");
        line("| law | shift | adwin | page-hinkley | cusum | hddm-a |");
        line("| --- | --- | --- | --- | --- | --- |");
        for (Law law : DetectorSimulation.QUIET.subList(0, 5)) {
            for (double shift : new double[] {0.25, 0.5, 1}) {
                StringBuilder row = new StringBuilder("| " + law.name() + " | " + shift + " σ |");
                for (DetectorKind kind : DetectorKind.values()) {
                    int delay = DetectorSimulation.delay(law, kind, shift, REAL, 11, 7);
                    row.append(' ')
                            .append(delay < 0 ? "–" : Integer.toString(delay))
                            .append(" |");
                }
                line(row.toString());
            }
        }
        line("");
    }

    private void annotated(Path data) throws IOException {
        line("## Annotated data");
        line("");
        line(
                "A pane is one row, so a value is 20 rows (NAB) or, in the short TCPD series, one; the reference is the first 15 % (NAB, the probation of its"
                        + " own scoring) or the first 30 rows (TCPD) of a series, in 10 windows for φ; the rest is watched. Budgeted: the monitor's detectors on the mean score of the reference's"
                        + " ranks, default tolerance, α = 1e-6 (one alarm expected in a million values). Library: MOA's defaults on the raw values standardised by the"
                        + " reference's mean and standard deviation, which they need to mean anything. Stretches: NAB's label windows; for TCPD 30 rows from"
                        + " a change that two of five annotators mark within 5 rows. Delay: rows, median, from the start of a stretch (NAB's begin before their"
                        + " anomaly). NAB's anomalies are mostly short, not lasting changes of a mean.");
        line("");
        table("NAB, known causes, 7 series", LabelledSeries.nab(data), 20);
        table("TCPD, series of one dimension", LabelledSeries.tcpd(data), 1);
    }

    private void table(String title, List<LabelledSeries> all, int block) {
        line("**" + title + "**");
        line("");
        line("| detector | stretches found | median delay | alarms outside | per 1,000 rows outside |");
        line("| --- | --- | --- | --- | --- |");
        for (DetectorKind kind : DetectorKind.values()) {
            Score score = Score.NONE;
            for (LabelledSeries series : all) {
                score = score.plus(budgeted(series, kind, block));
            }
            row(kind.word() + ", budgeted", score);
        }
        for (String name : LIBRARY) {
            Score score = Score.NONE;
            for (LabelledSeries series : all) {
                score = score.plus(library(series, name, block));
            }
            row(name, score);
        }
        line("");
    }

    private void row(String name, Score score) {
        line(String.format(
                Locale.ROOT,
                "| %s | %d of %d | %s | %,d | %.2f |",
                name,
                score.found(),
                score.stretches(),
                score.delay(),
                score.falseAlarms(),
                1_000.0 * score.falseAlarms() / Math.max(1, score.places())));
    }

    private static int first(LabelledSeries series, int block) {
        return block == 1 ? Math.min(30, series.values().length / 2) : series.values().length * 15 / 100;
    }

    private static Score budgeted(LabelledSeries series, DetectorKind kind, int block) {
        double[] values = series.values();
        int first = first(series, block);
        double[] sorted = Arrays.copyOf(values, first);
        Arrays.sort(sorted);
        ChangeScale scale = scale(values, sorted, first, block);
        ChangeWatch watch = new ChangeWatch(kind, scale, 1e-6);
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            watch.add(score(sorted, values[i]), 1);
            if (watch.judge("", 0).verdict() == Verdict.BAD && i >= first) {
                alarms.add(i);
            }
        }
        return series.score(alarms, first);
    }

    /** As {@link ChangeScale#ofMean}, of single values: φ from 10 windows on twenty cells. */
    private static ChangeScale scale(double[] values, double[] sorted, int first, int block) {
        double[] edges = new double[19];
        int count = 0;
        for (int i = 1; i < 20; i++) {
            double edge = sorted[i * first / 20];
            if (count == 0 || edge > edges[count - 1]) {
                edges[count++] = edge;
            }
        }
        NumberGrid grid = new NumberGrid(Arrays.copyOf(edges, count), 0, 1);
        DispersionBuilder dispersion = new DispersionBuilder(grid.kind(), grid.cells());
        Counts sum = new Counts(grid.id(), grid.cells());
        int window = Math.max(1, first / 10);
        for (int start = 0; start + window <= first; start += window) {
            long[] cells = new long[grid.cells()];
            for (int i = start; i < start + window; i++) {
                cells[grid.cell(values[i])]++;
                sum.countCell(grid.cell(values[i]), 1);
            }
            dispersion.add(cells);
        }
        ColumnReference reference = new ColumnReference(sum, dispersion.build());
        ChangeScale usual =
                ChangeScale.ofMean(reference, new ChangeScale.Panes(sum.valid(), window), Tolerances.DEFAULT);
        double rows = Math.min(block, usual.block());
        return new ChangeScale(
                0,
                usual.sigma() * Math.sqrt(usual.block() / rows),
                usual.skewness(),
                usual.tolerance(),
                rows,
                usual.phi(),
                Math.max(usual.widest(), values.length));
    }

    /** s = 2F − 1 on the reference's own values, mid-rank of ties. */
    private static double score(double[] sorted, double value) {
        int below = 0;
        int at = 0;
        for (double other : sorted) {
            below += other < value ? 1 : 0;
            at += other == value ? 1 : 0;
        }
        return (2.0 * below + at) / sorted.length - 1;
    }

    private static Score library(LabelledSeries series, String name, int block) {
        double[] values = series.values();
        int first = first(series, block);
        double mean = Arrays.stream(values, 0, first).average().orElse(0);
        double variance = Arrays.stream(values, 0, first)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        double spread = variance > 0 ? Math.sqrt(variance) : 1;
        DetectorName detector = DetectorName.parse(name);
        Detector fresh = detector.detector();
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (detector.isTold(fresh.update((values[i] - mean) / spread)) && i >= first) {
                alarms.add(i);
            }
        }
        return series.score(alarms, first);
    }
}
