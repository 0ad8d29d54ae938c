package io.tidemark.stats.verdict;

import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Simulation.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes {@code docs/simulation.md}: how often each verdict is wrong, and what it sees. */
final class SimulationReport {
    private static final long[] WINDOWS = {50, 200, 1_000, 10_000, 100_000};
    private static final long[] REFERENCES = {1_000, 10_000, 100_000};
    private static final Levels COUNTABLE = new Levels(1e-3, 1e-4);
    private static final Levels REAL = new Levels(2.9e-8, 1e-4);

    private final int windows;
    private final StringBuilder text = new StringBuilder();
    private double worst;

    private SimulationReport(int windows) {
        this.windows = windows;
    }

    /** The report, with so many windows for each cell of its tables. */
    static double write(Path file, int windows) throws IOException {
        SimulationReport report = new SimulationReport(windows);
        report.head();
        report.falseAlarms();
        report.faults();
        report.power();
        Files.writeString(file, report.text.toString());
        return report.worst;
    }

    private void head() {
        line("# Simulation of the verdicts");
        line("");
        line(
                "Made by `VerdictSimulationTest` (tag `simulation`, not in the default run), or without Surefire, from the root:");
        line("");
        line(
                "    mvn -pl schemas,streams-app test-compile dependency:build-classpath -Dmdep.outputFile=/tmp/classpath");
        line("    java -cp streams-app/target/test-classes:streams-app/target/classes:$(cat /tmp/classpath) \\");
        line("      io.tidemark.stats.verdict.SimulationReport streams-app/docs/simulation.md " + windows);
        line("");
        line(
                "Windows and references are drawn anew each time from known laws, φ = 1, seeds fixed, and judged as by the monitor.");
        line("");
        line("## False alarms");
        line("");
        line(String.format(
                Locale.ROOT,
                "Rate of BAD over α = 1e-3 (α_ref = 1e-4), %,d windows for each figure: 1.00 is the nominal rate, standard error %.2f. \"At its boundary\": every",
                windows,
                Math.sqrt(1000.0 / windows)));
        line(
                "tolerance is set to the true effect, the hardest case that is still in order. No more than 1 is wanted; more is bold. Columns: n/m.");
        line("");
    }

    private void falseAlarms() {
        StringBuilder header = new StringBuilder("| law | measure |");
        StringBuilder rule = new StringBuilder("| --- | --- |");
        for (long m : REFERENCES) {
            for (long n : WINDOWS) {
                header.append(' ').append(words(n)).append('/').append(words(m)).append(" |");
                rule.append(" --- |");
            }
        }
        line(header.toString());
        line(rule.toString());
        for (Scenario scenario : scenarios()) {
            row(scenario);
        }
        line("");
    }

    static List<Scenario> scenarios() {
        double[] zipf = Simulation.zipf(50);
        double[] zipfElse = Simulation.moved(zipf, 0, 50, 0.01);
        Tolerances differences = Tolerances.DEFAULT.with(new Tolerances.ShareRatio(1e6, 0.99));
        Tolerances ratios = Tolerances.DEFAULT
                .with(Measure.LINF, 0.9)
                .with(Measure.SHARE, 0.9)
                .with(Measure.UNSEEN, 0.9);
        double[] rare = {0.6, 0.39, 0.006, 0.004, 0};
        List<Scenario> all = new ArrayList<>();
        all.add(Simulation.normal("normal, no change", 0, 1));
        all.add(Simulation.normal("normal, shift 0.1 σ", 0.1, 1).atBoundary());
        all.add(Simulation.normal("normal, scale × 1.1", 0, 1.1).atBoundary());
        all.add(Simulation.tail("normal, 6 % to the top cell", 0.06).atBoundary());
        all.add(Simulation.points("three values 5/90/5", new double[] {.07, .86, .07}, new double[] {.05, .9, .05})
                .atBoundary());
        all.add(Simulation.points("two values 95/5", new double[] {.92, .08}, new double[] {.95, .05})
                .atBoundary());
        all.add(Simulation.points("six values, top rare", new double[] {.3, .3, .2, .15, .03, .02}, new double[] {
                    .31, .3, .2, .15, .03, .01
                })
                .atBoundary());
        all.add(Simulation.category("Zipf 50, no change", zipf, zipf, Tolerances.DEFAULT));
        all.add(Simulation.category("Zipf 50 + 1 % else, no change", zipfElse, zipfElse, Tolerances.DEFAULT));
        all.add(Simulation.category("Zipf 50, +2 points of one", Simulation.moved(zipf, 0, 5, 0.02), zipf, differences)
                .atBoundary());
        all.add(Simulation.category(
                        "Zipf 50, else 1 → 1.5 %", Simulation.moved(zipfElse, 0, 50, 0.005), zipfElse, differences)
                .atBoundary());
        all.add(Simulation.category("rare value × 1.5, ratio rule", Simulation.moved(rare, 0, 2, 0.003), rare, ratios));
        all.add(Simulation.category("rare value ÷ 1.5, ratio rule", Simulation.moved(rare, 2, 0, 0.002), rare, ratios));
        all.add(Simulation.category(
                "new value at the floor 0.05 %", Simulation.moved(rare, 0, 4, 0.0005), rare, Tolerances.DEFAULT));
        return all;
    }

    private void row(Scenario scenario) {
        Map<Measure, StringBuilder> rows = new EnumMap<>(Measure.class);
        List<Map<Measure, Integer>> cells = new ArrayList<>();
        for (long m : REFERENCES) {
            for (long n : WINDOWS) {
                cells.add(Simulation.alarms(scenario, n, m, windows, COUNTABLE, n * 31 + m));
            }
        }
        for (Measure measure : deciding(scenario)) {
            StringBuilder row = rows.computeIfAbsent(measure, key -> new StringBuilder());
            for (Map<Measure, Integer> cell : cells) {
                row.append(' ').append(rate(cell.getOrDefault(measure, 0))).append(" |");
            }
            line("| " + scenario.name() + " | " + measure.word() + " |" + row);
        }
    }

    private static List<Measure> deciding(Scenario scenario) {
        return scenario.grid().kind() == ColumnKind.NUMBER
                ? List.of(Measure.KS, Measure.RANK_SHIFT, Measure.RANK_SPREAD, Measure.JS_DISTANCE)
                : List.of(Measure.JS_DISTANCE, Measure.LINF, Measure.UNSEEN);
    }

    private String rate(int alarms) {
        double rate = Simulation.share(alarms, windows) / COUNTABLE.alpha();
        worst = Math.max(worst, rate);
        return alarms == 0 ? "0" : String.format(Locale.ROOT, rate > 1 ? "**%.2f**" : "%.2f", rate);
    }

    private void faults() {
        Tolerances byDifference = Tolerances.DEFAULT.with(new Tolerances.ShareRatio(1.0001, 1e-6));
        Tolerances byRatio = Tolerances.DEFAULT.with(Measure.MISSING, 1e-6);
        fault("missing 0 → 1 %, difference", 0.01, 0, byDifference);
        fault("missing 1 → 2 %, difference", 0.02, 0.01, byDifference);
        fault("missing 20 → 21 %, difference", 0.21, 0.20, byDifference);
        fault("missing 2 → 3 %, ratio", 0.03, 0.02, byRatio);
        fault("missing 80 → 86.7 %, ratio of the complement", 1 - 0.2 / 1.5, 0.8, byRatio);
        fault("missing 1 %, no change", 0.01, 0.01, Tolerances.DEFAULT);
        line("");
    }

    private void fault(String name, double p, double q, Tolerances tolerances) {
        StringBuilder row = new StringBuilder("| " + name + " | missing |");
        for (long m : REFERENCES) {
            for (long n : WINDOWS) {
                int alarms = Simulation.faultAlarms(p, q, n, m, tolerances, windows, COUNTABLE, n * 31 + m);
                row.append(' ').append(rate(alarms)).append(" |");
            }
        }
        line(row.toString());
    }

    private void power() {
        line("## Power");
        line("");
        line(
                "Share of windows BAD by the deciding measure that sees most, named, default tolerances, α = 2.9e-8 (34 million tests for one alarm), m = 100,000. A window of n = 2,000 is two windows of");
        line("1,000 seen at scale 2, and so on.");
        line("");
        line("| change | 200 | 1,000 | 2,000 | 4,000 | 8,000 | 16,000 | 64,000 |");
        line("| --- | --- | --- | --- | --- | --- | --- | --- |");
        double[] zipf = Simulation.zipf(20);
        power(Simulation.normal("none", 0, 1));
        power(Simulation.normal("0.1 σ (at the tolerance)", 0.1, 1));
        power(Simulation.normal("0.25 σ", 0.25, 1));
        power(Simulation.normal("0.5 σ", 0.5, 1));
        power(Simulation.normal("scale × 1.25", 0, 1.25));
        power(Simulation.category("category, none", zipf, zipf, Tolerances.DEFAULT));
        power(Simulation.category(
                "+5 points of a 28 % category", Simulation.moved(zipf, 1, 0, 0.05), zipf, Tolerances.DEFAULT));
        power(Simulation.category(
                "+5 points of a 5.6 % category", Simulation.moved(zipf, 0, 4, 0.05), zipf, Tolerances.DEFAULT));
        power(Simulation.category("new value of 1 %", Simulation.moved(zipf, 0, 20, 0.01), zipf, Tolerances.DEFAULT));
        double[] fraud = {0.998, 0.002, 0};
        power(Simulation.category(
                "rare class 0.2 → 0.4 %", Simulation.moved(fraud, 0, 1, 0.002), fraud, Tolerances.DEFAULT));
        powerOfMissing();
    }

    private static final long[] SIZES = {200, 1_000, 2_000, 4_000, 8_000, 16_000, 64_000};

    private void power(Scenario scenario) {
        StringBuilder row = new StringBuilder("| " + scenario.name() + " |");
        int trials = Math.min(windows, 2_000);
        for (long n : SIZES) {
            Map<Measure, Integer> alarms = Simulation.alarms(scenario, n, 100_000, trials, REAL, n);
            Measure first = deciding(scenario).stream()
                    .max(Comparator.comparingInt(measure -> alarms.getOrDefault(measure, 0)))
                    .orElseThrow();
            int most = alarms.getOrDefault(first, 0);
            row.append(
                    most == 0
                            ? " 0 |"
                            : String.format(Locale.ROOT, " %.3f %s |", Simulation.share(most, trials), first.word()));
        }
        line(row.toString());
    }

    private void powerOfMissing() {
        StringBuilder row = new StringBuilder("| missing 1 → 6 % |");
        int trials = Math.min(windows, 2_000);
        for (long n : SIZES) {
            int alarms = Simulation.faultAlarms(0.06, 0.01, n, 100_000, Tolerances.DEFAULT, trials, REAL, n);
            row.append(String.format(Locale.ROOT, " %.3f |", Simulation.share(alarms, trials)));
        }
        line(row.toString());
    }

    private static String words(long rows) {
        return rows >= 1000 ? rows / 1000 + "k" : Long.toString(rows);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** {@code main FILE WINDOWS}. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    }
}
