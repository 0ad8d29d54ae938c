package io.tidemark.runtime.trial;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.domain.Alert.Severity;
import java.io.IOException;
import java.time.Instant;

/** What a history is, and what was told in it, as fields of a JSON object. */
final class PastJson {
    private PastJson() {}

    /** How much is known of what was told. */
    static void reach(JsonGenerator out, Lived lived) throws IOException {
        if (lived.reach() != Lived.Reach.NOT_ASKED) {
            out.writeStringField("toldKnown", lived.reach().name());
            if (lived.reach() == Lived.Reach.PART) {
                time(out, "toldSince", lived.sinceMs());
            }
        }
    }

    /** What was told of an SLO. */
    static void lived(JsonGenerator out, Lived lived, Lived.Slo slo) throws IOException {
        out.writeObjectFieldStart("told");
        for (Severity severity : Severity.values()) {
            Lived.Told told = lived.told(slo, severity);
            out.writeObjectFieldStart(severity.word());
            out.writeNumberField("opened", told.opened());
            out.writeNumberField("policySteps", told.steps());
            if (told.opened() > 0) {
                time(out, "first", told.firstMs());
                time(out, "last", told.lastMs());
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    /** What the history is. */
    static void points(JsonGenerator out, Points points, long repeated) throws IOException {
        out.writeObjectFieldStart("points");
        out.writeStringField("file", points.file());
        out.writeNumberField("lines", points.lines());
        out.writeNumberField("rejected", points.rejected());
        out.writeArrayFieldStart("bad");
        for (Points.BadLine bad : points.bad()) {
            out.writeStartObject();
            out.writeNumberField("line", bad.line());
            out.writeStringField("text", bad.text());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField("repeated", repeated);
        time(out, "first", points.firstMs());
        time(out, "last", points.lastMs());
        out.writeNumberField("resolutionMs", points.resolutionMs());
        out.writeNumberField("slices", points.slices());
        out.writeStringField("whole", points.whole().name());
        out.writeStringField("order", points.order().name());
        out.writeEndObject();
    }

    private static void time(JsonGenerator out, String name, long ms) throws IOException {
        out.writeStringField(name, Instant.ofEpochMilli(ms).toString());
    }
}
