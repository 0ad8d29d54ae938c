package io.tidemark.config;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.policy.Escalation;
import io.tidemark.slo.policy.Escalation.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code kind: Escalation}. */
final class EscalationReader {
    private static final Duration LEAST = Duration.ofMinutes(1);

    private final SloLinks links;

    private EscalationReader(SloLinks links) {
        this.links = links;
    }

    static Escalation read(SloObject object, SloLinks links) {
        Section section = object.section(links.report());
        Metadata.read(section, "name the escalation").finishAnnotations();
        Escalation escalation = section.section("spec", new EscalationReader(links)::escalation);
        section.finish();
        return escalation;
    }

    private Escalation escalation(Section spec) {
        int problems = links.report().count();
        Escalation usual = Escalation.standard();
        Lengths.checkDescription(spec.field("description"));
        Field timeout = spec.field("ackTimeout");
        Duration ackTimeout = timeout.duration(Duration.ofMillis(usual.ackTimeoutMs()));
        if (ackTimeout.compareTo(LEAST) < 0) {
            timeout.fail("is less than a minute, in which nobody can answer; write 15m");
        }
        List<Level> levels = levels(spec.field("levels"), ackTimeout);
        int repeatFrom = spec.field("repeatFrom").whole(1, Math.max(1, levels.size()), usual.repeatFrom());
        int repeats = spec.field("repeats").whole(0, Escalation.MOST_REPEATS, Escalation.USUAL_REPEATS);
        Severity least = spec.field("severity").choice(BudgetPolicyReader.severities(), usual.least());
        return links.report().count() == problems
                ? new Escalation(ackTimeout.toMillis(), levels, repeatFrom, repeats, least)
                : usual;
    }

    /** A level that does not say when comes an {@code ackTimeout} after the one before, the first at once. */
    private List<Level> levels(Field field, Duration ackTimeout) {
        List<Level> levels = new ArrayList<>();
        long beforeMs = -ackTimeout.toMillis();
        if (!field.isPresent() || (field.isList() && field.items().isEmpty())) {
            field.failMissing("write [{role: developer, after: 0m}, {role: tech-lead, after: 15m}]");
        }
        for (Field item : field.items()) {
            Section section = item.section();
            Field roleField = section.field("role");
            String role = roleField.requiredText("name who is told");
            Field after = section.field("after");
            long afterMs = after.durationOrZero(Duration.ofMillis(beforeMs).plus(ackTimeout))
                    .toMillis();
            if (!role.isBlank()) {
                Roles.check(role, roleField, links);
                levels.add(new Level(role, afterMs));
            }
            if (levels.size() > 1 && afterMs <= beforeMs) {
                after.fail("is not later than the level before, after=" + DurationText.of(Duration.ofMillis(beforeMs))
                        + "; write the first to be told first");
            }
            beforeMs = afterMs;
            section.finish();
        }
        if (levels.size() > Escalation.MOST_LEVELS) {
            field.fail("has " + levels.size() + " levels; write at most " + Escalation.MOST_LEVELS);
        }
        return levels;
    }
}
