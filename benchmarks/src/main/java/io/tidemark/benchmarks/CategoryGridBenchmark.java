package io.tidemark.benchmarks;

import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** The cell of a category: from the record's bytes against a map of strings. Three in four values are known. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CategoryGridBenchmark {
    private static final int VALUES = 4_096;
    private static final int WIDTH = 6;

    /** Values that have a cell. */
    @Param({"8", "64"})
    public int known;

    private byte[] texts = {};
    private CategoryGrid grid = new CategoryGrid(ColumnKind.CATEGORY, List.of());
    private final Map<String, Integer> map = new HashMap<>();

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < known; i++) {
            values.add(text(i));
            map.put(text(i), i);
        }
        grid = new CategoryGrid(ColumnKind.CATEGORY, values);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < VALUES; i++) {
            all.append(text(random.nextInt(known * 4 / 3)));
        }
        texts = all.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(int index) {
        return String.format("v%05d", index * 37);
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long cell() {
        long sum = 0;
        for (int i = 0; i < VALUES; i++) {
            sum += grid.cell(texts, i * WIDTH, WIDTH);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long mapOfStrings() {
        long sum = 0;
        for (int i = 0; i < VALUES; i++) {
            sum += map.getOrDefault(new String(texts, i * WIDTH, WIDTH, StandardCharsets.UTF_8), known);
        }
        return sum;
    }
}
