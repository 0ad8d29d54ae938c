package io.tidemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.WorldFailure;
import io.tidemark.schemas.Alert;
import io.tidemark.serde.Registry;
import io.tidemark.serde.RegistrySettings;
import io.tidemark.testkit.RegistryServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application that is started before its registry. */
@Tag("slow")
class RegistryArrivalTest {
    private static final Duration LONG = Duration.ofHours(1);

    private int port;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
    }

    private RegistryServer listen() {
        try {
            return RegistryServer.start(port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int register(Duration patience) {
        RegistrySettings settings = RegistrySettings.of("http://ann:sesame@127.0.0.1:" + port, Map.of());
        Registry registry = new Registry(settings, Clock.systemUTC());
        return new RegistryArrival(patience, Clock.systemUTC())
                .await(() -> registry.register("t", Alert.getClassSchema()));
    }

    @Test
    void startsOnceTheRegistryListens() throws Exception {
        CompletableFuture<RegistryServer> later = CompletableFuture.supplyAsync(
                this::listen, CompletableFuture.delayedExecutor(600, TimeUnit.MILLISECONDS));

        int id = register(LONG);

        assertThat(id).isEqualTo(RegistryServer.REGISTERED);
        later.get().close();
    }

    @Test
    void startsOnceTheRegistryIsReady() {
        try (RegistryServer server = listen()) {
            server.fail(503);
            CompletableFuture<Void> later = CompletableFuture.runAsync(
                    () -> server.fail(0), CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));

            int id = register(LONG);

            assertThat(id).isEqualTo(RegistryServer.REGISTERED);
            assertThat(later).isDone();
        }
    }

    @Test
    void patienceThatIsOverIsToldWithHowLongItWas() {
        long begin = System.nanoTime();

        assertThatThrownBy(() -> register(Duration.ofMillis(700)))
                .isInstanceOf(WorldFailure.class)
                .hasMessage(
                        "waited 700ms (--schema-patience) for the schema registry: cannot register a schema:"
                                + " registry=http://***@127.0.0.1:" + port
                                + ", subject=t-value, schema=io.tidemark.schemas.Alert:"
                                + " the registry does not answer; start it, or correct --registry (ConnectException: Connection refused)");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    }

    @Test
    void whoIsRefusedDoesNotWait() {
        try (RegistryServer server = listen()) {
            server.demand("Basic something else");

            assertThatThrownBy(() -> register(LONG))
                    .isInstanceOf(Registry.RegistryFailure.class)
                    .hasMessageContaining("the registry does not know us (401)");
        }
    }

    @Test
    void wrongPathDoesNotWait() {
        try (RegistryServer server = listen()) {
            Registry registry = new Registry(RegistrySettings.of(server.url() + "/apis", Map.of()), Clock.systemUTC());

            assertThatThrownBy(() -> new RegistryArrival(LONG, Clock.systemUTC())
                            .await(() -> registry.register("t", Alert.getClassSchema())))
                    .isInstanceOf(Registry.RegistryFailure.class)
                    .hasMessageContaining("no schema registry answers there (404)");
        }
    }
}
