package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.slo.Episode;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Objective;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import java.util.Comparator;
import java.util.List;

/** Who, what, where and how sure: the first half of an alert's sentence. */
final class CauseText {
    private static final int MOST_COLUMNS = 2;

    private CauseText() {}

    /**
     * The cause of an episode.
     *
     * @param evidence what the newest slot shows, most telling first; may be empty
     * @param burns the pairs of the episode's severity, for event ratios
     */
    static Episode.Cause of(Objective objective, Reading reading, List<Measurement> evidence, List<Alert.Burn> burns) {
        String what = who(reading.scope()) + " · " + what(objective.indicator(), evidence)
                + (reading.scope().isWhole() ? "" : " in " + reading.scope().slice());
        boolean countsSlices = objective.goal().method() == Alert.Method.TIMESLICES;
        String proof = countsSlices && !evidence.isEmpty()
                ? measured(evidence.get(0), objective.goal().slotMs())
                : burning(burns, objective.goal().errorShare(), countsSlices ? "windows" : "rows");
        return new Episode.Cause(what, proof);
    }

    private static String who(Scope scope) {
        return scope.stage() == Stage.TRAINING ? scope.model() + " (training)" : scope.model();
    }

    private static String what(Indicator indicator, List<Measurement> evidence) {
        List<String> columns =
                evidence.stream().map(Measurement::column).distinct().toList();
        String named = columns(columns.isEmpty() ? indicator.columns() : columns);
        return switch (indicator.kind()) {
            case DRIFT -> named + " drifted";
            case SHARE -> "share of " + named + " \"" + indicator.label() + "\" moved";
            case MISSING -> named + " missing";
            case INVALID -> named + " invalid";
            case UNSEEN -> named + " with new values";
            case VOLUME -> "volume off";
        };
    }

    private static String columns(List<String> columns) {
        if (columns.isEmpty()) {
            return "columns";
        }
        if (columns.size() <= MOST_COLUMNS) {
            return String.join(" and ", columns);
        }
        return String.join(", ", columns.subList(0, MOST_COLUMNS)) + " and " + (columns.size() - MOST_COLUMNS)
                + " more";
    }

    /** {@code ks 0.93 > 0.05, lower bound 0.71, n 48 against 4,320, 1 × 1 d}. */
    private static String measured(Measurement measurement, long slotMs) {
        Judged judged = measurement.judged();
        Estimate estimate = judged.estimate();
        String label = judged.label().isEmpty() ? "" : " \"" + judged.label() + "\"";
        String against = estimate.m() > 0 ? " against " + Words.count(estimate.m()) : "";
        return judged.measure().word() + label + " " + value(judged) + ", n " + Words.count(estimate.n()) + against
                + ", " + measurement.scale() + " × " + Words.duration(slotMs);
    }

    private static String value(Judged judged) {
        Measure measure = judged.measure();
        Estimate estimate = judged.estimate();
        String value = Words.quantity(estimate.value(), measure);
        String tolerance = Words.quantity(judged.tolerance(), measure);
        if (measure.lowest() == 0 && judged.reference() == 0) {
            return value + " > " + tolerance + ", lower bound " + Words.quantity(estimate.lower(), measure);
        }
        return value + " against " + Words.quantity(judged.reference(), measure) + " ± " + tolerance + ", bounds "
                + Words.quantity(estimate.lower(), measure) + " to " + Words.quantity(estimate.upper(), measure);
    }

    /** {@code 412 of 5,120 rows in the last 1 h: 8.0 % against 1.0 % allowed, 8.0 × the budget's rate}. */
    private static String burning(List<Alert.Burn> burns, double errorShare, String unit) {
        return burns.stream()
                .filter(burn -> burn.total() > 0)
                .max(Comparator.comparing(Alert.Burn::state, Comparator.comparing(CauseText::isBurning))
                        .thenComparing(Alert.Burn::burnLong))
                .map(burn -> Words.count(burn.bad()) + " of " + Words.count(burn.total()) + " " + unit + " in the last "
                        + Words.duration(burn.longMs()) + ": " + Words.share((double) burn.bad() / burn.total())
                        + " against " + Words.share(errorShare) + " allowed, " + Words.number(burn.burnLong())
                        + " × the budget's rate")
                .orElse("nothing counted");
    }

    private static boolean isBurning(Alert.PairState state) {
        return state == Alert.PairState.BURNING;
    }
}
