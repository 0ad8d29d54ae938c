package io.tidemark.domain;

import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.Grid;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the monitor's owner states about the quality of the data, in itself and whatever a reference says.
 *
 * @param topic where the records come from; rejected ones count for every model of it
 * @param asked measures of quality that are read, beside those that are read always
 * @param allowed by column, the measure that counts what its rule of allowed values does not allow: {@link Measure#OUT_OF_RANGE},
 *     {@link Measure#NOT_ALLOWED} or {@link Measure#PATTERN_MISMATCH}
 * @param limits what is in order
 * @param volume what the number of rows is compared with
 * @param redacted names or patterns of columns whose values never leave
 * @param ids whether the ids of events are such values
 * @param requests which requests, and reports of dependencies, are good; at most {@link RequestRule#MOST}
 * @param dependencies the topic of the dependencies' reports; empty if none is watched
 */
public record QualityRules(
        String topic,
        Set<Measure> asked,
        Map<String, Measure> allowed,
        Limits limits,
        VolumeRule volume,
        List<String> redacted,
        EventIds ids,
        List<RequestRule> requests,
        String dependencies) {
    /** Nothing is stated. */
    public static final QualityRules NONE =
            new QualityRules("", Set.of(), Map.of(), Limits.NONE, VolumeRule.REFERENCE, List.of(), EventIds.SHOWN);

    /** What stands where a redacted value would. */
    public static final String REDACTED = "‹redacted›";

    public QualityRules {
        asked = Set.copyOf(asked);
        allowed = Map.copyOf(allowed);
        redacted = List.copyOf(redacted);
        requests = List.copyOf(requests);
        if (requests.size() > RequestRule.MOST) {
            throw new IllegalArgumentException("a model has at most " + RequestRule.MOST
                    + " different rules for requests: rules=" + requests.size());
        }
    }

    /** Rules that state nothing of requests. */
    public QualityRules(
            String topic,
            Set<Measure> asked,
            Map<String, Measure> allowed,
            Limits limits,
            VolumeRule volume,
            List<String> redacted,
            EventIds ids) {
        this(topic, asked, allowed, limits, volume, redacted, ids, List.of(), "");
    }

    /** Whether the ids of events leave. */
    public enum EventIds {
        SHOWN,
        /** They are values of a column that is redacted. */
        HIDDEN
    }

    /**
     * What is in order.
     *
     * @param expected rows that are expected, by slice
     * @param freshMs largest age of the newest event at a window's end; {@link Long#MAX_VALUE} for any
     * @param lateMs longest time from an event to its record that is not late; {@link Long#MAX_VALUE} for any
     * @param fewestRows of a window of all events; 0 for no limit
     * @param mostRows of a window of all events; {@link Long#MAX_VALUE} for no limit
     */
    public record Limits(Map<String, Rate> expected, long freshMs, long lateMs, long fewestRows, long mostRows) {
        /** Everything is in order. */
        public static final Limits NONE = new Limits(Map.of(), Long.MAX_VALUE, Long.MAX_VALUE, 0, Long.MAX_VALUE);

        public Limits {
            expected = Map.copyOf(expected);
        }

        public boolean hasRows() {
            return fewestRows > 0 || mostRows < Long.MAX_VALUE;
        }
    }

    /**
     * So many rows in so long.
     *
     * @param rows &gt; 0
     * @param perMs &gt; 0
     */
    public record Rate(double rows, long perMs) {
        /** Rows in a span, rounded. */
        public long in(long spanMs) {
            return Math.round(rows * spanMs / perMs);
        }
    }

    /**
     * What the number of rows is compared with.
     *
     * @param kind the reference's mean, or the median of windows before
     * @param windows how many windows, or cycles, before; 0 for the reference
     */
    public record VolumeRule(Kind kind, int windows) {
        /** The reference's mean. */
        public static final VolumeRule REFERENCE = new VolumeRule(Kind.REFERENCE, 0);

        /** Which windows. */
        public enum Kind {
            REFERENCE,
            /** The windows just before. */
            TRAILING,
            /** The windows at the same time of the weeks before. */
            HOUR_OF_WEEK
        }
    }

    /** Whether records are told apart by their ids. */
    public boolean countsIds() {
        return asked.contains(Measure.DUPLICATE);
    }

    /** Whether the values of a column, or of the one that it is derived of ({@code email.length}), never leave. */
    public boolean redacts(String column) {
        return redacts(redacted, column);
    }

    /** The same for these names or patterns; no column ("") is redacted. */
    public static boolean redacts(List<String> redacted, String column) {
        int dot = column.lastIndexOf('.');
        return (!column.isEmpty() && ColumnPattern.anyMatches(redacted, column))
                || (dot > 0 && ColumnPattern.anyMatches(redacted, column.substring(0, dot)));
    }

    /** Measures that decide, each at level α: of a column that is derived of none, the asked ones that it has; with the scope's own. */
    public long decidingMeasures(Map<String, Grid> grids) {
        long measures = asked.stream()
                .filter(measure ->
                        measure == Measure.LATE || measure == Measure.DUPLICATE || measure == Measure.REJECTED)
                .count();
        if (asked.contains(Measure.WRONG_TYPE)) {
            measures += DerivedColumn.owners(grids).size();
        }
        return requests.size()
                + measures
                + allowed.values().stream().filter(asked::contains).count();
    }
}
