package io.tidemark.config;

import io.tidemark.domain.RequestRule;
import io.tidemark.stats.Measure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an SLO calls good. */
public sealed interface IndicatorSpec {
    /** Names or patterns of the columns that it speaks of; empty for whole rows (volume), {@code *} for all. */
    List<String> columns();

    /**
     * Windows that are good or bad as a whole: a window's cells are its columns.
     *
     * @param kind what is looked at
     * @param columns names or patterns
     * @param measures the measures that take part; never empty
     * @param value the class or value whose share is looked at; empty unless the kind is SHARE
     * @param limit what is good
     * @param requests which requests or reports are good, for kinds that speak of them
     */
    record OfWindows(
            Kind kind, List<String> columns, Set<Measure> measures, String value, Limit limit, Requests requests)
            implements IndicatorSpec {
        public OfWindows {
            columns = List.copyOf(columns);
            measures = Set.copyOf(measures);
        }

        /** Of columns or whole rows. */
        public OfWindows(Kind kind, List<String> columns, Set<Measure> measures, String value, Limit limit) {
            this(kind, columns, measures, value, limit, Requests.NONE);
        }
    }

    /**
     * Events that are good or bad each (Occurrences): good over all rows of the columns.
     *
     * @param kind any but DRIFT, VOLUME and FRESHNESS: which events are counted
     * @param columns names or patterns
     * @param values the values that are counted; empty unless the kind is SHARE
     * @param counted whether the counted events are the good or the bad ones
     * @param requests which requests or reports are good, for kinds that speak of them
     */
    record OfEvents(Kind kind, List<String> columns, Set<String> values, Counted counted, Requests requests)
            implements IndicatorSpec {
        public OfEvents {
            columns = List.copyOf(columns);
            values = Set.copyOf(values);
        }

        /** Of columns or whole rows. */
        public OfEvents(Kind kind, List<String> columns, Set<String> values, Counted counted) {
            this(kind, columns, values, counted, Requests.NONE);
        }
    }

    /** Which requests or reports are good. */
    Requests requests();

    /** What is looked at. */
    Kind kind();

    /**
     * Which requests to the model, or which reports of a dependency, are good.
     *
     * @param rule what makes one good; empty for kinds that do not speak of them
     * @param dependency the dependency whose reports are meant, and not the model's own events; the empty text for each dependency
     */
    record Requests(Optional<RequestRule> rule, Optional<String> dependency) {
        /** It speaks of neither. */
        public static final Requests NONE = new Requests(Optional.empty(), Optional.empty());
    }

    /**
     * Something that another tool measures: it can be explained and simulated, and its points come from a file.
     *
     * @param tool the metric source's type, as written: {@code Prometheus}
     * @param metric what the tool gives
     * @param limit what is good, of a value
     */
    record Elsewhere(String tool, Metric metric, Limit limit) implements IndicatorSpec {
        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public Requests requests() {
            return Requests.NONE;
        }

        /** @throws IllegalStateException always: ask {@link SloSpec#isMeasuredElsewhere} first */
        @Override
        public Kind kind() {
            throw new IllegalStateException("measured by another tool, of no kind of ours: tool=" + tool);
        }
    }

    /** What another tool gives. */
    enum Metric {
        /** A value, which is good within a limit. */
        VALUE,
        /** Good events, and all. */
        GOOD_OF_TOTAL,
        /** Bad events, and all. */
        BAD_OF_TOTAL,
        /** A share that is good. */
        GOOD_SHARE,
        /** A share that is bad. */
        BAD_SHARE;

        /** Whether it is good over all, rather than a value. */
        boolean isRatio() {
            return this != VALUE;
        }
    }

    /** What is looked at. */
    enum Kind {
        /** The distance of a column's distribution from its reference. */
        DRIFT,
        MISSING,
        INVALID,
        /** Rows over the rows that the reference has in such a window. */
        VOLUME,
        /** The share of one value of a category; of a class, where the column is the prediction. */
        SHARE,
        /** The mass of values that the reference never had. */
        UNSEEN,
        /** What the monitor's early detectors see. */
        CHANGE,
        /** The value is of another type than the column's. */
        TYPE,
        /** The number is outside its range. */
        RANGE,
        /** The value is outside its set. */
        ALLOWED,
        /** The text does not match its pattern. */
        PATTERN,
        /** Rows that came of those expected. */
        COMPLETENESS,
        /** Events whose id came before. */
        DUPLICATES,
        /** Age of the newest event. */
        FRESHNESS,
        /** Events that came too late. */
        LATENESS,
        /** Records that could not be used. */
        REJECTED,
        /** A number rose against its reference: latency, as a rule. */
        SLOWER,
        /** How requests ended. */
        AVAILABILITY,
        /** How long requests took. */
        LATENCY,
        /** How a dependency is. */
        DEPENDENCY,
        /** How good predictions were, once their labels are known. */
        QUALITY,
        /** Attempts to load a version. */
        LOADING,
        /** Versions put in service, and whether they are seen serving in time. */
        ROLLOUT
    }

    /** Which side of the ratio the counted events are. */
    enum Counted {
        GOOD,
        BAD
    }

    /** What values of the measure are good. A value is bad only where its bounds refute that it is good. */
    sealed interface Limit {
        /** At most the monitor's tolerance away from the reference. */
        record Tolerance() implements Limit {}

        /** At most the monitor's tolerance above the reference; below it anything. */
        record Rise() implements Limit {}

        /**
         * In a closed range, whatever the reference says.
         *
         * @param lowest −∞ for none
         * @param highest +∞ for none
         */
        record Band(double lowest, double highest) implements Limit {}
    }
}
