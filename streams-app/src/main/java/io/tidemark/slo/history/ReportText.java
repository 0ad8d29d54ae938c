package io.tidemark.slo.history;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.Goal;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A report on an objective in a few sentences. */
public final class ReportText {
    private ReportText() {}

    /** {@code 2 pages, 41 min firing, 1 flap; 1 ticket, 3 h firing; nobody was told of …}. */
    public static String told(Report report) {
        if (report.episodes() == 0) {
            return "nobody would have been told of anything";
        }
        String near = report.nearChange() == 0
                ? ""
                : "; " + Plain.percent((double) report.nearChange() / report.episodes()) + " within 2 h after a change";
        return Arrays.stream(Severity.values())
                        .filter(severity -> report.told(severity).opened() > 0)
                        .map(severity -> told(severity, report.told(severity)))
                        .collect(Collectors.joining("; "))
                + near;
    }

    private static String told(Severity severity, Report.Told told) {
        return Plain.count(told.opened(), severity.word()) + ", " + Plain.length(told.firingMs()) + " firing"
                + (told.flaps() == 0 ? "" : ", " + Plain.count(told.flaps(), "flap"));
    }

    /** The target that would have been kept, and why that one. */
    public static String suggestion(Suggestion suggestion, Goal goal) {
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
