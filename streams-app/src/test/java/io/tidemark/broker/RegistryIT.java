package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.config.MonitorFileReader;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.Service;
import io.tidemark.serde.Registry;
import io.tidemark.serde.RegistrySettings;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside a real registry that is killed and started again, with a producer of somebody else's. */
class RegistryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: events}
                windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: 2s}
                slices: [region]
            """;
    private static final String FIRST =
            """
            {"type":"record","name":"Scored","namespace":"org.acme","fields":[
              {"name":"model","type":"string"},
              {"name":"eventTime","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"dimensions","type":{"type":"map","values":"string"}},
              {"name":"features","type":{"type":"map","values":"double"}}]}""";
    /** All in another order, and one more. */
    private static final String SECOND =
            """
            {"type":"record","name":"Scored","namespace":"org.acme","fields":[
              {"name":"trace","type":"string","default":""},
              {"name":"features","type":{"type":"map","values":"double"}},
              {"name":"dimensions","type":{"type":"map","values":"string"}},
              {"name":"eventTime","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"model","type":"string"}]}""";

    @TempDir
    private Path directory;

    private static Registry client(String urls) {
        return new Registry(RegistrySettings.of(urls, Map.of()), Clock.systemUTC());
    }

    private AppSettings settings(Cluster cluster, String urls) {
        return new AppSettings(
                "app", cluster.servers(), urls, directory.resolve("state"), Duration.ofMillis(100), 1, 4, Map.of());
    }

    /** The event of that second; even ones are of eu. */
    private static byte[] event(Schema schema, int id, int second) throws IOException {
        GenericRecord event = new GenericData.Record(schema);
        if (schema.getField("trace") != null) {
            event.put("trace", "t" + second);
        }
        event.put("model", "m");
        event.put("eventTime", START.plusSeconds(second).toEpochMilli());
        event.put("dimensions", Map.of("region", second % 2 == 0 ? "eu" : "us"));
        event.put("features", Map.of("x", (double) second));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DataOutputStream(bytes).write(0);
        new DataOutputStream(bytes).writeInt(id);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    @Test
    void aNewSchemaWaitsForTheRegistryAndNothingIsLost() throws Exception {
        try (Apicurio apicurio = Apicurio.start(directory.resolve("registry"));
                Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 2);
            // Nobody is at the first address.
            String urls = "http://127.0.0.1:1," + apicurio.url();
            Schema first = new Schema.Parser().parse(FIRST);
            Schema second = new Schema.Parser().parse(SECOND);
            int firstId = client(urls).register("acme", first);
            // Long before the kill: Apicurio's H2 writes what it has acknowledged up to a second later, and would
            // forget it.
            int secondId = client(urls).register("acme", second);
            Watched watched = new Watched(cluster, "app", MONITORS, client(urls));
            try (Service app = Service.start(settings(cluster, urls), watched.file())) {
                for (int i = 0; i < 60; i++) {
                    watched.send(i % 2, event(first, firstId, i));
                }
                cluster.flush();
                await().atMost(PATIENCE).until(() -> watched.taken() == 60);
                apicurio.kill();

                // Partition 0 brings even seconds by the new schema, every third of them by the old one; partition 1 by
                // the old one.
                for (int i = 60; i < 180; i++) {
                    boolean isNew = i % 2 == 0 && i % 3 != 0;
                    watched.send(i % 2, isNew ? event(second, secondId, i) : event(first, firstId, i));
                }
                cluster.flush();
                // 60 from before, 60 of partition 1, and second 60 of partition 0; 62 is by the new schema.
                await().atMost(PATIENCE).until(() -> watched.taken() == 60 + 60 + 1);
                // Longer than partitions are idle after: the held one is not, and so nothing closes without it.
                await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
                assertThat(watched.taken()).isEqualTo(121);
                assertThat(watched.readings()).hasSizeLessThanOrEqualTo(3);
                apicurio.restart();

                await().atMost(PATIENCE).until(watched::isDrained);
                watched.end(2);
                await().atMost(PATIENCE).until(() -> watched.readings().size() == 9);
                assertThat(cluster.read("app-dead-letters")).isEmpty();
                // Three windows of 60 seconds, half of each in either region; none was revised.
                assertThat(watched.readings().entrySet()).allSatisfy(entry -> {
                    assertThat(entry.getValue().rows())
                            .as(entry.getKey().toString())
                            .isEqualTo(entry.getKey().slice().equals("*") ? 60 : 30);
                    assertThat(entry.getValue().revision()).isZero();
                });
            }
        }
    }

    @Test
    void theApplicationMayBeStartedBeforeTheRegistry() throws Exception {
        try (Apicurio apicurio = Apicurio.start(directory.resolve("registry"));
                Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 2);
            apicurio.kill();

            CompletableFuture<Service> starting = CompletableFuture.supplyAsync(() ->
                    Service.start(settings(cluster, apicurio.url()), MonitorFileReader.parse("m.yaml", MONITORS)));
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(starting).isNotDone();
            apicurio.restart();

            try (Service app = starting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                assertThat(apicurio.get("/subjects/app-readings-value/versions").body())
                        .isEqualTo("[1]");
            }
        }
    }

    @Test
    void ourSchemasAreGuardedAndAnotherOneIsRefused() throws Exception {
        try (Apicurio apicurio = Apicurio.start(directory.resolve("registry"))) {
            Registry registry = client(apicurio.url());
            Schema ours = new Schema.Parser().parse(FIRST);
            registry.register("t", ours);
            assertThat(apicurio.get("/config/t-value").body()).contains("BACKWARD_TRANSITIVE");

            // One more field without a default: what was written before cannot be read by it.
            Schema other = new Schema.Parser().parse(SECOND.replace(",\"default\":\"\"", ""));

            assertThatThrownBy(() -> registry.register("t", other))
                    .isInstanceOf(Registry.RegistryFailure.class)
                    .hasMessageStartingWith("cannot register a schema: registry=" + apicurio.url()
                            + ", subject=t-value, schema=org.acme.Scored: the registry holds another schema that this one is"
                            + " not compatible with (409): ")
                    .hasMessageEndingWith(
                            "; is another build of Tidemark, or another application, writing under this --application-id?");
        }
    }
}
