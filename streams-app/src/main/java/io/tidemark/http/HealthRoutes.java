package io.tidemark.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Health, for orchestrators and for people; metrics, for Prometheus; and what the API is, for programs. */
final class HealthRoutes implements ApiServer.Routes {
    private static final int UNAVAILABLE = 503;

    private final Sources sources;

    HealthRoutes(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void addTo(Paths paths) {
        paths.prompt("/healthz", Role.ANYONE, (request, caller) -> {
            Health health = sources.health().get();
            Json.answer(request.status(health.isAlive() ? 200 : UNAVAILABLE), json(health));
        });
        paths.prompt("/readyz", Role.ANYONE, (request, caller) -> {
            Health health = sources.health().get();
            Json.answer(request.status(health.isReady() ? 200 : UNAVAILABLE), json(health));
        });
        paths.prompt("/metrics", Role.READ, (request, caller) -> {
            String type = mediaType(request.header("Accept"));
            request.contentType(type).result(sources.telemetry().text(type));
        });
        paths.prompt("/api/v1/openapi.yaml", Role.READ, (request, caller) -> request.contentType("application/yaml")
                .result(document()));
    }

    /** What Prometheus asks for; the older text format for people and everybody else. */
    private static String mediaType(@Nullable String accepted) {
        return accepted != null && accepted.replace(" ", "").contains("application/openmetrics-text;version=1.0.0")
                ? Telemetry.OPEN_METRICS
                : Telemetry.TEXT;
    }

    private static byte[] document() {
        try (InputStream in = HealthRoutes.class.getResourceAsStream("/api/openapi.yaml")) {
            return Objects.requireNonNull(in, "the document is in the jar").readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the document cannot be read", unreadable);
        }
    }

    private static Map<String, Object> json(Health health) {
        return new TreeMap<>(Map.of("state", health.state(), "why", health.why()));
    }
}
