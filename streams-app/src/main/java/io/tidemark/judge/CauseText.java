package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeText;
import io.tidemark.slo.Episode;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Limit;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.stats.Measure;
import io.tidemark.stats.quality.FairnessComparison;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import java.util.Comparator;
import java.util.List;

/** Who, what, where and how sure: the first half of an alert's sentence. */
final class CauseText {
    private static final int MOST_COLUMNS = 3;

    private CauseText() {}

    /**
     * The cause of an episode.
     *
     * @param evidence what the newest slot shows, most telling first; may be empty
     * @param burns the pairs of the episode's severity, for event ratios
     */
    static Episode.Cause of(Objective objective, Reading reading, List<Measurement> evidence, List<Alert.Burn> burns) {
        String moved = objective.indicator().isSilent(reading) ? "no data" : what(objective.indicator(), evidence);
        String against = isBetweenSlices(evidence) ? " against all others" : against(reading);
        return new Episode.Cause(what(reading, moved, against), proof(objective, evidence, burns));
    }

    /** The cause of an episode of silence that was told after so long. */
    static Episode.Cause ofSilence(Objective objective, Reading reading, long silentMs) {
        long slotMs = objective.goal().slotMs();
        String proof = silentMs / slotMs + " × " + TimeText.duration(slotMs) + " without data, or more";
        return new Episode.Cause(silence(reading), proof);
    }

    private static String silence(Reading reading) {
        if (!reading.comparison().isOfLabels()) {
            return what(reading, "no data", against(reading));
        }
        return what(reading, reading.rows() == 0 ? "no predictions" : "no labels of predictions", "");
    }

    private static String what(Reading reading, String moved, String against) {
        return who(reading.scope()) + " · " + inScope(moved, reading.scope()) + against;
    }

    /** Fairness compares a slice with the others of the same windows, whatever the reading's baseline is. */
    private static boolean isBetweenSlices(List<Measurement> evidence) {
        return !evidence.isEmpty()
                && FairnessComparison.MEASURES.contains(evidence.get(0).judged().measure());
    }

    /** A dependency is what the sentence is about; a slice is where it happened. */
    private static String inScope(String moved, Scope scope) {
        if (Scope.isDependency(scope.slice())) {
            return scope.dependency() + " " + moved;
        }
        return moved + (scope.isWhole() ? " in all events" : " in " + scope.slice());
    }

    /** The monitor's reference needs no word; any other comparison is what the alert is about. */
    private static String against(Reading reading) {
        if (reading.comparison() == Comparison.MAIN) {
            return "";
        }
        return " against "
                + (reading.reference().isEmpty() ? reading.comparison().word() : reading.reference());
    }

    private static String who(Scope scope) {
        return scope.stage() == Stage.TRAINING ? scope.model() + " (training)" : scope.model();
    }

    private static String what(Indicator indicator, List<Measurement> evidence) {
        Selection selection = indicator.selection();
        List<String> columns =
                evidence.stream().map(CauseText::subject).distinct().toList();
        String named = columns(columns.isEmpty() ? selection.columns() : columns);
        if (indicator instanceof Indicator.OfEvents events) {
            return KindText.ofRows(named, selection, events.counted());
        }
        if (indicator instanceof Indicator.OfWindows windows) {
            return KindText.ofWindows(named, selection, windows.limit(), evidence);
        }
        throw new IllegalStateException("unknown indicator: type=" + indicator.getClass());
    }

    private static String subject(Measurement measurement) {
        return measurement.column().isEmpty() ? "volume" : measurement.column();
    }

    private static String columns(List<String> columns) {
        if (columns.isEmpty() || columns.equals(List.of("*"))) {
            return "columns";
        }
        if (columns.size() <= 2) {
            return String.join(" and ", columns);
        }
        if (columns.size() <= MOST_COLUMNS) {
            return String.join(", ", columns.subList(0, columns.size() - 1)) + " and "
                    + columns.get(columns.size() - 1);
        }
        return String.join(", ", columns.subList(0, MOST_COLUMNS)) + " and " + (columns.size() - MOST_COLUMNS)
                + " more";
    }

    /** A slice of time proves itself by what was measured in it; what is counted, by the counts. */
    private static String proof(Objective objective, List<Measurement> evidence, List<Alert.Burn> burns) {
        boolean countsSlices = objective.goal().method() == Alert.Method.TIMESLICES;
        if (objective.indicator() instanceof Indicator.OfWindows windows) {
            return countsSlices && !evidence.isEmpty()
                    ? measured(windows, evidence.get(0), objective.goal().slotMs())
                    : burning(burns, objective.goal().errorShare(), countsSlices ? "windows" : "columns' windows");
        }
        return burning(
                burns,
                objective.goal().errorShare(),
                countsSlices ? "windows" : KindText.unit(objective.indicator().selection()));
    }

    /** {@code ks 0.93 > 0.05, lower bound 0.71, n 48 against 4,320, 1 × 1 d}. */
    private static String measured(Indicator.OfWindows windows, Measurement measurement, long slotMs) {
        Judged judged = measurement.judged();
        Limit limit = windows.limit();
        Estimate estimate = judged.estimate();
        String own = KindText.proof(windows.selection(), judged, limit);
        String exact = KindText.exact(judged, limit);
        if (!own.isEmpty() || !exact.isEmpty()) {
            return (own.isEmpty() ? judged.measure().word() + " " + exact : own) + ", " + measurement.scale() + " × "
                    + TimeText.duration(slotMs);
        }
        boolean hasRule = KindText.isOfRule(windows.selection()) || judged.measure() == Measure.REJECTED;
        String label = judged.label().isEmpty() || hasRule ? "" : " \"" + judged.label() + "\"";
        String against = estimate.m() > 0 ? " against " + Words.count(estimate.m()) : "";
        String of = judged.measure() == Measure.SHARE ? " of" : "";
        return judged.measure().word() + of + label + " " + value(judged, limit) + ", n " + Words.count(estimate.n())
                + against + ", " + measurement.scale() + " × " + TimeText.duration(slotMs);
    }

    private static String value(Judged judged, Limit limit) {
        if (limit instanceof Limit.Band band) {
            return beyond(judged, band);
        }
        if (judged.measure() == Measure.VOLUME) {
            return beyond(judged, new Limit.Band(1 / judged.tolerance(), judged.tolerance()));
        }
        Measure measure = judged.measure();
        if (measure == Measure.SELECTION_RATIO || measure == Measure.RECALL_RATIO) {
            return beyond(judged, new Limit.Band(judged.tolerance(), Double.POSITIVE_INFINITY));
        }
        if (measure == Measure.ERROR_RATIO) {
            return beyond(judged, new Limit.Band(Double.NEGATIVE_INFINITY, 1 / judged.tolerance()));
        }
        Estimate estimate = judged.estimate();
        String value = Words.quantity(estimate.value(), measure);
        String tolerance = Words.quantity(judged.tolerance(), measure);
        boolean isDistance = measure == Measure.LINF || (measure.lowest() == 0 && judged.reference() == 0);
        if (isDistance) {
            return value + " > " + tolerance + ", lower bound " + Words.quantity(estimate.lower(), measure);
        }
        String origin = measure == Measure.CHANGE ? " from " : " against ";
        return value + origin + Words.quantity(judged.reference(), measure) + " ± " + tolerance + ", bounds "
                + Words.quantity(estimate.lower(), measure) + " to " + Words.quantity(estimate.upper(), measure);
    }

    /** {@code 8.2 % < 15 %, upper bound 11.0 %}. */
    private static String beyond(Judged judged, Limit.Band band) {
        Measure measure = judged.measure();
        Estimate estimate = judged.estimate();
        String value = Words.quantity(estimate.value(), measure);
        return band.isHigh(judged)
                ? value + " > " + Words.limit(band.highest(), measure) + ", lower bound "
                        + Words.quantity(estimate.lower(), measure)
                : value + " < " + Words.limit(band.lowest(), measure) + ", upper bound "
                        + Words.quantity(estimate.upper(), measure);
    }

    /** {@code 412 of 5,120 rows in the last 1 h: 8.0 % against 1.0 % allowed, 8.0 × the budget's rate}. */
    private static String burning(List<Alert.Burn> burns, double errorShare, String unit) {
        return burns.stream()
                .filter(burn -> burn.total() > 0)
                .max(Comparator.comparing(Alert.Burn::state, Comparator.comparing(CauseText::isBurning))
                        .thenComparing(Alert.Burn::burnLong))
                .map(burn -> Words.count(burn.bad()) + " of " + Words.count(burn.total()) + " " + unit + " in the last "
                        + TimeText.duration(burn.longMs()) + ": " + Words.share((double) burn.bad() / burn.total())
                        + " against " + Words.share(errorShare) + " allowed, " + Words.number(burn.burnLong())
                        + " × the budget's rate")
                .orElse("nothing counted");
    }

    private static boolean isBurning(Alert.PairState state) {
        return state == Alert.PairState.BURNING;
    }
}
