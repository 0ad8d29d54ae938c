package io.tidemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Operation;
import io.tidemark.domain.Operation.Kind;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.serde.TidingSerializer;
import io.tidemark.topology.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PinRequestsTest {
    private static final String TOPIC = "app-operations";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final Registry registry = new Registry("mock://pin-requests");
    private final OwnSchemas schemas = OwnSchemas.register(registry, new Topics("app", Map.of()).subjects());
    private final List<byte[]> log = new ArrayList<>();
    private boolean isRegistryAway;

    private Consumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) log.size()));
        consumer.schedulePollTask(() -> {
            for (int offset = 0; offset < log.size(); offset++) {
                consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], log.get(offset)));
            }
        });
        return consumer;
    }

    private void told(String id, Kind kind) {
        Operation operation = new Operation(
                id, kind, "m", 1, "ada", "", "", Operation.Cover.ALL, new Operation.Span(1, 2, "", 0, "UTC"), "");
        log.add(new TidingSerializer(schemas).serialize(TOPIC, operation));
    }

    private String schema(int id) throws SchemaSource.UnknownSchema {
        if (isRegistryAway) {
            throw new SchemaSource.Unanswered("away");
        }
        return registry.schemaById(id);
    }

    @Test
    void aRequestIsOpenUntilANoteOfItsId() {
        told("m/1", Kind.PIN);
        told("m/2", Kind.PIN);
        told("m/3", Kind.SILENCE);
        told("m/1", Kind.NOTE);
        log.add(new byte[] {1, 2, 3});

        assertThat(new PinRequests(TOPIC, this::consumer, this::schema).read())
                .extracting(Operation::id)
                .containsExactly("m/2");
    }

    /** Records that were handed out before their schema was known are read again. */
    @Test
    void whatCouldNotBeReadIsNotPassedOver() {
        told("m/1", Kind.PIN);
        PinRequests requests = new PinRequests(TOPIC, this::consumer, this::schema);
        isRegistryAway = true;
        assertThatThrownBy(requests::read).isInstanceOf(SchemaSource.Unanswered.class);

        isRegistryAway = false;
        assertThat(requests.read()).extracting(Operation::id).containsExactly("m/1");
    }
}
