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
 * it did not answer.
 *
 * <p>The first "there is none" of an id may be doubted for a grace: the registry may be behind. An id that is without a schema at the
 * end of its grace takes that of all others for {@link #UNKNOWN_FOR}, so that ids of nobody cost at most one grace in that time. An
 * outage gives it back. Any thread.
 */
final class SchemaMemory {
    /** How long it is believed that there is no schema of an id. */
    static final Duration UNKNOWN_FOR = Duration.ofSeconds(60);

    private final InstantSource clock;
    private final Map<Integer, String> known;
    private final Map<Integer, Absence> unknown;
    private final Map<Integer, Doubt> doubts;
    private Instant gracelessUntil = Instant.MIN;
    private BackOff backOff = BackOff.NONE;
    private Instant silentUntil = Instant.MIN;
    private String silence = "";

    /** There is no such schema, as far as was known until then. */
    private record Absence(String why, Instant until) {}

    /** Since when there is said to be none, and when to ask again. */
    private record Doubt(Instant since, BackOff backOff, String why, Instant again) {}

    /** @param most schemas, and ids without one, that are remembered; the one unused for longest goes first */
    SchemaMemory(int most, InstantSource clock) {
        this.clock = clock;
        this.known = bounded(most);
        this.unknown = bounded(most);
        this.doubts = bounded(most);
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
        doubts.remove(id);
        answered();
    }

    /**
     * The registry said that there is none.
     *
     * @param grace how long that is doubted where it is said for the first time; zero: not at all
     * @return whether it is believed; if not, it is to be asked again
     */
    synchronized boolean missing(int id, String why, Duration grace) {
        answered();
        Instant now = clock.instant();
        Doubt doubt = doubts.getOrDefault(id, new Doubt(now, BackOff.NONE, why, now));
        boolean mayDoubt = !unknown.containsKey(id) && !now.isBefore(gracelessUntil);
        Instant end = doubt.since().plus(grace);
        if (mayDoubt && now.isBefore(end)) {
            BackOff longer = doubt.backOff().longer();
            Instant next = now.plus(longer.pause());
            doubts.put(id, new Doubt(doubt.since(), longer, why, next.isBefore(end) ? next : end));
            return false;
        }
        if (mayDoubt && doubts.containsKey(id)) {
            gracelessUntil = now.plus(UNKNOWN_FOR);
        }
        doubts.remove(id);
        unknown.put(id, new Absence(why, now.plus(UNKNOWN_FOR)));
        return true;
    }

    private void answered() {
        backOff = BackOff.NONE;
        silentUntil = Instant.MIN;
    }

    /** The registry did not answer. What it says afterwards is doubted anew. */
    synchronized void unanswered(String why) {
        backOff = backOff.longer();
        silentUntil = clock.instant().plus(backOff.pause());
        silence = why;
        doubts.clear();
        gracelessUntil = Instant.MIN;
    }

    /** Why it is not to be asked of that id now; empty if it may be. */
    synchronized String silence(int id) {
        Instant now = clock.instant();
        Doubt doubt = doubts.get(id);
        if (doubt != null && now.isBefore(doubt.again())) {
            return doubt.why();
        }
        return now.isBefore(silentUntil) ? silence : "";
    }

    /** Whether it did not answer when it was last asked. */
    synchronized boolean isSilent() {
        return !backOff.pause().isZero();
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
