package io.tidemark.config;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Cause;
import io.tidemark.domain.Owners;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Objective;
import io.tidemark.slo.run.RunBook;
import io.tidemark.slo.run.RunKind;
import io.tidemark.slo.run.RunLimit;
import io.tidemark.slo.run.RunObjective;
import io.tidemark.slo.run.RunWindow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An OpenSLO document about training runs: its metric's {@code kind} begins with {@code run-}. Each run is one event, so the method is
 * Occurrences; the window is a time, or {@code tidemark.io/last-runs}. Who is told is said by {@code tidemark.io/severity}, a bad run at a time.
 */
final class RunSloReader {
    private static final String OURS = "tidemark.io/";
    private static final List<String> METRICS = List.of("good", "bad");

    private final SloObject object;
    private final Report report;
    private final Map<String, Owners> models;

    private RunSloReader(SloObject object, Report report, Map<String, Owners> models) {
        this.object = object;
        this.report = report;
        this.models = models;
    }

    /** Whether a document is about runs. */
    static boolean concerns(SloObject object, Report report) {
        Field kind =
                source(object.section(report).field("spec").sectionIfSection()).field("kind");
        return kind.isSingle() && RunKind.isWord(kind.text(""));
    }

    /** {@code metricSource.spec} of the metric that says the kind, for a look that reports nothing. */
    private static Section source(Section spec) {
        Section indicator =
                spec.field("indicator").sectionIfSection().field("spec").sectionIfSection();
        Section threshold = indicator.field("thresholdMetric").sectionIfSection();
        if (indicator.has("thresholdMetric")) {
            return ofMetric(threshold);
        }
        Section ratio = indicator.field("ratioMetric").sectionIfSection();
        String side = METRICS.stream().filter(ratio::has).findFirst().orElse(METRICS.get(0));
        return ofMetric(ratio.field(side).sectionIfSection());
    }

    private static Section ofMetric(Section metric) {
        return metric.field("metricSource").sectionIfSection().field("spec").sectionIfSection();
    }

    /**
     * The objective; none if it is off, or not sound, which is reported.
     *
     * @param models that the file watches; empty if it does not say
     */
    static List<RunObjective> read(SloObject object, Report report, Map<String, Owners> models) {
        return new RunSloReader(object, report, models).read();
    }

    private List<RunObjective> read() {
        int problems = report.count();
        Section document = object.section(report);
        Metadata metadata = Metadata.read(document, "name the SLO");
        Section spec = document.field("spec").section();
        Section annotations = metadata.annotations();
        Section source = source(spec);
        Field kindField = source.field("kind");
        source.field("type");
        Optional<RunKind> kind = RunKind.of(kindField.text(""));
        if (kind.isEmpty()) {
            kindField.fail("is none of " + String.join(", ", RunKind.words()));
        }
        RunLimit limit = RunLimitReader.read(source, kind.orElse(RunKind.SUCCESS));
        if (kind.isPresent()) {
            source.finish();
        }
        String model = model(metadata, spec.field("service"));
        Alert.Severity severity = RunTerms.severity(annotations.field(OURS + "severity"));
        Optional<AlertPolicy.Mode> mode = RunTerms.mode(annotations.field(OURS + "mode"));
        Objective.About about = about(metadata, spec, annotations, severity, models.getOrDefault(model, Owners.NOBODY));
        RunWindow window = window(annotations.field(OURS + "last-runs"), spec.field("timeWindow"));
        double target = target(spec);
        spec.field("indicator");
        checkMethod(spec.field("budgetingMethod"));
        checkPolicies(spec.field("alertPolicies"));
        spec.finish();
        finishOurs(annotations);
        document.finish();
        if (report.count() > problems || kind.isEmpty() || mode.isEmpty()) {
            return List.of();
        }
        return List.of(new RunObjective(
                metadata.name(), model, kind.get(), limit, target, window, severity, mode.get(), about));
    }

    private String model(Metadata metadata, Field service) {
        String label = metadata.label("model");
        String model = label.isEmpty() ? service.text("") : label;
        service.text("");
        if (model.isBlank()) {
            service.failMissing("name a model of the monitors");
        } else if (!models.isEmpty() && !models.containsKey(model)) {
            service.fail("is not a model of the monitors; " + Names.suggestion(model, models.keySet(), "known here:"));
        }
        return model;
    }

    private Objective.About about(
            Metadata metadata, Section spec, Section annotations, Alert.Severity severity, Owners ofMonitor) {
        Owners owners = Owners.of(metadata.label("owner")).or(ofMonitor);
        Field runbook = annotations.field(OURS + "runbook");
        if (severity == Alert.Severity.PAGE && (owners.of(Cause.TRAINING).isBlank() || !runbook.isPresent())) {
            annotations
                    .field(OURS + "severity")
                    .fail("wakes somebody; write labels: {owner: …} and " + OURS + "runbook: https://…, or ticket");
        }
        return new Objective.About(
                metadata.displayName(),
                Lengths.checkDescription(spec.field("description")),
                owners,
                runbook.text(""),
                annotations.field(OURS + "dashboard").text(""));
    }

    private static RunWindow window(Field lastRuns, Field timeWindow) {
        List<Field> windows = timeWindow.items();
        if (lastRuns.isPresent() && !windows.isEmpty()) {
            lastRuns.fail("stands beside timeWindow; keep one");
        }
        if (windows.isEmpty()) {
            return new RunWindow.Last(lastRuns.whole(2, RunBook.MOST, RunTerms.USUAL_RUNS));
        }
        Section window = windows.get(0).section();
        if (windows.size() > 1) {
            timeWindow.fail("has " + windows.size() + " windows; keep one");
        }
        Field rolling = window.field("isRolling");
        if (rolling.isPresent() && !rolling.text("").equals("true")) {
            rolling.fail("is not kept for runs; write isRolling: true, or " + OURS + "last-runs: 20");
        }
        RunWindow read = RunTerms.window(window.field("duration"));
        window.finish();
        return read;
    }

    private static double target(Section spec) {
        Section objective = GoalReader.objective(spec.field("objectives"));
        objective.field("displayName");
        Field target = objective.field("target");
        if (!target.isPresent() && !objective.keys().isEmpty()) {
            target.failMissing("write the share of the runs that must be good, like 0.9");
        }
        double share = RunTerms.target(target);
        objective.finish();
        return share;
    }

    private static void checkMethod(Field method) {
        if (method.isPresent() && !method.text("").equals("Occurrences")) {
            method.fail("is not for runs, each of which is one event; write Occurrences");
        }
    }

    private static void checkPolicies(Field policies) {
        if (policies.isPresent()) {
            policies.fail("are not for runs, of which each bad one is told at once; leave them out, and write " + OURS
                    + "severity: page, ticket or info");
        }
    }

    private static void finishOurs(Section annotations) {
        annotations.keys().stream().filter(key -> !key.startsWith(OURS)).forEach(annotations::field);
        annotations.finish();
    }
}
