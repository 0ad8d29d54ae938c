package io.tidemark.serde;

import io.tidemark.ingest.SchemaSource.UnknownSchema;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the registry has said of schema ids: a schema for good, "there is none" for {@link #UNKNOWN_FOR}; and when it may be asked again after
 * it did not answer: {@link #FIRST_PAUSE} later, twice as long each time, {@link #LONGEST_PAUSE} at most.
 *
 * <p>Any thread.
 */
final class SchemaMemory {
    /** How long it is believed that there is no schema of an id. */
    static final Duration UNKNOWN_FOR = Duration.ofSeconds(60);

    static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Map<Integer, String> known;
    private final Map<Integer, Absence> unknown;
    private Duration pause = Duration.ZERO;
    private Instant silentUntil = Instant.MIN;
    private String silence = "";

    /** There is no such schema, as far as was known until then. */
    private record Absence(String why, Instant until) {}

    /** @param most schemas, and ids without one, that are remembered; the one unused for longest goes first */
    SchemaMemory(int most, InstantSource clock) {
        this.clock = clock;
        this.known = bounded(most);
        this.unknown = bounded(most);
    }

    private static <V> Map<Integer, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, V> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * The schema of an id, or null if nothing is known of it.
     *
     * @throws UnknownSchema if it was said lately that there is none
     */
    synchronized @Nullable String recall(int id) throws UnknownSchema {
        String schema = known.get(id);
        Absence absence = schema == null ? unknown.get(id) : null;
        if (absence != null && clock.instant().isBefore(absence.until())) {
            throw new UnknownSchema(absence.why());
        }
        return schema;
    }

    /** Whether {@link #recall} says something of that id. */
    synchronized boolean remembers(int id) {
        Absence absence = unknown.get(id);
        return known.containsKey(id) || absence != null && clock.instant().isBefore(absence.until());
    }

    /** The registry gave it. */
    synchronized void found(int id, String schema) {
        known.put(id, schema);
        unknown.remove(id);
        answered();
    }

    /** The registry said that there is none. */
    synchronized void missing(int id, String why) {
        unknown.put(id, new Absence(why, clock.instant().plus(UNKNOWN_FOR)));
        answered();
    }

    private void answered() {
        pause = Duration.ZERO;
        silentUntil = Instant.MIN;
    }

    /** The registry did not answer. */
    synchronized void unanswered(String why) {
        Duration doubled = pause.multipliedBy(2);
        pause = pause.isZero() ? FIRST_PAUSE : doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        silentUntil = clock.instant().plus(pause);
        silence = why;
    }

    /** Why it is not to be asked now; empty if it may be. */
    synchronized String silence() {
        return clock.instant().isBefore(silentUntil) ? silence : "";
    }

    /** Whether it did not answer when it was last asked. */
    synchronized boolean isSilent() {
        return !pause.isZero();
    }

    /**
     * Where the registry does not answer, what it said of an id before stands for {@link #UNKNOWN_FOR} more.
     *
     * @throws UnknownSchema if it said, however long ago, that there is none
     */
    synchronized void standBy(int id) throws UnknownSchema {
        Absence absence = unknown.get(id);
        if (absence != null) {
            unknown.put(id, new Absence(absence.why(), clock.instant().plus(UNKNOWN_FOR)));
            throw new UnknownSchema(absence.why());
        }
    }
}
