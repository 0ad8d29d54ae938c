package io.tidemark.domain;

import java.util.Comparator;

/**
 * A record that had a fault, as a person would look it up.
 *
 * @param priority hash of its place in the log: of all records with a fault those with the smallest are kept
 * @param place {@code topic-partition@offset}
 * @param eventId the event's id, cut to {@value #LONGEST_TEXT} bytes; empty if it has none
 * @param value the column's value, cut to {@value #LONGEST_TEXT} bytes; empty if it has none; for whole records what was wrong
 */
public record Offender(long priority, String place, String eventId, String value) implements Comparable<Offender> {
    /** Longest text that is kept, in bytes. */
    public static final int LONGEST_TEXT = 64;

    private static final Comparator<Offender> ORDER = Comparator.comparingLong(Offender::priority)
            .thenComparing(Offender::place)
            .thenComparing(Offender::eventId)
            .thenComparing(Offender::value);

    /** The same with another value. */
    public Offender withValue(String other) {
        return new Offender(priority, place, eventId, other);
    }

    @Override
    public int compareTo(Offender other) {
        return ORDER.compare(this, other);
    }
}
