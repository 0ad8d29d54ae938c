package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Reading;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.store.StoreNames;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The shell of judge: a store around {@link Judge}, readings in, alerts out.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class JudgeProcessor implements Processor<String, Reading, String, Alert> {
    private static final String SLOTS = "slots/";
    private static final String EPISODES = "episodes/";

    private final Judge judge;
    private final Meters meters;
    private @Nullable ProcessorContext<String, Alert> context;
    private @Nullable KeyValueStore<String, byte[]> store;

    public JudgeProcessor(Judge judge, Meters meters) {
        this.judge = judge;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, Alert> processorContext) {
        context = processorContext;
        store = processorContext.getStateStore(StoreNames.SLOTS);
    }

    @Override
    public void process(Record<String, Reading> message) {
        KeyValueStore<String, byte[]> states = store;
        ProcessorContext<String, Alert> out = context;
        if (states == null || out == null) {
            throw new IllegalStateException("judge was used before its task started it");
        }
        Reading reading = message.value();
        for (Objective objective : judge.concerned(reading)) {
            judge(objective, reading, states, out);
        }
        meters.add(Meter.JUDGED, 1);
    }

    private void judge(
            Objective objective,
            Reading reading,
            KeyValueStore<String, byte[]> states,
            ProcessorContext<String, Alert> out) {
        String key = JudgeState.key(objective, reading.scope().slice());
        Ledger ledger = JudgeState.of(judge.terms(objective), states.get(SLOTS + key), states.get(EPISODES + key));
        for (Alert alert : judge.judge(objective, ledger, reading, out.currentSystemTimeMs())
                .alerts()) {
            meters.add(Meter.ALERTS, 1);
            out.forward(new Record<>(alert.dedupKey(), alert, alert.times().metricTimeMs()));
        }
        states.put(SLOTS + key, ledger.slotBytes());
        states.put(EPISODES + key, ledger.episodeBytes());
    }
}
