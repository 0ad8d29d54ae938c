package io.tidemark.slo.history;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.quiet.Page;
import io.tidemark.slo.history.HealthyMonth.Empty;
import io.tidemark.slo.history.HealthyMonth.Scenario;
import io.tidemark.slo.history.Traffic.Errors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes one section of {@code docs/burn-rates.md}; single-threaded, from seconds to some minutes. */
final class BurnRates {
    private static final int SLICES = 1_000;
    private static final int BURSTS = 30;

    private BurnRates() {}

    /** {@code main FILE SECTION}. */
    public static void main(String[] arguments) throws IOException {
        new Page(Path.of(arguments[0])).put(arguments[1], lines(arguments[1]));
    }

    private static List<String> lines(String section) {
        return switch (section) {
            case "workbook" -> workbook();
            case "cap" -> cap(31);
            case "independent" ->
                month(new Scenario("60 to 60,000 an hour, independent", 60, 60_000, Errors.INDEPENDENT, Empty.NO_ROWS));
            case "wandering" ->
                month(new Scenario("60 to 60,000 an hour, wandering", 60, 60_000, Errors.WANDERING, Empty.NO_ROWS));
            case "clumped" ->
                month(new Scenario("60 to 60,000 an hour, in clumps", 60, 60_000, Errors.CLUMPED, Empty.NO_ROWS));
            case "low-independent" ->
                month(new Scenario("10 an hour, independent", 10, 10, Errors.INDEPENDENT, Empty.NO_ROWS));
            case "low-wandering" ->
                month(new Scenario("10 an hour, wandering", 10, 10, Errors.WANDERING, Empty.NO_ROWS));
            case "low-clumped" -> month(new Scenario("10 an hour, in clumps", 10, 10, Errors.CLUMPED, Empty.NO_ROWS));
            case "low-silent" ->
                month(new Scenario(
                        "10 an hour, independent; minutes without rows are NO_DATA",
                        10,
                        10,
                        Errors.INDEPENDENT,
                        Empty.NO_DATA));
            default -> throw new IllegalArgumentException("no such section: " + section);
        };
    }

    private static List<String> month(Scenario scenario) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| traffic, errors | target | slices | pages | tickets | policy tickets | slices told of | no-data tickets |"
                        + " guarded, h a slice | bursts paged | after, min: median (longest) |");
        lines.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        lines.addAll(new HealthyMonth(scenario).run(SLICES, BURSTS).lines());
        return lines;
    }

    static List<String> workbook() {
        List<String> lines = new ArrayList<>();
        lines.add("| bad | for | severity | detection, formula | simulated | reset, formula | simulated |");
        lines.add("| ---: | ---: | --- | ---: | ---: | ---: | ---: |");
        double[] shares = {1, 0.1, 0.01, 0.002};
        long[] lasted = {10, 60, 6 * 60, 3 * 24 * 60};
        for (int i = 0; i < shares.length; i++) {
            for (Severity severity : List.of(Severity.PAGE, Severity.TICKET)) {
                Workbook workbook = new Workbook(severity, Workbook.MINUTE);
                Workbook.Times formula = workbook.formula(shares[i], lasted[i]);
                Workbook.Times simulated = workbook.simulated(shares[i], lasted[i]);
                lines.add(String.format(
                        Locale.ROOT,
                        "| %s %% | %s | %s | %s | %s | %s | %s |",
                        shares[i] == 0.002 ? "0.2" : String.valueOf(Math.round(shares[i] * 100)),
                        time(lasted[i]),
                        severity.word(),
                        time(formula.detection()),
                        time(simulated.detection()),
                        time(formula.reset()),
                        time(simulated.reset())));
            }
        }
        return lines;
    }

    private static String time(double minutes) {
        if (Double.isInfinite(minutes)) {
            return "–";
        }
        return minutes >= 600
                ? String.format(Locale.ROOT, "%.2f h", minutes / 60)
                : String.format(Locale.ROOT, "%.4g min", minutes);
    }

    static List<String> cap(int runs) {
        List<String> lines = new ArrayList<>();
        lines.add("| target | cap | 100 % bad | 50 % | 30 % |");
        lines.add("| ---: | --- | ---: | ---: | ---: |");
        for (double target : new double[] {0.99, 0.95, 0.90}) {
            for (Capped.Cap cap : Capped.Cap.values()) {
                Capped capped = new Capped(target, cap);
                StringBuilder line = new StringBuilder(String.format(
                        Locale.ROOT, "| %.0f %% | %s |", target * 100, cap == Capped.Cap.NONE ? "none" : "0.5"));
                for (double share : new double[] {1, 0.5, 0.3}) {
                    double median = capped.medianMinutes(share, runs);
                    line.append(Double.isNaN(median) ? " – |" : String.format(Locale.ROOT, " %.0f |", median));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }
}
