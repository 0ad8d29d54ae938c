package io.tidemark.benchmarks;

import io.tidemark.stats.grid.ByteSink;
import io.tidemark.stats.grid.ByteSource;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.CountsCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
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

/** A pane of one number column to bytes, back, and added to another. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CountsCodecBenchmark {
    private static final int CELLS = 66;

    /** Rows in the pane. */
    @Param({"100", "10000"})
    public int rows;

    private Counts counts = Counts.withoutGrid();
    private Counts sum = Counts.withoutGrid();
    private byte[] bytes = {};

    @Setup
    public void fill() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        counts = new Counts("00112233445566ff", CELLS);
        for (int i = 0; i < rows; i++) {
            counts.countCell(random.nextInt(CELLS), 1);
        }
        counts.addMoments(-3.5, 4.25, 1L << 24, 1L << 30);
        sum = counts.emptied();
        bytes = write();
    }

    @Benchmark
    public byte[] write() throws IOException {
        ByteSink out = new ByteSink(256);
        CountsCodec.write(counts, out.data());
        return out.toByteArray();
    }

    /** The JDK's stream, which takes a lock for each byte. */
    @Benchmark
    public byte[] writeLocked() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        CountsCodec.write(counts, new DataOutputStream(out));
        return out.toByteArray();
    }

    @Benchmark
    public Counts read() throws IOException {
        return CountsCodec.read(new ByteSource(bytes, 0).data());
    }

    /** As {@link #writeLocked}. */
    @Benchmark
    public Counts readLocked() throws IOException {
        return CountsCodec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Benchmark
    public Counts add() {
        sum.add(counts);
        return sum;
    }
}
