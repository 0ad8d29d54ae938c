package io.tidemark.profile;

import io.tidemark.domain.Fault;
import io.tidemark.domain.NumberText;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Offender;
import io.tidemark.domain.Offenders;
import io.tidemark.domain.QualityRules;
import io.tidemark.domain.QualityRules.EventIds;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.RequestRule;
import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a few of the records with faults, so that people can look at them. Most faults are passed over by one comparison; an object is made
 * only for a record that is kept.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class FaultSampler {
    /** No column: the record as a whole. */
    static final int WHOLE = -1;

    /** No field: the event does not have it. */
    static final int ABSENT = -1;

    private static final Offenders.Key LATE = new Offenders.Key("", Fault.LATE);
    private static final Offenders.Key REJECTED = new Offenders.Key("", Fault.REJECTED);

    private final EventIds ids;
    private @Nullable LiveFacts facts;
    private @Nullable Observation event;
    private long place;

    /** Shows the ids of events, or hides them. */
    FaultSampler(EventIds ids) {
        this.ids = ids;
    }

    /** The next event, and where its faults are kept: the slice of all, which comes first. */
    @HotPath
    void begin(Observation observation, long placeInLog, LiveFacts whole) {
        event = observation;
        place = placeInLog;
        facts = whole;
    }

    /** A column's fault; field {@link #ABSENT} where the event does not have it. */
    @HotPath
    void column(Fault fault, int index, Column column, int field) {
        if (facts != null && event != null && facts.wants(index, fault, place)) {
            String value = field == ABSENT || fault == Fault.MISSING ? "" : shown(column, event, field);
            facts.offer(index, new Offenders.Key(column.name(), fault), offender(event, value));
        }
    }

    /** The record came too late. */
    @HotPath
    void late() {
        if (facts != null && event != null && facts.wants(WHOLE, Fault.LATE, place)) {
            long lateMs = event.recordTimeMs() - event.eventTimeMs();
            facts.offer(WHOLE, LATE, offender(event, lateMs / 1_000 + " s after the event"));
        }
    }

    /** Whether a record would be shown for what a rule of that number calls bad. */
    @HotPath
    boolean wants(int rule, Fault fault) {
        return facts != null && facts.wants(rule, fault, place);
    }

    /** A rule called the event bad. */
    void request(int index, RequestRule rule, String value) {
        if (facts != null && event != null) {
            facts.offer(index, new Offenders.Key(rule.label(), rule.fault()), offender(event, value));
        }
    }

    /** The record cannot be used. */
    void rejected(Reason reason) {
        if (facts != null && event != null && facts.wants(WHOLE, Fault.REJECTED, place)) {
            facts.offer(WHOLE, REJECTED, offender(event, reason.name()));
        }
    }

    private Offender offender(Observation observation, String value) {
        return new Offender(
                place,
                observation.topic() + '-' + observation.partition() + '@' + observation.offset(),
                id(observation),
                value);
    }

    private String id(Observation observation) {
        if (ids == EventIds.HIDDEN && observation.idLength() > 0) {
            return QualityRules.REDACTED;
        }
        if (observation.idLength() == 0) {
            return "";
        }
        byte[] bytes = observation.idBytes();
        int kept = Utf8.cut(bytes, observation.idOffset(), observation.idLength(), Offender.LONGEST_TEXT);
        return new String(bytes, observation.idOffset(), kept, StandardCharsets.UTF_8);
    }

    private static String shown(Column column, Observation event, int field) {
        if (column.isRedacted()) {
            return QualityRules.REDACTED;
        }
        return switch (event.kind(field)) {
            case Observation.TEXT -> {
                int kept = Utf8.cut(
                        event.textBytes(field),
                        event.textOffset(field),
                        event.textLength(field),
                        Offender.LONGEST_TEXT);
                yield event.fieldText(field, kept);
            }
            case Observation.NUMBER -> NumberText.of(event.number(field));
            case Observation.BOOLEAN -> event.number(field) == 0 ? "false" : "true";
            default -> "(no single value)";
        };
    }
}
