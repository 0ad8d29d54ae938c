package io.tidemark.config;

import io.tidemark.config.IndicatorSpec.Kind;
import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.ReservedColumn;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an objective of data quality needs of its monitor: without it, it would be silent for ever. */
final class QualityKinds {
    private static final Map<Kind, Class<? extends AllowedValues>> RULES = Map.of(
            Kind.RANGE, AllowedValues.Range.class,
            Kind.ALLOWED, AllowedValues.Values.class,
            Kind.PATTERN, AllowedValues.Matching.class);
    private static final Map<Kind, String> EXAMPLES = Map.of(
            Kind.RANGE, "{min: 0, max: 1}",
            Kind.ALLOWED, "{values: [a, b]}",
            Kind.PATTERN, "{pattern: \"[0-9]{5}\"}");

    private QualityKinds() {}

    /**
     * Reports what the monitor does not say.
     *
     * @param kind the indicator's kind field, for the place
     * @param columns names or patterns
     * @param hasLimit whether the objective has a limit of its own
     */
    static void check(
            Field kind,
            Kind of,
            List<String> columns,
            SliceChoice slices,
            boolean hasLimit,
            @Nullable Monitor monitor) {
        boolean isOfWhole = EnumSet.of(Kind.DUPLICATES, Kind.REJECTED, Kind.LOADING, Kind.ROLLOUT)
                .contains(of);
        if (isOfWhole && slices.kind() != SliceChoice.Kind.WHOLE) {
            kind.fail("is known of all events only; leave slices out");
        }
        if (monitor != null) {
            checkLimits(kind, of, hasLimit, monitor);
            checkRequests(kind, of, columns, monitor);
            checkRules(kind, of, columns, monitor);
        }
    }

    private static void checkLimits(Field kind, Kind of, boolean hasLimit, Monitor monitor) {
        QualitySpec quality = monitor.quality();
        if (of == Kind.COMPLETENESS && quality.limits().expected().isEmpty()) {
            kind.fail("needs the rows that are expected; write quality: {expectedRows: 1000 per 1h} in the monitor "
                    + monitor.model());
        }
        if (of == Kind.FRESHNESS && quality.limits().freshMs() == Long.MAX_VALUE && !hasLimit) {
            kind.fail("needs a limit; write quality: {freshness: 10m} in the monitor " + monitor.model()
                    + ", or op: lte and value in seconds");
        }
        if (of == Kind.LATENESS && quality.limits().lateMs() == Long.MAX_VALUE) {
            kind.fail("needs to know what is late; write quality: {lateAfter: 5m} in the monitor " + monitor.model());
        }
    }

    /** A latency is measured against a reference only where the monitor asks for it. */
    private static void checkRequests(Field kind, Kind of, List<String> columns, Monitor monitor) {
        for (String column : columns) {
            boolean isAsked = monitor.requestColumns().contains(column) || !ReservedColumn.isOfRequest(column);
            if (of == Kind.SLOWER && !isAsked) {
                kind.fail("needs the requests' " + column + " to be measured; write columns: {request: [" + column
                        + "]} in the monitor " + monitor.model());
            }
        }
    }

    private static void checkRules(Field kind, Kind of, List<String> columns, Monitor monitor) {
        Class<? extends AllowedValues> wanted = RULES.get(of);
        if (wanted == null) {
            return;
        }
        for (String pattern : columns) {
            boolean has = monitor.columns().allowed().entrySet().stream()
                    .anyMatch(rule ->
                            wanted.isInstance(rule.getValue()) && ColumnPattern.matches(pattern, rule.getKey()));
            if (!has) {
                String column = pattern.equals("*") ? "price" : pattern;
                kind.fail("needs a rule for " + (pattern.equals("*") ? "a column" : pattern)
                        + "; write columns: {allowed: {" + column + ": " + EXAMPLES.get(of) + "}} in the monitor "
                        + monitor.model());
            }
        }
    }
}
