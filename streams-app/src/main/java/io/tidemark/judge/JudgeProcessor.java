package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.Reading;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.store.StoreNames;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The shell of judge: a store around {@link Judge} and the error-budget policies; readings in, alerts, annotations and decisions out.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class JudgeProcessor implements Processor<String, Reading, String, Object> {
    /** How often the clock is looked at. */
    private static final Duration BEAT = Duration.ofSeconds(30);

    private final Judge judge;
    private final Ways ways;
    private final Meters meters;
    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable LedgerProcessorState ledgers;
    private @Nullable PolicyProcessorState policies;

    /**
     * Where records go.
     *
     * @param alerts the node that takes alerts
     * @param annotations the node that takes annotations
     * @param decisions the node that takes decisions
     */
    public record Ways(String alerts, String annotations, String decisions) {}

    public JudgeProcessor(Judge judge, Ways ways, Meters meters) {
        this.judge = judge;
        this.ways = ways;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        KeyValueStore<String, byte[]> store = processorContext.getStateStore(StoreNames.SLOTS);
        LedgerProcessorState kept = new LedgerProcessorState(judge, store);
        ledgers = kept;
        policies = new PolicyProcessorState(judge, kept, store);
        processorContext.schedule(BEAT, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, Reading> message) {
        LedgerProcessorState kept = ledgers;
        PolicyProcessorState policy = policies;
        ProcessorContext<String, Object> out = context;
        if (kept == null || policy == null || out == null) {
            throw new IllegalStateException("judge was used before its task started it");
        }
        Reading reading = message.value();
        for (Objective objective : judge.concerned(reading)) {
            long clockMs = out.currentSystemTimeMs();
            Ledger ledger = kept.get(objective, reading.scope().slice());
            Outcome outcome = judge.judge(objective, ledger, reading, clockMs);
            kept.put(objective, reading.scope().slice(), ledger);
            outcome.alerts().forEach(alert -> send(policy.dress(objective, alert), out));
            send(policy.heard(objective, reading.scope(), outcome.posted(), clockMs), out);
        }
        meters.add(Meter.JUDGED, 1);
    }

    private void tick(long clockMs) {
        PolicyProcessorState policy = policies;
        ProcessorContext<String, Object> out = context;
        if (policy != null && out != null) {
            send(policy.tick(clockMs, UnaryOperator.identity()), out);
        }
    }

    private void send(PolicyProcessorState.News news, ProcessorContext<String, Object> out) {
        news.alerts().forEach(alert -> send(alert, out));
        for (Annotation annotation : news.annotations()) {
            meters.add(Meter.ANNOTATIONS, 1);
            long timeMs = Math.max(0, annotation.times().fromMs());
            out.forward(new Record<>(annotation.subject().model(), annotation, timeMs), ways.annotations());
        }
        for (PolicyDecision decision : news.decisions()) {
            meters.add(Meter.DECISIONS, 1);
            out.forward(
                    new Record<>(decision.model(), decision, Math.max(0, decision.metricTimeMs())), ways.decisions());
        }
    }

    private void send(Alert alert, ProcessorContext<String, Object> out) {
        meters.add(Meter.ALERTS, 1);
        out.forward(new Record<>(alert.dedupKey(), alert, alert.times().metricTimeMs()), ways.alerts());
    }
}
