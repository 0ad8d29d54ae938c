package io.tidemark.runtime.drill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.drill.Baseline;
import io.tidemark.drill.Coverage.Trial;
import io.tidemark.drill.FaultPlan.Inapplicable;
import io.tidemark.drill.Heard;
import io.tidemark.drill.Minimum;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** A drill as one object on one line: the same for the same file, monitors and options; times are ISO-8601 in UTC. */
public final class DrillJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;
    private final Drilled drilled;

    private DrillJson(JsonGenerator out, Drilled drilled) {
        this.out = out;
        this.drilled = drilled;
    }

    /** The drill, and what had to be noticed. */
    public static String line(Drilled drilled, Minimum minimum) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            new DrillJson(out, drilled).write(minimum);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return text.toString();
    }

    private void write(Minimum minimum) throws IOException {
        int applicable = drilled.coverage().trials().size();
        out.writeStartObject();
        out.writeStringField("model", drilled.model());
        time("from", drilled.span().startMs());
        time("to", drilled.span().endMs());
        time("until", drilled.untilMs());
        out.writeNumberField("windowMs", drilled.windowMs());
        out.writeNumberField("rows", drilled.rows());
        out.writeNumberField("applicable", applicable);
        out.writeNumberField("noticed", drilled.coverage().noticed());
        out.writeNumberField("minimum", minimum.of(applicable));
        out.writeBooleanField("reached", drilled.coverage().reaches(minimum));
        faults();
        notApplicable();
        anyway();
        out.writeEndObject();
    }

    private void faults() throws IOException {
        out.writeArrayFieldStart("faults");
        for (Trial trial : drilled.coverage().trials()) {
            out.writeStartObject();
            out.writeStringField("fault", trial.fault().kind().word());
            out.writeStringField("target", trial.fault().target());
            out.writeNumberField("rows", trial.rows());
            out.writeNumberField("moreBad", trial.bad());
            out.writeBooleanField("noticed", trial.noticed().isPresent());
            if (trial.noticed().isPresent()) {
                Heard heard = trial.noticed().get();
                alert(heard);
                out.writeNumberField("delayMs", heard.atMs() - drilled.span().startMs());
                out.writeNumberField("delayWindows", DrillText.windows(drilled, heard));
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void notApplicable() throws IOException {
        out.writeArrayFieldStart("notApplicable");
        for (Inapplicable one : drilled.coverage().inapplicable()) {
            out.writeStartObject();
            out.writeStringField("fault", one.kind().word());
            out.writeStringField("reason", one.reason());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void anyway() throws IOException {
        out.writeArrayFieldStart("anyway");
        for (Baseline.Episode episode : drilled.anyway()) {
            out.writeStartObject();
            alert(episode.opened());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void alert(Heard heard) throws IOException {
        time("at", heard.atMs());
        out.writeStringField("objective", heard.objective());
        out.writeStringField("slice", heard.slice());
        out.writeStringField("severity", heard.severity());
        out.writeArrayFieldStart("columns");
        for (String column : heard.columns()) {
            out.writeString(column);
        }
        out.writeEndArray();
        out.writeStringField("policyStep", heard.policyStep());
    }

    private void time(String name, long ms) throws IOException {
        out.writeStringField(name, Instant.ofEpochMilli(ms).toString());
    }
}
