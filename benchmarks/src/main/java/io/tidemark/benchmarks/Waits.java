package io.tidemark.benchmarks;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/** How long answers took, by what was asked. Any thread. */
final class Waits {
    private final Map<String, ConcurrentLinkedQueue<Long>> nanos = new ConcurrentSkipListMap<>();

    void add(String what, long took) {
        nanos.computeIfAbsent(what, ignored -> new ConcurrentLinkedQueue<>()).add(took);
    }

    void print(PrintStream out) {
        out.println("| asked | answers | p50 ms | p99 ms | longest ms |");
        out.println("| --- | ---: | ---: | ---: | ---: |");
        nanos.forEach((what, all) -> {
            long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
            out.printf(
                    java.util.Locale.ROOT,
                    "| %s | %,d | %.1f | %.1f | %.1f |%n",
                    what,
                    sorted.length,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[(int) (sorted.length * 0.99)] / 1e6,
                    sorted[sorted.length - 1] / 1e6);
        });
    }
}
