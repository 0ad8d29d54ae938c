package io.tidemark.serde;

import io.tidemark.domain.Change;
import io.tidemark.schemas.ChangeEvent;
import io.tidemark.schemas.ChangeKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;

/** Changes as {@link ChangeEvent}. What others send is cut to what an alert can show, so that no producer can fill the store. */
final class AvroChange {
    private AvroChange() {}

    static ChangeEvent toAvro(Change change) {
        return new ChangeEvent(
                change.model(),
                change.version(),
                change.eventId(),
                Instant.ofEpochMilli(change.atMs()),
                ChangeKind.valueOf(change.kind().name()),
                change.previousVersion(),
                change.scope(),
                change.subject(),
                change.actor(),
                change.summary(),
                change.link());
    }

    /**
     * The change of a record that was read with our schema.
     *
     * @param logMs when it took effect if it does not say so
     */
    static Change toDomain(GenericRecord read, long logMs) {
        long statedMs = (Long) read.get("eventTime");
        Change change = new Change(
                name(read, "eventId"),
                Change.Kind.valueOf(read.get("kind").toString()),
                name(read, "model"),
                statedMs == 0 ? logMs : statedMs,
                name(read, "version"),
                name(read, "previousVersion"),
                scope((Map<?, ?>) read.get("scope")),
                name(read, "subject"),
                name(read, "actor"),
                text(read.get("summary"), Change.LONGEST_SENTENCE),
                text(read.get("link"), Change.LONGEST_SENTENCE));
        return change.eventId().isEmpty() ? change.withId(idOf(change)) : change;
    }

    /** A producer without ids sends the same bytes again when it sends again. */
    private static String idOf(Change change) {
        return UUID.nameUUIDFromBytes(change.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Map<String, String> scope(Map<?, ?> read) {
        TreeMap<String, String> scope = new TreeMap<>();
        read.forEach((name, value) -> scope.put(text(name, Change.LONGEST_NAME), text(value, Change.LONGEST_NAME)));
        while (scope.size() > Change.MOST_DIMENSIONS) {
            scope.pollLastEntry();
        }
        return scope;
    }

    private static String name(GenericRecord read, String field) {
        return text(read.get(field), Change.LONGEST_NAME);
    }

    /** On one line, without what a terminal would act on. */
    static String text(Object value, int longest) {
        String text = value.toString();
        String cut = text.length() > longest ? text.substring(0, longest) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
