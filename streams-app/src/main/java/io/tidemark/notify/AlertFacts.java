package io.tidemark.notify;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.TimeLeft;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Change;
import io.tidemark.domain.TimeText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is known of an alert, as short texts by name: annotations, details. None is empty. */
final class AlertFacts {
    private AlertFacts() {}

    /** In the order in which people want them. */
    static Map<String, String> of(Alert alert) {
        AlertContext context = alert.context();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("summary", firstLine(alert.summary()));
        facts.put("description", alert.summary());
        facts.put("since", TimeText.instant(alert.times().sinceMs()));
        facts.put("budget", budget(alert.budget()));
        facts.put("episode_budget", episode(context.episodeConsumed()));
        facts.put("slices", slices(context.slices()));
        facts.put("changes", context.changes().stream().map(AlertFacts::suspect).collect(Collectors.joining("; ")));
        facts.put("recommendation", context.recommendation());
        facts.put("cause", alert.promise().cause().word());
        facts.put("owner", alert.promise().owner());
        facts.put("acknowledged_by", context.standing().acknowledgedBy());
        facts.put("roles", String.join(", ", context.standing().roles()));
        facts.put("policy_step", context.policyStep());
        facts.put("episode", alert.episodeId());
        facts.put("runbook_url", alert.promise().runbook());
        facts.put("dashboard_url", context.dashboard());
        facts.values().removeIf(String::isBlank);
        return facts;
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    /** {@code 41 % used, gone in 19 h at this rate}. */
    static String budget(Alert.Budget budget) {
        return Words.percent(budget.consumed()) + " used, " + left(budget.timeLeft());
    }

    private static String left(TimeLeft left) {
        if (left instanceof TimeLeft.Until until) {
            return "gone in " + TimeText.duration(until.ms()) + " at this rate";
        }
        return left instanceof TimeLeft.Gone ? "none left" : "lasts at this rate";
    }

    private static String episode(double consumed) {
        return consumed == 0 ? "" : Words.percent(consumed) + " by this episode";
    }

    private static String slices(AlertContext.Slices slices) {
        if (slices.firing() == 0) {
            return "";
        }
        String worst =
                slices.worst().stream().map(AlertContext.AffectedSlice::slice).collect(Collectors.joining("; "));
        return slices.firing() + " of " + slices.known() + (worst.isEmpty() ? "" : ": " + worst);
    }

    /** {@code deployed v41 → v42, 35 min before}. */
    static String suspect(AlertContext.Suspect suspect) {
        return what(suspect.change()) + ", " + when(suspect.leadMs());
    }

    static String what(Change change) {
        String kind = change.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String versions = change.previousVersion().isEmpty()
                ? change.version()
                : change.previousVersion() + " → " + change.version();
        return String.join(" ", kind, change.subject(), versions)
                .replaceAll(" +", " ")
                .strip();
    }

    private static String when(long leadMs) {
        return leadMs >= 0 ? TimeText.duration(leadMs) + " before" : TimeText.duration(-leadMs) + " after the onset";
    }
}
