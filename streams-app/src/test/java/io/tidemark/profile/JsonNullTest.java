package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Profile;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.testkit.Mapped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A null in JSON is one of a column that the grids know; of any other it says nothing, whatever a task has met. */
class JsonNullTest {
    private final ProfileBench bench =
            new ProfileBench().grids(Map.of("amount", new NumberGrid(new double[] {0, 1, 2}, 0, 2)));
    private final Mapped topic = Mapped.of("format: json\nfields: {time: at, model: m}");

    private void take(String features) {
        assertThat(topic.decode(("{\"at\":\"1970-01-01T00:00:01Z\",\"m\":\"fraud\"" + features + "}")
                        .getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(bench.profiler().observe(topic.observation(), 1, Long.MAX_VALUE))
                .isNull();
    }

    @Test
    void nullOfAKnownColumnIsMissing() {
        take(",\"amount\":null");
        take(",\"amount\":1");

        assertThat(bench.counts("amount").missing()).isEqualTo(1);
        assertThat(bench.counts("amount").valid()).isEqualTo(1);
    }

    @Test
    void nullOfAnUnknownColumnMakesNoneAlsoAfterItWasMet() {
        take(",\"amount\":1,\"other\":null");
        Profile before = bench.profile("SERVING * @0");
        assertThat(before.columns()).containsOnlyKeys("amount");

        take(",\"amount\":1,\"other\":5");
        take(",\"amount\":1,\"other\":null");

        assertThat(bench.counts("other").missing()).isZero();
        assertThat(bench.counts("other").valid()).isEqualTo(1);
    }
}
