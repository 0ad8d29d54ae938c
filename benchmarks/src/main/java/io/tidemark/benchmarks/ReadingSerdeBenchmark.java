package io.tidemark.benchmarks;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.schemas.SliReading;
import io.tidemark.serde.ReadingSerde;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A reading of 25 columns over four scales to bytes and back; and what Avro alone takes for the same record, field by field as a schema is walked. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@org.openjdk.jmh.annotations.Measurement(iterations = 5, time = 1)
@Fork(2)
public class ReadingSerdeBenchmark {
    private static final int HEADER = 5;
    private static final int COLUMNS = 25;
    private static final int LONGEST = 8;
    private static final Measure[] MEASURES = {
        Measure.KS, Measure.RANK_SHIFT, Measure.JS_DISTANCE, Measure.MISSING, Measure.INVALID
    };

    private final Serializer<Reading> serializer = new ReadingSerde(1).serializer();
    private final Deserializer<Reading> deserializer = new ReadingSerde(1).deserializer();
    private Reading reading;
    private byte[] bytes = {};
    private SliReading walked;
    private SpecificDatumWriter<SliReading> walkingWriter;
    private SpecificDatumReader<SliReading> walkingReader;

    @Setup
    public void fill() throws IOException {
        reading = reading();
        bytes = serializer.serialize("", reading);
        SpecificData plain = new SpecificData();
        plain.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        walkingWriter = new SpecificDatumWriter<>(SliReading.getClassSchema(), plain);
        walkingReader = new SpecificDatumReader<>(SliReading.getClassSchema(), SliReading.getClassSchema(), plain);
        walked = walkRead();
    }

    private static Reading reading() {
        List<Measurement> measurements = new ArrayList<>();
        for (int scale = 1; scale <= LONGEST; scale *= 2) {
            for (int column = 0; column < COLUMNS; column++) {
                for (Measure measure : MEASURES) {
                    Estimate estimate = new Estimate(0.01 * column, 0.005 * column, 0.015 * column, 240, 20_000);
                    Judged judged = new Judged(measure, "", estimate, 0.01, 0.1, column, 240, 80, 0.07, Verdict.GOOD);
                    measurements.add(new Measurement("feature_" + column, scale, judged, 1.25, List.of()));
                }
            }
        }
        io.tidemark.domain.Scope scope = new io.tidemark.domain.Scope("t0/m0", Stage.SERVING, "country=DE,tier=gold");
        return new Reading(scope, new TimeWindow(0, 120_000), "pinned:1f0c2233", 0, 240, measurements);
    }

    @Benchmark
    public byte[] write() {
        return serializer.serialize("", reading);
    }

    @Benchmark
    public byte[] writeWalking() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        walkingWriter.write(walked, encoder);
        return out.toByteArray();
    }

    @Benchmark
    public Reading read() {
        return deserializer.deserialize("", bytes);
    }

    @Benchmark
    public SliReading walkRead() throws IOException {
        return walkingReader.read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
    }
}
