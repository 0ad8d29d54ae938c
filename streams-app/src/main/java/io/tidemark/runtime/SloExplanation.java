package io.tidemark.runtime;

import io.tidemark.config.CorrectionSpec;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.Problem;
import io.tidemark.config.SloSpec;
import io.tidemark.domain.Alert;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.FittedTier;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Objective;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.Escalation;
import io.tidemark.topology.MonitorObjectives;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What an SLO means, in numbers.
 *
 * @param slo what the file says
 * @param goal the same as it is kept
 * @param severities when people are told, the most urgent first
 * @param policy what follows as the budget is used up
 * @param escalation who is told when nobody answers
 * @param silence whether people are told that no data come
 * @param corrections those of the file that concern it, of whichever slices
 * @param warnings what the file says of it but hardly means
 */
public record SloExplanation(
        SloSpec slo,
        Goal goal,
        List<Told> severities,
        ErrorBudgetPolicy policy,
        Escalation escalation,
        AlertPolicy.Silence silence,
        List<CorrectionSpec> corrections,
        List<String> warnings) {
    /** Parts of the data that are bad: an outage, and less. */
    public static final List<Double> BAD = List.of(1.0, 0.5, 0.1, 0.01);

    public SloExplanation {
        severities = List.copyOf(severities);
        corrections = List.copyOf(corrections);
        warnings = List.copyOf(warnings);
    }

    /**
     * When people are told, with one severity.
     *
     * @param tier the rules, fitted
     * @param afterMs time to the alert by the part that is bad; empty for never
     * @param resetMs time from the end of a total outage to the end of its alert; empty if it is never told
     */
    public record Told(FittedTier tier, Map<Double, OptionalLong> afterMs, OptionalLong resetMs) {
        public Alert.Severity severity() {
            return tier.tier().severity();
        }
    }

    /** Each SLO of a file, in file order. */
    public static List<SloExplanation> of(MonitorFile file) {
        return file.slos().stream().map(slo -> of(slo, file)).toList();
    }

    private static SloExplanation of(SloSpec slo, MonitorFile file) {
        Objective objective = MonitorObjectives.of(slo, file.objects());
        List<Told> told = objective.policy().tiers().stream()
                .map(tier -> told(objective.goal(), tier))
                .toList();
        List<String> warnings = file.warnings().stream()
                .map(Problem::text)
                .filter(text -> prefixes(slo).anyMatch(text::startsWith))
                .map(text -> text.substring(text.indexOf(": ") + 2))
                .toList();
        return new SloExplanation(
                slo,
                objective.goal(),
                told,
                file.objects().budgetPolicy(slo),
                file.objects().escalation(slo),
                objective.policy().silence(),
                file.objects().corrections().stream()
                        .filter(correction -> correction.concerns(slo))
                        .toList(),
                warnings);
    }

    /** What the file's messages of an SLO begin with. */
    private static Stream<String> prefixes(SloSpec slo) {
        return Stream.of("slo " + slo.name() + ": ", "preset " + slo.name() + ": ");
    }

    /** The warnings that are of no SLO of the file. */
    public static List<Problem> otherWarnings(MonitorFile file) {
        return file.warnings().stream()
                .filter(problem ->
                        file.slos().stream().flatMap(SloExplanation::prefixes).noneMatch(problem.text()::startsWith))
                .toList();
    }

    private static Told told(Goal goal, AlertPolicy.Tier tier) {
        Detection detection = new Detection(goal, tier);
        Map<Double, OptionalLong> after = new LinkedHashMap<>();
        BAD.forEach(bad -> after.put(bad, detection.detectMs(bad)));
        return new Told(FittedTier.of(goal, tier), after, detection.resetMs());
    }

    /** Bad slots that the budget is worth, if nothing else is bad; where rows are counted, slots of which every row is. */
    public double allowedSlots() {
        return goal.errorShare() * goal.slots();
    }

    /** Milliseconds of nothing but bad data that the budget is worth. */
    public double allowedMs() {
        return goal.errorShare() * goal.windowMs();
    }

    /** Share of the budget that one bad slot uses. */
    public double slotCost() {
        return 1 / allowedSlots();
    }
}
