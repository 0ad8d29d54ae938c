package io.tidemark.domain;

import io.tidemark.stats.Measure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A bounded, order-free sample of the records with faults: of each column and fault the {@value #MOST} whose place in the log has the
 * smallest hash. So the union of two samples is exactly the sample of the union, in any order and after any crash (bottom-k sampling;
 * Cohen and Kaplan, PODC 2007, doi:10.1145/1281100.1281133). An empty one is the identity of {@link #add}.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Offenders {
    /** Records kept of each column and fault. */
    public static final int MOST = 5;

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::column).thenComparing(Key::fault);

    private final SortedMap<Key, TreeSet<Offender>> samples = new TreeMap<>(ORDER);

    /**
     * What was wrong where.
     *
     * @param column the column; empty for the record as a whole
     */
    public record Key(String column, Fault fault) {}

    /** Offers one record; one that is there already changes nothing. */
    public void offer(Key key, Offender offender) {
        TreeSet<Offender> sample = samples.computeIfAbsent(key, ignored -> new TreeSet<>());
        sample.add(offender);
        if (sample.size() > MOST) {
            sample.pollLast();
        }
    }

    /** Adds another sample: exact, commutative, associative. */
    public void add(Offenders other) {
        other.samples.forEach((key, sample) -> sample.forEach(offender -> offer(key, offender)));
    }

    public boolean isEmpty() {
        return samples.isEmpty();
    }

    /** The samples, by column, then fault; read only. */
    public SortedMap<Key, TreeSet<Offender>> samples() {
        return Collections.unmodifiableSortedMap(samples);
    }

    /** At most {@value #MOST} records of a column with any of the faults that the measure counts; the smallest priorities. */
    public List<Offender> of(String column, Measure measure) {
        TreeSet<Offender> found = new TreeSet<>();
        for (Map.Entry<Key, TreeSet<Offender>> entry : samples.entrySet()) {
            if (entry.getKey().column().equals(column) && entry.getKey().fault().isCountedBy(measure)) {
                found.addAll(entry.getValue());
            }
        }
        List<Offender> all = new ArrayList<>(found);
        return all.subList(0, Math.min(MOST, all.size()));
    }
}
