package io.tidemark.slo.change;

import io.tidemark.domain.Change;
import io.tidemark.domain.Change.Kind;
import java.time.Instant;
import java.util.Map;

/** Changes to test with; times as hours and minutes of 2026-01-05, UTC. */
public final class ChangeCases {
    private ChangeCases() {}

    /** {@code 13:58} in milliseconds. */
    public static long at(String time) {
        return Instant.parse("2026-01-05T" + time + ":00Z").toEpochMilli();
    }

    /** A change of model fraud, everywhere. */
    public static Change change(Kind kind, String time, String version, String previous) {
        return new Change(
                kind.name() + "@" + time, kind, "fraud", at(time), version, previous, Map.of(), "", "", "", "");
    }

    public static Change deployed(String time, String version) {
        return change(Kind.DEPLOYED, time, version, "");
    }

    /** The same somewhere. */
    public static Change in(Map<String, String> scope, Change change) {
        return new Change(
                change.eventId(),
                change.kind(),
                change.model(),
                change.atMs(),
                change.version(),
                change.previousVersion(),
                scope,
                change.subject(),
                change.actor(),
                change.summary(),
                change.link());
    }

    /** The same of another model; of all with the empty name. */
    public static Change of(String model, Change change) {
        return new Change(
                change.eventId(),
                change.kind(),
                model,
                change.atMs(),
                change.version(),
                change.previousVersion(),
                change.scope(),
                change.subject(),
                change.actor(),
                change.summary(),
                change.link());
    }
}
