package io.tidemark.benchmarks;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Meters;
import io.tidemark.ingest.EventDecoder;
import io.tidemark.profile.ProfileProcessor;
import io.tidemark.profile.ProfileProcessorLive;
import io.tidemark.profile.ProfileSettings;
import io.tidemark.serde.Registry;
import io.tidemark.store.DeadLetter;
import io.tidemark.store.GridBookCodec;
import io.tidemark.store.HeapStore;
import io.tidemark.store.StoreNames;
import io.tidemark.topology.MonitorRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.InternalFixedKeyRecordFactory;
import org.apache.kafka.streams.processor.api.Record;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The shell of profile for one record, decoding and three slices included; Kafka's own record and context are made beforehand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ProfileProcessorBenchmark {
    private static final int EVENTS = 4_096;
    private static final int SLICES = 3;
    private static final long HOUR_MS = 3_600_000;

    private final Meters meters = new Meters();
    private final QuietContext<byte[]> context = new QuietContext<>(SampleMonitor.TOPIC);
    private FixedKeyRecord<byte[], byte[]>[] messages;
    private ProfileProcessor processor;
    private int next;

    @Setup
    @SuppressWarnings({"unchecked", "rawtypes"})
    public void fill() {
        SampleMonitor sample = SampleMonitor.of(SLICES, new Registry("mock://benchmark"));
        byte[][] events = sample.encoded(EVENTS);
        messages = new FixedKeyRecord[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            messages[i] = (FixedKeyRecord) InternalFixedKeyRecordFactory.create(
                    new Record<>(DeadLetter.NO_KEY, events[i], 0, new RecordHeaders()));
        }
        StateStore live = HeapStore.builder(
                        StoreNames.LIVE,
                        () -> new ProfileProcessorLive(
                                HOUR_MS, ProfileProcessorLive.MOST_LIVE, DeadLetter.MOST_BYTES, meters))
                .build();
        context.add(StoreNames.LIVE, live);
        context.add(StoreNames.GRIDS, MapStore.of(grids(sample.book())));
        processor = new ProfileProcessor(
                new ProfileSettings(
                        List.of(MonitorRules.profile(
                                sample.monitor(),
                                sample.monitor().windows().pane().toMillis())),
                        Map.of(SampleMonitor.TOPIC, 1),
                        HOUR_MS,
                        HOUR_MS),
                new EventDecoder(sample.registry()),
                meters);
        processor.init(context);
    }

    private static Map<String, byte[]> grids(GridBook book) {
        Map<String, byte[]> records = new HashMap<>();
        records.put(GridBookCodec.listKey(SampleEvent.MODEL), GridBookCodec.writeList(book));
        for (String column : book.at(SampleMonitor.START_MS).grids().keySet()) {
            records.put(GridBookCodec.columnKey(SampleEvent.MODEL, column), GridBookCodec.writeColumn(book, column));
        }
        return records;
    }

    @Benchmark
    public void process() {
        next = (next + 1) & (EVENTS - 1);
        context.advance();
        processor.process(messages[next]);
    }
}
