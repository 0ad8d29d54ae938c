package io.tidemark.runtime.trial;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.runtime.trial.Block.Tone;
import io.tidemark.slo.Goal;
import io.tidemark.slo.history.Found;
import io.tidemark.slo.history.Report;
import io.tidemark.slo.history.Suggestion;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** A report on an objective in a few sentences. */
final class ReportText {
    private ReportText() {}

    /** {@code 2 pages, 41 min firing, 1 flap; 1 ticket, 3 h firing; nobody was told of …}. */
    static String told(Found found) {
        Report report = found.report();
        String steps = steps(found);
        if (report.episodes() == 0) {
            return steps.isEmpty() ? "nobody would have been told of anything" : "policy steps: " + steps;
        }
        String near = report.nearChange() == 0
                ? ""
                : "; " + Plain.percent((double) report.nearChange() / report.episodes()) + " within 2 h after a change";
        return Arrays.stream(Severity.values())
                        .filter(severity -> report.told(severity).opened() > 0)
                        .map(severity -> told(severity, report.told(severity)))
                        .collect(Collectors.joining("; "))
                + near
                + (steps.isEmpty() ? "" : "; policy steps: " + steps);
    }

    private static String told(Severity severity, Report.Told told) {
        return Plain.count(told.opened(), severity.word()) + ", " + Plain.length(told.firingMs()) + " firing"
                + (told.flaps() == 0 ? "" : ", " + Plain.count(told.flaps(), "flap"));
    }

    /** {@code 2 pages, 0 tickets, 1 info}; infos only where there are any. */
    static String counts(ToIntFunction<Severity> told) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity != Severity.INFO || told.applyAsInt(severity) > 0)
                .map(severity -> Plain.count(told.applyAsInt(severity), severity.word()))
                .collect(Collectors.joining(", "));
    }

    /** {@code ; 2 of them policy steps}. */
    static String ofSteps(int steps) {
        return steps == 0 ? "" : "; " + Plain.count(steps) + " of them policy step" + (steps == 1 ? "" : "s");
    }

    /** How urgent it is that people look. */
    static Tone tone(int pages, int all) {
        if (pages > 0) {
            return Tone.PAGES;
        }
        return all > 0 ? Tone.TICKETS : Tone.CALM;
    }

    /** {@code 1 ticket, 1 info}: steps of the error-budget policy that were told as they were entered; empty for none. */
    static String steps(Found found) {
        return Arrays.stream(Severity.values())
                .filter(severity -> found.steps(severity) > 0)
                .map(severity -> Plain.count(found.steps(severity), severity.word()))
                .collect(Collectors.joining(", "));
    }

    /** The target that would have been kept, and why that one. */
    static String suggestion(Suggestion suggestion, Goal goal) {
        if (suggestion instanceof Suggestion.Target target) {
            String bound = target.provable() < target.achieved() - 2 * target.deviation()
                    ? ", and so few things prove no more than " + Plain.kept(target.provable())
                    : "";
            return "suggested target " + Plain.target(target.target()) + " (now " + Plain.target(goal.target())
                    + "): " + Plain.kept(target.achieved()) + " was good, less twice the weeks' deviation of "
                    + Plain.kept(target.deviation()) + " over " + Plain.count(target.weeks(), "week") + bound;
        }
        if (suggestion instanceof Suggestion.None none) {
            return "no target to suggest: "
                    + switch (none.why()) {
                        case NO_DATA -> "nothing could be judged";
                        case TOO_SHORT ->
                            Plain.kept(none.achieved()) + " was good, but it takes two whole weeks to see"
                                    + " how weeks differ";
                        case TOO_UNEVEN -> Plain.kept(none.achieved()) + " was good, but weeks differ too much";
                    };
        }
        throw new IllegalArgumentException("unknown suggestion: type=" + suggestion.getClass());
    }
}
