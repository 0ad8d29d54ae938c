package io.tidemark.domain;

import io.tidemark.domain.Rejection.Reason;
import io.tidemark.stats.sketch.IdSample;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a scope's rows as a whole, beside their number: how new and how late they are, which came twice, which could not be used,
 * and a few with faults to show. Adds exactly, in any order; a fresh one is the identity of {@link #add}.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class RowFacts {
    /** The newest event time where there is no event. */
    public static final long NONE = Long.MIN_VALUE;

    /** Under which the events of the model are counted that came when the scope's came, and those of them that were not read: beyond a tenant's quota. */
    public static final String UNREAD = "beyond the quota";

    private final IdSample ids;
    private final Offenders offenders;
    private final Map<Reason, Long> rejected = new EnumMap<>(Reason.class);
    private final SortedMap<String, Tally> requests = new TreeMap<>();
    private long newestMs = NONE;
    private long late;

    /**
     * What a {@link RequestRule} counted.
     *
     * @param bad in [0, total]
     * @param total events that it says something of
     */
    public record Tally(long bad, long total) {
        /** Nothing was counted: the identity of {@link #plus}. */
        public static final Tally NONE = new Tally(0, 0);

        /** Adds exactly. */
        public Tally plus(Tally other) {
            return new Tally(bad + other.bad, total + other.total);
        }
    }

    public RowFacts() {
        this(new IdSample(), new Offenders());
    }

    /** Facts with these samples, which it takes over. */
    public RowFacts(IdSample ids, Offenders offenders) {
        this.ids = ids;
        this.offenders = offenders;
    }

    /** Adds another's facts: exact, commutative, associative. */
    public void add(RowFacts other) {
        ids.add(other.ids);
        offenders.add(other.offenders);
        other.rejected.forEach(this::countRejected);
        other.requests.forEach(this::countRequests);
        countTimes(other.newestMs, other.late);
    }

    /** The newest event time of some rows, and how many of them came late. */
    public void countTimes(long newestEventMs, long lateRows) {
        newestMs = Math.max(newestMs, newestEventMs);
        late += lateRows;
    }

    /** Records that could not be used; there are that many more of them. */
    public void countRejected(Reason reason, long records) {
        rejected.merge(reason, records, Long::sum);
    }

    /** What a rule counted; there are that many more of them. */
    public void countRequests(String rule, Tally tally) {
        requests.merge(rule, tally, Tally::plus);
    }

    /** What rules counted, by {@link RequestRule#id()}; read only. */
    public SortedMap<String, Tally> requests() {
        return Collections.unmodifiableSortedMap(requests);
    }

    /** Events of the model that came when the scope's came, and how many of them were not read; none where no quota limits them. */
    public Tally unread() {
        return requests.getOrDefault(UNREAD, Tally.NONE);
    }

    /** The newest event time in milliseconds since the epoch; {@link #NONE} if there is no event. */
    public long newestMs() {
        return newestMs;
    }

    /** Rows that came later after their event time than the monitor allows; 0 where it says nothing. */
    public long late() {
        return late;
    }

    /** Occurrences of ids; empty where they are not counted. */
    public IdSample ids() {
        return ids;
    }

    /** Records that could not be used, by reason; read only. */
    public Map<Reason, Long> rejected() {
        return Collections.unmodifiableMap(rejected);
    }

    /** All records that could not be used. */
    public long allRejected() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A few records with faults. */
    public Offenders offenders() {
        return offenders;
    }
}
