package io.tidemark.testkit;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Change;
import io.tidemark.domain.Operation;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.SloStatus;
import io.tidemark.notify.Turn;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.Standing;
import io.tidemark.serde.AlertSerializer;
import io.tidemark.serde.AnnotationSerializer;
import io.tidemark.serde.DecisionSerializer;
import io.tidemark.serde.OwnRecords;
import io.tidemark.serde.OwnRecords.Kind;
import io.tidemark.serde.Registry;
import io.tidemark.serde.StatusSerializer;
import io.tidemark.serde.TidingSerializer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Tells boards records as the feed does, through the bytes that would stand on their topics.
 *
 * @param boards that are told
 */
public record BoardTeller(Boards boards) {
    private static final OwnRecords RECORDS = new OwnRecords(new Registry("mock://boards"));

    private static final Instant NOW = Instant.parse("2026-03-01T15:00:00Z");

    /** Of new boards, whose epoch is {@code e}, at three o'clock. */
    public static BoardTeller ofNew() {
        return ofNew(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** Of new boards, whose epoch is {@code e}. */
    public static BoardTeller ofNew(Clock clock) {
        return new BoardTeller(new Boards("e", clock));
    }

    public BoardTeller status(SloStatus status) {
        boards.status(status, line(Kind.STATUS, new StatusSerializer(0), status));
        return this;
    }

    public BoardTeller alert(Alert alert) {
        String turn = Turn.isOne(alert) ? Turn.words(alert) : "";
        boards.alert(alert, turn, line(Kind.ALERT, new AlertSerializer(0), alert));
        return this;
    }

    public BoardTeller annotation(Annotation annotation) {
        boards.annotation(annotation, line(Kind.ANNOTATION, new AnnotationSerializer(0), annotation));
        return this;
    }

    public BoardTeller change(Change change) {
        boards.change(change, line(Kind.CHANGE, new TidingSerializer(0, 0, 0)::serialize, change));
        return this;
    }

    public BoardTeller decision(PolicyDecision decision) {
        boards.decision(decision, line(Kind.DECISION, new DecisionSerializer(0), decision));
        return this;
    }

    public BoardTeller operation(Operation operation) {
        boards.operation(operation);
        return this;
    }

    /** All that there was is read. */
    public BoardTeller whole(Instant newest) {
        boards.read(Standing.read(true, 0, newest.toEpochMilli(), List.of(), 0), true);
        boards.sure(NOW.toEpochMilli());
        return this;
    }

    private static <T> io.tidemark.query.board.Line line(Kind kind, Serializer<? super T> format, T value) {
        byte[] bytes = format.serialize("topic", value);
        return () -> RECORDS.json(kind, bytes);
    }
}
