package io.tidemark.runtime.live;

import io.tidemark.config.Monitor;
import io.tidemark.config.RecordFormat;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.ingest.EventDecoder;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.TopicDecoders;
import io.tidemark.runtime.first.RecordReading;
import io.tidemark.runtime.first.TopicSample;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;

/**
 * The records of a topic's sample, read as its monitors say, as {@code run} will read them.
 *
 * <p>Owned by one reader; not thread-safe.
 */
final class TopicFacts {
    private static final int SHOWN_PLACES = 3;
    private static final int READ_OTHERWISE = 20;

    private final String topic;
    private final RecordFormat format;
    private final TopicDecoders decoders;
    private final RecordReading reading;
    private final RecordReading otherwise;
    private final SharedNames names = new SharedNames();
    private final EventFacts events = new EventFacts();
    private final EventSpan span;
    private final RecordPaths paths = new RecordPaths();
    private final Map<Reason, Rejected> rejected = new EnumMap<>(Reason.class);
    private final Map<Integer, Long> schemaIds = new TreeMap<>();
    private long records;
    private String silence = "";

    /**
     * Records that cannot be used for one reason.
     *
     * @param detail of the first one
     * @param places of the first ones
     */
    record Rejected(long count, String detail, List<String> places) {}

    private TopicFacts(String topic, List<Monitor> monitors, SchemaSource schemas, EventSpan span) {
        this.topic = topic;
        this.format = monitors.get(0).source().formatOf(topic);
        this.decoders = new TopicDecoders(monitors, schemas, names);
        this.reading = new RecordReading(schemas, format.schema());
        this.otherwise = new RecordReading(schemas, "");
        this.span = span;
    }

    /**
     * Reads a sample.
     *
     * @param monitors those that read the topic; at least one
     * @param nowMs the clock
     * @throws IllegalArgumentException if a schema that a monitor names is none, or has not the mapped time
     */
    static TopicFacts of(String topic, TopicSample sample, List<Monitor> monitors, SchemaSource schemas, long nowMs) {
        long futureMs = monitors.stream()
                .mapToLong(monitor -> monitor.future().toMillis())
                .min()
                .orElse(0);
        TopicFacts facts = new TopicFacts(topic, monitors, schemas, new EventSpan(nowMs, futureMs));
        Observation event = new Observation();
        for (TopicSample.Record message : sample.records()) {
            facts.read(message, event);
        }
        return facts;
    }

    private void read(TopicSample.Record message, Observation event) {
        records++;
        if (format.namesItsSchema() && message.value().length >= EventDecoder.HEADER && message.value()[0] == 0) {
            schemaIds.merge(ByteBuffer.wrap(message.value(), 1, 4).getInt(), 1L, Long::sum);
        }
        event.cameFrom(topic, message.partition(), message.offset(), message.timeMs());
        try {
            Rejection rejection = decoders.decode(message.value(), event);
            if (rejection == null) {
                events.add(event);
                span.add(event);
                look(message);
            } else {
                reject(message, rejection);
            }
        } catch (SchemaSource.Unanswered unanswered) {
            silence = String.valueOf(unanswered.getMessage());
        } catch (AvroRuntimeException | IndexOutOfBoundsException broken) {
            reject(message, new Rejection(Reason.UNDECODABLE, "broken bytes"));
        }
    }

    private void look(TopicSample.Record message) {
        if (!format.isCanonical()) {
            reading.message(message.value()).ifPresent(paths::add);
        }
    }

    private void reject(TopicSample.Record message, Rejection rejection) {
        Reason reason = rejection.reason();
        String place = topic + "-" + message.partition() + "@" + message.offset();
        Rejected before = rejected.getOrDefault(reason, new Rejected(0, rejection.detail(), List.of()));
        List<String> places = new ArrayList<>(before.places());
        if (places.size() < SHOWN_PLACES) {
            places.add(place);
        }
        rejected.put(reason, new Rejected(before.count() + 1, before.detail(), places));
        if (reason == Reason.NO_TIMESTAMP || reason == Reason.UNUSABLE_SCHEMA) {
            look(message);
        } else if (reason != Reason.EMPTY && before.count() < READ_OTHERWISE) {
            otherwise.message(message.value());
        }
    }

    /** What there is to say of names that make no column of their own. */
    List<String> sharedNames() {
        return names.notes();
    }

    RecordFormat format() {
        return format;
    }

    long records() {
        return records;
    }

    EventFacts events() {
        return events;
    }

    EventSpan span() {
        return span;
    }

    RecordPaths paths() {
        return paths;
    }

    Map<Reason, Rejected> rejected() {
        return rejected;
    }

    /** How many records name which schema. */
    Map<Integer, Long> schemaIds() {
        return schemaIds;
    }

    /** What some of the records that cannot be used could be read as, by what they look like. */
    Map<String, Long> otherForms() {
        return otherwise.forms();
    }

    /** What the registry said instead of a schema; empty if it answered. */
    String silence() {
        return silence;
    }
}
