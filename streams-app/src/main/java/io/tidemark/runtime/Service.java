package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.notify.Target;
import io.tidemark.serde.Registry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** {@code run}: the application beside a cluster, or on an embedded broker where none is named, until it is told to stop. */
public final class Service implements AutoCloseable {
    private final @Nullable EmbeddedBroker broker;
    private final MonitorApp app;
    private final WarmUp warmUp;
    private final Notifiers notifiers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Service(@Nullable EmbeddedBroker broker, MonitorApp app, WarmUp warmUp, Notifiers notifiers) {
        this.broker = broker;
        this.app = app;
        this.warmUp = warmUp;
        this.notifiers = notifiers;
    }

    /**
     * Starts beside the cluster of the settings.
     *
     * @throws ClusterFailure if a source topic is not there or the cluster does not answer
     */
    public static Service start(AppSettings settings, MonitorFile file) {
        return start(settings, file, List.of());
    }

    /**
     * The same, and tells these targets of its alerts.
     *
     * @throws ClusterFailure if a source topic is not there or the cluster does not answer
     */
    public static Service start(AppSettings settings, MonitorFile file, List<Target> targets) {
        return start(settings, file, targets, Optional.empty());
    }

    /** The same, and answers over HTTP there. */
    public static Service start(AppSettings settings, MonitorFile file, List<Target> targets, Optional<ApiHost> host) {
        return start(settings, file, targets, host, null);
    }

    /** Starts on an embedded broker, which it takes over; source topics that are not there are created. */
    public static Service startEmbedded(
            AppSettings settings,
            MonitorFile file,
            List<Target> targets,
            Optional<ApiHost> host,
            EmbeddedBroker broker) {
        try (Admin admin = ClusterFailure.admin(MonitorApp.clientProperties(settings))) {
            Set<String> topics = file.monitors().stream()
                    .map(Monitor::source)
                    .flatMap(source -> source.topics().stream())
                    .collect(Collectors.toSet());
            new TopicSetup(admin).createSources(topics, settings.partitions());
        }
        return start(settings, file, targets, host, broker);
    }

    private static Service start(
            AppSettings settings,
            MonitorFile file,
            List<Target> targets,
            Optional<ApiHost> host,
            @Nullable EmbeddedBroker broker) {
        Registry registry = settings.openDoubtingRegistry();
        // Nobody asks again before the start: there, one id of nobody must not keep the reference from being made.
        Registry believing = registry.isInProcess() ? registry : settings.openRegistry();
        MonitorApp app = MonitorApp.start(
                host.map(listening -> listening.told(settings)).orElse(settings), file, registry, topics -> {
                    Neighbours.awaitAgreement(settings, topics);
                    new History(settings, file, topics, believing).pin();
                });
        Notifiers notifiers = Notifiers.start(settings, targets, NotifySettings.USUAL, app.meters());
        PinSite site = new PinSite(settings, app.streams(), app.topics());
        TopicPins pins = new TopicPins(settings, file, app.topics(), registry);
        WarmUp warmUp = new WarmUp(
                file,
                site,
                pins,
                new AskedPins(
                        settings, file, PinRequests.of(settings, app.topics(), settings.openRegistry()), site, pins));
        warmUp.start();
        host.ifPresent(listening -> listening.attach(app, file, settings));
        return new Service(broker, app, warmUp, notifiers);
    }

    /** The application that runs. */
    public MonitorApp application() {
        return app;
    }

    /** Closes when the process is told to stop (SIGTERM, SIGINT). */
    public void closeOnShutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "shutdown"));
    }

    /** Waits until it stops by itself; returns why, or null if it was closed. */
    public @Nullable Throwable awaitStop() throws InterruptedException {
        app.awaitStop();
        return app.failure();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            warmUp.close();
            app.close();
            notifiers.close();
            if (broker != null) {
                broker.close();
            }
        }
    }
}
