package io.tidemark.benchmarks;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.runtime.OutputLine;
import io.tidemark.runtime.Pinned;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.Replay;
import io.tidemark.runtime.Sandbox;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;

/**
 * A file of flights through {@code replay}: rate, and memory at its highest. To be run with {@code -Xmx512m}.
 *
 * <p>Options: {@code --file flights.csv.gz} (without one, rows of the same shape are made up) {@code --rows 1000000}.
 */
public final class ReplayFlights {
    private static final LocalDateTime START = LocalDateTime.of(2001, 1, 1, 0, 0);
    private static final int DAYS = 181;
    private static final String[] AIRPORTS = {
        "ATL", "BOS", "CLT", "DEN", "DFW", "EWR", "JFK", "LAX", "MIA", "ORD", "PHX", "SEA"
    };

    private ReplayFlights() {}

    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        long rows = options.number("rows", 1_000_000);
        Path csv = Files.createTempFile("flights-", ".csv");
        try {
            String file = options.text("file", "");
            if (file.isEmpty()) {
                makeUp(csv, rows);
            } else {
                copy(Path.of(file), csv, rows);
            }
            replay(csv);
        } finally {
            Files.delete(csv);
        }
        System.exit(0);
    }

    private static void makeUp(Path csv, long rows) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write("timestamp,origin,destination,distance,delay,delayed15\n");
            for (long i = 0; i < rows; i++) {
                int from = random.nextInt(AIRPORTS.length);
                int to = (from + 1 + random.nextInt(AIRPORTS.length - 1)) % AIRPORTS.length;
                long delay = Math.round(20 * random.nextGaussian() * random.nextDouble() + 2);
                String time = START.plusMinutes(DAYS * 1_440L * i / rows).toString();
                out.write(time
                        + ','
                        + AIRPORTS[from]
                        + ','
                        + AIRPORTS[to]
                        + ','
                        + (300 + 173 * Math.abs(from - to))
                        + ','
                        + delay
                        + ','
                        + (delay > 15 ? 1 : 0)
                        + '\n');
            }
        }
    }

    private static void copy(Path from, Path csv, long rows) throws IOException {
        try (InputStream file = Files.newInputStream(from);
                InputStream plain = from.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
                BufferedReader in = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
                BufferedWriter out = Files.newBufferedWriter(csv)) {
            String line = in.readLine();
            for (long i = 0; line != null && i <= rows; i++) {
                out.write(line);
                out.newLine();
                line = in.readLine();
            }
        }
    }

    private static void replay(Path csv) throws IOException {
        long started = System.nanoTime();
        AtomicLong peakHeap = watchHeap();
        try (Sandbox sandbox = Sandbox.start()) {
            long brokerUp = System.nanoTime();
            Replay replay = new Replay(monitors(sandbox), List.of(new Replay.Input(csv, "flights")), Progress.SILENT);
            Replay.Summary summary = replay.run(sandbox.settings(), sandbox.registry(), new Silent());
            report(summary, (brokerUp - started) / 1e9, (System.nanoTime() - brokerUp) / 1e9, peakHeap);
        }
    }

    private static MonitorFile monitors(Sandbox sandbox) throws IOException {
        Path file = sandbox.directory().resolve("flights.yaml");
        try (InputStream in =
                Objects.requireNonNull(Replay.class.getResourceAsStream("/demo/flights.yaml"), "no demo in the jar")) {
            Files.copy(in, file);
        }
        return MonitorFileReader.read(file);
    }

    private static void report(Replay.Summary summary, double brokerSeconds, double replaySeconds, AtomicLong peakHeap)
            throws IOException {
        double streaming = summary.duration().toNanos() / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%,d events: broker %.1f s, pinning %.1f s, streaming %.1f s = %,.0f events/s; all but the broker %,.0f events/s%n",
                summary.events(),
                brokerSeconds,
                replaySeconds - streaming,
                streaming,
                summary.events() / streaming,
                summary.events() / replaySeconds);
        System.out.printf(
                Locale.ROOT,
                "readings %d, alerts %d, deltas %d, events counted %d, lines rejected %d%n",
                summary.readings(),
                summary.alerts(),
                summary.meters().read(Meter.DELTAS),
                summary.meters().read(Meter.EVENTS),
                summary.meters().read(Meter.REJECTED));
        System.out.printf(
                Locale.ROOT,
                "heap: peak %d MB of %d MB; resident: peak %d MB; load %.1f%n",
                peakHeap.get() >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                peakResident() >> 20,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Looks at the heap a hundred times a second; the largest that it saw, garbage and all. */
    private static AtomicLong watchHeap() {
        AtomicLong peak = new AtomicLong();
        Thread watcher = new Thread(
                () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        long used = ManagementFactory.getMemoryMXBean()
                                .getHeapMemoryUsage()
                                .getUsed();
                        peak.accumulateAndGet(used, Math::max);
                        LockSupport.parkNanos(10_000_000);
                    }
                },
                "heap-watcher");
        watcher.setDaemon(true);
        watcher.start();
        return peak;
    }

    /** VmHWM of this process; 0 where there is no /proc. */
    private static long peakResident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    /** Readings and alerts come out, and are not looked at. */
    private static final class Silent implements Replay.Output {
        @Override
        public void pinned(Pinned pin) {}

        @Override
        public void reading(OutputLine.OfReading reading) {}

        @Override
        public void alert(OutputLine.OfAlert alert) {}
    }
}
