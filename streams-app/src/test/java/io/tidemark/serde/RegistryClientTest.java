package io.tidemark.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.SchemaSource.Unanswered;
import io.tidemark.ingest.SchemaSource.UnknownSchema;
import io.tidemark.schemas.Alert;
import io.tidemark.testkit.RegistryServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a registry that is told how to behave. */
class RegistryClientTest {
    private static final String TEXT = "\"string\"";

    private RegistryServer server;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void start() throws IOException {
        server = RegistryServer.start().with(7, TEXT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Registry registry(String urls, Map<String, String> clients) {
        return new Registry(RegistrySettings.of(urls, clients), () -> now);
    }

    private Registry doubting(String urls) {
        return Registry.doubting(RegistrySettings.of(urls, Map.of()), () -> now);
    }

    private Registry registry() {
        return registry(server.url(), Map.of());
    }

    @Test
    void aSchemaIsAskedForOnceAndKnownWhileTheRegistryIsAway() throws UnknownSchema {
        Registry registry = registry();

        assertThat(registry.schemaById(7)).isEqualTo(TEXT);
        server.close();

        assertThat(registry.schemaById(7)).isEqualTo(TEXT);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void thatThereIsNoneIsBelievedForAMinute() throws UnknownSchema {
        Registry registry = registry();

        assertThatThrownBy(() -> registry.schemaById(8))
                .isInstanceOf(UnknownSchema.class)
                .hasMessage("registry=" + server.url() + ": Schema 8 not found; error code: 40403");
        server.with(8, TEXT);
        now = now.plusSeconds(59);
        assertThatThrownBy(() -> registry.schemaById(8)).isInstanceOf(UnknownSchema.class);
        assertThat(server.asked()).hasSize(1);
        now = now.plusSeconds(1);

        assertThat(registry.schemaById(8)).isEqualTo(TEXT);
    }

    @Test
    void whoCanWaitDoubtsTheFirstThatThereIsNone() throws UnknownSchema {
        Registry registry = doubting(server.url());

        // Asked at 0, and again 0.5, 1 and 2 s later.
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> registry.schemaById(8)).isInstanceOf(Unanswered.class);
            now = now.plus(Duration.ofMillis(100));
        }
        assertThat(server.asked()).hasSize(4);
        assertThat(registry.remembers(8)).isFalse();
        assertThat(registry.isSilent()).isFalse();

        // And at 5 s for the last time.
        assertThatThrownBy(() -> registry.schemaById(8))
                .isInstanceOf(UnknownSchema.class)
                .hasMessage("registry=" + server.url() + ": Schema 8 not found; error code: 40403");
        assertThat(server.asked()).hasSize(5);
        assertThat(registry.remembers(8)).isTrue();
    }

    @Test
    void aSchemaThatComesLateIsTaken() throws UnknownSchema {
        Registry registry = doubting(server.url());
        assertThatThrownBy(() -> registry.schemaById(8)).isInstanceOf(Unanswered.class);

        server.with(8, TEXT);
        now = now.plusMillis(500);

        assertThat(registry.schemaById(8)).isEqualTo(TEXT);
    }

    @Test
    void idsOfNobodyCostOneWaitInAMinute() {
        Registry registry = doubting(server.url());
        assertThatThrownBy(() -> registry.schemaById(8)).isInstanceOf(Unanswered.class);
        now = now.plusSeconds(3);
        assertThatThrownBy(() -> registry.schemaById(9)).isInstanceOf(Unanswered.class);
        now = now.plusSeconds(2);

        // 8 was waited for in vain; neither 9, of which 3 s are left, nor any other id is waited for now.
        assertThatThrownBy(() -> registry.schemaById(8)).isInstanceOf(UnknownSchema.class);
        assertThatThrownBy(() -> registry.schemaById(9)).isInstanceOf(UnknownSchema.class);
        now = now.plusSeconds(59);
        assertThatThrownBy(() -> registry.schemaById(10)).isInstanceOf(UnknownSchema.class);
        now = now.plusSeconds(1);
        assertThatThrownBy(() -> registry.schemaById(11)).isInstanceOf(Unanswered.class);
        assertThatThrownBy(() -> registry.schemaById(8)).isInstanceOf(UnknownSchema.class);
    }

    @Test
    void afterAnOutageItIsDoubtedAnew() {
        Registry registry = doubting(server.url());
        assertThatThrownBy(() -> registry.schemaById(8)).isInstanceOf(Unanswered.class);
        now = now.plusSeconds(5);
        assertThatThrownBy(() -> registry.schemaById(8)).isInstanceOf(UnknownSchema.class);

        server.fail(503);
        assertThatThrownBy(() -> registry.schemaById(9)).isInstanceOf(Unanswered.class);
        server.fail(0);
        now = now.plusSeconds(1);

        assertThatThrownBy(() -> registry.schemaById(9)).isInstanceOf(Unanswered.class);
        assertThat(registry.isSilent()).isFalse();
        now = now.plusSeconds(5);
        assertThatThrownBy(() -> registry.schemaById(9)).isInstanceOf(UnknownSchema.class);
    }

    @Test
    void whatOneAddressDoesNotHaveAnotherMay() throws Exception {
        try (RegistryServer follower = RegistryServer.start()) {
            Registry registry = registry(follower.url() + "," + server.url(), Map.of());

            assertThat(registry.schemaById(7)).isEqualTo(TEXT);
            assertThat(follower.asked()).hasSize(1);
        }
    }

    @Test
    void anAddressThatFailsIsNoReasonNotToAskTheNext() throws Exception {
        try (RegistryServer broken = RegistryServer.start()) {
            broken.fail(503);
            Registry registry = registry(broken.url() + "," + server.url(), Map.of());

            assertThat(registry.schemaById(7)).isEqualTo(TEXT);
            assertThat(registry.isSilent()).isFalse();
        }
    }

    @Test
    void thatThereIsNoneWaitsAMinuteForAnAddressThatIsDown() throws Exception {
        RegistryServer follower = RegistryServer.start();
        int port = server.port();
        server.close();
        String urls = follower.url() + ",http://127.0.0.1:" + port;
        Registry lucky = doubting(urls);
        Registry unlucky = doubting(urls);
        assertThatThrownBy(() -> lucky.schemaById(7)).isInstanceOf(Unanswered.class);
        assertThatThrownBy(() -> unlucky.schemaById(7)).isInstanceOf(Unanswered.class);
        now = now.plusSeconds(59);
        assertThatThrownBy(() -> lucky.schemaById(7)).isInstanceOf(Unanswered.class);
        now = now.plusSeconds(1);
        assertThatThrownBy(() -> unlucky.schemaById(7))
                .isInstanceOf(UnknownSchema.class)
                .hasMessage("registry=" + urls
                        + ": Schema 7 not found; error code: 40403; no answer from http://127.0.0.1:" + port);

        server = RegistryServer.start(port).with(7, TEXT);
        now = now.plusSeconds(10);

        assertThat(lucky.schemaById(7)).isEqualTo(TEXT);
        follower.close();
    }

    @Test
    void aRegistryThatFailsIsLeftAloneForEverLonger() throws UnknownSchema {
        Registry registry = registry();
        server.fail(500);

        // Asked at 0, again 0.5 s later, then after 1, 2, 4, 8, 16 and then every 30 s: within 100 s at 0, 0.5, 1.5,
        // 3.5, 7.5, 15.5, 31.5, 61.5, 91.5.
        for (int i = 0; i < 1_000; i++) {
            assertThatThrownBy(() -> registry.schemaById(7)).isInstanceOf(Unanswered.class);
            now = now.plus(Duration.ofMillis(100));
        }
        assertThat(server.asked()).hasSize(9);
        server.fail(0);
        now = now.plusSeconds(30);

        assertThat(registry.schemaById(7)).isEqualTo(TEXT);
    }

    @Test
    void whatWasSaidOnceStandsWhileTheRegistryIsAway() {
        Registry registry = registry();
        assertThatThrownBy(() -> registry.schemaById(8)).isInstanceOf(UnknownSchema.class);

        server.fail(503);
        now = now.plusSeconds(61);

        assertThatThrownBy(() -> registry.schemaById(8)).isInstanceOf(UnknownSchema.class);
        assertThatThrownBy(() -> registry.schemaById(9)).isInstanceOf(Unanswered.class);
    }

    @Test
    void aSchemaOfAnotherKindIsNone() {
        server.with(3, "syntax = 'proto3';");

        assertThatThrownBy(() -> registry().schemaById(3))
                .isInstanceOf(UnknownSchema.class)
                .hasMessage("registry=" + server.url() + ": is not an Avro schema, or a broken one");
    }

    @Test
    void nobodyThereIsNoAnswer() {
        String url = server.url();
        server.close();

        assertThatThrownBy(() -> registry(url, Map.of()).schemaById(7))
                .isInstanceOf(Unanswered.class)
                .hasMessage(
                        "registry=" + url
                                + ": the registry does not answer; start it, or correct --registry (ConnectException: Connection refused)");
    }

    @Test
    void aWrongPathIsNoAnswer() {
        assertThatThrownBy(() -> registry(server.url() + "/here", Map.of()).schemaById(7))
                .isInstanceOf(Unanswered.class)
                .hasMessage("registry=" + server.url()
                        + "/here: no schema registry answers there (404); correct the address's path,"
                        + " with Apicurio it is /apis/ccompat/v7");
    }

    @Test
    void theFirstOfSeveralAddressesMayBeDead() throws UnknownSchema {
        Registry registry = registry("http://127.0.0.1:1, " + server.url(), Map.of());

        assertThat(registry.schemaById(7)).isEqualTo(TEXT);
    }

    @Test
    void aUserIsKnownByItsPassword() throws UnknownSchema {
        server.demand("Basic YW5uOnNlc2FtZQ==");
        Registry registry = registry(server.url(), Map.of("schema.registry.basic.auth.user.info", "ann:sesame"));

        assertThat(registry.schemaById(7)).isEqualTo(TEXT);
    }

    @Test
    void aUserInTheAddressIsKnownToo() throws UnknownSchema {
        server.demand("Basic YW5uOnNlc2FtZQ==");
        Registry registry = registry(
                "http://ann:sesame@127.0.0.1:" + server.port(),
                Map.of("schema.registry.basic.auth.credentials.source", "URL"));

        assertThat(registry.schemaById(7)).isEqualTo(TEXT);
        assertThat(registry.address()).isEqualTo("http://***@127.0.0.1:" + server.port());
    }

    @Test
    void aTokenIsSent() throws UnknownSchema {
        server.demand("Bearer open-sesame");
        Registry registry = registry(server.url(), Map.of("schema.registry.bearer.auth.token", "open-sesame"));

        assertThat(registry.schemaById(7)).isEqualTo(TEXT);
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() {
        server.demand("Basic something else");
        Registry registry = registry(
                "http://ann:sesame@127.0.0.1:" + server.port(),
                Map.of("schema.registry.basic.auth.credentials.source", "URL"));

        assertThatThrownBy(() -> registry.schemaById(7))
                .isInstanceOf(Unanswered.class)
                .hasMessage("registry=http://***@127.0.0.1:" + server.port()
                        + ": the registry does not know us (401); correct schema.registry.basic.auth.user.info or"
                        + " schema.registry.bearer.auth.token in --client-properties");
        now = now.plusSeconds(1);
        assertThatThrownBy(() -> registry.register("t", Alert.getClassSchema()))
                .isInstanceOf(Registry.RegistryFailure.class)
                .hasNoCause()
                .message()
                .doesNotContain("sesame");
    }

    @Test
    void aTrustStoreThatIsNotThereIsTold() {
        assertThatThrownBy(() -> registry(
                        "https://127.0.0.1:1",
                        Map.of(
                                "schema.registry.ssl.truststore.location", "/nowhere/trust.jks",
                                "schema.registry.ssl.truststore.password", "sesame")))
                .isInstanceOf(Registry.RegistryFailure.class)
                .hasMessage(
                        "cannot set up the registry's client: registry=https://127.0.0.1:1: /nowhere/trust.jks; correct the settings"
                                + " schema.registry.… in --client-properties");
    }

    @Test
    void whatIsNoAddressIsTold() {
        assertThatThrownBy(() -> RegistrySettings.of("registry:8081", Map.of()))
                .isInstanceOf(WorldFailure.class)
                .hasMessage(
                        "--registry: 'registry:8081' is not the address of a schema registry; write http://HOST:PORT or"
                                + " https://…, several with commas between them, or mock://NAME");
        assertThatThrownBy(() -> RegistrySettings.of("http://r", Map.of("schema.registry.http.read.timeout.ms", "10s")))
                .isInstanceOf(WorldFailure.class)
                .hasMessage(
                        "client properties: schema.registry.http.read.timeout.ms='10s' is not a whole number from 1 to"
                                + " 999999999; the default is 10000");
    }
}
