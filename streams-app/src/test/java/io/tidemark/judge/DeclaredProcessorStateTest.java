package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Annotation;
import io.tidemark.slo.Correction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class DeclaredProcessorStateTest {
    private static final long FROM = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final Correction MOVE = once("move", 1);

    private final KeyValueStore<String, byte[]> store = store();

    @Test
    void ofTwoRunsWithTheSameFileTheSecondHasNoNews() {
        List<Annotation> first = run("fraud", MOVE);
        List<Annotation> second = run("fraud", MOVE);

        assertThat(first).extracting(Annotation::text).containsExactly("the monitor file corrects all objectives: why");
        assertThat(second).isEmpty();
    }

    @Test
    void oneRunSaysItOnceForEachModel() {
        DeclaredProcessorState state = new DeclaredProcessorState(judge(MOVE), store);

        assertThat(state.news("fraud", 0)).hasSize(1);
        assertThat(state.news("fraud", 0)).isEmpty();
        assertThat(state.news("other", 0)).isEmpty();
    }

    @Test
    void anEditedCorrectionIsNewsUnderAnotherId() {
        List<Annotation> first = run("fraud", MOVE);
        List<Annotation> second = run("fraud", once("move", 2));

        assertThat(second).hasSize(1);
        assertThat(second.get(0).times().toMs()).isEqualTo(FROM + 2 * 3_600_000);
        assertThat(second.get(0).id())
                .startsWith("correct:file|fraud|move|")
                .isNotEqualTo(first.get(0).id());
    }

    @Test
    void whatTheFileNoLongerSaysIsNewsOnce() {
        run("fraud", MOVE, once("test", 3));

        assertThat(run("fraud", MOVE))
                .extracting(Annotation::text)
                .containsExactly("the monitor file has no correction test any more");
        assertThat(run("fraud", MOVE)).isEmpty();
    }

    private List<Annotation> run(String model, Correction... corrections) {
        return new DeclaredProcessorState(judge(corrections), store).news(model, 7);
    }

    private static Judge judge(Correction... corrections) {
        return new Judge(List.of(), Map.of("fraud", List.of(corrections)));
    }

    private static Correction once(String id, int hours) {
        return new Correction(
                id,
                Correction.Selector.ALL,
                new Correction.When.Once(FROM, FROM + hours * 3_600_000L),
                Correction.Category.MAINTENANCE,
                "why",
                "ada");
    }

    private static KeyValueStore<String, byte[]> store() {
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("operations"), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        Properties properties = new Properties();
        properties.put("application.id", "declared");
        properties.put("bootstrap.servers", "none:9092");
        store.init(new MockProcessorContext<String, Object>(properties).getStateStoreContext(), store);
        return store;
    }
}
