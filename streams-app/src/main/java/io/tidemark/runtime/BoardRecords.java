package io.tidemark.runtime;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Change;
import io.tidemark.domain.Operation;
import io.tidemark.domain.WorldFailure;
import io.tidemark.notify.Turn;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.Line;
import io.tidemark.serde.AlertDeserializer;
import io.tidemark.serde.AnnotationDeserializer;
import io.tidemark.serde.DecisionDeserializer;
import io.tidemark.serde.OwnRecords;
import io.tidemark.serde.OwnRecords.Kind;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.serde.StatusDeserializer;
import io.tidemark.serde.TidingReader;
import io.tidemark.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells boards what the records of their topics say. Used by one thread. */
final class BoardRecords {
    private final Topics topics;
    private final Boards boards;
    private final OwnRecords lines;
    private final StatusDeserializer statuses;
    private final AlertDeserializer alerts;
    private final AnnotationDeserializer annotations;
    private final DecisionDeserializer decisions;
    private final TidingReader tidings;

    /** @throws Registry.RegistryFailure if a registry inside the process does not take our schemas */
    BoardRecords(Topics topics, Registry registry, Boards boards) {
        OwnSchemas.registerInProcess(registry, topics.subjects());
        this.topics = topics;
        this.boards = boards;
        this.lines = new OwnRecords(registry);
        this.statuses = StatusDeserializer.of(registry);
        this.alerts = AlertDeserializer.of(registry);
        this.annotations = AnnotationDeserializer.of(registry);
        this.decisions = DecisionDeserializer.of(registry);
        this.tidings = TidingReader.ofAll(registry);
    }

    /** What is read. Changes come from the operations topic, where the application puts those that it took, beside what people told. */
    static List<String> topics(Topics topics) {
        return List.of(
                topics.status(),
                topics.alertsState(),
                topics.alerts(),
                topics.alertsDryRun(),
                topics.decisions(),
                topics.annotations(),
                topics.operations());
    }

    /**
     * Takes in a record.
     *
     * @throws WorldFailure or an {@link java.io.UncheckedIOException} if it cannot be read
     */
    void take(ConsumerRecord<byte[], byte[]> message) {
        byte[] value = message.value();
        String topic = message.topic();
        if (value == null) {
            forget(message);
        } else if (topic.equals(topics.status())) {
            boards.status(statuses.deserialize(topic, value), line(Kind.STATUS, value));
        } else if (topic.equals(topics.annotations())) {
            boards.annotation(annotations.deserialize(topic, value), line(Kind.ANNOTATION, value));
        } else if (topic.equals(topics.decisions())) {
            boards.decision(decisions.deserialize(topic, value), line(Kind.DECISION, value));
        } else if (topic.equals(topics.operations())) {
            tiding(message, value);
        } else {
            Alert alert = alerts.deserialize(topic, value);
            boards.alert(alert, Turn.isOne(alert) ? Turn.words(alert) : "", line(Kind.ALERT, value));
        }
    }

    private void forget(ConsumerRecord<byte[], byte[]> message) {
        if (message.topic().equals(topics.status()) && message.key() != null) {
            boards.forget(new String(message.key(), StandardCharsets.UTF_8));
        }
    }

    private void tiding(ConsumerRecord<byte[], byte[]> message, byte[] value) {
        TidingReader.Result result = tidings.read(value, message.timestamp());
        if (result instanceof TidingReader.Unusable unusable) {
            throw new WorldFailure("no change and no operation: " + unusable.rejection());
        }
        if (result instanceof TidingReader.Usable usable) {
            if (usable.tiding() instanceof Change change) {
                boards.change(change, line(Kind.CHANGE, value));
            } else if (usable.tiding() instanceof Operation operation) {
                boards.operation(operation);
            }
        }
    }

    private Line line(Kind kind, byte[] value) {
        return () -> lines.json(kind, value);
    }
}
