package io.tidemark.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.domain.Alert;
import io.tidemark.domain.ModelKey;
import java.time.Instant;
import java.util.Map;

/**
 * Alerts as events of PagerDuty's Events API v2. The {@code dedup_key} is the alert's own, never one of a group, so that every incident can be
 * acknowledged and resolved by itself; an escalation triggers again, which PagerDuty adds to the open incident.
 */
public final class PagerDuty implements LetterWriter {
    private static final int LONGEST_SUMMARY = 1024;

    private final Target target;

    PagerDuty(Target target) {
        this.target = target;
    }

    @Override
    public Letter write(Action action, Heard heard, long nowMs) {
        Alert alert = heard.alert();
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("routing_key", target.secret().text());
        event.put("event_action", word(action));
        event.put("dedup_key", alert.dedupKey());
        if (action == Action.OPEN || action == Action.ESCALATE) {
            event.put("client", "Tidemark");
            link(event, alert);
            event.set("payload", payload(alert));
        }
        return new Letter(target.url(), Map.of(), event.toString(), target.secret());
    }

    private static String word(Action action) {
        return switch (action) {
            case OPEN, ESCALATE -> "trigger";
            case ACKNOWLEDGE -> "acknowledge";
            case CLOSE -> "resolve";
            case NOTHING -> throw new IllegalArgumentException("there is nothing to write: action=" + action);
        };
    }

    private static void link(ObjectNode event, Alert alert) {
        String dashboard = alert.context().dashboard();
        ArrayNode links = event.putArray("links");
        link(links, alert.promise().runbook(), "Runbook");
        link(links, dashboard, "Dashboard");
        alert.context()
                .changes()
                .forEach(suspect -> link(links, suspect.change().link(), AlertFacts.suspect(suspect)));
        if (!dashboard.isEmpty()) {
            event.put("client_url", dashboard);
        }
    }

    private static void link(ArrayNode links, String href, String text) {
        if (!href.isEmpty()) {
            links.addObject().put("href", href).put("text", text);
        }
    }

    private static ObjectNode payload(Alert alert) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("summary", cut(AlertFacts.firstLine(alert.summary())));
        payload.put("source", alert.promise().scope().model());
        payload.put("severity", severity(alert.severity()));
        payload.put(
                "timestamp", Instant.ofEpochMilli(alert.times().clockTimeMs()).toString());
        payload.put("component", alert.promise().scope().slice());
        payload.put("group", alert.promise().scope().model());
        payload.put("class", alert.promise().objective());
        ObjectNode details = payload.putObject("custom_details");
        String model = alert.promise().scope().model();
        if (ModelKey.isQualified(model)) {
            details.put("tenant", ModelKey.tenant(model));
        }
        AlertFacts.of(alert).forEach(details::put);
        return payload;
    }

    private static String cut(String summary) {
        return summary.length() <= LONGEST_SUMMARY ? summary : summary.substring(0, LONGEST_SUMMARY - 1) + "…";
    }

    private static String severity(Alert.Severity severity) {
        return switch (severity) {
            case PAGE -> "critical";
            case TICKET -> "warning";
            case INFO -> "info";
        };
    }
}
