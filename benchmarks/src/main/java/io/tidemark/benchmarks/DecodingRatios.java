package io.tidemark.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The contenders of {@link DecodingBenchmark} one after the other in many short rounds of one run, by the processor time of the thread: so that their ratios
 * hold on a machine that has other things to do. Prints a table in Markdown.
 */
public final class DecodingRatios {
    private static final int ROUNDS = 20;
    private static final int WARM_UP = 6;
    private static final int FIELDS_OF_ROUND = 5_000_000;

    private DecodingRatios() {}

    /** Decodes an event. */
    private interface Contender {
        Object decode() throws Exception;
    }

    /** What an event took: nanoseconds of each round, bytes of the last. */
    private static final class Taken {
        private final double[] nanos = new double[ROUNDS];
        private double bytes;

        double median() {
            double[] sorted = Arrays.copyOfRange(nanos, WARM_UP, ROUNDS);
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }

    /** Prints the table. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("org.apache.avro.SERIALIZABLE_PACKAGES", "io.tidemark");
        System.out.println(
                "| fields | contender | ns of processor an event | bytes allocated an event | of it, the compiled plan takes |");
        System.out.println("| ---: | --- | ---: | ---: | ---: |");
        for (int fields : new int[] {25, 200}) {
            print(fields, measured(fields));
        }
    }

    private static Map<String, Taken> measured(int fields) throws Exception {
        DecodingBenchmark benchmark = new DecodingBenchmark();
        benchmark.fields = fields;
        benchmark.fill();
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put("compiled plan, foreign Avro", benchmark::compiledPlan);
        contenders.put("`GenericDatumReader`, record and decoder reused", benchmark::genericDatumReader);
        contenders.put("`GenericDatumReader`, as deserializers call it", benchmark::genericDatumReaderAfresh);
        contenders.put("`SpecificDatumReader`, record and decoder reused", benchmark::specificDatumReader);
        contenders.put("`SpecificDatumReader`, as deserializers call it", benchmark::specificDatumReaderAfresh);
        contenders.put("canonical plan, features in a map", benchmark::canonicalPlan);
        contenders.put("JSON", benchmark::jsonDecoder);
        Map<String, Taken> taken = new LinkedHashMap<>();
        contenders.keySet().forEach(name -> taken.put(name, new Taken()));
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                run(contender.getValue(), FIELDS_OF_ROUND / fields, taken.get(contender.getKey()), round);
            }
        }
        return taken;
    }

    private static void run(Contender contender, int events, Taken taken, int round) throws Exception {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = thread.getCurrentThreadAllocatedBytes();
        long nanos = thread.getCurrentThreadCpuTime();
        for (int i = 0; i < events; i++) {
            if (contender.decode() == null) {
                throw new IllegalStateException("an event was rejected");
            }
        }
        taken.nanos[round] = (thread.getCurrentThreadCpuTime() - nanos) / (double) events;
        taken.bytes = (thread.getCurrentThreadAllocatedBytes() - bytes) / (double) events;
    }

    private static void print(int fields, Map<String, Taken> taken) {
        double plan = taken.values().iterator().next().median();
        taken.forEach((name, one) -> System.out.printf(
                Locale.ROOT,
                "| %d | %s | %.0f | %.0f | 1/%.1f |%n",
                fields,
                name,
                one.median(),
                one.bytes,
                one.median() / plan));
    }
}
