package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What of a reading an objective looks at.
 *
 * @param kind the quantity
 * @param columns the columns; empty for all
 * @param label the value or class that SHARE speaks of; empty for the other kinds
 */
public record Indicator(Kind kind, List<String> columns, String label) {
    /** @throws IllegalArgumentException if a share has no label */
    public Indicator {
        columns = List.copyOf(columns);
        if (kind == Kind.SHARE && label.isEmpty()) {
            throw new IllegalArgumentException("a share needs the label it speaks of: columns=" + columns + ", label=");
        }
    }

    /** The closed list of quantities. */
    public enum Kind {
        /** The column's distribution left the reference. */
        DRIFT(EnumSet.of(
                Measure.KS,
                Measure.RANK_SHIFT,
                Measure.RANK_SPREAD,
                Measure.JS_DISTANCE,
                Measure.LINF,
                Measure.UNSEEN)),
        /** The share of one value or class left the reference. */
        SHARE(EnumSet.of(Measure.SHARE)),
        /** The column is null or absent. */
        MISSING(EnumSet.of(Measure.MISSING)),
        /** The column's value is not usable. */
        INVALID(EnumSet.of(Measure.INVALID)),
        /** The column has values that the reference never had. */
        UNSEEN(EnumSet.of(Measure.UNSEEN)),
        /** Too many rows or too few. */
        VOLUME(EnumSet.of(Measure.VOLUME));

        private final Set<Measure> measures;

        Kind(Set<Measure> measures) {
            this.measures = measures;
        }

        /** Whether its measures count rows, so that it can be an event ratio. */
        public boolean countsRows() {
            return this != DRIFT && this != VOLUME;
        }
    }

    /** Whether this indicator looks at that measurement. */
    public boolean matches(Measurement measurement) {
        return kind.measures.contains(measurement.judged().measure())
                && (columns.isEmpty() || columns.contains(measurement.column()))
                && (kind != Kind.SHARE || label.equals(measurement.judged().label()));
    }

    /** What a reading says of its slot. */
    public Point point(Reading reading, Alert.Method method) {
        List<Measurement> matching =
                reading.measurements().stream().filter(this::matches).toList();
        Slot slot = method == Alert.Method.TIMESLICES
                ? Slot.of(Series.verdict(Series.of(matching)))
                : rows(matching.stream().filter(m -> m.scale() == 1).toList());
        return new Point(reading.window().startMs(), reading.revision(), slot);
    }

    /** Rows of all columns together: an event is a row of a column. */
    private static Slot rows(List<Measurement> matching) {
        long bad = 0;
        long total = 0;
        Verdict open = Verdict.NO_DATA;
        for (Measurement measurement : matching) {
            Verdict verdict = measurement.judged().verdict();
            if (verdict == Verdict.IMMATURE || verdict == Verdict.EXCLUDED) {
                open = verdict;
            } else {
                bad += measurement.judged().count();
                total += measurement.judged().total();
            }
        }
        return total > 0 ? Slot.ofRows(total - bad, bad) : Slot.of(open);
    }

    /**
     * The measurements that show what is wrong in a reading, most telling first: for time slices one a drifted column, for event ratios
     * every column with bad rows.
     */
    public List<Measurement> evidence(Reading reading, Alert.Method method) {
        List<Measurement> matching =
                reading.measurements().stream().filter(this::matches).toList();
        return method == Alert.Method.TIMESLICES ? Evidence.ofSlices(Series.of(matching)) : Evidence.ofRows(matching);
    }
}
