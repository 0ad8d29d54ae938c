package io.tidemark.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

/** Kafka Streams gives one serializer to the sinks of all its threads. */
class SharedSerializerTest {
    private static final int READINGS = 20_000;

    @Test
    void oneSerializerServesManyThreads() {
        Serializer<Reading> shared = new ReadingSerde(1).serializer();

        List<byte[]> together = IntStream.range(0, READINGS)
                .parallel()
                .mapToObj(i -> shared.serialize("readings", reading(i)))
                .toList();

        Serializer<Reading> alone = new ReadingSerde(1).serializer();
        for (int i = 0; i < READINGS; i++) {
            assertThat(together.get(i)).isEqualTo(alone.serialize("readings", reading(i)));
        }
    }

    private static Reading reading(int number) {
        Scope scope = new Scope("m", Stage.SERVING, "user=" + "u".repeat(number % 50) + number);
        return new Reading(scope, new TimeWindow(0, 60_000), "", 0, number, List.of());
    }
}
