package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tidemark.schemas.Alert;
import io.tidemark.serde.Registry;
import io.tidemark.serde.Registry.RegistryFailure;
import io.tidemark.serde.RegistrySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real registry behind doors that want a password, a token or a certificate. */
class LockedRegistryIT {
    private static final Map<String, String> NOTHING = Map.of();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private static Path directory;

    private static Apicurio apicurio;
    private static Keys theirs;
    private static Keys ours;

    @BeforeAll
    static void start() throws Exception {
        apicurio = Apicurio.start(directory.resolve("registry"));
        theirs = Keys.make(directory, "registry");
        ours = Keys.make(directory, "tidemark");
    }

    @AfterAll
    static void stop() {
        apicurio.close();
    }

    private static Registry client(RegistryDoor door, Map<String, String> properties) {
        return new Registry(RegistrySettings.of(door.url(), properties), Clock.systemUTC());
    }

    private static Map<String, String> with(Map<String, String> some, String name, String value) {
        Map<String, String> all = new HashMap<>(some);
        all.put("schema.registry." + name, value);
        return all;
    }

    private static Map<String, String> trusting(Keys keys) {
        return with(
                with(NOTHING, "ssl.truststore.location", keys.trust().toString()),
                "ssl.truststore.password",
                Keys.PASSWORD);
    }

    private static Map<String, String> with(Map<String, String> some, Keys keys) {
        return with(
                with(
                        with(some, "ssl.keystore.location", keys.store().toString()),
                        "ssl.keystore.password",
                        Keys.PASSWORD),
                "ssl.key.password",
                Keys.PASSWORD);
    }

    /** Writes a schema by one client and reads it by another. */
    private static void assertOpens(RegistryDoor door, Map<String, String> properties) throws Exception {
        int id = client(door, properties).register("locked", Alert.getClassSchema());

        assertThat(client(door, properties).schemaById(id)).contains("\"name\":\"Alert\"");
    }

    private static RegistryFailure refusal(RegistryDoor door, Map<String, String> properties) {
        Registry registry = client(door, properties);
        return catchThrowableOfType(RegistryFailure.class, () -> registry.register("locked", Alert.getClassSchema()));
    }

    @Test
    void aUserIsKnownByItsPassword() throws Exception {
        // Of ann:open-sesame.
        try (RegistryDoor door = RegistryDoor.plain(apicurio, "Basic YW5uOm9wZW4tc2VzYW1l"::equals)) {
            assertOpens(door, with(NOTHING, "basic.auth.user.info", "ann:open-sesame"));

            RegistryFailure wrong = refusal(door, with(NOTHING, "basic.auth.user.info", "ann:close-sesame"));
            assertThat(wrong)
                    .hasMessageEndingWith(
                            ": the registry does not know us (401); correct schema.registry.basic.auth.user.info or"
                                    + " schema.registry.bearer.auth.token in --client-properties");
            assertThat(wrong).message().doesNotContain("sesame");
            assertThat(wrong.isSilence()).isFalse();
        }
    }

    @Test
    void aTokenOpens() throws Exception {
        try (RegistryDoor door = RegistryDoor.plain(apicurio, "Bearer open-sesame"::equals)) {
            assertOpens(door, with(NOTHING, "bearer.auth.token", "open-sesame"));

            RegistryFailure wrong = refusal(door, with(NOTHING, "bearer.auth.token", "close-sesame"));
            assertThat(wrong).hasMessageContaining("the registry does not know us (401)");
            assertThat(wrong).message().doesNotContain("sesame");
        }
    }

    private static Map<String, String> oauth(TokenOffice office, String secret) {
        Map<String, String> properties = with(NOTHING, "bearer.auth.credentials.source", "OAUTHBEARER");
        properties = with(properties, "bearer.auth.issuer.endpoint.url", office.url());
        properties = with(properties, "bearer.auth.client.id", "tidemark");
        properties = with(properties, "bearer.auth.client.secret", secret);
        return with(properties, "bearer.auth.cache.expiry.buffer.seconds", "1");
    }

    @Test
    void aTokenThatExpiresIsRenewed() throws Exception {
        try (TokenOffice office = TokenOffice.open("tidemark", "open-sesame", Duration.ofSeconds(2));
                RegistryDoor door = RegistryDoor.plain(apicurio, office::knows)) {
            Registry registry = client(door, oauth(office, "open-sesame"));
            registry.register("first", Alert.getClassSchema());
            await().atMost(PATIENCE).until(office::isAllExpired);

            registry.register("second", Alert.getClassSchema());

            assertThat(office.given()).isGreaterThan(1);
            assertThat(door.refused()).isZero();
        }
    }

    @Test
    void whoGetsNoTokenIsTold() throws Exception {
        try (TokenOffice office = TokenOffice.open("tidemark", "open-sesame", Duration.ofSeconds(60));
                RegistryDoor door = RegistryDoor.plain(apicurio, office::knows)) {
            RegistryFailure wrong = refusal(door, oauth(office, "close-sesame"));

            assertThat(wrong)
                    .hasMessageContaining(
                            "no token for the registry; see schema.registry.bearer.auth.issuer.endpoint.url,"
                                    + " .client.id and .client.secret in --client-properties");
            assertThat(wrong).message().doesNotContain("sesame");
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsTold() throws Exception {
        try (RegistryDoor door = RegistryDoor.secured(apicurio, theirs.context(ours))) {
            assertOpens(door, trusting(theirs));

            for (Map<String, String> properties : List.of(NOTHING, trusting(ours))) {
                RegistryFailure wrong = refusal(door, properties);
                assertThat(wrong)
                        .hasMessageContaining(
                                "nobody whom we trust vouches for the registry's certificate; set"
                                        + " schema.registry.ssl.truststore.location and .truststore.password in --client-properties");
                assertThat(wrong).message().doesNotContain("sesame");
                assertThat(wrong.isSilence()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void whoHasNotTheRightCertificateIsTold(String protocol) throws Exception {
        Map<String, String> trusting = trusting(theirs);
        try (RegistryDoor door = RegistryDoor.mutual(apicurio, theirs.context(ours), protocol)) {
            assertOpens(door, with(trusting, ours));

            for (Map<String, String> properties : List.of(trusting, with(trusting, theirs))) {
                RegistryFailure wrong = refusal(door, properties);
                assertThat(wrong).hasMessageContaining("schema.registry.ssl.keystore.location");
                assertThat(wrong).message().doesNotContain("sesame");
            }
        }
    }
}
