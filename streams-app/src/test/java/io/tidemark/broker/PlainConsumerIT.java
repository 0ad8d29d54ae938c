package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.runtime.Pins;
import io.tidemark.runtime.Service;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out can be read with nothing of ours: Kafka's consumer, Avro, and the registry. */
class PlainConsumerIT {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int MINUTES = 60;
    private static final int A_MINUTE = 1_000;
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: events}
                windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: 30m}
                reference: {from: 2026-01-05T00:00Z, to: 2026-01-05T00:30Z}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: drift, labels: {model: m, owner: t}, annotations: {tidemark.io/runbook: "https://example.com"}}
            spec:
              service: m
              budgetingMethod: Timeslices
              timeWindow: [{duration: 1h, isRolling: true}]
              indicator: {spec: {thresholdMetric: {metricSource: {type: tidemark, spec: {kind: drift}}}}}
              objectives: [{target: 0.9, timeSliceWindow: 1m}]
              alertPolicies:
                - kind: AlertPolicy
                  metadata: {name: minutes-of-drift}
                  spec:
                    conditions:
                      - kind: AlertCondition
                        spec:
                          severity: page
                          condition:
                            kind: mwmb
                            pairs: [{budgetPercent: 50, longWindow: 10m, shortWindow: 2m}]
                            minTotal: 2
                            minBad: 2
            """;

    @TempDir
    private Path directory;

    @Test
    void readingsAndAlertsAreReadWithTheRegistrysSchemas() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 1);
            Watched watched = new Watched(cluster, "app", MONITORS);
            List<byte[]> events = events(watched);
            Pins.publish(
                    watched.settings(directory), watched.file(), Pins.of(watched.file(), watched.registry(), events));
            try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                events.forEach(event -> watched.send(0, event));
                watched.end(1);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> watched.readings().size() == MINUTES && watched.isDrained());

                for (ConsumerRecord<byte[], byte[]> message : cluster.read("app-readings")) {
                    GenericRecord reading = plain(message.value());
                    assertThat(reading.getSchema().getFullName()).isEqualTo("io.tidemark.schemas.SliReading");
                    assertThat(reading.get("rows")).isEqualTo((long) A_MINUTE);
                    assertThat(text(message.key()))
                            .isEqualTo("m")
                            .isEqualTo(reading.get("model").toString());
                }
                assertThat(cluster.read("app-alerts")).isNotEmpty().allSatisfy(message -> {
                    GenericRecord alert = plain(message.value());
                    assertThat(alert.getSchema().getFullName()).isEqualTo("io.tidemark.schemas.Alert");
                    assertThat(text(message.key()))
                            .isEqualTo(alert.get("dedupKey").toString());
                    assertThat(alert.get("summary").toString()).isNotEmpty();
                    assertThat(text(message.headers().lastHeader("ce_id").value()))
                            .startsWith(alert.get("dedupKey") + ":");
                });
            }
        }
    }

    private static List<byte[]> events(Watched watched) {
        SplittableRandom random = new SplittableRandom(5);
        List<byte[]> events = new ArrayList<>();
        for (int i = 0; i < MINUTES * A_MINUTE; i++) {
            double moved = i < 40 * A_MINUTE ? 0 : 0.5;
            Instant time = START.plusMillis(i * 60_000L / A_MINUTE);
            events.add(watched.encode(Event.at(time, moved + random.nextDouble(), "c" + random.nextInt(3))));
        }
        return events;
    }

    private static GenericRecord plain(byte[] value) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        assertThat(bytes.get()).isZero();
        SchemaRegistryClient client = SchemaRegistryClientFactory.newClient(
                List.of("mock://app"), 10, List.of(new AvroSchemaProvider()), Map.of(), Map.of());
        Schema schema =
                new Schema.Parser().parse(client.getSchemaById(bytes.getInt()).canonicalString());
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(value, bytes.position(), bytes.remaining(), null));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
