package io.tidemark.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Rejection;
import io.tidemark.http.ApiServer;
import io.tidemark.http.Health;
import io.tidemark.http.HttpSettings;
import io.tidemark.http.Sources;
import io.tidemark.query.Kept;
import io.tidemark.query.KeptGrids;
import io.tidemark.query.LocalRows;
import io.tidemark.query.Models;
import io.tidemark.query.Monitored;
import io.tidemark.query.PeerSettings;
import io.tidemark.query.Questions;
import io.tidemark.query.State;
import io.tidemark.query.Unavailable;
import io.tidemark.query.Whereabouts;
import io.tidemark.query.WholeState;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of a running application. It listens before the application starts, so that the application can say where; until then it is alive
 * and not ready. Started and closed by one thread.
 */
public final class ApiHost implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AtomicReference<@Nullable Attached> attached = new AtomicReference<>();
    private final PeerSettings peers;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ApiServer server;
    private final String advertised;

    /** The application that is asked. */
    private record Attached(KafkaStreams streams, State state, PrometheusMeterRegistry metrics) {}

    private ApiHost(HttpSettings settings, String advertised, PeerSettings peers) {
        this.peers = peers;
        this.server = ApiServer.start(settings, new Sources(this::health, this::metrics, this::state));
        this.advertised = advertised.isEmpty() ? settings.host() + ':' + server.port() : advertised;
    }

    /**
     * Starts to listen.
     *
     * @param advertised host:port under which other instances reach this one; empty for where it listens
     * @throws io.tidemark.domain.WorldFailure if it cannot listen there
     */
    public static ApiHost start(HttpSettings settings, String advertised, PeerSettings peers) {
        return new ApiHost(settings, advertised, peers);
    }

    /** The same settings, with which an application tells other instances that they reach it here. */
    public AppSettings told(AppSettings settings) {
        return settings.at(advertised);
    }

    /** The address for people. */
    public String url() {
        return server.url();
    }

    /** From now on answers for that application, whose own topics have so many partitions. */
    public void attach(MonitorApp app, MonitorFile file, int partitions) {
        Whereabouts whereabouts = new Whereabouts(
                app.streams(),
                Map.of(
                        Kept.Stage.ASSESS,
                        app.topics().partials(),
                        Kept.Stage.JUDGE,
                        app.topics().readings()),
                advertised);
        LocalRows local = new LocalRows(app.streams(), whereabouts);
        Questions questions = new Questions(new WholeState(whereabouts, local, client, peers));
        Models models = new Models(
                questions, file.monitors().stream().map(Monitor::model).toList(), partitions);
        Monitored monitored = Monitored.of(file, partitions, new KeptGrids(app.streams()));
        attached.set(new Attached(app.streams(), new State(local, models, questions, monitored), metrics(app)));
    }

    private static PrometheusMeterRegistry metrics(MonitorApp app) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        for (Meters.Meter meter : Meters.Meter.values()) {
            FunctionCounter.builder("tidemark." + meter.word(), app.meters(), meters -> meters.read(meter))
                    .register(registry);
        }
        for (Rejection.Reason reason : Rejection.Reason.values()) {
            FunctionCounter.builder("tidemark.rejected.by.reason", app.meters(), meters -> meters.rejected(reason))
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("tidemark.ready", app.streams(), streams -> isReady(streams) ? 1 : 0)
                .register(registry);
        return registry;
    }

    private static boolean isReady(KafkaStreams streams) {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    private Health health() {
        Attached now = attached.get();
        if (now == null) {
            return new Health(true, false, "starting", "the application starts");
        }
        KafkaStreams.State state = now.streams().state();
        boolean isAlive = !state.hasCompletedShutdown() && state != KafkaStreams.State.PENDING_ERROR;
        String why = state == KafkaStreams.State.REBALANCING ? "takes over partitions and restores their state" : "";
        return new Health(isAlive, isReady(now.streams()), state.name().toLowerCase(Locale.ROOT), why);
    }

    private String metrics() {
        Attached now = attached.get();
        return now == null ? "" : now.metrics().scrape();
    }

    private State state() {
        Attached now = attached.get();
        if (now == null) {
            throw new Unavailable("the application starts; ask again in a moment");
        }
        return now.state();
    }

    @Override
    public void close() {
        server.close();
    }
}
