package io.tidemark.broker;

import io.tidemark.domain.Alert;
import io.tidemark.runtime.AppSettings;
import io.tidemark.serde.AlertSerializer;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.testkit.TestAlert;
import io.tidemark.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes alerts to the alerts topic of an application that does not run, as it would. Used by one thread. */
final class AlertSender {
    private static final String APPLICATION = "app";
    private static final String TOPIC = APPLICATION + "-alerts";
    private static final String REGISTRY = "mock://tidemark";

    private final Cluster cluster;
    private final AlertSerializer serializer;

    /** Makes the topic. */
    AlertSender(Cluster cluster) throws ExecutionException, InterruptedException {
        this.cluster = cluster;
        cluster.createTopic(TOPIC, 3);
        this.serializer = new AlertSerializer(
                OwnSchemas.register(new Registry(REGISTRY), new Topics(APPLICATION, Map.of()).subjects())
                        .alerts());
    }

    void send(TestAlert... alerts) {
        for (TestAlert one : alerts) {
            Alert alert = one.alert();
            ProducerRecord<byte[], byte[]> message =
                    new ProducerRecord<>(TOPIC, null, alert.dedupKey().getBytes(StandardCharsets.UTF_8), new byte[0]);
            cluster.send(new ProducerRecord<>(
                    TOPIC,
                    null,
                    message.key(),
                    serializer.serialize(TOPIC, message.headers(), alert),
                    message.headers()));
        }
        cluster.flush();
    }

    /** What no alert is. */
    void sendBroken() {
        cluster.send(new ProducerRecord<>(TOPIC, 0, null, new byte[] {0, 0, 0, 0, 99, 1, 2, 3}));
        cluster.flush();
    }

    AppSettings settings(Path directory) {
        return new AppSettings(
                APPLICATION, cluster.servers(), REGISTRY, directory, Duration.ofSeconds(2), 1, 1, Map.of());
    }
}
