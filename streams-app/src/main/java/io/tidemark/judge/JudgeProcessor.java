package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Change;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Tiding;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.slo.change.ChangeMemory;
import io.tidemark.store.ModelChanges;
import io.tidemark.store.StoreNames;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The shell of judge: stores around {@link Judge} and {@link ChangeDesk}; readings, changes and operations in, alerts and annotations out.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class JudgeProcessor implements Processor<String, Tiding, String, Object> {
    private static final String SLOTS = "slots/";
    private static final String EPISODES = "episodes/";

    private final Judge judge;
    private final ChangeDesk desk;
    private final Ways ways;
    private final Meters meters;
    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable KeyValueStore<String, byte[]> store;
    private @Nullable ChangeMemory changes;

    /**
     * Where records go.
     *
     * @param alerts the node that takes alerts
     * @param annotations the node that takes annotations
     */
    public record Ways(String alerts, String annotations) {}

    public JudgeProcessor(Judge judge, ChangeDesk desk, Ways ways, Meters meters) {
        this.judge = judge;
        this.desk = desk;
        this.ways = ways;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        changes = new ModelChanges(processorContext.getStateStore(StoreNames.OPERATIONS));
        store = processorContext.getStateStore(StoreNames.SLOTS);
    }

    @Override
    public void process(Record<String, Tiding> message) {
        KeyValueStore<String, byte[]> states = store;
        ChangeMemory memory = changes;
        ProcessorContext<String, Object> out = context;
        if (states == null || memory == null || out == null) {
            throw new IllegalStateException("judge was used before its task started it");
        }
        Tiding tiding = message.value();
        if (tiding instanceof Reading reading) {
            annotate(desk.hear(reading, memory, out.currentSystemTimeMs()), out);
            for (Objective objective : judge.concerned(reading)) {
                judge(objective, reading, states, memory, out);
            }
            meters.add(Meter.JUDGED, 1);
            return;
        }
        if (tiding instanceof Change change) {
            annotate(desk.take(change, memory, out.currentSystemTimeMs()), out);
        }
        meters.add(Meter.TIDINGS, 1);
    }

    private void annotate(List<Annotation> annotations, ProcessorContext<String, Object> out) {
        for (Annotation annotation : annotations) {
            meters.add(Meter.ANNOTATIONS, 1);
            out.forward(
                    new Record<>(
                            annotation.subject().model(),
                            annotation,
                            Math.max(0, annotation.times().fromMs())),
                    ways.annotations());
        }
    }

    private void judge(
            Objective objective,
            Reading reading,
            KeyValueStore<String, byte[]> states,
            ChangeMemory memory,
            ProcessorContext<String, Object> out) {
        String key = JudgeState.key(objective, reading.scope().slice());
        Ledger ledger = JudgeState.of(judge.terms(objective), states.get(SLOTS + key), states.get(EPISODES + key));
        for (Alert alert : judge.judge(objective, ledger, reading, out.currentSystemTimeMs())
                .alerts()) {
            meters.add(Meter.ALERTS, 1);
            ChangeDesk.Explained explained = desk.explain(alert, objective, memory);
            out.forward(
                    new Record<>(
                            alert.dedupKey(), explained.alert(), alert.times().metricTimeMs()),
                    ways.alerts());
            annotate(explained.annotations(), out);
        }
        states.put(SLOTS + key, ledger.slotBytes());
        states.put(EPISODES + key, ledger.episodeBytes());
    }
}
