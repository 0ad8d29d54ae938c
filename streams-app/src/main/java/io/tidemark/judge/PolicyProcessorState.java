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
import io.tidemark.slo.policy.PolicySteps;
import io.tidemark.slo.policy.Stamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What one task keeps of error-budget policies: each objective's steps, what was last decided of each model, and the escalation of each
 * open episode.
 *
 * <pre>
 * policy/MODEL|OBJECTIVE|*               {@link PolicySteps}
 * decision/MODEL                         {@link Stamp}
 * escalation/MODEL|OBJECTIVE|SLICE|SEVERITY   {@link Chain}; gone with its episode
 * </pre>
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class PolicyProcessorState {
    private static final String STEPS = "policy/";
    private static final String DECISION = "decision/";
    private static final String ESCALATION = "escalation/";
    private static final String AFTER_ALL = "\uffff";

    private final Judge judge;
    private final LedgerProcessorState ledgers;
    private final KeyValueStore<String, byte[]> store;
    private final Set<String> decided = new HashSet<>();

    PolicyProcessorState(Judge judge, LedgerProcessorState ledgers, KeyValueStore<String, byte[]> store) {
        this.judge = judge;
        this.ledgers = ledgers;
        this.store = store;
    }

    /** What is to be sent, in order. */
    record News(List<Alert> alerts, List<Annotation> annotations, List<PolicyDecision> decisions) {
        static News nothing() {
            return new News(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
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
        store.put(STEPS + JudgeState.key(objective, Scope.ALL), steps.toBytes());
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
                posted.status().budget().good() + posted.status().budget().bad(),
                posted.status().coverage(),
                posted.status().metricTimeMs(),
                clockMs);
    }

    private static String episodeId(Objective objective, Step step) {
        return DedupKey.of(objective, Scope.ALL, step.severity()) + ":"
                + Math.floorDiv(step.times().firedMs(), 1000);
    }

    private PolicySteps steps(Objective objective) {
        byte[] bytes = store.get(STEPS + JudgeState.key(objective, Scope.ALL));
        return bytes == null ? new PolicySteps() : PolicySteps.fromBytes(bytes);
    }

    /** A model's decision, if it has to be said. */
    private void decide(String model, long clockMs, News news) {
        List<Account> live = new ArrayList<>();
        long metricTimeMs = Long.MIN_VALUE;
        for (Objective objective : judge.objectives(model)) {
            byte[] bytes = store.get(STEPS + JudgeState.key(objective, Scope.ALL));
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
            return;
        }
        PolicyDecision decision = Decisions.of(model, live, metricTimeMs, clockMs);
        Stamp stamp = Stamp.of(decision);
        if (stamp(model).isOutdatedBy(stamp)) {
            store.put(DECISION + model, stamp.toBytes());
            news.decisions.add(decision);
        }
    }

    private Stamp stamp(String model) {
        byte[] bytes = store.get(DECISION + model);
        return bytes == null ? Stamp.NONE : Stamp.fromBytes(bytes);
    }

    /** An alert of judge's, with how far it was escalated; an opening begins a chain, and the end ends it. */
    Alert dress(Objective objective, Alert alert) {
        if (!Escalations.concern(objective, alert)) {
            return alert;
        }
        String key =
                ESCALATION + JudgeState.key(objective, alert.promise().scope().slice()) + "|"
                        + alert.severity().word();
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
        for (KeyValue<String, byte[]> entry : entries(DECISION)) {
            if (Stamp.fromBytes(entry.value).isOld(clockMs)) {
                decide(entry.key.substring(DECISION.length()), clockMs, news);
            }
        }
        for (KeyValue<String, byte[]> entry : entries(ESCALATION)) {
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
        String[] parts = key.substring(ESCALATION.length()).split("\\|", 3);
        int last = parts[2].lastIndexOf('|');
        String slice = parts[2].substring(0, last);
        String word = parts[2].substring(last + 1);
        for (Objective objective : judge.objectives(parts[0])) {
            for (Alert.Severity severity : objective.policy().severities()) {
                if (objective.id().equals(parts[1]) && severity.word().equals(word)) {
                    escalate(key, new Open(objective, slice, severity, chain), clockMs, standing, news);
                    return;
                }
            }
        }
        store.delete(key);
    }

    /** An episode that may be open. */
    private record Open(Objective objective, String slice, Alert.Severity severity, Chain chain) {}

    private void escalate(String key, Open open, long clockMs, UnaryOperator<Alert> standing, News news) {
        Ledger ledger = ledgers.get(open.objective, open.slice);
        if (ledger.isEmpty() || !ledger.episode(open.severity).isOpen()) {
            store.delete(key);
            return;
        }
        Alert alert = standing.apply(Escalations.again(open.objective, ledger, open.slice, open.severity, clockMs));
        if (!alert.episodeId().equals(open.chain.episodeId())) {
            store.delete(key);
            return;
        }
        Move move = open.chain.advance(Escalations.of(open.objective), Cover.of(alert), clockMs);
        if (!move.chain().equals(open.chain)) {
            store.put(key, move.chain().toBytes());
        }
        if (move.isEscalated()) {
            ledgers.put(open.objective, open.slice, ledger);
            news.alerts.add(Escalations.opened(alert, move));
            news.annotations.add(Escalations.annotation(alert, move));
        }
    }
}
