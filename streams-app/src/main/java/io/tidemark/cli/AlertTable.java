package io.tidemark.cli;

import io.tidemark.cli.TextTable.Align;
import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.TimeText;
import io.tidemark.notify.Heard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Alerts as people scan them: a row each, under it the sentence, the most urgent last, for that is what stays on the screen. */
final class AlertTable {
    /** What is closed first, then by severity, the oldest first. */
    static final Comparator<Heard> ORDER = Comparator.<Heard, Boolean>comparing(
                    heard -> heard.alert().isOpen())
            .thenComparing(heard -> heard.alert().severity(), Comparator.reverseOrder())
            .thenComparingLong(heard -> heard.alert().times().sinceMs())
            .thenComparing(heard -> heard.alert().dedupKey());

    private AlertTable() {}

    /**
     * How many are open.
     *
     * @param open that people are told of
     * @param onTrial that nobody is told of, since their objectives are on trial
     */
    record Sum(long open, long onTrial) {
        /** Of these. */
        static Sum of(List<Heard> alerts) {
            List<Alert> open =
                    alerts.stream().map(Heard::alert).filter(Alert::isOpen).toList();
            long onTrial = open.stream().filter(Alert::isDryRun).count();
            return new Sum(open.size() - onTrial, onTrial);
        }
    }

    /** Lines for people; the sum is the last. */
    static List<String> lines(List<Heard> alerts, Sum open) {
        TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.LEFT, Align.LEFT);
        table.add("severity", "state", "since", "budget", "who", "what");
        alerts.forEach(heard -> table.add(row(heard.alert())));
        List<String> rows = table.lines();
        List<String> lines = new ArrayList<>();
        if (!alerts.isEmpty()) {
            lines.add(rows.get(0));
        }
        for (int i = 0; i < alerts.size(); i++) {
            Alert alert = alerts.get(i).alert();
            lines.add(rows.get(i + 1));
            lines.add("    " + alert.summary().lines().findFirst().orElse("").strip());
            lines.add("    episode " + alert.episodeId());
        }
        if (open.onTrial() > 0) {
            lines.add(trial(alerts, open.onTrial()));
        }
        lines.add(sum(alerts, open.open()));
        return lines;
    }

    private static String[] row(Alert alert) {
        Alert.Promise promise = alert.promise();
        return new String[] {
            alert.severity().word() + (alert.isDryRun() ? " (dry run)" : ""),
            state(alert.transition()),
            TimeText.instant(alert.times().sinceMs()),
            String.format(Locale.ROOT, "%,.0f %%", 100 * alert.budget().consumed()),
            who(alert),
            promise.scope().model() + " · " + promise.objective() + " · "
                    + promise.scope().slice()
        };
    }

    private static String state(Alert.Transition transition) {
        String state = word(transition.state());
        return transition.state() == State.RESOLVED ? state + ": " + word(transition.reason()) : state;
    }

    /** Who has it; or why nobody was told; or whom it was escalated to; or its owner. */
    private static String who(Alert alert) {
        AlertContext.Standing standing = alert.context().standing();
        if (!standing.acknowledgedBy().isEmpty()) {
            return standing.acknowledgedBy() + " has it";
        }
        if (!standing.silencedBy().isEmpty()) {
            return "silenced by " + String.join(", ", standing.silencedBy());
        }
        if (!standing.inhibitedBy().isEmpty()) {
            return "explained by another";
        }
        String told = standing.roles().isEmpty() ? alert.promise().owner() : String.join(", ", standing.roles());
        return told.isEmpty() ? "nobody" : told + " told";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String trial(List<Heard> alerts, long onTrial) {
        boolean isShown = alerts.stream().anyMatch(heard -> heard.alert().isDryRun());
        return onTrial + (onTrial == 1 ? " is" : " are") + " open on trial (dry run), and nobody is told"
                + (isShown ? "" : ": --all shows " + (onTrial == 1 ? "it" : "them"));
    }

    private static String sum(List<Heard> alerts, long open) {
        if (open == 0) {
            return "no alert is open";
        }
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = alerts.stream()
                    .filter(heard -> heard.alert().isOpen()
                            && !heard.alert().isDryRun()
                            && heard.alert().severity() == severity)
                    .count();
            if (count > 0) {
                parts.add(count + " " + severity.word());
            }
        }
        return open + (open == 1 ? " alert is open: " : " alerts are open: ") + String.join(", ", parts);
    }

    /** One object. */
    static String json(List<Heard> alerts, Sum open) {
        return alerts.stream()
                .map(heard -> heard.json().line())
                .collect(Collectors.joining(
                        ",", "{\"open\":" + open.open() + ",\"onTrial\":" + open.onTrial() + ",\"alerts\":[", "]}"));
    }
}
