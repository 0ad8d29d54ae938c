package io.tidemark.config;

import io.tidemark.config.AlertPolicySpec.Condition;
import io.tidemark.config.AlertPolicySpec.Pair;
import io.tidemark.config.AlertPolicySpec.Severity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alert policies with our own condition, {@code kind: mwmb}, and the two that are always there. */
final class AlertPolicyReader {
    /** Pages for a fast burn, tickets for a slow one. */
    static final String DEFAULT = "mwmb-default";

    /** Tickets only. */
    static final String TICKETS = "mwmb-tickets";

    private static final int MOST_EVENTS = 1_000_000_000;
    private static final int PAGE_MIN_TOTAL = 50;
    private static final int TICKET_MIN_TOTAL = 20;
    private static final int MIN_BAD = 3;
    private static final double PERCENT = 100;
    private static final Duration USUAL_KEEP = Duration.ofMinutes(15);
    private static final Pair FAST = new Pair(0.02, Duration.ofHours(1), Duration.ofMinutes(5));
    private static final Pair MEDIUM = new Pair(0.05, Duration.ofHours(6), Duration.ofMinutes(30));
    private static final Pair SLOW = new Pair(0.10, Duration.ofHours(24), Duration.ofHours(2));
    private static final Pair SLOWEST = new Pair(0.10, Duration.ofHours(72), Duration.ofHours(6));
    private static final Condition PAGE =
            new Condition(Severity.PAGE, List.of(FAST, MEDIUM), PAGE_MIN_TOTAL, MIN_BAD, Duration.ZERO, USUAL_KEEP);
    private static final Condition TICKET = new Condition(
            Severity.TICKET, List.of(SLOW, SLOWEST), TICKET_MIN_TOTAL, MIN_BAD, Duration.ofMinutes(15), USUAL_KEEP);
    private static final Map<String, Severity> SEVERITIES = severities();

    private AlertPolicyReader() {}

    static AlertPolicySpec standard() {
        return new AlertPolicySpec(DEFAULT, List.of(PAGE, TICKET));
    }

    /** The policies that are always there, by name; may be added to. */
    static Map<String, AlertPolicySpec> usual() {
        Map<String, AlertPolicySpec> usual = new LinkedHashMap<>();
        usual.put(DEFAULT, standard());
        usual.put(TICKETS, new AlertPolicySpec(TICKETS, List.of(TICKET)));
        return usual;
    }

    static boolean isUsual(AlertPolicySpec policy) {
        return policy.equals(usual().get(policy.name()));
    }

    /** A document or an inline policy; the caller finishes the section. */
    static AlertPolicySpec read(Section policy) {
        policy.field("apiVersion").text("");
        policy.field("kind").text("");
        Section metadata = policy.field("metadata").section();
        String name = metadata.field("name").requiredText("name the alert policy");
        List.of("displayName", "labels", "annotations").forEach(metadata::field);
        metadata.finish();
        List<Condition> conditions = policy.section("spec", AlertPolicyReader::conditions);
        return new AlertPolicySpec(name, conditions);
    }

    private static List<Condition> conditions(Section spec) {
        spec.field("description").text("");
        List<Condition> conditions = spec.sections("conditions", AlertPolicyReader::condition);
        if (conditions.isEmpty()) {
            spec.field("conditions").failMissing("write at least one condition");
        }
        return conditions;
    }

    private static Condition condition(Section section) {
        section.field("kind").text("");
        section.field("metadata");
        return section.section("spec", spec -> {
            spec.field("description").text("");
            Severity severity = spec.field("severity").choice(SEVERITIES, Severity.TICKET);
            return spec.section("condition", rule -> burn(rule, severity));
        });
    }

    private static Condition burn(Section rule, Severity severity) {
        Field kind = rule.field("kind");
        if (!kind.text("mwmb").equals("mwmb")) {
            kind.fail("is not supported yet; write mwmb, with pairs");
        }
        List<Pair> pairs = rule.sections("pairs", AlertPolicyReader::pair);
        if (pairs.isEmpty()) {
            rule.field("pairs").failMissing("write [{budgetPercent: 2, longWindow: 1h, shortWindow: 5m}]");
        }
        int usualTotal = severity == Severity.PAGE ? PAGE_MIN_TOTAL : TICKET_MIN_TOTAL;
        return new Condition(
                severity,
                pairs,
                rule.field("minTotal").whole(0, MOST_EVENTS, usualTotal),
                rule.field("minBad").whole(0, MOST_EVENTS, MIN_BAD),
                rule.field("for").durationOrZero(Duration.ZERO),
                rule.field("keepFiringFor").durationOrZero(USUAL_KEEP));
    }

    private static Pair pair(Section section) {
        Field percent = section.field("budgetPercent");
        Field longField = section.field("longWindow");
        Field shortField = section.field("shortWindow");
        if (!percent.isPresent() || !longField.isPresent()) {
            section.fail("needs budgetPercent and longWindow");
        }
        Duration longWindow = longField.duration(Duration.ofHours(1));
        Duration shortWindow = shortField.duration(longWindow.dividedBy(12));
        if (shortWindow.compareTo(longWindow) > 0) {
            shortField.fail("is longer than longWindow=" + longField.text("") + "; swap them");
        }
        return new Pair(percent.numberBetween(0, PERCENT, 2) / PERCENT, longWindow, shortWindow);
    }

    private static Map<String, Severity> severities() {
        Map<String, Severity> words = new LinkedHashMap<>();
        words.put("page", Severity.PAGE);
        words.put("ticket", Severity.TICKET);
        words.put("info", Severity.INFO);
        return words;
    }
}
