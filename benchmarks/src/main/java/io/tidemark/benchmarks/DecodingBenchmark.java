package io.tidemark.benchmarks;

import io.tidemark.domain.Observation;
import io.tidemark.ingest.RecordDecoder;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
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

/**
 * A nested record of so many fields, of somebody else's making: by the compiled plan, by Avro's readers (which reuse their record), and as JSON. With
 * {@code -prof gc}: what each leaves on the heap.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.tidemark")
public class DecodingBenchmark {
    private static final int EVENTS = 1_024;

    /** Fields of a record. */
    @Param({"25", "200"})
    public int fields;

    private final Observation observation = new Observation();
    private ForeignEvents events;
    private RecordDecoder mapped;
    private RecordDecoder json;
    private RecordDecoder canonical;
    private GenericDatumReader<GenericRecord> generic;
    private SpecificDatumReader<SpecificRecord> specific;
    private GenericRecord reusedGeneric;
    private SpecificRecord reusedSpecific;
    private BinaryDecoder reusedDecoder;
    private int next;

    @Setup
    public void fill() {
        events = new ForeignEvents(fields, EVENTS);
        mapped = events.decoder();
        json = events.decoder();
        canonical = events.decoder();
        Schema schema = events.schema();
        generic = new GenericDatumReader<>(schema);
        // The fast readers of Avro 1.12 are on by default for both.
        specific = new SpecificDatumReader<>(schema);
    }

    private int next() {
        next = (next + 1) & (EVENTS - 1);
        return next;
    }

    @Benchmark
    public Object compiledPlan() {
        events.place(ForeignEvents.AVRO, observation);
        return mapped.decode(events.wire()[next()], observation) == null ? observation : null;
    }

    @Benchmark
    public Object genericDatumReader() throws IOException {
        byte[] bytes = events.avro()[next()];
        reusedDecoder = DecoderFactory.get().binaryDecoder(bytes, reusedDecoder);
        reusedGeneric = generic.read(reusedGeneric, reusedDecoder);
        return reusedGeneric;
    }

    /** As Kafka's deserializers call it: each event is a record of its own. */
    @Benchmark
    public Object genericDatumReaderAfresh() throws IOException {
        return generic.read(null, DecoderFactory.get().binaryDecoder(events.avro()[next()], null));
    }

    /** As Kafka's deserializers call it. */
    @Benchmark
    public Object specificDatumReaderAfresh() throws IOException {
        return specific.read(null, DecoderFactory.get().binaryDecoder(events.avro()[next()], null));
    }

    @Benchmark
    public Object jsonDecoder() {
        events.place(ForeignEvents.JSON, observation);
        return json.decode(events.jsonBytes()[next()], observation) == null ? observation : null;
    }

    @Benchmark
    public Object canonicalPlan() {
        events.place(ForeignEvents.CANONICAL, observation);
        return canonical.decode(events.canonicalWire()[next()], observation) == null ? observation : null;
    }

    @Benchmark
    public Object specificDatumReader() throws IOException {
        byte[] bytes = events.avro()[next()];
        reusedDecoder = DecoderFactory.get().binaryDecoder(bytes, reusedDecoder);
        reusedSpecific = specific.read(reusedSpecific, reusedDecoder);
        return reusedSpecific;
    }
}
