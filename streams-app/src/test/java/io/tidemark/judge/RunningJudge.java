package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Tiding;
import io.tidemark.slo.Correction;
import io.tidemark.slo.Objective;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The processor of judge over stores that outlive it, with a clock that stands still: what it sends is what topics would get. */
final class RunningJudge {
    /** What the clock shows at first. */
    static final long CLOCK = 60_000_000_000L;

    private final JudgeStores stores = new JudgeStores();
    private final List<Object> sent = new ArrayList<>();
    private MockProcessorContext<String, Object> context = JudgeStores.context(CLOCK);
    private JudgeProcessor processor;

    private RunningJudge(Objective objective, List<Correction> declared) {
        processor = start(objective, declared);
    }

    static RunningJudge of(Objective objective, Correction... declared) {
        return new RunningJudge(objective, List.of(declared));
    }

    /** Begins again on the same stores. */
    void restart(Objective objective, Correction... declared) {
        take();
        context = JudgeStores.context(context.currentSystemTimeMs());
        processor = start(objective, List.of(declared));
    }

    private JudgeProcessor start(Objective objective, List<Correction> declared) {
        List<Objective> file = List.of(objective);
        return stores.start(new Judge(file, Map.of(objective.subject().model(), declared)), file, context);
    }

    void tell(Tiding tiding) {
        processor.process(new Record<>("electricity", tiding, 0));
    }

    /** The clock comes to so long after {@link #CLOCK}. */
    void tick(long sinceMs) {
        context.setCurrentSystemTimeMs(CLOCK + sinceMs);
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(CLOCK + sinceMs);
    }

    /** What was sent so far is of no interest. */
    void forget() {
        take();
        sent.clear();
    }

    /** Takes what was sent, once where two topics get it. */
    private void take() {
        context.forwarded().stream()
                .filter(forward -> !forward.childName().equals(Optional.of("state")))
                .forEach(forward -> sent.add(forward.record().value()));
        context.resetForwards();
    }

    /** All that was sent. */
    List<Object> sent() {
        take();
        return List.copyOf(sent);
    }

    <T> List<T> sent(Class<T> type) {
        return sent().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** All alerts but heartbeats. */
    List<Alert> alerts() {
        return sent(Alert.class).stream()
                .filter(alert -> alert.transition().notice() != Notice.HEARTBEAT)
                .toList();
    }

    List<Annotation> annotations(Annotation.Kind kind) {
        return sent(Annotation.class).stream()
                .filter(annotation -> annotation.kind() == kind)
                .toList();
    }

    /** All that its stores hold, by store and key. */
    Map<String, String> bytes() {
        Map<String, String> all = new TreeMap<>();
        for (KeyValueStore<String, byte[]> store : stores.all()) {
            try (KeyValueIterator<String, byte[]> entries = store.all()) {
                entries.forEachRemaining(entry ->
                        all.put(store.name() + " " + entry.key, HexFormat.of().formatHex(entry.value)));
            }
        }
        return all;
    }
}
