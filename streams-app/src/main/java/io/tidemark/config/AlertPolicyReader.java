package io.tidemark.config;

import io.tidemark.config.AlertPolicySpec.Condition;
import io.tidemark.config.AlertPolicySpec.Occasion;
import io.tidemark.config.AlertPolicySpec.Origin;
import io.tidemark.config.AlertPolicySpec.Pair;
import io.tidemark.config.AlertPolicySpec.Rule;
import io.tidemark.config.AlertPolicySpec.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads an alert policy; knows the two that are always there. Owned by one reader. */
final class AlertPolicyReader {
    /** Pages for a fast burn, tickets for a slow one. */
    static final String DEFAULT = "mwmb-default";

    /** Tickets only. */
    static final String TICKETS = "mwmb-tickets";

    private static final Pair FAST = new Pair(0.02, Duration.ofHours(1), Duration.ofMinutes(5));
    private static final Pair MEDIUM = new Pair(0.05, Duration.ofHours(6), Duration.ofMinutes(30));
    private static final Pair SLOW = new Pair(0.10, Duration.ofHours(24), Duration.ofHours(2));
    private static final Pair SLOWEST = new Pair(0.10, Duration.ofHours(72), Duration.ofHours(6));
    private static final Condition PAGE = usual(Severity.PAGE, Duration.ZERO, FAST, MEDIUM);
    private static final Condition TICKET = usual(Severity.TICKET, Duration.ofMinutes(15), SLOW, SLOWEST);
    private static final Map<String, Boolean> ANSWERS = new TreeMap<>(Map.of("true", true, "false", false));

    private final SloLinks links;
    private final AlertConditionReader conditions = new AlertConditionReader();

    private AlertPolicyReader(SloLinks links) {
        this.links = links;
    }

    private static Condition usual(Severity severity, Duration fireAfter, Pair... pairs) {
        Rule rule = new Rule.MultiWindow(List.of(pairs), AlertConditionReader.USUAL, AlertConditionReader.USUAL);
        return new Condition(severity, rule, fireAfter, AlertConditionReader.USUAL_KEEP);
    }

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
    static ReadPolicy read(Section policy, SloLinks links) {
        int problems = policy.report().count();
        AlertPolicyReader reader = new AlertPolicyReader(links);
        AlertPolicySpec spec = reader.policy(policy);
        policy.finish();
        return new ReadPolicy(spec, reader.conditions.pairs(), policy.report().count() == problems);
    }

    private AlertPolicySpec policy(Section policy) {
        boolean isOpenSlo = policy.field("apiVersion").text("").startsWith("openslo");
        policy.field("kind").text("");
        Metadata metadata = Metadata.read(policy, "name the alert policy");
        metadata.finishAnnotations();
        Section spec = policy.field("spec").section();
        Lengths.checkDescription(spec.field("description"));
        List<Condition> read = conditions(spec.field("conditions"));
        if (isOpenSlo && read.size() > 1) {
            spec.field("conditions")
                    .warn("has " + read.size() + " conditions, and OpenSLO one; other tools take it if you write"
                            + " apiVersion: tidemark.io/v1");
        }
        AlertPolicySpec result =
                new AlertPolicySpec(metadata.name(), Origin.WRITTEN, read, occasions(spec), targets(spec));
        spec.finish();
        return result;
    }

    private List<Condition> conditions(Field field) {
        List<Condition> read = new ArrayList<>();
        for (Field item : field.items()) {
            Section section = item.section();
            if (section.has("conditionRef")) {
                referred(section.field("conditionRef"), read);
            } else {
                read.add(condition(section));
            }
            section.finish();
        }
        if (read.isEmpty() && field.itemsIfList().isEmpty()) {
            field.failMissing("write at least one condition");
        }
        return read;
    }

    private void referred(Field reference, List<Condition> read) {
        SloObject object = links.find(ObjectKind.ALERT_CONDITION, reference, Set.of());
        if (object != null) {
            Section section = object.section(links.report());
            read.add(condition(section));
            section.finish();
        }
    }

    private Condition condition(Section section) {
        section.field("apiVersion").text("");
        section.field("kind").text("");
        Metadata.readInline(section).finishAnnotations();
        return section.section("spec", conditions::read);
    }

    /** A condition that no policy refers to, to see whether it is sound. */
    static void check(SloObject object, SloLinks links) {
        Section section = object.section(links.report());
        Metadata.read(section, "name the alert condition").finishAnnotations();
        section.section("spec", new AlertConditionReader()::read);
        section.finish();
    }

    /** What is not said is told of. */
    private static Set<Occasion> occasions(Section spec) {
        Set<Occasion> occasions = EnumSet.allOf(Occasion.class);
        if (!spec.field("alertWhenNoData").choice(ANSWERS, true)) {
            occasions.remove(Occasion.NO_DATA);
        }
        Field resolved = spec.field("alertWhenResolved");
        if (!resolved.choice(ANSWERS, true)) {
            resolved.warn("is not kept: whoever was told that it began is told that it is over");
            occasions.remove(Occasion.RESOLVED);
        }
        Field breaching = spec.field("alertWhenBreaching");
        if (!breaching.choice(ANSWERS, true)) {
            breaching.warn("tells nobody of a breach: the policy's conditions are not looked at");
            occasions.remove(Occasion.BREACHING);
        }
        return occasions;
    }

    private List<String> targets(Section spec) {
        List<String> names = new ArrayList<>();
        Field field = spec.field("notificationTargets");
        for (Field item : field.items()) {
            Section section = item.section();
            if (section.has("targetRef")) {
                Field reference = section.field("targetRef");
                links.find(ObjectKind.ALERT_NOTIFICATION_TARGET, reference, Set.of());
                names.add(reference.text(""));
            } else {
                names.add(TargetReader.read(section).name());
            }
            section.finish();
        }
        return names;
    }
}
