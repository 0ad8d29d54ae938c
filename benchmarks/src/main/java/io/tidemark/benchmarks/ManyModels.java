package io.tidemark.benchmarks;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Quota;
import io.tidemark.pin.Pin;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.MonitorApp;
import io.tidemark.runtime.PinPublisher;
import io.tidemark.runtime.Sandbox;
import io.tidemark.topology.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Hundreds of models of ten tenants, all out of one template, in one process with the broker and those who send: how much memory they take, how long until the
 * first reading, how long from a window's end to its reading; and what becomes of the others' while the first tenant floods its topic, in turn with
 * times when it does not.
 *
 * <p>Options: {@code --models 500 --rate 2500 --flood 20 --rounds 2 --windows 1 --threads 2 --commit-interval 5000
 * --transaction-timeout 60000 --backlog 60}.
 */
public final class ManyModels {
    static final int TENANTS = 10;
    static final int PARTITIONS = 2;
    static final long WINDOW_MS = 120_000;
    /** How long after a window's end flood and quiet change. */
    private static final long CHANGE_MS = 40_000;

    private static final int OWN_PARTITIONS = 4;
    private static final double MEGA = 1 << 20;

    private static final String TEMPLATE =
            """
            apiVersion: tidemark.io/v1
            kind: Template
            metadata: {name: scored}
            spec:
              monitor:
                source: {topic: "${tenant}-events"}
                slices: [[country], [device], [tier], [country, tier]]
                windows: {size: 2m, pane: 1m, lateness: 0s}
                reference: {from: 2026-01-01, to: 2026-01-02}
                falseAlarms: 1 per 30d
              objects:
                - {apiVersion: tidemark.io/v1, kind: Preset, spec: {slo: drift, model: "${model}", severity: ticket}}
            """;

    private final Options options;
    private final PrintStream out;
    private final int models;
    private final long rate;
    private final long quota;

    private ManyModels(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.models = (int) options.number("models", 500);
        this.rate = options.number("rate", 2_500);
        this.quota = rate * 3 / 2 / TENANTS;
    }

    public static void main(String[] arguments) {
        try {
            new ManyModels(new Options(arguments), System.out).run();
            System.exit(0); // Kafka leaves threads
        } catch (Exception failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    /** Tenants with quotas, and a line for each tenant's models. */
    private String yaml() {
        StringBuilder yaml = new StringBuilder(TEMPLATE);
        for (int tenant = 0; tenant < TENANTS; tenant++) {
            yaml.append("---\napiVersion: tidemark.io/v1\nkind: Tenant\nmetadata: {name: t")
                    .append(tenant)
                    .append("}\nspec: {owner: team-t")
                    .append(tenant)
                    .append(", quotas: {eventsPerSecond: ")
                    .append(quota)
                    .append("}}\n");
        }
        yaml.append("---\nmonitors:\n");
        for (int tenant = 0; tenant < TENANTS; tenant++) {
            String names = IntStream.range(0, models / TENANTS)
                    .mapToObj(model -> "m" + model)
                    .collect(Collectors.joining(", "));
            yaml.append("  - {template: scored, tenant: t")
                    .append(tenant)
                    .append(", models: [")
                    .append(names)
                    .append("]}\n");
        }
        return yaml.toString();
    }

    private void run() throws Exception {
        long since = System.nanoTime();
        MonitorFile file = MonitorFileReader.parse("many.yaml", yaml());
        told(
                "%,d monitors and %,d SLOs of one template read in %,d ms%n",
                file.monitors().size(), file.slos().size(), ms(since));
        try (Sandbox sandbox = Sandbox.start()) {
            AppSettings settings = settings(sandbox);
            createSources(settings);
            Topics topics = MonitorApp.prepareTopics(settings, file);
            publish(settings, topics, file, sandbox);
            try (TenantStreams streams = new TenantStreams(settings, sandbox.registry(), models, rate);
                    ReadingDelays delays = new ReadingDelays(settings, topics, streams)) {
                streams.backlog(options.number("backlog", 60));
                long started = System.nanoTime();
                try (MonitorApp app = MonitorApp.start(settings, file, sandbox.registry())) {
                    streams.start();
                    delays.start();
                    delays.awaitFirst();
                    told(
                            "first reading %,d ms after the start, with %,d s of events to catch up with%n",
                            ms(started), options.number("backlog", 60));
                    measure(app, streams, delays);
                }
            }
        }
    }

    private AppSettings settings(Sandbox sandbox) {
        return new AppSettings(
                "many",
                sandbox.settings().bootstrapServers(),
                sandbox.settings().registryUrl(),
                sandbox.directory().resolve("many"),
                Duration.ofMillis(options.number("commit-interval", 5_000)),
                (int) options.number("threads", 2),
                OWN_PARTITIONS,
                Map.of("producer.transaction.timeout.ms", options.text("transaction-timeout", "60000")));
    }

    private static void createSources(AppSettings settings) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrapServers()))) {
            List<NewTopic> topics = IntStream.range(0, TENANTS)
                    .mapToObj(tenant -> new NewTopic(topic(tenant), Optional.of(PARTITIONS), Optional.empty()))
                    .toList();
            admin.createTopics(topics).all().get();
        }
    }

    static String topic(int tenant) {
        return "t" + tenant + "-events";
    }

    /** One reference of 21 slices, under the name of each model. */
    private void publish(AppSettings settings, Topics topics, MonitorFile file, Sandbox sandbox) {
        long since = System.nanoTime();
        Pin pin = SampleMonitor.ofThree(sandbox.registry()).pin();
        PinPublisher publisher = new PinPublisher(settings, topics, Clock.systemUTC());
        for (Monitor monitor : file.monitors()) {
            publisher.publish(SampleMonitor.renamed(pin, monitor.model()), GridBook.EMPTY);
        }
        told(
                "%,d references of %d slices and %d columns published in %,d ms%n",
                file.monitors().size(), pin.slices().size(), pin.era().grids().size(), ms(since));
    }

    private void measure(MonitorApp app, TenantStreams streams, ReadingDelays delays) throws InterruptedException {
        long windows = options.number("windows", 1);
        long flooding = options.number("flood", 20);
        awaitChange();
        delays.phase("warm-up");
        await(1);
        for (long round = 1; round <= options.number("rounds", 2); round++) {
            delays.phase("quiet");
            await(windows);
            told("round %d quiet: %s%n", round, state(app, streams));
            delays.phase("flood");
            streams.flood(flooding * quota);
            await(windows);
            streams.flood(0);
            told("round %d flood: %s%n", round, state(app, streams));
        }
        memory();
        delays.print(out);
        Map<String, Long> unread = new HashMap<>(app.meters().beyond(Quota.EVENTS));
        long all = unread.values().stream().mapToLong(Long::longValue).sum();
        told("unread, counted for each of the %,d models of their topics: %,d events%n", unread.size(), all);
    }

    private String state(MonitorApp app, TenantStreams streams) {
        return String.format(
                Locale.ROOT,
                "%,d sent, %,d of them flood, %,d measured, %,d readings, load %.1f",
                streams.sent(),
                streams.flooded(),
                app.meters().read(Meter.EVENTS),
                app.meters().read(Meter.READINGS),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static void awaitChange() throws InterruptedException {
        long now = System.currentTimeMillis();
        Thread.sleep(Math.floorMod(CHANGE_MS - now, WINDOW_MS));
    }

    private static void await(long windows) throws InterruptedException {
        Thread.sleep(windows * WINDOW_MS - 1_000);
        awaitChange();
    }

    /** Of the process: the application, the broker, and those who send and read. */
    private void memory() {
        System.gc();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGA;
        told("heap in use %,.0f MB; resident %s, at most %s%n", heap, status("VmRSS"), status("VmHWM"));
    }

    private static String status(String name) {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("\\D", ""))
                    .map(kilo -> String.format(Locale.ROOT, "%,d MB", Long.parseLong(kilo) / 1_024))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }

    private void told(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }

    private static long ms(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1_000_000;
    }
}
