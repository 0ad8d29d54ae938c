package io.tidemark.stats.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes {@code docs/golden.md}: how the statistics agree with other libraries, and the measures on cells with those on raw values. */
final class GoldenReport {
    private final StringBuilder text = new StringBuilder();

    private GoldenReport() {}

    static String write() {
        GoldenReport report = new GoldenReport();
        report.head();
        report.files();
        report.corrections();
        report.cells();
        return report.text.toString();
    }

    private void head() {
        line("# Agreement");
        line("");
        line(
                "Made by `GoldenReport` and held by `GoldenAgreementTest` and `CellsAgainstRawTest`. To make it again, from the root:");
        line("");
        line(
                "    mvn -pl schemas,streams-app test-compile dependency:build-classpath -Dmdep.outputFile=/tmp/classpath");
        line("    java -cp streams-app/target/test-classes:streams-app/target/classes:$(cat /tmp/classpath) \\");
        line("      io.tidemark.stats.golden.GoldenReport streams-app/docs/golden.md");
        line("");
        line("The traces of detectors (`trace_*.json`, MOA and scipy) are in [detectors.md](detectors.md).");
        line("");
    }

    private void files() {
        line("## With other libraries, on raw values");
        line("");
        line(
                "Every case of every file of `src/test/resources/golden` (numpy, scipy, scikit-learn, statsmodels; `README.md` there).");
        line(
                "\"Over tolerance\": the largest |got − expected| over what the file allows; 1 would be just allowed. \"Relative\": the largest");
        line(
                "relative deviation of a probability of 1e-12 or more, allowed 1e-6, and 4e-15 absolute besides for those that the library");
        line(
                "computed as 1 − x (Cramér–von Mises). \"Corrected\": compared with a better value than the file's, see below.");
        line("");
        line(
                "| file | cases | values compared | cases passed | largest over tolerance | largest relative (p) | corrected |");
        line("| --- | --- | --- | --- | --- | --- | --- |");
        int cases = 0;
        int values = 0;
        int passed = 0;
        int corrected = 0;
        for (GoldenFile file : GoldenFile.all()) {
            Agreement agreement = Agreement.of(file);
            line(row(file, agreement));
            cases += agreement.cases();
            values += agreement.values();
            passed += agreement.passed();
            corrected += agreement.corrected();
        }
        line(String.format(Locale.ROOT, "| all | %d | %,d | %d | | | %d |", cases, values, passed, corrected));
        line("");
    }

    private static String row(GoldenFile file, Agreement agreement) {
        return String.format(
                Locale.ROOT,
                "| %s %.0e | %s | %d |",
                stem(file, agreement),
                agreement.overTolerance(),
                agreement.relative() == 0 ? "–" : String.format(Locale.ROOT, "%.0e", agreement.relative()),
                agreement.corrected());
    }

    /** The part of a row that is the same on every machine. */
    static String stem(GoldenFile file, Agreement agreement) {
        return String.format(
                Locale.ROOT,
                "%s | %d | %,d | %d |",
                file.name(),
                agreement.cases(),
                agreement.values(),
                agreement.passed());
    }

    private void corrections() {
        line("Corrected values:");
        line("");
        for (Map.Entry<String, Agreement.Correction> entry : new TreeMap<>(Agreement.CORRECTED).entrySet()) {
            line("- `" + entry.getKey() + "`: " + entry.getValue().why() + ".");
        }
        line("");
    }

    private void cells() {
        line("## On cells, against raw values");
        line("");
        line(
                "The measures as the stream computes them, on the counts of a 64-cell grid of the reference, against the same measure on all raw");
        line(
                "values: reference and window of n rows each, the window moved. \"ratio\": the largest |cells − raw| over the bound that the measure's");
        line(
                "Javadoc states, over all laws, changes and n; at most 1 holds. \"error\": the largest |cells − raw| at that n.");
        line("");
        CellsAgainstRaw.table().forEach(this::line);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** {@code main FILE}. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), write());
    }
}
