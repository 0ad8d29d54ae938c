package io.tidemark.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** A comparison as one object on one line; NaN and ±Infinity, which JSON lacks, as text or as null. */
public final class ComparisonJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory STRICT =
            new JsonFactory().disable(JsonGenerator.Feature.QUOTE_NON_NUMERIC_NUMBERS);

    private final JsonGenerator out;

    private ComparisonJson(JsonGenerator out) {
        this.out = out;
    }

    /** One line, without its end. */
    public static String line(Comparison comparison) {
        return line(JSON, json -> json.write(comparison));
    }

    /** The same with null for NaN and ±Infinity. */
    public static String strictLine(Comparison comparison) {
        return line(STRICT, json -> json.write(comparison));
    }

    /** One measure as {@link #strictLine} has it. */
    public static String strictLine(ComparedMeasure measure) {
        return line(STRICT, json -> json.measure(measure));
    }

    /** Writes something. */
    private interface Written {
        void to(ComparisonJson json) throws IOException;
    }

    private static String line(JsonFactory format, Written written) {
        StringWriter text = new StringWriter(4096);
        try (JsonGenerator out = format.createGenerator(text)) {
            written.to(new ComparisonJson(out));
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return text.toString();
    }

    private void write(Comparison comparison) throws IOException {
        out.writeStartObject();
        rows("reference", comparison.reference());
        rows("current", comparison.current());
        out.writeBooleanField("exact", comparison.precision() == Comparison.Precision.EXACT);
        number("falseAlarms", comparison.budget().falseAlarms());
        out.writeNumberField("tests", comparison.budget().tests());
        number("alpha", comparison.budget().alpha());
        out.writeBooleanField("rowsAreIndependent", comparison.budget().takesRowsAsIndependent());
        out.writeNumberField("referenceWindows", comparison.budget().windows());
        out.writeNumberField("scale", comparison.budget().scale());
        out.writeNumberField("drifted", comparison.drifted().size());
        out.writeArrayFieldStart("columns");
        for (ComparedColumn column : comparison.columns()) {
            column(column);
        }
        out.writeEndArray();
        names("added", comparison.added());
        names("removed", comparison.removed());
        if (comparison.precision() == Comparison.Precision.EXACT) {
            multipleTests(comparison.multipleTests());
        }
        out.writeEndObject();
    }

    private void rows(String name, Comparison.Rows rows) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeStringField("file", rows.file());
        out.writeNumberField("rows", rows.rows());
        out.writeNumberField("rejected", rows.rejected());
        out.writeEndObject();
    }

    private void names(String name, List<String> columns) throws IOException {
        out.writeArrayFieldStart(name);
        for (String column : columns) {
            out.writeString(column);
        }
        out.writeEndArray();
    }

    private void column(ComparedColumn column) throws IOException {
        out.writeStartObject();
        out.writeStringField("column", column.name());
        out.writeStringField("kind", column.kind());
        out.writeNumberField("n", column.n());
        out.writeNumberField("m", column.m());
        number("phi", column.phi());
        out.writeStringField("verdict", column.verdict());
        out.writeArrayFieldStart("measures");
        for (ComparedMeasure measure : column.measures()) {
            measure(measure);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("evidence");
        for (ComparedColumn.Moved moved : column.evidence()) {
            out.writeStartObject();
            out.writeStringField("label", moved.label());
            number("before", moved.before());
            number("after", moved.after());
            number("contribution", moved.contribution());
            out.writeEndObject();
        }
        out.writeEndArray();
        if (!column.statistics().isEmpty()) {
            statistics(column.statistics());
        }
        out.writeEndObject();
    }

    private void measure(ComparedMeasure measure) throws IOException {
        out.writeStartObject();
        out.writeStringField("measure", measure.measure());
        out.writeStringField("label", measure.label());
        out.writeStringField("unit", measure.unit());
        number("value", measure.value());
        number("lower", measure.lower());
        number("upper", measure.upper());
        number("n", measure.n());
        number("m", measure.m());
        number("reference", measure.before());
        number("tolerance", measure.tolerance());
        out.writeNumberField("count", measure.count());
        out.writeNumberField("total", measure.total());
        if (measure.minimumN() == Long.MAX_VALUE) {
            out.writeNullField("minimumN");
        } else {
            out.writeNumberField("minimumN", measure.minimumN());
        }
        number("smallestVisible", measure.smallestVisible());
        out.writeStringField("verdict", measure.verdict());
        out.writeEndObject();
    }

    /** Nested by family. */
    private void statistics(List<ComparedColumn.Figure> figures) throws IOException {
        out.writeObjectFieldStart("statistics");
        FigureTree.byGroup(figures).write(out);
        out.writeEndObject();
    }

    private void multipleTests(MultipleTests tests) throws IOException {
        out.writeObjectFieldStart("multiple_testing");
        names("columns", tests.columns());
        names("tests", tests.tests());
        out.writeArrayFieldStart("pvalues");
        for (double pvalue : tests.pvalues()) {
            number(pvalue, out);
        }
        out.writeEndArray();
        FigureTree.of(tests.adjusted()).write(out);
        out.writeEndObject();
    }

    private void number(String name, double value) throws IOException {
        out.writeFieldName(name);
        number(value, out);
    }

    static void number(double value, JsonGenerator out) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else if (!out.isEnabled(JsonGenerator.Feature.QUOTE_NON_NUMERIC_NUMBERS)) {
            out.writeNull();
        } else {
            out.writeString(Double.toString(value));
        }
    }
}
