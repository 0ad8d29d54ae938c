package io.tidemark.quiet;

import io.tidemark.stats.verdict.Overdispersed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes one section of {@code docs/quiet-and-awake.md}; single-threaded, a few minutes at most. */
final class QuietAndAwake {
    /** What stands over the rivals' columns. */
    static final String RIVALS = "PSI ≥ 0.1 | KS p < 0.05 | Evidently | NannyML | alibi-detect";

    private QuietAndAwake() {}

    /** {@code main FILE SECTION [DATA]}. */
    public static void main(String[] arguments) throws IOException {
        Page page = new Page(Path.of(arguments[0]));
        String section = arguments[1];
        page.put(section, lines(section, arguments.length > 2 ? Path.of(arguments[2]) : Path.of("")));
    }

    private static List<String> lines(String section, Path data) throws IOException {
        return switch (section) {
            case "simulated" -> simulated(200, 20, 30);
            case "dependent" -> dependent(20);
            case "employment" ->
                real(RealQuiet.employment(data, RealQuiet.Order.LOT), List.of(50, 200, 1_000, 5_000, 20_000), 1_000);
            case "employment-years" ->
                real(RealQuiet.employment(data, RealQuiet.Order.YEARS), List.of(50, 200, 1_000, 5_000, 20_000), 1_000);
            case "employment-order" -> real(RealQuiet.employment(data, RealQuiet.Order.FILE), List.of(1_000), 5_000);
            case "flights" -> real(RealQuiet.flights(data), List.of(200, 1_000, 10_000), 1_000);
            case "dispersed" -> dispersed(300);
            case "injected" -> injected(data, 21);
            case "electricity" -> electricity(data);
            case "annotated" -> annotated(data);
            default -> throw new IllegalArgumentException("no such section: " + section);
        };
    }

    static List<String> simulated(int columns, int slices, int days) {
        SimulatedQuiet quiet = new SimulatedQuiet(columns, slices);
        quiet.run(0, slices, days);
        List<String> lines = new ArrayList<>();
        lines.add("| budget: alarms in 30 d | column-windows | expected at most | tests BAD | windows BAD | episodes | "
                + RIVALS + " |");
        lines.add("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        lines.addAll(quiet.rows());
        return lines;
    }

    private static List<String> dependent(int replicas) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| stream | reference | φ | expected at most | tests BAD | windows BAD for 1,000 | episodes | pages | +1 σ found after | "
                        + RIVALS + " |");
        lines.add("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (DependentRows.Stream stream : DependentRows.Stream.values()) {
            lines.addAll(DependentRows.month(stream, replicas).rows());
        }
        return lines;
    }

    private static List<String> real(RealQuiet data, List<Integer> sizes, int mostWindows) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| data | rows | windows | column-windows | expected at most | tests BAD | episodes | at 1,000-fold budget at most | tests BAD | "
                        + RIVALS + " |");
        lines.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        sizes.forEach(size -> lines.add(data.row(size, mostWindows)));
        return lines;
    }

    private static List<String> dispersed(int references) {
        Overdispersed dispersed = new Overdispersed(references);
        List<String> lines = new ArrayList<>();
        lines.add("| law | φ | reference windows | φ measured | scale 1 | scale 8 | scale 64 |");
        lines.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        lines.addAll(dispersed.columns());
        lines.add("");
        lines.add(
                "| φ | reference windows | 5 rows, × ½ | × 2 | 50 rows, × ½ | × 2 | 1,000 rows, × ½ | × 2 | 10,000 rows, × ½ | × 2 |");
        lines.add("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        lines.addAll(dispersed.volumes());
        lines.add("");
        lines.add("| fault, m = 10,000 | n = 50 | n = 1,000 | n = 100,000 |");
        lines.add("| --- | ---: | ---: | ---: |");
        lines.addAll(dispersed.faults());
        return lines;
    }

    private static List<String> injected(Path data, int seeds) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| change | rows | Tidemark: windows until the alarm | any test | named | false in quiet | " + RIVALS
                + " |");
        lines.add("| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        InjectedShifts shifts = new InjectedShifts(seeds);
        for (InjectedShifts.Case one : Changes.all(data)) {
            for (long rows : List.of(200L, 1_000L, 10_000L)) {
                lines.add(shifts.row(one, rows));
            }
        }
        return lines;
    }

    private static List<String> electricity(Path data) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| column | rows | reference | φ | windows before the change | false among them | found after | "
                + RIVALS + " |");
        lines.add("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Electricity electricity = new Electricity(data.resolve("elec2.csv.gz"));
        for (int rows : List.of(12, 48)) {
            lines.addAll(electricity.rows(rows));
        }
        return lines;
    }

    private static List<String> annotated(Path data) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| NAB series | rows | reference | φ | found | alarms in windows outside | " + RIVALS + " |");
        lines.add("| --- | ---: | --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        lines.addAll(Annotated.nab(data));
        lines.add("");
        lines.add("| TCPD | changes found | alarms in windows outside |");
        lines.add("| --- | ---: | ---: |");
        lines.addAll(Annotated.tcpd(data));
        return lines;
    }
}
