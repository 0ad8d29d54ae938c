package io.tidemark.judge;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.NumberText;
import io.tidemark.slo.Objective;
import io.tidemark.slo.history.Hushed;
import io.tidemark.slo.history.KeptBack;
import io.tidemark.slo.history.Plain;
import io.tidemark.slo.history.Report;
import io.tidemark.slo.history.ReportText;
import io.tidemark.slo.history.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is written down at the end of a dry run, in the words of {@code slo simulate}. */
final class DryRunReport {
    private DryRunReport() {}

    /** The report; it speaks of the slots that it counted. */
    static Annotation of(Objective objective, Report report, List<Hushed> hushed, long clockMs) {
        String model = objective.subject().model();
        long endMs = objective.policy().consequences().reportMs();
        return Annotation.of(
                String.join("|", "dry_run_report", model, objective.id(), String.valueOf(endMs)),
                Kind.DRY_RUN_REPORT,
                new Annotation.Subject(model, objective.id(), "", ""),
                new Annotation.Times(report.startMs(), report.endMs(), clockMs),
                text(objective, report, KeptBack.of(hushed)),
                values(report));
    }

    private static String text(Objective objective, Report report, List<KeptBack> kept) {
        List<String> parts = new ArrayList<>();
        parts.add(objective.subject().model() + " · the dry run of " + objective.id() + " is over: "
                + Plain.span(report.startMs(), report.endMs()));
        parts.add(ReportText.told(report));
        for (KeptBack one : kept) {
            parts.add("kept back, " + one.what() + ", " + Plain.count(one.stretches(), "time") + " in "
                    + Plain.count(one.slots(), "slot") + " of " + Plain.count(one.slices(), "slice"));
        }
        parts.add(Plain.percent(report.consumed()) + " of the budget used at the end");
        parts.add(ReportText.suggestion(report.suggestion(), objective.goal()));
        parts.add("it is only tried out until the file has another tidemark.io/mode");
        return String.join("; ", parts);
    }

    private static Map<String, String> values(Report report) {
        Map<String, String> values = new TreeMap<>();
        for (Severity severity : Severity.values()) {
            Report.Told told = report.told(severity);
            values.put(severity.word() + "s", String.valueOf(told.opened()));
            values.put(severity.word() + "FiringMs", String.valueOf(told.firingMs()));
            values.put(severity.word() + "Flaps", String.valueOf(told.flaps()));
        }
        values.put("nearChange", String.valueOf(report.nearChange()));
        values.put("consumed", NumberText.of(report.consumed()));
        if (report.suggestion() instanceof Suggestion.Target target) {
            values.put("suggestedTarget", NumberText.of(target.target()));
        }
        return values;
    }
}
