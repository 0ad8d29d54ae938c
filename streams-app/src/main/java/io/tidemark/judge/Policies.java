package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Reason;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.NumberText;
import io.tidemark.domain.Scope;
import io.tidemark.domain.TimeText;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Objective;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Step;
import io.tidemark.slo.policy.PolicySteps;
import io.tidemark.slo.policy.PolicySteps.Change;
import io.tidemark.slo.policy.PolicySteps.Counts;
import io.tidemark.slo.policy.PolicySteps.Direction;
import io.tidemark.slo.policy.PolicySteps.Held;
import io.tidemark.slo.policy.PolicySteps.Spent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What judge says of error-budget policies: steps that are entered and left, as alerts with a key of their own and as annotations, and
 * episodes that cost so much that a postmortem is due. They go by the budget over all events, whether or not somebody has acknowledged
 * what burns. An objective that is tried out has steps and alerts, marked as such, and no annotations.
 */
final class Policies {
    private Policies() {}

    /**
     * How an objective stands over all events.
     *
     * @param objective whose budget
     * @param budget its budget
     * @param counts rows or slices that it rests on
     * @param coverage share of the expected slots that could be judged
     * @param metricTimeMs end of the newest slot
     * @param clockTimeMs wall clock, for second time stamps only
     */
    record Standing(
            Objective objective,
            Alert.Budget budget,
            Counts counts,
            double coverage,
            long metricTimeMs,
            long clockTimeMs) {
        ErrorBudgetPolicy policy() {
            return objective.policy().consequences().policy();
        }
    }

    /**
     * What is to be told.
     *
     * @param alerts in order
     * @param annotations in order
     * @param hasMoved whether a step was entered or left, so that the model's decision may be another one
     */
    record News(List<Alert> alerts, List<Annotation> annotations, boolean hasMoved) {
        News {
            alerts = List.copyOf(alerts);
            annotations = List.copyOf(annotations);
        }
    }

    static boolean isDryRun(Objective objective) {
        return objective.policy().mode() == AlertPolicy.Mode.DRY_RUN;
    }

    /** Moves the steps on to the end of a slot. */
    static News advance(Standing standing, PolicySteps steps) {
        Objective objective = standing.objective();
        Spent spent = Spent.of(
                objective.goal(),
                standing.budget().consumed(),
                standing.counts(),
                standing.coverage(),
                standing.metricTimeMs());
        return news(
                standing, steps.advance(standing.policy(), objective.policy().severities(), spent));
    }

    private static News news(Standing standing, List<Change> changes) {
        List<Alert> alerts = new ArrayList<>();
        List<Annotation> annotations = new ArrayList<>();
        for (Change change : changes) {
            if (change.held().isTold()) {
                alerts.add(alert(standing, change));
            }
            if (!isDryRun(standing.objective())) {
                annotations.add(annotation(standing, change));
            }
        }
        return new News(alerts, annotations, !changes.isEmpty());
    }

    private static Alert alert(Standing standing, Change change) {
        Objective objective = standing.objective();
        Held held = change.held();
        List<Step> step = standing.policy().step(held.threshold()).stream().toList();
        List<String> roles = step.stream().flatMap(one -> one.roles().stream()).toList();
        return new Alert(
                DedupKey.ofStep(objective, held.threshold()),
                episodeId(objective, held),
                change.sequence(),
                held.severity(),
                isDryRun(objective),
                transition(change.direction()),
                promise(objective),
                new Alert.Times(standing.metricTimeMs(), standing.clockTimeMs(), held.sinceMs(), held.sinceMs()),
                standing.budget(),
                List.of(),
                new Alert.Finding(List.of(), standing.coverage(), false, List.of()),
                context(objective, PolicyText.step(held), roles),
                PolicyText.summary(objective, change, step, promise(objective), standing.budget()));
    }

    private static Alert.Transition transition(Direction direction) {
        return switch (direction) {
            case ENTERED -> new Alert.Transition(Notice.OPENED, State.FIRING, State.INACTIVE, Reason.BURN);
            case LEFT -> new Alert.Transition(Notice.CLOSED, State.RESOLVED, State.FIRING, Reason.RECOVERED);
            case REMOVED -> new Alert.Transition(Notice.CLOSED, State.RESOLVED, State.FIRING, Reason.SLO_CHANGED);
            case EXPIRED -> new Alert.Transition(Notice.CLOSED, State.RESOLVED, State.FIRING, Reason.EXPIRED);
        };
    }

    private static AlertContext context(Objective objective, String step, List<String> roles) {
        AlertContext none = AlertContext.NONE;
        AlertContext.Standing standing = new AlertContext.Standing("", 0, List.of(), List.of(), 0, roles);
        return new AlertContext(
                none.episodeConsumed(),
                none.slices(),
                none.changes(),
                none.recommendation(),
                standing,
                objective.about().dashboard(),
                step);
    }

    private static Alert.Promise promise(Objective objective) {
        Goal goal = objective.goal();
        return new Alert.Promise(
                objective.id(),
                new Scope(objective.subject().model(), objective.subject().stage(), Scope.ALL),
                goal.target(),
                goal.windowMs(),
                goal.method(),
                goal.slotMs(),
                objective.owner(),
                objective.about().runbook(),
                "",
                objective.cause());
    }

    private static String episodeId(Objective objective, Held held) {
        return DedupKey.ofStep(objective, held.threshold()) + ":" + Math.floorDiv(held.sinceMs(), 1000);
    }

    private static Annotation annotation(Standing standing, Change change) {
        Map<String, String> asked = new TreeMap<>();
        standing.policy().step(change.held().threshold()).ifPresent(step -> {
            asked.put("actions", PolicyText.words(step.actions()));
            asked.put("notify", String.join(", ", step.roles()));
        });
        Objective objective = standing.objective();
        return annotation(objective.subject().model(), objective.id(), change, asked, standing.clockTimeMs());
    }

    /** Writes down that a step was left though no slot came, of an objective that may be no more. */
    static Annotation left(String model, String objective, Change change, long clockTimeMs) {
        return annotation(model, objective, change, new TreeMap<>(), clockTimeMs);
    }

    private static Annotation annotation(
            String model, String objective, Change change, Map<String, String> values, long clockTimeMs) {
        Held held = change.held();
        String key = DedupKey.ofStep(model, objective, held.threshold());
        values.put("policy", held.policy());
        values.put("threshold", NumberText.of(held.threshold()));
        values.put("consumed", NumberText.of(change.consumed()));
        values.put("severity", held.severity().word());
        return Annotation.of(
                key + ":" + change.sequence(),
                change.direction() == Direction.ENTERED ? Kind.POLICY_ENTERED : Kind.POLICY_LEFT,
                new Annotation.Subject(model, objective, Scope.ALL, key + ":" + Math.floorDiv(held.sinceMs(), 1000)),
                new Annotation.Times(change.metricTimeMs(), change.metricTimeMs(), clockTimeMs),
                PolicyText.happened(model, objective, change),
                values);
    }

    private static Annotation.Subject subject(Objective objective, String episodeId) {
        return new Annotation.Subject(objective.subject().model(), objective.id(), Scope.ALL, episodeId);
    }

    /**
     * Says that a postmortem is due if an episode over all events has just become an incident.
     *
     * @param onsetMs start of its bad run
     * @param consumed share of the budget that it used
     */
    static List<Annotation> incident(
            Standing standing, PolicySteps steps, String episodeId, long onsetMs, double consumed) {
        ErrorBudgetPolicy policy = standing.policy();
        if (isDryRun(standing.objective()) || !steps.isNewIncident(policy.incident(), onsetMs, consumed)) {
            return List.of();
        }
        Objective objective = standing.objective();
        String text = objective.subject().model() + " · one incident used " + Words.wholeShare(consumed)
                + " of the error budget of " + objective.id() + " since " + TimeText.instant(onsetMs) + ", at least "
                + Words.percent(policy.incident().budgetShare()) + ": policy " + policy.name() + " asks for "
                + PolicyText.words(policy.incident().actions());
        return List.of(Annotation.of(
                "postmortem:" + episodeId,
                Kind.POSTMORTEM_REQUIRED,
                subject(objective, episodeId),
                new Annotation.Times(onsetMs, standing.metricTimeMs(), standing.clockTimeMs()),
                text,
                Map.of(
                        "policy", policy.name(),
                        "budgetShare", NumberText.of(policy.incident().budgetShare()),
                        "consumed", NumberText.of(consumed),
                        "actions", PolicyText.words(policy.incident().actions()))));
    }
}
