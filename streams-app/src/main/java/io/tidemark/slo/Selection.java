package io.tidemark.slo;

import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which measurements of a reading an objective looks at.
 *
 * @param kind the quantity
 * @param measures the measures that take part, of the kind's; never empty
 * @param columns names, or patterns in which {@code *} stands for any run of characters; empty for all columns and whole rows
 * @param labels the values or classes that SHARE speaks of; empty for the other kinds
 */
public record Selection(Kind kind, Set<Measure> measures, List<String> columns, Set<String> labels) {
    /** @throws IllegalArgumentException if there is no measure, or one of another kind, or labels are missing or without use */
    public Selection {
        measures = Set.copyOf(measures);
        columns = List.copyOf(columns);
        labels = Set.copyOf(labels);
        if (measures.isEmpty() || !kind.measures.containsAll(measures)) {
            throw new IllegalArgumentException("an indicator needs one or more measures of its kind: kind=" + kind
                    + ", measures=" + measures + ", possible=" + kind.measures);
        }
        if ((kind == Kind.SHARE) == (labels.isEmpty() || labels.contains(""))) {
            throw new IllegalArgumentException("a share needs the labels it speaks of, and nothing else has any: kind="
                    + kind + ", columns=" + columns + ", labels=" + labels);
        }
    }

    /** Every measure of a kind that has no labels. */
    public static Selection of(Kind kind, List<String> columns) {
        return new Selection(kind, kind.measures, columns, Set.of());
    }

    /** The share of these values. */
    public static Selection ofShare(List<String> columns, Set<String> labels) {
        return new Selection(Kind.SHARE, Kind.SHARE.measures, columns, labels);
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
        /** The share of one value or class. */
        SHARE(EnumSet.of(Measure.SHARE)),
        /** The column is null or absent. */
        MISSING(EnumSet.of(Measure.MISSING)),
        /** The column's value is not usable. */
        INVALID(EnumSet.of(Measure.INVALID)),
        /** The column has values that the reference never had. */
        UNSEEN(EnumSet.of(Measure.UNSEEN)),
        /** Too many rows or too few. */
        VOLUME(EnumSet.of(Measure.VOLUME)),
        /** An early detector saw a change. */
        CHANGE(EnumSet.of(Measure.CHANGE));

        private final Set<Measure> measures;

        Kind(Set<Measure> measures) {
            this.measures = measures;
        }

        /** Whether its measures count rows, so that rows can be good or bad each. */
        public boolean countsRows() {
            return this != DRIFT && this != VOLUME && this != CHANGE;
        }
    }

    /** Whether that measurement takes part. */
    public boolean matches(Measurement measurement) {
        return measures.contains(measurement.judged().measure())
                && isOfColumn(measurement.column())
                && (labels.isEmpty() || labels.contains(measurement.judged().label()));
    }

    private boolean isOfColumn(String column) {
        return columns.isEmpty() || ColumnPattern.anyMatches(columns, column);
    }

    /** The measurements that take part, in the reading's order. */
    List<Measurement> of(Reading reading) {
        return reading.measurements().stream().filter(this::matches).toList();
    }

    /**
     * What a reading without any such measurement says: WARMING_UP if it has no reference, or one of the columns has none; else
     * EXCLUDED, for then nothing of the kind is measured (a value that is no cell of the grid, a column that nobody knows).
     */
    Verdict unmeasured(Reading reading) {
        boolean isWarmingUp = reading.reference().isEmpty()
                || reading.measurements().stream()
                        .anyMatch(m -> m.judged().verdict() == Verdict.WARMING_UP && isOfColumn(m.column()));
        return isWarmingUp ? Verdict.WARMING_UP : Verdict.EXCLUDED;
    }
}
