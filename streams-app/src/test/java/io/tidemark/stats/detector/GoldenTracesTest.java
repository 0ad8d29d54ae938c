package io.tidemark.stats.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.detector.GoldenTraces.Ours;
import io.tidemark.stats.detector.GoldenTraces.Trace;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTracesTest {
    static Stream<Trace> traces() {
        return GoldenTraces.FILES.stream().flatMap(GoldenTraces::of);
    }

    @Test
    void everyTraceIsThere() {
        assertThat(traces()).hasSize(222);
    }

    @ParameterizedTest
    @MethodSource("traces")
    void detectorsAgreeWithTheirTraces(Trace trace) {
        Ours ours = GoldenTraces.run(trace, Integer.MAX_VALUE);

        assertThat(ours.changes()).isEqualTo(trace.changes());
        assertThat(ours.warnings()).isEqualTo(trace.indices("warning_starts"));
        assertThat(ours.deviation()).isLessThanOrEqualTo(1e-9);
        assertThat(ours.areWidthsEqual()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void detectorGoesOnFromItsBytes(Trace trace) {
        assertThat(GoldenTraces.run(trace, 101).agrees(trace)).isTrue();
    }
}
