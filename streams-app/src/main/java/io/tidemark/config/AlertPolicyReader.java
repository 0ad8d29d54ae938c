package io.tidemark.config;

import io.tidemark.config.AlertPolicySpec.Condition;
import io.tidemark.config.AlertPolicySpec.Least;
import io.tidemark.config.AlertPolicySpec.Origin;
import io.tidemark.config.AlertPolicySpec.Pair;
import io.tidemark.config.AlertPolicySpec.Severity;
import io.tidemark.config.ReadPolicy.PlacedPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an alert policy with our own condition, {@code kind: mwmb}; knows the two that are always there. Owned by one reader. */
final class AlertPolicyReader {
    /** Pages for a fast burn, tickets for a slow one. */
    static final String DEFAULT = "mwmb-default";

    /** Tickets only. */
    static final String TICKETS = "mwmb-tickets";

    private static final int MOST_EVENTS = 1_000_000_000;
    private static final double PERCENT = 100;
    private static final Least USUAL = new Least.Usual();
    private static final Duration USUAL_KEEP = Duration.ofMinutes(15);
    private static final Pair FAST = new Pair(0.02, Duration.ofHours(1), Duration.ofMinutes(5));
    private static final Pair MEDIUM = new Pair(0.05, Duration.ofHours(6), Duration.ofMinutes(30));
    private static final Pair SLOW = new Pair(0.10, Duration.ofHours(24), Duration.ofHours(2));
    private static final Pair SLOWEST = new Pair(0.10, Duration.ofHours(72), Duration.ofHours(6));
    private static final Condition PAGE =
            new Condition(Severity.PAGE, List.of(FAST, MEDIUM), USUAL, USUAL, Duration.ZERO, USUAL_KEEP);
    private static final Condition TICKET =
            new Condition(Severity.TICKET, List.of(SLOW, SLOWEST), USUAL, USUAL, Duration.ofMinutes(15), USUAL_KEEP);
    private static final Map<String, Severity> SEVERITIES = severities();

    private final List<PlacedPair> pairs = new ArrayList<>();

    private AlertPolicyReader() {}

    static ReadPolicy standard() {
        return ReadPolicy.usual(new AlertPolicySpec(DEFAULT, Origin.USUAL, List.of(PAGE, TICKET)));
    }

    /** The policies that are always there, by name; may be added to. */
    static Map<String, ReadPolicy> usual() {
        Map<String, ReadPolicy> usual = new LinkedHashMap<>();
        usual.put(DEFAULT, standard());
        usual.put(TICKETS, ReadPolicy.usual(new AlertPolicySpec(TICKETS, Origin.USUAL, List.of(TICKET))));
        return usual;
    }

    /** A document, or a policy that is written out in an SLO; finishes the section. */
    static ReadPolicy read(Section policy) {
        int problems = policy.report().count();
        AlertPolicyReader reader = new AlertPolicyReader();
        AlertPolicySpec spec = reader.policy(policy);
        policy.finish();
        return new ReadPolicy(spec, reader.pairs, policy.report().count() == problems);
    }

    private AlertPolicySpec policy(Section policy) {
        policy.field("apiVersion").text("");
        policy.field("kind").text("");
        Section metadata = policy.field("metadata").section();
        String name = metadata.field("name").requiredText("name the alert policy");
        List.of("displayName", "labels", "annotations").forEach(metadata::field);
        metadata.finish();
        List<Condition> conditions = policy.section("spec", this::conditions);
        return new AlertPolicySpec(name, Origin.WRITTEN, conditions);
    }

    private List<Condition> conditions(Section spec) {
        spec.field("description").text("");
        List<Condition> conditions = spec.sections("conditions", this::condition);
        if (conditions.isEmpty()) {
            spec.field("conditions").failMissing("write at least one condition");
        }
        return conditions;
    }

    private Condition condition(Section section) {
        section.field("kind").text("");
        section.field("metadata");
        return section.section("spec", spec -> {
            spec.field("description").text("");
            Severity severity = spec.field("severity").choice(SEVERITIES, Severity.TICKET);
            return spec.section("condition", rule -> burn(rule, severity));
        });
    }

    private Condition burn(Section rule, Severity severity) {
        Field kind = rule.field("kind");
        if (!kind.text("mwmb").equals("mwmb")) {
            kind.fail("is not supported yet; write mwmb, with pairs");
        }
        List<Pair> pairs = rule.sections("pairs", this::pair);
        if (pairs.isEmpty()) {
            rule.field("pairs").failMissing("write [{budgetPercent: 2, longWindow: 1h, shortWindow: 5m}]");
        }
        return new Condition(
                severity,
                pairs,
                least(rule.field("minTotal")),
                least(rule.field("minBad")),
                rule.field("for").durationOrZero(Duration.ZERO),
                rule.field("keepFiringFor").durationOrZero(USUAL_KEEP));
    }

    private Pair pair(Section section) {
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
        Pair pair = new Pair(share(percent), longWindow, shortWindow);
        pairs.add(new PlacedPair(pair, section));
        return pair;
    }

    private static Least least(Field field) {
        return field.isPresent() ? new Least.Written(field.whole(0, MOST_EVENTS, 0)) : USUAL;
    }

    private static double share(Field field) {
        double percent = field.number(PERCENT);
        if (!(percent > 0 && percent <= PERCENT)) {
            field.fail("is not in (0, 100]");
            return 1;
        }
        return percent / PERCENT;
    }

    private static Map<String, Severity> severities() {
        Map<String, Severity> words = new LinkedHashMap<>();
        words.put("page", Severity.PAGE);
        words.put("ticket", Severity.TICKET);
        words.put("info", Severity.INFO);
        return words;
    }
}
