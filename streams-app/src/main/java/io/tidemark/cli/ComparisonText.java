package io.tidemark.cli;

import io.tidemark.cli.Terminal.Colour;
import io.tidemark.cli.TextTable.Align;
import io.tidemark.compare.ComparedColumn;
import io.tidemark.compare.ComparedMeasure;
import io.tidemark.compare.Comparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A comparison for people: a sentence, a row a column, what moved; the most important last. */
final class ComparisonText {
    private static final int NAMED = 5;
    private static final int LONGEST_NAME = 32;
    private static final String INDENT = "    ";

    private ComparisonText() {}

    /** One row a column: its worst measure. */
    static void overview(Comparison comparison, Terminal terminal) {
        header(comparison, terminal);
        List<ComparedColumn> columns = new ArrayList<>(comparison.columns());
        columns.sort(Comparator.comparing(ComparisonText::rank)
                .thenComparingDouble(column -> column.worst().overTolerance())
                .thenComparing(ComparedColumn::name));
        TextTable table = new TextTable(
                Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT, Align.RIGHT, Align.LEFT);
        table.add("verdict", "column", "measure", "value", "allowed", "bounds", "n", "against m");
        columns.forEach(column -> table.add(row(column)));
        List<String> lines = columns.isEmpty() ? List.of() : table.lines();
        for (int i = 0; i < lines.size(); i++) {
            print(lines.get(i), terminal);
            if (i > 0) {
                notes(columns.get(i - 1)).forEach(note -> terminal.print(INDENT + note));
            }
        }
        footer(comparison, terminal);
    }

    private static String[] row(ComparedColumn column) {
        ComparedMeasure worst = column.worst();
        String[] numbers = numbers(worst);
        return new String[] {
            column.verdict(),
            cut(column.name()),
            worst.measure(),
            numbers[0],
            numbers[1],
            numbers[2],
            numbers[3],
            numbers[4]
        };
    }

    /** Every measure of every column. */
    static void details(Comparison comparison, Terminal terminal) {
        header(comparison, terminal);
        for (ComparedColumn column : comparison.columns()) {
            terminal.print(String.format(
                    Locale.ROOT,
                    "%s (%s): %s, %,d values against %,d",
                    column.name(),
                    column.kind(),
                    column.verdict(),
                    column.n(),
                    column.m()));
            measures(column).forEach(line -> print(line, terminal));
            notes(column).forEach(note -> terminal.print(INDENT + note));
            statistics(column).forEach(line -> terminal.print(INDENT + line));
            terminal.print("");
        }
        footer(comparison, terminal);
    }

    private static List<String> measures(ComparedColumn column) {
        TextTable table = new TextTable(
                Align.LEFT,
                Align.LEFT,
                Align.RIGHT,
                Align.RIGHT,
                Align.LEFT,
                Align.RIGHT,
                Align.LEFT,
                Align.RIGHT,
                Align.LEFT);
        table.add("verdict", "measure", "value", "allowed", "bounds", "n", "against m", "visible", "unit");
        for (ComparedMeasure measure : column.measures()) {
            String[] numbers = numbers(measure);
            String label = measure.label().isEmpty() ? "" : " “" + cut(measure.label()) + "”";
            table.add(
                    measure.verdict(),
                    measure.measure() + label,
                    numbers[0],
                    numbers[1],
                    numbers[2],
                    numbers[3],
                    numbers[4],
                    number(measure.smallestVisible()),
                    measure.unit());
        }
        return table.lines();
    }

    private static List<String> statistics(ComparedColumn column) {
        TextTable table = new TextTable(Align.LEFT, Align.RIGHT, Align.LEFT);
        column.singleStatistics()
                .forEach(one -> table.add(
                        one.group() + "." + one.name(), String.format(Locale.ROOT, "%.10g", one.value()), one.unit()));
        return table.lines();
    }

    private static void header(Comparison comparison, Terminal terminal) {
        terminal.print(sentence(comparison));
        terminal.print("reference " + rows(comparison.reference()) + "; current " + rows(comparison.current()));
        if (!comparison.removed().isEmpty()) {
            terminal.print("removed, only in the reference: " + String.join(", ", comparison.removed()));
        }
        if (!comparison.added().isEmpty()) {
            terminal.print(
                    "added, only in the current " + side(comparison) + ": " + String.join(", ", comparison.added()));
        }
        terminal.print("");
    }

    private static String rows(Comparison.Rows rows) {
        String text = String.format(Locale.ROOT, "%s, %s", rows.file(), number(rows.rows(), "row"));
        return rows.rejected() == 0
                ? text
                : String.format(
                        Locale.ROOT,
                        "%s (%s left out: %s)",
                        text,
                        number(rows.rejected(), "line"),
                        rows.firstRejected());
    }

    private static String sentence(Comparison comparison) {
        int all = comparison.columns().size();
        if (all == 0) {
            return "No column that was asked for is in both files.";
        }
        if (comparison.current().rows() == 0) {
            return "Nothing was judged: the current file has no rows.";
        }
        List<String> drifted =
                comparison.drifted().stream().map(ComparedColumn::name).toList();
        List<String> unjudged = comparison.columns().stream()
                .filter(column -> column.verdict().equals("INSUFFICIENT"))
                .map(ComparedColumn::name)
                .toList();
        String first = drifted.isEmpty()
                ? "No column drifted"
                : drifted.size() + " of " + number(all, "column") + " drifted: " + listed(drifted);
        String rest = unjudged.isEmpty()
                ? drifted.isEmpty() ? " (" + number(all, "column") + ")" : ""
                : "; nothing can be said of " + unjudged.size() + " of " + all + ": " + listed(unjudged);
        return first + rest + ".";
    }

    private static String number(long number, String noun) {
        return String.format(Locale.ROOT, number == 1 ? "%,d %s" : "%,d %ss", number, noun);
    }

    private static String listed(List<String> names) {
        if (names.size() > NAMED) {
            return String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
        }
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** The quiet first. */
    private static int rank(ComparedColumn column) {
        return List.of("GOOD", "NO_DATA", "INSUFFICIENT", "BAD").indexOf(column.verdict());
    }

    private static void print(String line, Terminal terminal) {
        if (line.startsWith("BAD")) {
            terminal.print(Colour.RED, "BAD", line.substring(3));
        } else {
            terminal.print(line);
        }
    }

    /** What moved, or what is missing for a judgement. */
    private static List<String> notes(ComparedColumn column) {
        List<String> notes = new ArrayList<>();
        if (!column.evidence().isEmpty()) {
            notes.add(String.join(
                    "; ",
                    column.evidence().stream()
                            .map(moved ->
                                    moved.label() + ": " + percent(moved.before()) + " → " + percent(moved.after()))
                            .toList()));
        }
        for (ComparedMeasure measure : column.measures()) {
            if (measure.isBad() && measure.decides() && measure.isShare() && !measure.isDistance()) {
                notes.add(measure.measure() + ": " + percent(measure.before()) + " → " + percent(measure.value()));
            }
        }
        if (column.verdict().equals("INSUFFICIENT")) {
            notes.add(lack(column));
        }
        return notes;
    }

    private static String lack(ComparedColumn column) {
        if (column.m() == 0 || column.n() == 0) {
            return column.m() > 0
                    ? "no usable value in the current file"
                    : "no usable value in " + (column.n() > 0 ? "the reference" : "either file");
        }
        long needed = column.measures().stream()
                .filter(measure -> measure.decides() && measure.verdict().equals("INSUFFICIENT"))
                .mapToLong(ComparedMeasure::minimumN)
                .max()
                .orElse(0);
        return needed == Long.MAX_VALUE
                ? "the reference has too few rows, whatever the current file has"
                : String.format(Locale.ROOT, "%,d rows of the current file would do", needed);
    }

    /** Value, allowed, bounds, n, m. */
    private static String[] numbers(ComparedMeasure measure) {
        return new String[] {
            number(measure.value()),
            (measure.isSigned() ? "±" : "") + number(measure.allowed()),
            "[" + number(measure.lower()) + ", " + number(measure.upper()) + "]",
            String.format(Locale.ROOT, "%,d", Math.round(measure.n())),
            String.format(Locale.ROOT, "%,d", Math.round(measure.m()))
        };
    }

    private static String number(double value) {
        if (Math.abs(value) >= 1e9) {
            return Double.isInfinite(value) || Math.abs(value) == Double.MAX_VALUE
                    ? value > 0 ? "∞" : "-∞"
                    : String.format(Locale.ROOT, "%.3e", value);
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        boolean isTiny = value != 0 && Math.abs(value) < 0.0005;
        return isTiny ? String.format(Locale.ROOT, "%.0e", value) : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String percent(double share) {
        boolean isTiny = share > 0 && share < 0.0005;
        return String.format(Locale.ROOT, isTiny ? "%.3f %%" : "%.1f %%", 100 * share);
    }

    private static String cut(String name) {
        int length = name.codePointCount(0, name.length());
        return length <= LONGEST_NAME ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    private static String side(Comparison comparison) {
        return comparison.precision() == Comparison.Precision.KEPT ? "range" : "file";
    }

    private static void footer(Comparison comparison, Terminal terminal) {
        Comparison.Budget budget = comparison.budget();
        terminal.print(
                switch (comparison.precision()) {
                    case EXACT ->
                        "ks, rank_shift and rank_spread on raw values, js_distance and psi on the reference's cells; all statistics with"
                                + " --column or --json";
                    case CELLS -> "measured on the reference's cells, as the stream does; --exact takes raw values";
                    case KEPT -> "measured on the counts that the stream keeps: windows, hours and days";
                });
        terminal.print(String.format(
                Locale.ROOT,
                "%s, each at α = %.1e: at most one false alarm in %,.0f such comparisons",
                number(budget.tests(), "test"),
                budget.alpha(),
                1 / budget.falseAlarms()));
        terminal.print(
                budget.takesRowsAsIndependent()
                        ? "rows are taken as independent (no φ): where they hang together, bounds are too narrow"
                        : String.format(
                                Locale.ROOT,
                                "rows count by φ, how much they hang together: measured on %,d windows of the reference",
                                budget.windows()));
    }
}
