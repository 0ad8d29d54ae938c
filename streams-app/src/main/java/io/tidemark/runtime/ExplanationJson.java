package io.tidemark.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.config.CorrectionSpec;
import io.tidemark.config.Goal;
import io.tidemark.config.SloSpec;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.BurnPair;
import io.tidemark.slo.policy.Action;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.Escalation;
import io.tidemark.slo.run.RunObjective;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** What the SLOs of a file mean, as one object on one line; shares are fractions, times milliseconds, what never comes is null. */
public final class ExplanationJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    private ExplanationJson(JsonGenerator out) {
        this.out = out;
    }

    /** One line, without its end. */
    public static String line(List<SloExplanation> explanations, List<RunObjective> runs) {
        StringWriter text = new StringWriter(4096);
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeArrayFieldStart("slos");
            for (SloExplanation explained : explanations) {
                new ExplanationJson(out).write(explained);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("runs");
            for (RunObjective run : runs) {
                new ExplanationJson(out).write(run);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return text.toString();
    }

    private void write(SloExplanation explained) throws IOException {
        SloSpec slo = explained.slo();
        out.writeStartObject();
        out.writeStringField("name", slo.name());
        out.writeStringField("title", slo.about().title());
        out.writeStringField("model", slo.model());
        out.writeStringField("owner", slo.about().owners().words());
        out.writeStringField("runbook", slo.about().runbook());
        out.writeStringField("mode", mode(slo.mode()));
        out.writeStringField("good", IndicatorWords.of(slo.indicator(), "slot"));
        out.writeStringField("method", method(slo.goal().method()));
        out.writeNumberField("target", slo.goal().target());
        out.writeNumberField("windowMs", explained.goal().windowMs());
        out.writeNumberField("slotMs", explained.goal().slotMs());
        out.writeNumberField("allowedSlots", explained.allowedSlots());
        out.writeNumberField("allowedMs", explained.allowedMs());
        out.writeNumberField("slotCost", explained.slotCost());
        out.writeArrayFieldStart("told");
        for (SloExplanation.Told told : explained.severities()) {
            told(told);
        }
        out.writeEndArray();
        policy(explained.policy());
        escalation(explained.escalation());
        silence(explained);
        corrections(explained.corrections());
        strings("warnings", explained.warnings());
        out.writeEndObject();
    }

    private void write(RunObjective run) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", run.id());
        out.writeStringField("model", run.model());
        out.writeStringField("owner", run.about().owners().words());
        out.writeStringField("runbook", run.about().runbook());
        out.writeStringField("mode", run.isDryRun() ? "dryRun" : "live");
        out.writeStringField("kind", run.kind().word());
        out.writeStringField("good", RunExplanation.good(run));
        out.writeNumberField("target", run.target());
        out.writeStringField("window", run.window().text());
        out.writeStringField("severity", word(run.severity()));
        out.writeEndObject();
    }

    private static String mode(SloSpec.Mode mode) {
        return switch (mode) {
            case LIVE -> "live";
            case DRY_RUN -> "dryRun";
            case OFF -> "off";
        };
    }

    private static String method(Goal.Method method) {
        return switch (method) {
            case OCCURRENCES -> "Occurrences";
            case TIMESLICES -> "Timeslices";
            case RATIO_TIMESLICES -> "RatioTimeslices";
        };
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void told(SloExplanation.Told told) throws IOException {
        out.writeStartObject();
        out.writeStringField("severity", word(told.severity()));
        out.writeArrayFieldStart("after");
        for (Map.Entry<Double, OptionalLong> after : told.afterMs().entrySet()) {
            out.writeStartObject();
            out.writeNumberField("bad", after.getKey());
            time("ms", after.getValue());
            out.writeEndObject();
        }
        out.writeEndArray();
        time("resetMs", told.resetMs());
        out.writeArrayFieldStart("pairs");
        for (BurnPair pair : told.tier().pairs()) {
            out.writeStartObject();
            out.writeNumberField("longMs", pair.longMs());
            out.writeNumberField("shortMs", pair.shortMs());
            out.writeNumberField("factor", pair.factor());
            out.writeNumberField("factorRaw", pair.factorRaw());
            out.writeNumberField("minTotal", pair.minTotal());
            out.writeNumberField("minBad", pair.minBad());
            out.writeNumberField("chance", pair.chance());
            out.writeEndObject();
        }
        out.writeEndArray();
        strings(
                "conditions",
                told.tier().others().stream().map(ExplanationText::condition).toList());
        out.writeEndObject();
    }

    private void policy(ErrorBudgetPolicy policy) throws IOException {
        out.writeObjectFieldStart("budgetPolicy");
        out.writeStringField("name", policy.name());
        out.writeArrayFieldStart("steps");
        for (ErrorBudgetPolicy.Step step : policy.steps()) {
            out.writeStartObject();
            out.writeNumberField("consumed", step.consumed());
            out.writeStringField("severity", word(step.severity()));
            strings("notify", step.roles());
            strings("actions", step.actions().stream().map(Action::word).toList());
            out.writeEndObject();
        }
        out.writeEndArray();
        strings("exceptions", policy.exceptions());
        out.writeNumberField("rearmBelow", policy.rearmBelow());
        out.writeEndObject();
    }

    private void escalation(Escalation escalation) throws IOException {
        out.writeArrayFieldStart("escalation");
        for (Escalation.Level level : escalation.levels()) {
            out.writeStartObject();
            out.writeStringField("role", level.role());
            out.writeNumberField("afterMs", level.afterMs());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void silence(SloExplanation explained) throws IOException {
        out.writeObjectFieldStart("noData");
        out.writeStringField("counts", word(explained.slo().noData()));
        if (explained.silence() instanceof AlertPolicy.Silence.Told told) {
            out.writeStringField("severity", word(told.severity()));
        } else {
            out.writeNullField("severity");
        }
        out.writeEndObject();
    }

    private void corrections(List<CorrectionSpec> corrections) throws IOException {
        out.writeArrayFieldStart("corrections");
        for (CorrectionSpec correction : corrections) {
            out.writeStartObject();
            out.writeStringField("name", correction.name());
            out.writeStringField("slice", correction.selector().slice());
            out.writeStringField("category", correction.category().word());
            out.writeStringField("reason", correction.reason());
            out.writeStringField("by", correction.by());
            out.writeStringField("text", CorrectionWords.of(correction));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void time(String name, OptionalLong ms) throws IOException {
        if (ms.isPresent()) {
            out.writeNumberField(name, ms.getAsLong());
        } else {
            out.writeNullField(name);
        }
    }

    private void strings(String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }
}
