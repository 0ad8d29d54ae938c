package io.tidemark.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.tidemark.pin.Pin;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the whole topology costs beside decoding alone, on one embedded broker in the same JVM. The contenders take turns, so that what
 * else the machine does hits them alike; medians count.
 *
 * <p>Options: {@code --events 2000000 --rounds 5 --slices 3 --minutes 60 --commit-interval 1000 --threads 1,2
 * --only bare,decoding,whole}.
 */
public final class EndToEnd {
    private final Options options;
    private final PrintStream out;

    private EndToEnd(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public static void main(String[] arguments) {
        try {
            new EndToEnd(new Options(arguments), System.out).run();
            System.exit(0); // Kafka leaves threads
        } catch (Exception failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private void run() throws Exception {
        Duration commitInterval = Duration.ofMillis(options.number("commit-interval", 1_000));
        Duration span = Duration.ofMinutes(options.number("minutes", 60));
        try (Field field =
                new Field(options.number("events", 2_000_000), (int) options.number("slices", 3), commitInterval)) {
            field.fill(span);
            out.printf(
                    Locale.ROOT,
                    "%,d events of %.0f bytes, %d partitions, %d slices an event, %s of event time, commit interval %s%n",
                    field.events(),
                    field.bytesPerEvent(),
                    Field.PARTITIONS,
                    options.number("slices", 3),
                    span,
                    commitInterval);
            Pin pin = field.sample().pin();
            Map<String, Contender> contenders = contenders(pin);
            Map<String, List<Taken>> all = new LinkedHashMap<>();
            contenders.keySet().forEach(name -> all.put(name, new ArrayList<>()));
            long rounds = options.number("rounds", 5);
            for (long round = 0; round <= rounds; round++) {
                for (Map.Entry<String, Contender> entry : contenders.entrySet()) {
                    long cpu = cpuNanos();
                    Contender.Times times = entry.getValue().run(field);
                    Taken taken = new Taken(times, cpuNanos() - cpu);
                    report(round, entry.getKey(), entry.getValue(), taken, field);
                    if (round > 0) {
                        all.get(entry.getKey()).add(taken);
                    }
                }
            }
            table(all, field);
        }
    }

    private Map<String, Contender> contenders(Pin pin) {
        Map<String, Contender> contenders = new LinkedHashMap<>();
        String only = options.text("only", "bare,decoding,whole");
        if (only.contains("bare")) {
            contenders.put("bare", new BareConsumer());
        }
        for (String threads : options.text("threads", "1,2").split(",")) {
            int count = Integer.parseInt(threads);
            if (only.contains("decoding")) {
                contenders.put("decoding/" + count, new DecodingOnly(count));
            }
            if (only.contains("whole")) {
                contenders.put("whole/" + count, new WholeTopology(count, pin));
            }
        }
        return contenders;
    }

    /** What a run took; the processor time is the whole process's, with broker, collector, start and end. */
    private record Taken(Contender.Times times, long cpuNanos) {
        double committed(Field field) {
            return field.events() * 1e9 / times.committedNanos();
        }

        double done(Field field) {
            return field.events() * 1e9 / times.doneNanos();
        }

        double cpuMicros(Field field) {
            return cpuNanos / 1e3 / field.events();
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private void report(long round, String name, Contender contender, Taken taken, Field field) {
        out.printf(
                Locale.ROOT,
                "%s %-12s %,11.0f events/s (all done: %,11.0f)  %.2f µs of processor an event  load %.1f  %s%n",
                round == 0 ? "warm-up" : "round " + round,
                name,
                taken.committed(field),
                taken.done(field),
                taken.cpuMicros(field),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                contender instanceof WholeTopology whole ? whole.remarks() : "");
        out.flush();
    }

    private void table(Map<String, List<Taken>> all, Field field) {
        out.println();
        out.println("| stream threads | contender | events/s, offsets committed | events/s, last reading judged "
                + "| µs of processor an event | of decoding only |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        all.forEach((key, taken) -> {
            String threads = key.contains("/") ? key.substring(key.indexOf('/') + 1) : "";
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %,.0f | %,.0f | %.2f | %s |%n",
                    threads,
                    word(key),
                    median(taken, one -> one.committed(field)),
                    median(taken, one -> one.done(field)),
                    median(taken, one -> one.cpuMicros(field)),
                    key.startsWith("whole") ? ratio(all.get("decoding/" + threads), taken) : "");
        });
    }

    private static String word(String key) {
        if (key.startsWith("bare")) {
            return "bare consumer";
        }
        return key.startsWith("whole") ? "**whole topology**" : "decoding only";
    }

    /** Median of the rounds' own ratios: neighbours in time, so that what else the machine does falls out. */
    private static String ratio(@Nullable List<Taken> decoding, List<Taken> whole) {
        if (decoding == null) {
            return "";
        }
        List<double[]> ratios = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            Taken limit = decoding.get(i);
            Taken one = whole.get(i);
            ratios.add(new double[] {
                (double) limit.times().committedNanos() / one.times().committedNanos(),
                (double) limit.times().committedNanos() / one.times().doneNanos(),
                (double) limit.cpuNanos() / one.cpuNanos()
            });
        }
        return String.format(
                Locale.ROOT,
                "%.2f committed, %.2f judged, %.2f by processor time",
                median(ratios, ratio -> ratio[0]),
                median(ratios, ratio -> ratio[1]),
                median(ratios, ratio -> ratio[2]));
    }

    private static <T> double median(List<T> items, ToDoubleFunction<T> value) {
        double[] sorted = items.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length == 0
                ? Double.NaN
                : Arrays.stream(sorted, (sorted.length - 1) / 2, middle + 1)
                        .average()
                        .orElseThrow();
    }
}
