package io.tidemark.slo;

import io.tidemark.domain.Cause;
import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.DerivedColumn;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Verdict;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which measurements of a reading an objective looks at.
 *
 * @param kind the quantity
 * @param measures the measures that take part, of the kind's; never empty
 * @param columns names, or patterns in which {@code *} stands for any run of characters; empty for all columns and whole rows
 * @param labels the values or classes that SHARE speaks of, or the rule of AVAILABILITY, LATENCY and DEPENDENCY; of QUALITY the class, or the empty text; empty
 *     for the other kinds
 */
public record Selection(Kind kind, Set<Measure> measures, List<String> columns, Set<String> labels) {
    private static final Set<Kind> SHOWN_BY_DERIVED = EnumSet.of(Kind.DRIFT, Kind.UNSEEN, Kind.SHARE);
    private static final Set<Kind> LABELLED = EnumSet.of(Kind.SHARE, Kind.AVAILABILITY, Kind.LATENCY, Kind.DEPENDENCY);

    /** @throws IllegalArgumentException if there is no measure, or one of another kind, or labels are missing or without use */
    public Selection {
        measures = Set.copyOf(measures);
        columns = List.copyOf(columns);
        labels = Set.copyOf(labels);
        if (measures.isEmpty() || !kind.measures.containsAll(measures)) {
            throw new IllegalArgumentException("an indicator needs one or more measures of its kind: kind=" + kind
                    + ", measures=" + measures + ", possible=" + kind.measures);
        }
        if (kind != Kind.QUALITY && LABELLED.contains(kind) == (labels.isEmpty() || labels.contains(""))) {
            throw new IllegalArgumentException(
                    "a share needs the labels it speaks of, and a kind without labels has none: kind=" + kind
                            + ", columns=" + columns + ", labels=" + labels);
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
        /** The column's value is of another type. */
        TYPE(EnumSet.of(Measure.WRONG_TYPE)),
        /** The column's number is outside its range. */
        RANGE(EnumSet.of(Measure.OUT_OF_RANGE)),
        /** The column's value is outside its set. */
        ALLOWED(EnumSet.of(Measure.NOT_ALLOWED)),
        /** The column's text does not match its pattern. */
        PATTERN(EnumSet.of(Measure.PATTERN_MISMATCH)),
        /** Too many rows or too few. */
        VOLUME(EnumSet.of(Measure.VOLUME, Measure.ROWS)),
        /** An early detector saw a change. */
        CHANGE(EnumSet.of(Measure.CHANGE)),
        /** Rows that came of those expected. */
        COMPLETENESS(EnumSet.of(Measure.COMPLETENESS)),
        /** Events that came before. */
        DUPLICATES(EnumSet.of(Measure.DUPLICATE)),
        /** The newest event is too old. */
        FRESHNESS(EnumSet.of(Measure.FRESHNESS)),
        /** Events that came too late. */
        LATENESS(EnumSet.of(Measure.LATE)),
        /** Records that could not be used. */
        REJECTED(EnumSet.of(Measure.REJECTED)),
        /** A number rose: latency, as a rule. */
        SLOWER(EnumSet.of(Measure.RANK_SHIFT)),
        /** Requests that did not end as stated. */
        AVAILABILITY(EnumSet.of(Measure.FAILED)),
        /** Requests that took longer than stated. */
        LATENCY(EnumSet.of(Measure.SLOW)),
        /** Reports that a dependency does not work. */
        DEPENDENCY(EnumSet.of(Measure.UNHEALTHY)),
        /** Predictions that proved wrong, or groups that are treated differently. */
        QUALITY(EnumSet.range(Measure.ACCURACY, Measure.ERROR_RATIO)),
        /** Attempts to load a version that failed. */
        LOADING(EnumSet.of(Measure.LOAD_FAILED)),
        /** Versions put in service that were not seen serving in time. */
        ROLLOUT(EnumSet.of(Measure.NOT_SERVING));

        private static final Set<Kind> OF_WINDOWS = EnumSet.of(DRIFT, VOLUME, CHANGE, FRESHNESS, SLOWER, QUALITY);
        private static final Set<Kind> OF_WHOLE_ROWS = EnumSet.of(
                VOLUME,
                COMPLETENESS,
                DUPLICATES,
                FRESHNESS,
                LATENESS,
                REJECTED,
                AVAILABILITY,
                LATENCY,
                DEPENDENCY,
                QUALITY,
                LOADING,
                ROLLOUT);
        private static final Set<Kind> OF_ARRIVAL = EnumSet.of(VOLUME, COMPLETENESS, FRESHNESS);

        private final Set<Measure> measures;

        Kind(Set<Measure> measures) {
            this.measures = measures;
        }

        /** Whether its measures count rows, so that rows can be good or bad each. */
        public boolean countsRows() {
            return !OF_WINDOWS.contains(this);
        }

        /** Whether it speaks of whole rows, and of no column. */
        public boolean isOfWholeRows() {
            return OF_WHOLE_ROWS.contains(this);
        }

        /** Whether it asks if data come at all: where they do not, nothing else that is said of them is news. */
        public boolean isOfArrival() {
            return OF_ARRIVAL.contains(this);
        }

        /** Whether it counts what is done to versions, and no events: no reading shows it. */
        public boolean isOfReleases() {
            return this == LOADING || this == ROLLOUT;
        }

        /** Where a breach most likely comes from. Every kind says so itself: a new one does not compile until it does. */
        Cause cause() {
            return switch (this) {
                case DRIFT,
                        SHARE,
                        MISSING,
                        INVALID,
                        UNSEEN,
                        TYPE,
                        RANGE,
                        ALLOWED,
                        PATTERN,
                        VOLUME,
                        CHANGE,
                        COMPLETENESS,
                        DUPLICATES,
                        FRESHNESS,
                        LATENESS,
                        REJECTED -> Cause.DATA;
                case SLOWER, AVAILABILITY, LATENCY, DEPENDENCY, LOADING, ROLLOUT -> Cause.SERVING;
                case QUALITY -> Cause.MODEL;
            };
        }

        /** The measures that belong to it; read only. */
        public Set<Measure> measures() {
            return Collections.unmodifiableSet(measures);
        }
    }

    /** Where a breach most likely comes from: what is seen in predictions and scores alone is the model's. */
    public Cause cause() {
        boolean isOfAnswers = !columns.isEmpty() && columns.stream().allMatch(ReservedColumn::isReserved);
        return isOfAnswers && kind.cause() == Cause.DATA ? Cause.MODEL : kind.cause();
    }

    /** Whether that measurement takes part. */
    public boolean matches(Measurement measurement) {
        return measures.contains(measurement.judged().measure())
                && isOfColumn(measurement.column())
                && (labels.isEmpty() || labels.contains(measurement.judged().label()));
    }

    /** A string or an embedding drifts in the columns that are derived of it; its own rows are counted once. */
    private boolean isOfColumn(String column) {
        return columns.isEmpty()
                || ColumnPattern.anyMatches(columns, column)
                || (SHOWN_BY_DERIVED.contains(kind) && ColumnPattern.anyMatches(columns, DerivedColumn.owner(column)));
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
