package io.tidemark.client;

import io.tidemark.compare.ComparedColumn;
import io.tidemark.compare.ComparedMeasure;
import io.tidemark.compare.Comparison;
import io.tidemark.compare.MultipleTests;
import java.util.List;

/** An answer of {@code /comparison}, as a comparison. */
public final class ComparedRanges {
    private ComparedRanges() {}

    /** The comparison; what the answer has as null is NaN. */
    public static Comparison of(Fields answer) {
        List<ComparedColumn> columns =
                answer.list("columns").stream().map(ComparedRanges::column).toList();
        return new Comparison(
                rows(answer.at("reference")),
                rows(answer.at("current")),
                Comparison.Precision.KEPT,
                new Comparison.Budget(
                        number(answer, "falseAlarms"),
                        answer.whole("tests"),
                        number(answer, "alpha"),
                        (int) answer.whole("referenceWindows"),
                        (int) answer.whole("scale")),
                columns,
                answer.texts("added"),
                answer.texts("removed"),
                MultipleTests.of(columns));
    }

    private static Comparison.Rows rows(Fields rows) {
        return new Comparison.Rows(rows.text("file"), rows.whole("rows"), rows.whole("rejected"), "");
    }

    private static double number(Fields fields, String name) {
        return fields.number(name).orElse(Double.NaN);
    }

    private static ComparedColumn column(Fields column) {
        return new ComparedColumn(
                column.text("column"),
                column.text("kind"),
                column.whole("n"),
                column.whole("m"),
                number(column, "phi"),
                column.text("verdict"),
                column.list("measures").stream().map(ComparedRanges::measure).toList(),
                column.list("evidence").stream()
                        .map(moved -> new ComparedColumn.Moved(
                                moved.text("label"),
                                number(moved, "before"),
                                number(moved, "after"),
                                number(moved, "contribution")))
                        .toList(),
                List.of());
    }

    private static ComparedMeasure measure(Fields measure) {
        return new ComparedMeasure(
                measure.text("measure"),
                measure.text("label"),
                measure.text("unit"),
                number(measure, "value"),
                number(measure, "lower"),
                number(measure, "upper"),
                number(measure, "n"),
                number(measure, "m"),
                number(measure, "reference"),
                number(measure, "tolerance"),
                measure.whole("count"),
                measure.whole("total"),
                measure.has("minimumN") ? measure.whole("minimumN") : Long.MAX_VALUE,
                number(measure, "smallestVisible"),
                measure.text("verdict"));
    }
}
