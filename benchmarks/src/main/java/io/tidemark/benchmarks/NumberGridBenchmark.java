package io.tidemark.benchmarks;

import io.tidemark.stats.grid.NumberGrid;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The cell of a number: branch-free search against the library's binary search. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class NumberGridBenchmark {
    private static final int VALUES = 4_096;
    private static final int DRAWN = 256 * VALUES;

    /** Cells of the grid. */
    @Param({"24", "64", "200"})
    public int cells;

    private final double[] values = new double[DRAWN];
    private double[] edges = {};
    private int start;
    private NumberGrid grid = new NumberGrid(edges, 0, 1);

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        edges = new double[cells - 1];
        Arrays.setAll(edges, i -> random.nextGaussian());
        Arrays.sort(edges);
        grid = new NumberGrid(edges, 0, 1);
        Arrays.setAll(values, i -> random.nextGaussian());
    }

    /** Other values each time: the processor learns 4,096 of them by heart. */
    private int next() {
        start = (start + VALUES) % DRAWN;
        return start;
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long cell() {
        long sum = 0;
        int first = next();
        for (int i = first; i < first + VALUES; i++) {
            double value = values[i];
            sum += grid.cell(value);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long binarySearch() {
        long sum = 0;
        int first = next();
        for (int i = first; i < first + VALUES; i++) {
            double value = values[i];
            int found = Arrays.binarySearch(edges, value);
            sum += found < 0 ? -1 - found : found;
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long fixedPoints() {
        long sum = 0;
        int first = next();
        for (int i = first; i < first + VALUES; i++) {
            double value = values[i];
            sum += grid.fixedPoint(value) + grid.fixedPointSquare(value);
        }
        return sum;
    }
}
