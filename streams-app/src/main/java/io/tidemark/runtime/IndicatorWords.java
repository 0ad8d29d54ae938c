package io.tidemark.runtime;

import io.tidemark.config.IndicatorSpec;
import io.tidemark.config.IndicatorSpec.Counted;
import io.tidemark.config.IndicatorSpec.Limit;
import io.tidemark.domain.RequestRule;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What an SLO calls good, in a sentence. */
final class IndicatorWords {
    private final IndicatorSpec indicator;
    private final String unit;

    private IndicatorWords(IndicatorSpec indicator, String unit) {
        this.indicator = indicator;
        this.unit = unit;
    }

    /**
     * One sentence, without its end.
     *
     * @param unit what is counted, as in {@code window of 1 h}
     */
    static String of(IndicatorSpec indicator, String unit) {
        return new IndicatorWords(indicator, unit).sentence();
    }

    private String sentence() {
        if (indicator instanceof IndicatorSpec.OfWindows windows) {
            return "a " + unit + " is good if " + ofWindow(windows);
        }
        if (indicator instanceof IndicatorSpec.OfEvents events) {
            return ofEvents(events);
        }
        if (indicator instanceof IndicatorSpec.Elsewhere elsewhere) {
            return elsewhere(elsewhere);
        }
        throw new IllegalArgumentException("unknown indicator: type=" + indicator.getClass());
    }

    private String ofWindow(IndicatorSpec.OfWindows windows) {
        String columns = columns(windows.columns());
        String what =
                switch (windows.kind()) {
                    case DRIFT -> drift(windows) + " of " + columns;
                    case MISSING -> "the share of missing values of " + columns;
                    case INVALID -> "the share of values that are not valid of " + columns;
                    case VOLUME -> "the number of rows, over the usual one,";
                    case SHARE -> "the share of " + windows.value() + " in " + columns;
                    case UNSEEN -> "the share of values of " + columns + " that the reference never had";
                    case CHANGE -> "what the early detectors say of " + columns;
                    case TYPE -> "the share of values of another type in " + columns;
                    case RANGE -> "the share of values outside their range in " + columns;
                    case ALLOWED -> "the share of values outside their set in " + columns;
                    case PATTERN -> "the share of values that do not match their pattern in " + columns;
                    case COMPLETENESS -> "the share of expected rows that came";
                    case DUPLICATES -> "the share of events whose id came before";
                    case FRESHNESS -> "the age of the newest event, in seconds,";
                    case LATENESS -> "the share of events that came too late";
                    case REJECTED -> "the share of records that could not be used";
                    case SLOWER -> "how much slower requests are than those of the reference";
                    case QUALITY ->
                        windows.measures().iterator().next().word().replace('_', ' ') + " of labelled predictions";
                    case LOADING, ROLLOUT ->
                        throw new IllegalStateException("counts no windows: kind=" + windows.kind());
                    case AVAILABILITY, LATENCY, DEPENDENCY -> "the share of " + requests() + " that are bad";
                };
        return what + " is " + limit(windows.limit());
    }

    private static String drift(IndicatorSpec.OfWindows windows) {
        return windows.measures().size() == 1
                ? windows.measures().iterator().next().word()
                : "the distance from the reference";
    }

    private static String columns(List<String> columns) {
        if (columns.isEmpty() || columns.equals(List.of("*"))) {
            return "every column";
        }
        return columns.size() == 1 ? columns.get(0) : "each of " + String.join(", ", columns);
    }

    private static String limit(Limit limit) {
        if (limit instanceof Limit.Band band) {
            if (band.highest() == Double.POSITIVE_INFINITY) {
                return "at least " + Spans.number(band.lowest());
            }
            return band.lowest() == Double.NEGATIVE_INFINITY
                    ? "at most " + Spans.number(band.highest())
                    : "from " + Spans.number(band.lowest()) + " to " + Spans.number(band.highest());
        }
        return limit instanceof Limit.Rise ? "not more than the monitor's tolerance" : "within the monitor's tolerance";
    }

    private String requests() {
        return indicator.requests().rule().map(IndicatorWords::noun).orElse("requests");
    }

    private static String noun(RequestRule rule) {
        return rule instanceof RequestRule.Dependency ? "reports of the dependency" : "requests";
    }

    private String ofEvents(IndicatorSpec.OfEvents events) {
        if (events.kind() == IndicatorSpec.Kind.LOADING) {
            return "an attempt to load a version is good if it succeeds; one of the newest version that fails is told at once";
        }
        if (events.kind() == IndicatorSpec.Kind.ROLLOUT) {
            return "a version that is put in service is good if events show it within the monitor's changes.confirmWithin";
        }
        if (events.requests().rule().isPresent()) {
            return request(events.requests().rule().get());
        }
        String columns = columns(events.columns());
        String counted =
                switch (events.kind()) {
                    case MISSING -> "its value is missing";
                    case INVALID -> "its value is not valid";
                    case SHARE -> "its value is " + String.join(" or ", new TreeSet<>(events.values()));
                    case UNSEEN -> "the reference never had its value";
                    case TYPE -> "its value is of another type";
                    case RANGE -> "its value is outside its range";
                    case ALLOWED -> "its value is outside its set";
                    case PATTERN -> "its value does not match its pattern";
                    case COMPLETENESS -> "it was expected and did not come";
                    case DUPLICATES -> "its id came before";
                    case LATENESS -> "it came too late";
                    case REJECTED -> "it could not be used";
                    default -> "it is counted";
                };
        boolean isOfRows = events.columns().isEmpty();
        String subject = isOfRows ? "an event" : "a row of " + columns;
        return subject + " is " + (events.counted() == Counted.BAD ? "bad" : "good") + " if " + counted;
    }

    private static String request(RequestRule rule) {
        if (rule instanceof RequestRule.Latency latency) {
            return "a request is good if it is answered (" + words(latency.answered()) + ") within "
                    + Spans.of(Math.round(latency.limitMs()));
        }
        if (rule instanceof RequestRule.Availability availability) {
            return "a request is good if its status is " + words(availability.good());
        }
        if (rule instanceof RequestRule.Dependency dependency) {
            return "a report of the dependency is good if it says " + words(dependency.good());
        }
        throw new IllegalArgumentException("unknown rule for requests: type=" + rule.getClass());
    }

    private static String words(java.util.Collection<? extends Enum<?>> words) {
        return words.stream().map(Enum::name).sorted().collect(Collectors.joining(" or "));
    }

    private String elsewhere(IndicatorSpec.Elsewhere elsewhere) {
        String tool = elsewhere.tool().isEmpty() ? "another tool" : elsewhere.tool();
        return switch (elsewhere.metric()) {
            case VALUE ->
                "a " + unit + " is good if its value, which " + tool + " measures, is " + limit(elsewhere.limit());
            case GOOD_OF_TOTAL -> tool + " counts the good ones, and all";
            case BAD_OF_TOTAL -> tool + " counts the bad ones, and all";
            case GOOD_SHARE -> tool + " measures the share of good ones";
            case BAD_SHARE -> tool + " measures the share of bad ones";
        };
    }
}
