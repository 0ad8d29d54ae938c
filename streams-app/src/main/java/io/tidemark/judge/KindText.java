package io.tidemark.judge;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.RequestRule;
import io.tidemark.domain.TimeText;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Limit;
import io.tidemark.slo.Selection;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong, in the words of each kind of indicator. */
final class KindText {
    private static final String MILLISECONDS = " ms";

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
            case SLOWER -> named + " slower";
            case QUALITY -> quality(selection, limit, evidence);
            case LATENCY -> quantile(limit) + " latency over " + limitOf(selection);
            default -> fault(named, selection);
        };
    }

    /** {@code accuracy fell}, {@code recall of "UP" too low}, {@code selection gap too large}. */
    private static String quality(Selection selection, Limit limit, List<Measurement> evidence) {
        Measure measure = selection.measures().iterator().next();
        String name =
                measure.word().replace('_', ' ') + (selection.labels().contains("") ? "" : " of " + labels(selection));
        String moved = moved(limit, evidence);
        if (!moved.isEmpty()) {
            return name + " " + moved;
        }
        return switch (measure) {
            case SELECTION_GAP, RECALL_GAP, ERROR_GAP, ESTIMATE_GAP, ERROR_RATIO -> name + " too large";
            case SELECTION_RATIO, RECALL_RATIO -> name + " too small";
            default -> name + (measure.isBetterLow() ? " rose" : " fell");
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
            case LATENCY -> "requests over " + limitOf(selection) + (leavesOutFailed(selection) ? "" : " or failed");
            case DRIFT, VOLUME, FRESHNESS, CHANGE, SLOWER, QUALITY ->
                throw new IllegalStateException("counts no rows: kind=" + selection.kind());
            default -> isBad ? fault(named, selection) : "all but " + fault(named, selection);
        };
    }

    private static String fault(String named, Selection selection) {
        return switch (selection.kind()) {
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
            case AVAILABILITY -> "requests not " + String.join("", selection.labels());
            case DEPENDENCY -> "not " + String.join("", selection.labels());
            case LOADING -> "loads failed";
            case ROLLOUT -> "versions not seen serving";
            default -> throw new IllegalStateException("no fault: kind=" + selection.kind());
        };
    }

    /** {@code 300 ms}: what the rule's label begins with. */
    private static String limitOf(Selection selection) {
        String label = String.join("", selection.labels());
        return label.substring(0, label.indexOf(MILLISECONDS) + MILLISECONDS.length());
    }

    private static boolean leavesOutFailed(Selection selection) {
        return String.join("", selection.labels()).contains(RequestRule.Latency.OF_THOSE_ANSWERED);
    }

    /** {@code p95}. */
    private static String quantile(Limit limit) {
        double over = limit instanceof Limit.Band band ? band.highest() : 0;
        BigDecimal percent =
                BigDecimal.valueOf(100).subtract(BigDecimal.valueOf(over).movePointRight(2));
        return "p" + percent.stripTrailingZeros().toPlainString();
    }

    /** Whether the label is a rule's, which the sentence has said already. */
    static boolean isOfRule(Selection selection) {
        return !unit(selection).equals("rows");
    }

    /** What is counted, where rows are. */
    static String unit(Selection selection) {
        return switch (selection.kind()) {
            case AVAILABILITY, LATENCY -> "requests";
            case DEPENDENCY -> "reports";
            case LOADING -> "loads";
            case ROLLOUT -> "versions";
            default -> "rows";
        };
    }

    /** What was measured in the words of its kind; empty for kinds that have none of their own. */
    static String proof(Selection selection, Judged judged, Limit limit) {
        return switch (selection.kind()) {
            case LATENCY -> overLimit(selection, judged, limit);
            case SLOWER -> pairs(judged, limit);
            default -> "";
        };
    }

    /** {@code p95 > 300 ms: 8.1 % of requests over, lower bound 6.9 %, n 4,100}. */
    private static String overLimit(Selection selection, Judged judged, Limit limit) {
        return quantile(limit) + " > " + limitOf(selection) + ": "
                + Words.share(judged.estimate().value()) + " of requests over, lower bound "
                + Words.share(judged.estimate().lower()) + ", n " + Words.count(judged.total());
    }

    /**
     * {@code larger in 65.1 % of pairs > 53.0 %, lower bound 53.6 %, n 200 against 6,000}: a rank shift r is a probability of (1 + r)/2 that a value of the
     * window is larger than one of the reference, ties split.
     */
    private static String pairs(Judged judged, Limit limit) {
        double inOrder = limit instanceof Limit.Band band ? band.highest() : judged.tolerance();
        Estimate estimate = judged.estimate();
        return "larger in " + ofPairs(estimate.value()) + " of pairs > " + ofPairs(inOrder) + ", lower bound "
                + ofPairs(estimate.lower()) + ", n " + Words.count(estimate.n()) + " against "
                + Words.count(estimate.m());
    }

    private static String ofPairs(double shift) {
        return Words.share((1 + shift) / 2);
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
            return TimeText.duration(Math.round(1_000 * value)) + " > " + TimeText.duration(Math.round(1_000 * bound));
        }
        return isLow
                ? Words.quantity(value, judged.measure()) + " < " + Words.limit(bound, judged.measure()) + ", "
                        + Words.count(judged.count()) + " of " + Words.count(judged.total()) + " rows"
                : "";
    }
}
