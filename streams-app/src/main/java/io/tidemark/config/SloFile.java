package io.tidemark.config;

import io.tidemark.domain.ColumnPattern;
import io.tidemark.slo.Correction;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.Escalation;
import io.tidemark.slo.run.RunObjective;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a file says of SLOs, checked and with every default filled in: a file of its own, or the part of a monitor file.
 *
 * @param slos in file order, presets written out
 * @param budgetPolicies those of the file by name; the usual one is not among them
 * @param escalations by name
 * @param roles who is behind the words of an escalation
 * @param targets where alerts are sent
 * @param corrections time that counts for nobody's budget
 * @param runs what is promised of training runs
 */
public record SloFile(
        List<SloSpec> slos,
        Map<String, ErrorBudgetPolicy> budgetPolicies,
        Map<String, Escalation> escalations,
        List<Role> roles,
        List<TargetSpec> targets,
        List<CorrectionSpec> corrections,
        List<RunObjective> runs) {
    /** Nothing. */
    public static final SloFile EMPTY = of(List.of());

    public SloFile {
        slos = List.copyOf(slos);
        budgetPolicies = Collections.unmodifiableMap(new LinkedHashMap<>(budgetPolicies));
        escalations = Collections.unmodifiableMap(new LinkedHashMap<>(escalations));
        roles = List.copyOf(roles);
        targets = List.copyOf(targets);
        corrections = List.copyOf(corrections);
        runs = List.copyOf(runs);
    }

    /** SLOs alone. */
    public static SloFile of(List<SloSpec> slos) {
        return new SloFile(slos, Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** The names of SLOs, then of objectives of training runs, in file order. */
    public List<String> names() {
        return Stream.concat(slos.stream().map(SloSpec::name), runs.stream().map(RunObjective::id))
                .toList();
    }

    /** The same with the objectives of that name alone. */
    public SloFile only(String name) {
        return new SloFile(
                slos.stream().filter(slo -> slo.name().equals(name)).toList(),
                budgetPolicies,
                escalations,
                roles,
                targets,
                corrections,
                runs.stream().filter(run -> run.id().equals(name)).toList());
    }

    /**
     * Reads a file of SLOs, which may have monitors and need not. With monitors, SLOs speak of these; without, of any model.
     *
     * @param today for reviews that are overdue
     * @throws InvalidMonitorFile with everything that is wrong
     */
    public static MonitorFile read(Path file, LocalDate today) {
        return MonitorFileReader.readAny(file, today);
    }

    /** The same with other SLOs. */
    public SloFile with(List<SloSpec> others) {
        return new SloFile(others, budgetPolicies, escalations, roles, targets, corrections, runs);
    }

    /** This file's and another's; where both define a policy or an escalation of a name, the other's. */
    public SloFile plus(SloFile other) {
        Map<String, ErrorBudgetPolicy> allPolicies = new LinkedHashMap<>(budgetPolicies);
        allPolicies.putAll(other.budgetPolicies);
        Map<String, Escalation> allEscalations = new LinkedHashMap<>(escalations);
        allEscalations.putAll(other.escalations);
        return new SloFile(
                both(slos, other.slos),
                allPolicies,
                allEscalations,
                both(roles, other.roles),
                both(targets, other.targets),
                both(corrections, other.corrections),
                both(runs, other.runs));
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** The corrections of a model. */
    public List<Correction> correctionsOf(String model) {
        return corrections.stream()
                .filter(correction -> correction.selector().model().isEmpty()
                        || ColumnPattern.matches(correction.selector().model(), model))
                .map(CorrectionSpec::kept)
                .toList();
    }

    /** What is to happen as an SLO's budget is used. */
    public ErrorBudgetPolicy budgetPolicy(SloSpec slo) {
        return budgetPolicies.getOrDefault(slo.care().budgetPolicy(), ErrorBudgetPolicy.standard());
    }

    /** Who is told when nobody answers an SLO's pages. */
    public Escalation escalation(SloSpec slo) {
        return escalations.getOrDefault(slo.care().escalation(), Escalation.NONE);
    }

    /**
     * Somebody, by what they do.
     *
     * @param name the word in escalations and policies
     * @param title what people call it
     * @param targets names of the notification targets that reach them
     */
    public record Role(String name, String title, List<String> targets) {
        public Role {
            targets = List.copyOf(targets);
        }
    }
}
