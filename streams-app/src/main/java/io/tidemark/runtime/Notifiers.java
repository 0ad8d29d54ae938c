package io.tidemark.runtime;

import io.tidemark.domain.Meters;
import io.tidemark.notify.Backoff;
import io.tidemark.notify.Post;
import io.tidemark.notify.Target;
import io.tidemark.notify.Undelivered;
import io.tidemark.serde.AlertDeserializer;
import io.tidemark.serde.AvroJson;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.topology.Topics;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumers of the alerts topic that tell people: one thread and one consumer group ({@code <application id>-notify-<target>}) a target, so
 * that none waits for another. Several processes with the same targets share the partitions.
 *
 * <p>A notifier that fails, because the cluster is away, say, starts again; only {@link #close} ends it. Started and closed by one thread.
 */
public final class Notifiers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Notifiers.class);
    private static final long PAUSE_SECONDS = 5;
    private static final int MOST_POLLED = 10;
    /** After a crash others wait that long before they take over. */
    private static final int SESSION_MS = 10_000;

    private final AppSettings settings;
    private final NotifySettings patience;
    private final Topics topics;
    private final Registry registry;
    private final Meters meters;
    private final Clock clock = Clock.systemUTC();
    private final long startedMs;
    private final Undelivered undelivered = new Undelivered();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private Notifiers(AppSettings settings, NotifySettings patience, Registry registry, Meters meters) {
        this.settings = settings;
        this.patience = patience;
        this.topics = new Topics(settings.applicationId(), Map.of());
        this.registry = registry;
        this.meters = meters;
        this.startedMs = clock.millis();
    }

    /**
     * Starts a notifier for each target.
     *
     * @throws Registry.RegistryFailure if a registry inside the process does not take our schemas
     */
    public static Notifiers start(AppSettings settings, List<Target> targets, NotifySettings patience, Meters meters) {
        Registry registry = settings.openRegistry();
        Notifiers notifiers = new Notifiers(settings, patience, registry, meters);
        OwnSchemas.registerInProcess(registry, notifiers.topics.subjects());
        for (Target target : targets) {
            Post post = new Post(client(patience), patience.request());
            Thread thread = new Thread(() -> notifiers.keepTelling(target, post), "notify-" + target.name());
            thread.setDaemon(true);
            notifiers.threads.add(thread);
            thread.start();
        }
        return notifiers;
    }

    private static HttpClient client(NotifySettings patience) {
        return HttpClient.newBuilder()
                .connectTimeout(patience.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private void keepTelling(Target target, Post post) {
        while (!isStopped()) {
            try (AlertFeed feed = feed(target)) {
                courier(target, feed, post).run();
            } catch (RuntimeException failure) {
                log.error("a notifier failed and starts again target={} seconds={}", target, PAUSE_SECONDS, failure);
                pause();
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void pause() {
        try {
            if (stop.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                log.info("it does not start again, for all stop");
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    private Courier courier(Target target, AlertFeed feed, Post post) {
        Backoff backoff = new Backoff(patience.firstBackoff(), patience.longestBackoff(), new SplittableRandom());
        Delivery delivery =
                new Delivery(target, new Delivery.Office(post, undelivered, meters, clock, this::isStopped), backoff);
        return target.kind() == Target.Kind.ALERTMANAGER
                ? new BoardCourier(target, feed, delivery, patience.resend())
                : new LetterCourier(target, feed, delivery);
    }

    private AlertFeed feed(Target target) {
        Map<String, Object> properties = new HashMap<>(MonitorApp.clientProperties(settings));
        properties.put("group.id", settings.applicationId() + "-notify-" + target.name());
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        properties.put("metadata.max.age.ms", "10000");
        properties.put("session.timeout.ms", SESSION_MS);
        properties.put("max.poll.records", MOST_POLLED);
        properties.put("partition.assignment.strategy", RangeAssignor.class.getName());
        return new AlertFeed(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                topics.alerts(),
                new AlertFeed.Readers(AlertDeserializer.of(registry), AvroJson.ofAlerts(registry), meters),
                clock,
                startedMs);
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    /** What targets refused. */
    public Undelivered undelivered() {
        return undelivered;
    }

    /** Closes when the process is told to stop (SIGTERM, SIGINT). */
    public void closeOnShutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "shutdown"));
    }

    /** Waits until it is closed. */
    public void awaitStop() throws InterruptedException {
        stop.await();
    }

    /** Ends all notifiers: what is on its way is waited for, so that it need not be sent again. */
    @Override
    public void close() {
        stop.countDown();
        long untilMs = clock.millis()
                + patience.request()
                        .plus(patience.connect())
                        .plusSeconds(PAUSE_SECONDS)
                        .toMillis();
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, untilMs - clock.millis()));
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }
}
