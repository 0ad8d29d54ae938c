package io.tidemark.judge;

import io.tidemark.domain.Measurement;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Limit;
import io.tidemark.slo.Selection;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Judged;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong, in the words of each kind of indicator. */
final class KindText {
    private KindText() {}

    /**
     * What the bad windows are.
     *
     * @param named the columns
     * @param evidence most telling first; may be empty
     */
    static String ofWindows(String named, Selection selection, Limit limit, List<Measurement> evidence) {
        String moved = moved(limit, evidence);
        return switch (selection.kind()) {
            case DRIFT -> named + " drifted";
            case SHARE -> "share of " + named + " " + labels(selection) + " " + (moved.isEmpty() ? "moved" : moved);
            case VOLUME -> volume(evidence);
            case UNSEEN -> named + " with new values";
            case CHANGE -> named + " changed";
            default -> fault(named, selection.kind());
        };
    }

    private static String moved(Limit limit, List<Measurement> evidence) {
        if (limit instanceof Limit.Band band && !evidence.isEmpty()) {
            return band.isHigh(evidence.get(0).judged()) ? "too high" : "too low";
        }
        return "";
    }

    private static String volume(List<Measurement> evidence) {
        if (evidence.isEmpty()) {
            return "too few or too many rows";
        }
        Judged judged = evidence.get(0).judged();
        return judged.estimate().value() < judged.reference() ? "too few rows" : "too many rows";
    }

    /** What the bad rows are. */
    static String ofRows(String named, Selection selection, Indicator.Counted counted) {
        boolean isBad = counted == Indicator.Counted.BAD;
        String not = isBad ? "" : "not ";
        return switch (selection.kind()) {
            case SHARE -> named + " " + not + labels(selection);
            case MISSING -> named + " " + not + "missing";
            case INVALID -> named + " " + not + "invalid";
            case UNSEEN -> named + (isBad ? " without new values" : " with new values");
            case COMPLETENESS -> isBad ? "rows that came" : "rows missing";
            case DRIFT, VOLUME, FRESHNESS, CHANGE ->
                throw new IllegalStateException("counts no rows: kind=" + selection.kind());
            default -> isBad ? fault(named, selection.kind()) : "all but " + fault(named, selection.kind());
        };
    }

    private static String fault(String named, Selection.Kind kind) {
        return switch (kind) {
            case MISSING -> named + " missing";
            case INVALID -> named + " invalid";
            case TYPE -> named + " of the wrong type";
            case RANGE -> named + " out of range";
            case ALLOWED -> named + " with values that are not allowed";
            case PATTERN -> named + " not in its pattern";
            case COMPLETENESS -> "rows missing";
            case DUPLICATES -> "duplicate events";
            case FRESHNESS -> "stale";
            case LATENESS -> "late events";
            case REJECTED -> "rejected records";
            default -> throw new IllegalStateException("no fault: kind=" + kind);
        };
    }

    private static String labels(Selection selection) {
        return selection.labels().stream()
                .sorted()
                .map(label -> "\"" + label + "\"")
                .collect(Collectors.joining(" or "));
    }

    /** {@code rows 12 < 100}: what is known exactly needs no bounds; empty for what is estimated. */
    static String exact(Judged judged, Limit limit) {
        double value = judged.estimate().value();
        if (judged.estimate().lower() != judged.estimate().upper()) {
            return "";
        }
        if (judged.measure() == Measure.ROWS) {
            boolean isFew = value < judged.reference();
            return Words.count(value) + (isFew ? " < " : " > ") + Words.count(judged.reference());
        }
        boolean isLow = judged.measure() == Measure.COMPLETENESS;
        double bound = isLow ? 1 - judged.tolerance() : judged.tolerance();
        if (limit instanceof Limit.Band band) {
            bound = isLow ? band.lowest() : band.highest();
        }
        if (judged.measure() == Measure.FRESHNESS) {
            return Words.duration(Math.round(1_000 * value)) + " > " + Words.duration(Math.round(1_000 * bound));
        }
        return isLow
                ? Words.quantity(value, judged.measure()) + " < " + Words.limit(bound, judged.measure()) + ", "
                        + Words.count(judged.count()) + " of " + Words.count(judged.total()) + " rows"
                : "";
    }
}
