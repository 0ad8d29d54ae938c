package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.Meters;
import io.tidemark.domain.SloStatus;
import io.tidemark.serde.AlertDeserializer;
import io.tidemark.serde.AlertSerializer;
import io.tidemark.serde.Registry;
import io.tidemark.slo.Correction;
import io.tidemark.slo.Objective;
import io.tidemark.store.StoreNames;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** The monitor file's corrections change between two runs. A budget of 1,000 bad rows, of which an hour of nothing but bad ones takes a tenth. */
class EditedFileTest {
    private static final Correction OUTAGE = new Correction(
            "outage",
            Correction.Selector.ALL,
            new Correction.When.Once(Bench.START + Bench.HOUR, Bench.START + 5 * Bench.HOUR),
            Correction.Category.DATA_INCIDENT,
            "the warehouse was down",
            "ada");

    private final Bench bench = Bench.ofRows(0.9, 100 * Bench.HOUR, Bench.HOUR);
    private final KeyValueStore<String, byte[]> slots = store(StoreNames.SLOTS);
    private final KeyValueStore<String, byte[]> operations = store(StoreNames.OPERATIONS);
    private final KeyValueStore<String, byte[]> voices = store(StoreNames.VOICES);
    private MockProcessorContext<String, Object> context = new MockProcessorContext<>(properties());
    private JudgeProcessor processor = run();
    private long slot;

    @Test
    void theFirstReadingReckonsAnew() {
        hours(1, 100, 0);
        hours(6, 0, 100);
        processor = run(OUTAGE);
        hours(1, 100, 0);

        assertThat(news())
                .extracting(Annotation::kind, note -> note.values().get("cause"))
                .containsExactly(tuple(Kind.CORRECTION, null), tuple(Kind.BUDGET_REVISED, "correction"));
        assertThat(sent(SloStatus.class)).last().satisfies(status -> {
            assertThat(status.counts().bad()).isEqualTo(200);
            assertThat(status.counts().good()).isEqualTo(200);
        });
    }

    @Test
    void theSameFileSaysNothingNew() {
        processor = run(OUTAGE);
        hours(1, 100, 0);
        hours(6, 0, 100);
        processor = run(OUTAGE);
        hours(1, 100, 0);

        assertThat(news()).isEmpty();
    }

    private List<Annotation> news() {
        return sent(Annotation.class).stream()
                .filter(note -> note.kind() == Kind.CORRECTION || note.kind() == Kind.BUDGET_REVISED)
                .toList();
    }

    private void hours(int hours, long good, long bad) {
        for (int hour = 0; hour < hours; hour++) {
            processor.process(new Record<>("electricity", bench.rowsAt(slot++, good, bad, 0), 0));
        }
    }

    private JudgeProcessor run(Correction... declared) {
        context = new MockProcessorContext<>(properties());
        List<Objective> all = List.of(bench.objective);
        Registry registry = new Registry("mock://edited-file");
        int id = registry.register("alerts", io.tidemark.schemas.Alert.getClassSchema());
        JudgeProcessor fresh = new JudgeProcessor(
                new Judge(all, Map.of("electricity", List.of(declared))),
                new ChangeDesk(all, Map.of()),
                new JudgeProcessor.Ways("alerts", "state", "dryRun", "annotations", "decisions", "status"),
                Serdes.<Alert>serdeFrom(new AlertSerializer(id), new AlertDeserializer(registry)),
                new Meters());
        context.setCurrentSystemTimeMs(Bench.START);
        context.addStateStore(slots);
        context.addStateStore(operations);
        context.addStateStore(voices);
        fresh.init(context);
        return fresh;
    }

    private <T> List<T> sent(Class<T> type) {
        return context.forwarded().stream()
                .map(forward -> (Object) forward.record().value())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static KeyValueStore<String, byte[]> store(String name) {
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(new MockProcessorContext<String, Object>(properties()).getStateStoreContext(), store);
        return store;
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put("application.id", "edited");
        properties.put("bootstrap.servers", "none:9092");
        properties.put("processing.exception.handler.global.enabled", "true");
        return properties;
    }
}
