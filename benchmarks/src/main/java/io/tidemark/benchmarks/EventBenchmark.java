package io.tidemark.benchmarks;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Observation;
import io.tidemark.ingest.EventDecoder;
import io.tidemark.profile.Place;
import io.tidemark.profile.Profiler;
import io.tidemark.serde.Registry;
import io.tidemark.topology.MonitorRules;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One event of 25 columns: decoded; counted in so many slices; both. With {@code -prof gc}: what it leaves on the heap. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EventBenchmark {
    private static final int EVENTS = 4_096;
    private static final int OBSERVATIONS = 64;

    /** Slices of an event. */
    @Param({"1", "3", "20"})
    public int slices;

    private final Observation observation = new Observation();
    private final Observation[] observations = new Observation[OBSERVATIONS];
    private byte[][] events = {};
    private EventDecoder decoder = new EventDecoder(id -> "");
    private Profiler profiler;
    private int next;

    @Setup
    public void fill() {
        SampleMonitor sample = SampleMonitor.of(slices, new Registry("mock://benchmark"));
        events = sample.encoded(EVENTS);
        decoder = new EventDecoder(sample.registry());
        GridBook book = sample.book();
        profiler = new Profiler(
                List.of(MonitorRules.profile(
                        sample.monitor(), sample.monitor().windows().pane().toMillis())),
                model -> book);
        for (int i = 0; i < OBSERVATIONS; i++) {
            observations[i] = new Observation();
            decoder.decode(events[i], observations[i]);
        }
    }

    @Benchmark
    public Object decode() {
        next = (next + 1) & (EVENTS - 1);
        decoder.decode(events[next], observation);
        return observation;
    }

    @Benchmark
    public Object observe() {
        next = (next + 1) & (OBSERVATIONS - 1);
        return profiler.observe(observations[next], Place.hash(0, next), Long.MAX_VALUE);
    }

    @Benchmark
    public Object decodeAndObserve() {
        next = (next + 1) & (EVENTS - 1);
        decoder.decode(events[next], observation);
        return profiler.observe(observation, Place.hash(0, next), Long.MAX_VALUE);
    }
}
