package io.tidemark.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.Endpoint;
import io.tidemark.domain.WorldFailure;
import io.tidemark.query.Refused;
import io.tidemark.query.TooMuch;
import io.tidemark.query.Unavailable;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: health, metrics and the API. Started and closed by one thread. */
public final class ApiServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ApiServer.class);
    private static final int MOST_BODY_BYTES = 64 << 10;

    private final Javalin server;
    private final HttpSettings settings;

    private ApiServer(Javalin server, HttpSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /** A group of paths. */
    interface Routes {
        /** Adds them. */
        void addTo(Paths paths);
    }

    /**
     * Starts to listen.
     *
     * @throws WorldFailure if the address is taken, or is none of this machine
     */
    public static ApiServer start(HttpSettings settings, Sources sources) {
        Guard guard = new Guard(settings);
        List<Routes> all = List.of(
                new HealthRoutes(sources),
                new ModelRoutes(sources),
                new RowsRoute(sources),
                new DashboardRoutes(),
                new ModelDetailRoutes(sources),
                new ProfileRoutes(sources),
                new SeriesRoutes(sources),
                new SloRoutes(sources),
                new AlertRoutes(sources),
                new PostmortemRoutes(sources),
                new PastRoutes(sources),
                new SilenceRoutes(sources),
                new GateRoutes(sources),
                new EventsRoute(sources),
                new ActionRoutes(sources),
                new PinRoutes(sources),
                new ObjectiveRoutes(sources),
                new PipelineRoutes(sources),
                new RunRoutes(sources),
                new DriftRoutes(sources),
                new ComparisonRoutes(sources));
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.prefer405over404 = true;
            config.http.maxRequestSize = MOST_BODY_BYTES;
            config.jetty.host = settings.host();
            config.jetty.port = settings.port();
            Paths paths = new Paths(config.routes, guard);
            all.forEach(routes -> routes.addTo(paths));
            answerFailures(config);
            config.requestLogger.http((request, ms) -> sources.telemetry().answered(answered(request, ms)));
        });
        try {
            server.start();
        } catch (RuntimeException failure) {
            throw new WorldFailure(
                    "cannot listen: host=" + settings.host() + ", port=" + settings.port()
                            + "; take another one by --http HOST:PORT",
                    failure);
        }
        return new ApiServer(server, settings);
    }

    /** Paths by their templates: there are only so many. */
    private static Telemetry.Answered answered(Context request, float ms) {
        Endpoint endpoint = request.endpoints().matchedHttpEndpoint();
        String path = endpoint == null ? "other" : endpoint.path;
        return new Telemetry.Answered(request.method().name(), path, request.statusCode(), ms);
    }

    private static void answerFailures(JavalinConfig config) {
        config.routes.exception(Problem.Failure.class, (failure, request) -> {
            if (failure.problem().status() == 503) {
                request.header("Retry-After", "1");
            }
            answer(request, failure.problem());
        });
        config.routes.exception(Refused.class, (refused, request) -> answer(request, Problem.of(refused)));
        config.routes.exception(
                Unavailable.class,
                (failure, request) -> answer(
                        request.header("Retry-After", "1"),
                        Problem.of(503, "part of the state cannot be asked now", message(failure))));
        config.routes.exception(
                TooMuch.class,
                (failure, request) -> answer(request, Problem.of(413, "too much at once", message(failure))));
        config.routes.exception(MethodNotAllowedResponse.class, (failure, request) -> {
            String allowed = String.join(
                    ", ",
                    new TreeSet<>(List.of(String.valueOf(failure.getDetails().get("availableMethods"))
                            .split(",\\s*"))));
            answer(
                    request.header("Allow", allowed),
                    Problem.of(
                            405,
                            "method not allowed",
                            "this path takes " + allowed + ": method=" + request.method() + ", path="
                                    + request.path()));
        });
        config.routes.exception(Exception.class, (failure, request) -> {
            log.error("a request failed path={}", request.path(), failure);
            answer(request, Problem.of(500, "internal error", "see the log of the application"));
        });
        config.routes.error(404, request -> {
            if (request.attribute(Paths.ANSWERED) == null) {
                answer(request, Problem.of(404, "no such path", "there is nothing here: path=" + request.path()));
            }
        });
    }

    private static String message(Exception failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static void answer(Context request, Problem problem) {
        request.attribute(Paths.ANSWERED, true);
        Json.answer(request.status(problem.status()), "application/problem+json", problem.json());
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** The address for people and browsers. */
    public String url() {
        return "http://" + address();
    }

    /** HOST:PORT; an IPv6 host in brackets. */
    public String address() {
        return (settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host()) + ":" + port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
