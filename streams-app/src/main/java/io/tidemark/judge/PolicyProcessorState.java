package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.Scope;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Posted;
import io.tidemark.slo.Step;
import io.tidemark.slo.policy.Chain;
import io.tidemark.slo.policy.Chain.Cover;
import io.tidemark.slo.policy.Chain.Move;
import io.tidemark.slo.policy.Decisions;
import io.tidemark.slo.policy.Decisions.Account;
import io.tidemark.slo.policy.PolicyKeys;
import io.tidemark.slo.policy.PolicyKeys.Escalated;
import io.tidemark.slo.policy.PolicySteps;
import io.tidemark.slo.policy.PolicySteps.Change;
import io.tidemark.slo.policy.PolicySteps.Direction;
import io.tidemark.slo.policy.Stamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What one task keeps of error-budget policies: each objective's steps, what was last decided of each model, and the escalation of each
 * open episode; under {@link PolicyKeys}.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class PolicyProcessorState {
    private static final String AFTER_ALL = "\uffff";

    private final Judge judge;
    private final BiFunction<Objective, String, Ledger> ledgers;
    private final KeyValueStore<String, byte[]> store;
    private final Set<String> decided = new HashSet<>();
    private final PromotionProcessorState promotions;
    private final LineageProcessorState lineages;

    /**
     * The state of one task.
     *
     * @param ledgers opens the ledger of an objective and slice
     * @param promotions adds to a decision how far its model has come
     * @param lineages adds to a decision where the model's versions come from
     */
    PolicyProcessorState(
            Judge judge,
            BiFunction<Objective, String, Ledger> ledgers,
            KeyValueStore<String, byte[]> store,
            PromotionProcessorState promotions,
            LineageProcessorState lineages) {
        this.promotions = promotions;
        this.lineages = lineages;
        this.judge = judge;
        this.ledgers = ledgers;
        this.store = store;
    }

    /**
     * What is to be sent, in order.
     *
     * @param withdrawn models of which nothing is decided any more
     */
    record News(
            List<Alert> alerts, List<Annotation> annotations, List<PolicyDecision> decisions, List<String> withdrawn) {
        static News nothing() {
            return new News(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Moves an objective's steps on after a slot over all events; any other slice changes none. */
    News heard(Objective objective, Scope scope, Posted posted, long clockMs) {
        News news = News.nothing();
        if (!scope.slice().equals(Scope.ALL) || !posted.hasChanged()) {
            return news;
        }
        PolicySteps steps = steps(objective);
        Policies.Standing standing = standing(objective, posted, clockMs);
        Policies.News moved = Policies.advance(standing, steps);
        news.alerts.addAll(moved.alerts());
        news.annotations.addAll(moved.annotations());
        for (Step step : posted.told()) {
            news.annotations.addAll(Policies.incident(
                    standing, steps, episodeId(objective, step), step.times().onsetMs(), step.consumed()));
        }
        store.put(PolicyKeys.steps(objective), steps.toBytes());
        String model = objective.subject().model();
        if (moved.hasMoved() || decided.add(model)) {
            decide(model, clockMs, news);
        }
        return news;
    }

    private static Policies.Standing standing(Objective objective, Posted posted, long clockMs) {
        return new Policies.Standing(
                objective,
                posted.status().budget().told(),
                PolicySteps.Counts.of(posted.status().budget()),
                posted.status().coverage(),
                posted.status().metricTimeMs(),
                clockMs);
    }

    private static String episodeId(Objective objective, Step step) {
        return DedupKey.of(objective, Scope.ALL, step.severity()) + ":"
                + Math.floorDiv(step.times().firedMs(), 1000);
    }

    private PolicySteps steps(Objective objective) {
        byte[] bytes = store.get(PolicyKeys.steps(objective));
        return bytes == null ? new PolicySteps() : PolicySteps.fromBytes(bytes);
    }

    /** Decides anew of a model, of whose promotion something is known otherwise. */
    News again(String model, long clockMs) {
        News news = News.nothing();
        decide(model, clockMs, news);
        return news;
    }

    /** Decides anew after something that happened seldom, and says so whatever was said before: what the answers rest on is news too. */
    News after(String model, long clockMs) {
        if (store.get(PolicyKeys.decision(model)) != null) {
            store.put(PolicyKeys.decision(model), Stamp.NONE.toBytes());
        }
        return again(model, clockMs);
    }

    /** A model's decision, if it has to be said. */
    private void decide(String model, long clockMs, News news) {
        List<Account> live = new ArrayList<>();
        long metricTimeMs = Long.MIN_VALUE;
        for (Objective objective : judge.objectives(model)) {
            byte[] bytes = store.get(PolicyKeys.steps(objective));
            if (bytes != null) {
                PolicySteps steps = PolicySteps.fromBytes(bytes);
                metricTimeMs = Math.max(metricTimeMs, steps.metricTimeMs());
                if (!Policies.isDryRun(objective)) {
                    live.add(new Account(
                            objective.id(), objective.policy().consequences().policy(), steps));
                }
            }
        }
        if (metricTimeMs == Long.MIN_VALUE) {
            metricTimeMs = promotions.trainedMs(model);
        }
        if (metricTimeMs == Long.MIN_VALUE) {
            withdraw(model, news);
            return;
        }
        PolicyDecision decision =
                lineages.dress(promotions.dress(Decisions.of(model, live, metricTimeMs, clockMs), news.annotations));
        Stamp stamp = Stamp.of(decision);
        if (stamp(model).isOutdatedBy(stamp)) {
            store.put(PolicyKeys.decision(model), stamp.toBytes());
            news.decisions.add(decision);
        }
    }

    private void withdraw(String model, News news) {
        if (store.delete(PolicyKeys.decision(model)) != null) {
            news.withdrawn.add(model);
        }
    }

    private Stamp stamp(String model) {
        byte[] bytes = store.get(PolicyKeys.decision(model));
        return bytes == null ? Stamp.NONE : Stamp.fromBytes(bytes);
    }

    /**
     * Leaves what the file has no more, though no slot comes: every step of an objective that is gone or is meant otherwise, and steps that
     * its policy has no more; then decides anew. O(objectives).
     *
     * @param otherwise objectives that were tried out and are meant now, or the other way round; their steps are entered anew
     * @param closing closes the alert of a dedup key in these words; what is to be told
     */
    News settle(Set<Objective> otherwise, BiFunction<String, String, List<Alert>> closing, long clockMs) {
        News news = News.nothing();
        Set<String> models = new TreeSet<>();
        entries(PolicyKeys.DECISIONS).forEach(entry -> models.add(PolicyKeys.model(entry.key)));
        for (KeyValue<String, byte[]> entry : entries(PolicyKeys.STEPS)) {
            Owner owner = Owner.of(entry.key);
            PolicySteps steps = PolicySteps.fromBytes(entry.value);
            Optional<Objective> kept = judge.objective(owner.model, owner.objective);
            List<Change> left = kept.filter(objective -> !otherwise.contains(objective))
                    .map(objective ->
                            steps.retain(objective.policy().consequences().policy()))
                    .orElseGet(() -> steps.remove(Direction.REMOVED));
            if (kept.isEmpty()) {
                store.delete(entry.key);
            } else if (!left.isEmpty()) {
                store.put(entry.key, steps.toBytes());
            }
            left.forEach(change -> tell(owner, change, closing, clockMs, news));
            models.add(owner.model);
        }
        models.forEach(model -> decide(model, clockMs, news));
        return news;
    }

    /** Whose steps. */
    private record Owner(String model, String objective) {
        static Owner of(String key) {
            String[] parts = key.substring(PolicyKeys.STEPS.length()).split("\\|", 2);
            return new Owner(parts[0], parts[1]);
        }
    }

    /** Nobody wrote down that a step was entered that is only tried out. */
    private static void tell(
            Owner owner, Change change, BiFunction<String, String, List<Alert>> closing, long clockMs, News news) {
        String key = DedupKey.ofStep(owner.model, owner.objective, change.held().threshold());
        List<Alert> closed = closing.apply(key, PolicyText.happened(owner.model, owner.objective, change));
        news.alerts.addAll(closed);
        if (closed.stream().noneMatch(Alert::isDryRun)) {
            news.annotations.add(Policies.left(owner.model, owner.objective, change, clockMs));
        }
    }

    /**
     * Leaves every step of an objective of which nothing was heard for a whole window; then decides anew.
     *
     * @param closing as for {@link #settle}
     */
    News expire(Objective objective, BiFunction<String, String, List<Alert>> closing, long clockMs) {
        News news = News.nothing();
        byte[] bytes = store.delete(PolicyKeys.steps(objective));
        if (bytes != null) {
            Owner owner = new Owner(objective.subject().model(), objective.id());
            PolicySteps.fromBytes(bytes)
                    .remove(Direction.EXPIRED)
                    .forEach(change -> tell(owner, change, closing, clockMs, news));
            decide(owner.model, clockMs, news);
        }
        return news;
    }

    /** An alert of judge's, with how far it was escalated; an opening begins a chain, and the end ends it. */
    Alert dress(Objective objective, Alert alert) {
        if (!Escalations.concern(objective, alert)) {
            return alert;
        }
        String key = PolicyKeys.escalation(Escalations.whose(objective, alert));
        byte[] bytes = store.get(key);
        if (bytes != null && Chain.fromBytes(bytes).episodeId().equals(alert.episodeId())) {
            Chain chain = Chain.fromBytes(bytes);
            if (alert.transition().notice() == Alert.Notice.CLOSED) {
                store.delete(key);
            }
            return Escalations.dressed(objective, alert, chain);
        }
        if (alert.transition().notice() != Alert.Notice.OPENED) {
            return alert;
        }
        Move move = Chain.opened(
                Escalations.of(objective),
                alert.episodeId(),
                Cover.of(alert),
                alert.times().clockTimeMs());
        store.put(key, move.chain().toBytes());
        return Escalations.opened(alert, move);
    }

    /**
     * What the clock alone asks for: escalations that are due, and decisions that are renewed.
     *
     * @param standing adds to an alert who has it and what covers it
     */
    News tick(long clockMs, UnaryOperator<Alert> standing) {
        News news = News.nothing();
        for (KeyValue<String, byte[]> entry : entries(PolicyKeys.DECISIONS)) {
            if (Stamp.fromBytes(entry.value).isOld(clockMs)) {
                decide(PolicyKeys.model(entry.key), clockMs, news);
            }
        }
        for (KeyValue<String, byte[]> entry : entries(PolicyKeys.ESCALATIONS)) {
            escalate(entry.key, Chain.fromBytes(entry.value), clockMs, standing, news);
        }
        return news;
    }

    private List<KeyValue<String, byte[]>> entries(String prefix) {
        List<KeyValue<String, byte[]>> entries = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> range = store.range(prefix, prefix + AFTER_ALL)) {
            range.forEachRemaining(entries::add);
        }
        return entries;
    }

    private void escalate(String key, Chain chain, long clockMs, UnaryOperator<Alert> standing, News news) {
        Escalated whose = Escalated.of(key);
        List<Alert> now = new ArrayList<>();
        for (Objective objective : judge.objectives(whose.model())) {
            if (objective.id().equals(whose.objective())) {
                now.addAll(escalate(objective, whose, chain, clockMs, standing, news));
            }
        }
        if (now.isEmpty()) {
            store.delete(key);
        }
    }

    /** Tells who is to be told; returns the alert as it stands, if it still does. */
    private List<Alert> escalate(
            Objective objective, Escalated whose, Chain chain, long clockMs, UnaryOperator<Alert> standing, News news) {
        Ledger ledger = ledgers.apply(objective, whose.slice());
        List<Alert> now = ledger.episodes().stream()
                .filter(episode -> PolicyKeys.word(episode).equals(whose.episode()))
                .flatMap(episode -> Escalations.again(objective, ledger, whose.slice(), episode, clockMs).stream())
                .filter(alert -> alert.episodeId().equals(chain.episodeId()))
                .map(standing)
                .toList();
        for (Alert alert : now) {
            Move move = chain.advance(Escalations.of(objective), Cover.of(alert), clockMs);
            if (!move.chain().equals(chain)) {
                store.put(PolicyKeys.escalation(whose), move.chain().toBytes());
            }
            if (move.isEscalated()) {
                ledger.keep();
                news.alerts.add(Escalations.opened(alert, move));
                news.annotations.add(Escalations.annotation(alert, move));
            }
        }
        return now;
    }
}
