package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.http.ApiServer;
import io.tidemark.http.Health;
import io.tidemark.http.HttpSettings;
import io.tidemark.http.Sources;
import io.tidemark.query.AnswerRoom;
import io.tidemark.query.Desk;
import io.tidemark.query.Kept;
import io.tidemark.query.KeptGrids;
import io.tidemark.query.Ledgers;
import io.tidemark.query.LocalRows;
import io.tidemark.query.Models;
import io.tidemark.query.Monitored;
import io.tidemark.query.PeerSettings;
import io.tidemark.query.Pulses;
import io.tidemark.query.Questions;
import io.tidemark.query.State;
import io.tidemark.query.Unavailable;
import io.tidemark.query.Whereabouts;
import io.tidemark.query.WholeState;
import io.tidemark.query.board.Boards;
import io.tidemark.runtime.meter.PrometheusTelemetry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of a running application. It listens before the application starts, so that the application can say where; until then it is alive
 * and not ready. Started and closed by one thread.
 */
public final class ApiHost implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Clock CLOCK = Clock.systemUTC();

    private final AtomicReference<@Nullable Attached> attached = new AtomicReference<>();
    private final PrometheusTelemetry telemetry = new PrometheusTelemetry(this::health);
    private final PeerSettings peers;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ExecutorService lagAsker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "tidemark-lags");
        thread.setDaemon(true);
        return thread;
    });
    private final ApiServer server;
    private final String advertised;
    private volatile Set<String> hidden = Set.of();

    /** The application that is asked. */
    private record Attached(KafkaStreams streams, State state, BoardFeed feed, Caretaker caretaker) {}

    private ApiHost(HttpSettings settings, String advertised, PeerSettings peers) {
        this.peers = peers;
        this.server =
                ApiServer.start(settings.advertisedAt(advertised), new Sources(this::health, telemetry, this::state));
        this.advertised = advertised.isEmpty() ? server.address() : advertised;
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

    /** Does not tell the values of settings of these names, which are kept elsewhere; to be said before it is attached. */
    public void hide(Collection<String> elsewhere) {
        hidden = Set.copyOf(elsewhere);
    }

    /** From now on answers for that application, which runs with these settings. */
    public void attach(MonitorApp app, MonitorFile file, AppSettings settings) {
        int partitions = settings.partitions();
        Whereabouts whereabouts = new Whereabouts(
                app.streams(),
                Map.of(
                        Kept.Stage.ASSESS,
                        app.topics().partials(),
                        Kept.Stage.JUDGE,
                        app.topics().readings()),
                advertised);
        LocalRows local = new LocalRows(app.streams(), whereabouts, lagAsker, System::nanoTime);
        Questions questions =
                new Questions(new WholeState(whereabouts, local, client, peers, System::nanoTime), AnswerRoom.ofHeap());
        Models models = new Models(
                questions, file.monitors().stream().map(Monitor::model).toList(), partitions);
        Monitored monitored = Monitored.of(file, partitions, new KeptGrids(app.streams()));
        Boards boards = new Boards(Long.toString(CLOCK.millis(), Character.MAX_RADIX), CLOCK);
        BoardFeed feed = BoardFeed.start(settings, app.topics(), boards, CLOCK);
        Ledgers ledgers =
                new Ledgers(questions, Promises.of(file), Promises.corrections(file), partitions, file.runs());
        Caretaker caretaker = new Caretaker(
                app,
                new Caretaker.Told(file, settings, hidden),
                new Caretaker.Reach(whereabouts, client, peers),
                models);
        Desk desk = new Desk(new TidingDesk(settings)::tell, CLOCK, Assembly.changeDating(file));
        State state = new State(
                local,
                models,
                questions,
                monitored,
                new Pulses(questions, monitored),
                boards,
                ledgers,
                caretaker.upkeep(),
                desk);
        attached.set(new Attached(app.streams(), state, feed, caretaker));
        telemetry.watch(
                new PrometheusTelemetry.Watched(
                        app.streams(),
                        app.meters(),
                        file.monitors(),
                        new Models(new Questions(local.activeOnly()), models.names(), partitions)),
                CLOCK);
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

    private State state() {
        Attached now = attached.get();
        if (now == null) {
            throw new Unavailable("the application starts; ask again in a moment");
        }
        return now.state();
    }

    @Override
    public void close() {
        Attached last = attached.get();
        if (last != null) {
            // First: who listens to the boards keeps a thread of the server.
            last.feed().close();
        }
        server.close();
        telemetry.close();
        lagAsker.shutdownNow();
        if (last != null) {
            last.caretaker().close();
        }
    }
}
