package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Change;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.Reading;
import io.tidemark.slo.Corrections;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.slo.change.ChangeMemory;
import io.tidemark.store.LedgerShelf;
import io.tidemark.store.ModelChanges;
import io.tidemark.store.StoreNames;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A judge whose task has started it: what it keeps, and where its records go.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class JudgeProcessorLive {
    private final Judge judge;
    private final ChangeDesk desk;
    private final JudgeProcessor.Ways ways;
    private final Meters meters;
    private final ProcessorContext<String, Object> out;
    private final KeyValueStore<String, byte[]> store;
    private final PolicyProcessorState policies;
    private final ChangeMemory changes;

    JudgeProcessorLive(JudgeProcessor.Core core, ProcessorContext<String, Object> context) {
        this.judge = core.judge();
        this.desk = core.desk();
        this.ways = core.ways();
        this.meters = core.meters();
        this.out = context;
        this.store = context.getStateStore(StoreNames.SLOTS);
        this.policies = new PolicyProcessorState(judge, this::ledger, store);
        this.changes = new ModelChanges(context.getStateStore(StoreNames.OPERATIONS));
    }

    void hear(Reading reading) {
        annotate(desk.hear(reading, changes, out.currentSystemTimeMs()));
        for (Objective objective : judge.concerned(reading)) {
            judge(objective, reading, out.currentSystemTimeMs());
        }
        meters.add(Meter.JUDGED, 1);
    }

    private void judge(Objective objective, Reading reading, long clockMs) {
        Ledger ledger = ledger(objective, reading.scope().slice());
        Outcome outcome = judge.judge(objective, ledger, reading, clockMs);
        ledger.keep();
        for (Alert alert : outcome.alerts()) {
            ChangeDesk.Explained explained = desk.explain(alert, objective, changes);
            send(policies.dress(objective, explained.alert()));
            annotate(explained.annotations());
        }
        send(policies.heard(objective, reading.scope(), outcome.posted(), clockMs));
    }

    private Ledger ledger(Objective objective, String slice) {
        return Ledger.open(
                judge.terms(objective), Corrections.NONE, new LedgerShelf(store, Judge.key(objective, slice)));
    }

    void take(Change change) {
        annotate(desk.take(change, changes, out.currentSystemTimeMs()));
    }

    /** Looks at the clock. */
    void tick(long clockMs) {
        send(policies.tick(clockMs, UnaryOperator.identity()));
    }

    private void send(PolicyProcessorState.News news) {
        news.alerts().forEach(this::send);
        annotate(news.annotations());
        for (PolicyDecision decision : news.decisions()) {
            meters.add(Meter.DECISIONS, 1);
            out.forward(
                    new Record<>(decision.model(), decision, Math.max(0, decision.metricTimeMs())), ways.decisions());
        }
    }

    private void send(Alert alert) {
        meters.add(Meter.ALERTS, 1);
        out.forward(new Record<>(alert.dedupKey(), alert, alert.times().metricTimeMs()), ways.alerts());
    }

    private void annotate(List<Annotation> annotations) {
        for (Annotation annotation : annotations) {
            meters.add(Meter.ANNOTATIONS, 1);
            long timeMs = Math.max(0, annotation.times().fromMs());
            out.forward(new Record<>(annotation.subject().model(), annotation, timeMs), ways.annotations());
        }
    }
}
