package io.tidemark.runtime.trial;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.runtime.trial.Backtested.Side;
import io.tidemark.slo.Budget;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Step;
import io.tidemark.slo.history.Found;
import io.tidemark.slo.history.Hushed;
import io.tidemark.slo.history.Incident;
import io.tidemark.slo.history.Move;
import io.tidemark.slo.history.Report;
import io.tidemark.slo.history.Suggestion;
import io.tidemark.slo.policy.PolicySteps;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Trials as one object on one line, named as in the Avro schemas; times are ISO-8601 in UTC; NaN and ±Infinity, which JSON lacks, are text. */
public final class TrialJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    private TrialJson(JsonGenerator out) {
        this.out = out;
    }

    /** A simulation. */
    public static String line(Simulated simulated) {
        return line(json -> {
            json.out.writeStartObject();
            json.out.writeArrayFieldStart("slos");
            for (Simulated.OfSlo slo : simulated.slos()) {
                json.slo(slo.found());
            }
            json.out.writeEndArray();
            PastJson.points(json.out, simulated.points(), simulated.repeated());
            json.out.writeEndObject();
        });
    }

    /** A backtest. */
    public static String line(Backtested tested) {
        return line(json -> {
            json.out.writeStartObject();
            json.out.writeArrayFieldStart("slos");
            for (Side side : tested.slos()) {
                json.side(side, tested.lived());
            }
            json.out.writeEndArray();
            PastJson.reach(json.out, tested.lived());
            PastJson.points(json.out, tested.points(), tested.repeated());
            json.out.writeEndObject();
        });
    }

    private void side(Side side, Lived lived) throws IOException {
        out.writeStartObject();
        out.writeStringField("slo", side.name());
        if (side instanceof Side.Both both) {
            out.writeFieldName("new");
            slo(both.now());
            out.writeFieldName("old");
            slo(both.before());
            incidents("onlyNew", both.onlyNow());
            incidents("onlyOld", both.onlyBefore());
        } else if (side instanceof Side.OnlyNow only) {
            out.writeFieldName("new");
            slo(only.now());
        } else if (side instanceof Side.OnlyBefore only) {
            out.writeFieldName("old");
            slo(only.before());
        }
        if (lived.reach() == Lived.Reach.WHOLE || lived.reach() == Lived.Reach.PART) {
            PastJson.lived(
                    out,
                    lived,
                    new Lived.Slo(side.kept().subject().model(), side.kept().id()));
        }
        out.writeEndObject();
    }

    /** Writes a part. */
    private interface Part {
        void write(TrialJson json) throws IOException;
    }

    private static String line(Part part) {
        StringWriter text = new StringWriter(4096);
        try (JsonGenerator out = JSON.createGenerator(text)) {
            part.write(new TrialJson(out));
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return text.toString();
    }

    private void slo(Found found) throws IOException {
        Goal goal = found.objective().goal();
        out.writeStartObject();
        out.writeStringField("slo", found.objective().id());
        out.writeStringField("model", found.objective().subject().model());
        out.writeNumberField("target", goal.target());
        out.writeNumberField("windowMs", goal.windowMs());
        out.writeStringField("method", goal.method().name());
        out.writeNumberField("slotMs", goal.slotMs());
        out.writeArrayFieldStart("slices");
        for (Found.End end : found.ends()) {
            end(end);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("transitions");
        for (Move move : found.events().moves()) {
            move(move);
        }
        out.writeEndArray();
        out.writeNumberField("takenOutSlots", found.span().takenOut());
        out.writeNumberField("left", found.events().left());
        incidents("incidents", found.events().incidents());
        out.writeArrayFieldStart("steps");
        for (PolicySteps.Change change : found.events().steps()) {
            step(change);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("suppressed");
        for (Hushed hushed : found.hushed()) {
            hushed(hushed);
        }
        out.writeEndArray();
        out.writeFieldName("report");
        report(found.report());
        out.writeEndObject();
    }

    private void end(Found.End end) throws IOException {
        Budget budget = end.status().budget();
        out.writeStartObject();
        out.writeStringField("slice", end.slice());
        out.writeStringField("state", budget.state().name());
        out.writeObjectFieldStart("budget");
        number("consumed", budget.consumed());
        number("remaining", budget.remaining());
        out.writeNumberField("remainingMs", budget.told().remainingMs());
        timeLeft(budget.timeLeft());
        if (budget.isEstimated()) {
            number("consumedVsObserved", budget.consumedVsObserved());
            number("consumedProjected", budget.consumed());
            out.writeBooleanField("estimated", true);
        }
        out.writeEndObject();
        out.writeNumberField("good", budget.good());
        out.writeNumberField("bad", budget.bad());
        number("coverage", end.status().coverage());
        time("metricTime", end.status().metricTimeMs());
        out.writeEndObject();
    }

    private void timeLeft(Alert.TimeLeft left) throws IOException {
        if (left instanceof Alert.TimeLeft.Until until) {
            out.writeNumberField("timeToExhaustionMs", until.ms());
        } else if (left instanceof Alert.TimeLeft.Gone) {
            out.writeNumberField("timeToExhaustionMs", 0);
        } else {
            out.writeNullField("timeToExhaustionMs");
        }
    }

    private void move(Move move) throws IOException {
        Step step = move.step();
        out.writeStartObject();
        time("metricTime", step.times().metricMs());
        out.writeStringField("slice", move.slice());
        out.writeStringField("severity", step.severity().name());
        out.writeStringField("state", step.state().name());
        out.writeStringField("previousState", step.previousState().name());
        out.writeStringField("subject", step.subject().name());
        out.writeStringField("notice", step.telling().name());
        out.writeStringField("reason", step.reason().name());
        out.writeNumberField("sequence", step.sequence());
        boolean isOpen = step.state() != Alert.State.PENDING && step.state() != Alert.State.INACTIVE;
        if (isOpen) {
            time("since", step.times().onsetMs());
            time("firedAt", step.times().firedMs());
        }
        number("consumed", move.budget().consumed());
        number("episodeConsumed", step.consumed());
        out.writeBooleanField("revised", step.isRevised());
        out.writeArrayFieldStart("burn");
        for (Alert.Burn burn : step.burns()) {
            burn(burn);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void burn(Alert.Burn burn) throws IOException {
        out.writeStartObject();
        out.writeNumberField("longMs", burn.longMs());
        out.writeNumberField("shortMs", burn.shortMs());
        number("burnLong", burn.burnLong());
        number("burnShort", burn.burnShort());
        number("factor", burn.factor());
        number("factorRaw", burn.factorRaw());
        out.writeBooleanField("capped", burn.isCapped());
        out.writeNumberField("bad", burn.bad());
        out.writeNumberField("total", burn.total());
        out.writeStringField("state", burn.state().name());
        out.writeEndObject();
    }

    private void incidents(String name, List<Incident> incidents) throws IOException {
        out.writeArrayFieldStart(name);
        for (Incident incident : incidents) {
            incident(incident);
        }
        out.writeEndArray();
    }

    private void incident(Incident incident) throws IOException {
        out.writeStartObject();
        out.writeStringField("slice", incident.who().slice());
        out.writeStringField("severity", incident.who().severity().name());
        out.writeStringField("subject", incident.who().subject().name());
        time("since", incident.when().onsetMs());
        time("firedAt", incident.when().firedMs());
        time("endedAt", incident.when().endMs());
        out.writeNumberField("firingMs", incident.when().firingMs());
        out.writeBooleanField("open", incident.standing() == Incident.Standing.OPEN);
        out.writeStringField("reason", incident.reason().name());
        out.writeNumberField("flaps", incident.flaps());
        number("episodeConsumed", incident.consumed());
        number("worstBurn", incident.worstBurn());
        out.writeEndObject();
    }

    private void step(PolicySteps.Change change) throws IOException {
        out.writeStartObject();
        time("metricTime", change.metricTimeMs());
        out.writeStringField("direction", change.direction().name());
        number("threshold", change.held().threshold());
        out.writeStringField("policy", change.held().policy());
        out.writeStringField("severity", change.held().severity().name());
        out.writeBooleanField("told", change.held().isTold());
        number("consumed", change.consumed());
        out.writeEndObject();
    }

    private void hushed(Hushed hushed) throws IOException {
        out.writeStartObject();
        out.writeStringField("slice", hushed.slice());
        out.writeStringField("severity", hushed.severity().name());
        out.writeStringField("guard", hushed.why().name());
        out.writeNumberField("longMs", hushed.longMs());
        out.writeNumberField("shortMs", hushed.shortMs());
        out.writeNumberField("slots", hushed.slots());
        out.writeNumberField("times", hushed.stretches());
        time("first", hushed.firstMs());
        time("last", hushed.lastMs());
        out.writeEndObject();
    }

    private void report(Report report) throws IOException {
        out.writeStartObject();
        for (Severity severity : Severity.values()) {
            Report.Told told = report.told(severity);
            out.writeObjectFieldStart(severity.word());
            out.writeNumberField("opened", told.opened());
            out.writeNumberField("flaps", told.flaps());
            out.writeNumberField("firingMs", told.firingMs());
            if (told.opened() > 0) {
                time("first", told.firstMs());
                time("last", told.lastMs());
            }
            out.writeEndObject();
        }
        time("start", report.startMs());
        time("end", report.endMs());
        out.writeNumberField("nearChange", report.nearChange());
        number("consumed", report.consumed());
        out.writeFieldName("suggestion");
        suggestion(report.suggestion());
        out.writeEndObject();
    }

    private void suggestion(Suggestion suggestion) throws IOException {
        out.writeStartObject();
        if (suggestion instanceof Suggestion.Target target) {
            number("target", target.target());
            number("achieved", target.achieved());
            number("deviation", target.deviation());
            out.writeNumberField("weeks", target.weeks());
            number("provable", target.provable());
        } else if (suggestion instanceof Suggestion.None none) {
            out.writeStringField("none", none.why().name());
            number("achieved", none.achieved());
            out.writeNumberField("weeks", none.weeks());
        }
        out.writeEndObject();
    }

    private void time(String name, long ms) throws IOException {
        out.writeStringField(name, Instant.ofEpochMilli(ms).toString());
    }

    private void number(String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumberField(name, value);
        } else {
            out.writeStringField(name, Double.toString(value));
        }
    }
}
