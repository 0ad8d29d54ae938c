package io.tidemark.benchmarks;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.http.HttpSettings;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.http.Tokens;
import io.tidemark.query.PeerSettings;
import io.tidemark.runtime.ApiHost;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.MonitorApp;
import io.tidemark.runtime.PinPublisher;
import io.tidemark.topology.Topics;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a hundred people before their dashboards cost the stream: events come at a steady rate, with and without readers in turn, and what the
 * application takes in meanwhile is counted; the readers' waits are told by what they ask.
 *
 * <p>Options: {@code --rate 100000 --readers 100 --rounds 4 --seconds 30 --threads 2 --day-events 2000000}.
 */
public final class Readers {
    private final Options options;
    private final PrintStream out;

    private Readers(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** One stretch of time. */
    private record Stretch(double rate, double behind) {}

    public static void main(String[] arguments) {
        try {
            new Readers(new Options(arguments), System.out).run();
            System.exit(0); // Kafka leaves threads
        } catch (Exception failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private void run() throws Exception {
        int threads = (int) options.number("threads", 2);
        try (Field field = new Field(0, 3, Duration.ofMillis(options.number("commit-interval", 2_000)));
                ApiHost host = ApiHost.start(
                        HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
                        "",
                        new PeerSettings("http", ""))) {
            field.createTopic();
            AppSettings settings = host.told(field.freshApplication(threads));
            Topics topics = MonitorApp.prepareTopics(settings, field.sample().file());
            new PinPublisher(settings, topics, Clock.systemUTC())
                    .publish(field.sample().pin(), GridBook.EMPTY);
            try (MonitorApp app = MonitorApp.start(
                            settings, field.sample().file(), field.sample().registry());
                    SteadyStream stream = new SteadyStream(field)) {
                host.attach(app, field.sample().file(), settings);
                stream.day(options.number("day-events", 2_000_000));
                awaitAll(app, stream);
                stream.start(options.number("rate", 100_000));
                measure(app, stream, host.url());
            }
        }
    }

    private static void awaitAll(MonitorApp app, SteadyStream stream) throws InterruptedException {
        while (app.meters().read(Meter.EVENTS) < stream.sent()) {
            if (app.awaitStop(Duration.ofMillis(100))) {
                throw new IllegalStateException("the application stopped by itself", app.failure());
            }
        }
    }

    private void measure(MonitorApp app, SteadyStream stream, String url) throws InterruptedException {
        Duration length = Duration.ofSeconds(options.number("seconds", 30));
        int readers = (int) options.number("readers", 100);
        List<Stretch> quiet = new ArrayList<>();
        List<Stretch> read = new ArrayList<>();
        Waits waits = new Waits();
        stretch(app, stream, length); // warms up
        try (Audience warm = Audience.start(url, readers, new Waits())) {
            stretch(app, stream, length);
        }
        long rounds = options.number("rounds", 4);
        for (long round = 1; round <= rounds; round++) {
            quiet.add(told("quiet", round, stretch(app, stream, length)));
            try (Audience audience = Audience.start(url, readers, waits)) {
                read.add(told(readers + " readers", round, stretch(app, stream, length)));
            }
        }
        out.println();
        out.println("| | events/s | behind at the end |");
        out.println("| --- | ---: | ---: |");
        row("undisturbed", quiet);
        row(readers + " readers", read);
        out.println();
        waits.print(out);
    }

    private Stretch told(String what, long round, Stretch stretch) {
        out.printf(
                Locale.ROOT,
                "round %d %-12s %,9.0f events/s, %,9.0f behind, load %.1f%n",
                round,
                what,
                stretch.rate(),
                stretch.behind(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        out.flush();
        return stretch;
    }

    private static Stretch stretch(MonitorApp app, SteadyStream stream, Duration length) throws InterruptedException {
        long before = app.meters().read(Meter.EVENTS);
        long since = System.nanoTime();
        Thread.sleep(length.toMillis());
        long events = app.meters().read(Meter.EVENTS) - before;
        double rate = events * 1e9 / (System.nanoTime() - since);
        return new Stretch(rate, stream.sent() - (double) app.meters().read(Meter.EVENTS));
    }

    private void row(String name, List<Stretch> stretches) {
        double[] rates = stretches.stream().mapToDouble(Stretch::rate).sorted().toArray();
        double[] behind =
                stretches.stream().mapToDouble(Stretch::behind).sorted().toArray();
        out.printf(Locale.ROOT, "| %s | %,.0f | %,.0f |%n", name, rates[rates.length / 2], behind[behind.length / 2]);
    }
}
