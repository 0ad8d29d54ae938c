package io.tidemark.profile;

import io.tidemark.domain.Graded;
import io.tidemark.domain.LabelColumn;
import io.tidemark.domain.LabelRules;
import io.tidemark.domain.LabelRules.Score;
import io.tidemark.domain.LabelRules.Task;
import io.tidemark.domain.NumberText;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Predicted;
import io.tidemark.domain.QualityDelta;
import io.tidemark.domain.RequestStatus;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.Truth;
import io.tidemark.stats.quality.Answer;
import io.tidemark.stats.quality.ErrorSums;
import io.tidemark.stats.quality.Outcome;
import io.tidemark.stats.quality.QualityCounts;
import io.tidemark.stats.quality.ScoreCells;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The live counts of quality of one model in one task: what was answered, and what was true, in the windows and slices of the predictions.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class LiveQuality {
    /** What a count weighs: about as many numbers as it holds. */
    static final int WEIGHT = 8;

    private final String model;
    private final LabelRules rules;
    private final Map<Place, QualityCounts> live = new HashMap<>();

    LiveQuality(String model, LabelRules rules) {
        this.model = model;
        this.rules = rules;
    }

    private record Place(String slice, long windowStartMs) {}

    /** Whether labels come for this event: a prediction of ours, which the model itself made, with an id, or that may bring its label. */
    boolean concerns(Observation event) {
        RequestStatus status = event.request().status();
        return rules.areThere()
                && event.hasPrediction()
                && event.stage() == Stage.SERVING
                && (rules.areInEvents() || event.predictionIdLength() > 0)
                && (status == null || status == RequestStatus.OK);
    }

    /**
     * Counts a prediction.
     *
     * @param slices that it is in, but for that of all events
     * @return what grading needs of it; null if it says nothing that could be true
     */
    @Nullable
    Predicted observe(Observation event, List<String> slices) {
        String answer = "";
        double value = Double.NaN;
        double score = Double.NaN;
        for (int field = 0; field < event.fields(); field++) {
            int name = event.nameOffset(field);
            if (name == ReservedColumn.PREDICTION.offset()) {
                answer = rules.task() == Task.CLASSES ? word(event, field) : answer;
                value = rules.task() == Task.NUMBERS ? number(event, field) : value;
            } else if (name == ReservedColumn.SCORE.offset()) {
                score = number(event, field);
            }
        }
        if (answer.isEmpty() && Double.isNaN(value)) {
            return null;
        }
        Predicted predicted = new Predicted(event.eventTimeMs(), slices, answer, value, score);
        Answer counted = answer(predicted);
        at(Scope.ALL, predicted.timeMs()).answered(counted);
        slices.forEach(slice -> at(slice, predicted.timeMs()).answered(counted));
        return predicted;
    }

    /** It was counted when it came, before anybody knew of the first of its id. */
    private void takeBack(Predicted predicted) {
        Answer counted = answer(predicted);
        at(Scope.ALL, predicted.timeMs()).unanswered(counted);
        predicted.slices().forEach(slice -> at(slice, predicted.timeMs()).unanswered(counted));
    }

    /** What a label says is true; null if it is nothing that the model predicts. */
    @Nullable
    Truth truth(Observation label) {
        return truth(label, label.truth());
    }

    /** What an event says itself, as of its own time; null if it does not. */
    @Nullable
    Truth ownTruth(Observation event) {
        int field = rules.areInEvents() ? LabelColumn.in(event) : LabelColumn.NONE;
        return field == LabelColumn.NONE ? null : truth(event, field);
    }

    private @Nullable Truth truth(Observation label, int field) {
        if (rules.task() == Task.CLASSES) {
            return new Truth(word(label, field), Double.NaN, label.eventTimeMs());
        }
        double value = number(label, field);
        return Double.isNaN(value) ? null : new Truth("", value, label.eventTimeMs());
    }

    private static String word(Observation event, int field) {
        return switch (event.kind(field)) {
            case Observation.TEXT -> event.fieldText(field, event.textLength(field));
            case Observation.NUMBER -> Double.isFinite(event.number(field)) ? NumberText.of(event.number(field)) : "";
            case Observation.BOOLEAN -> Boolean.toString(event.number(field) != 0);
            default -> "";
        };
    }

    private static double number(Observation event, int field) {
        boolean isNumber = event.kind(field) == Observation.NUMBER && Double.isFinite(event.number(field));
        return isNumber ? event.number(field) : Double.NaN;
    }

    /** Counts what grading found out, and takes back what it had found out before. */
    void take(Graded graded) {
        if (graded instanceof Graded.Unmatched unmatched) {
            at(Scope.ALL, unmatched.knownMs()).unmatched(1);
        } else if (graded instanceof Graded.Repeated repeated) {
            takeBack(repeated.predicted());
        } else if (graded instanceof Graded.Prediction prediction) {
            take(prediction, Scope.ALL);
            prediction.predicted().slices().forEach(slice -> take(prediction, slice));
        }
    }

    private void take(Graded.Prediction graded, String slice) {
        QualityCounts counts = at(slice, graded.predicted().timeMs());
        if (graded.before() != null) {
            count(graded.predicted(), graded.before(), counts, -1);
            counts.corrected(1);
        }
        count(graded.predicted(), graded.now(), counts, 1);
    }

    private void count(Predicted predicted, Truth truth, QualityCounts counts, int sign) {
        counts.lagged(truth.knownMs() - predicted.timeMs(), sign);
        if (rules.task() == Task.NUMBERS) {
            ErrorSums row = ErrorSums.of(predicted.value(), truth.value(), rules.errorLimit());
            counts.graded(sign > 0 ? row : row.negated());
            return;
        }
        Outcome outcome = new Outcome(answer(predicted), truth.answer());
        boolean came =
                rules.positive().isEmpty() ? outcome.isRight() : truth.answer().equals(rules.positive());
        counts.graded(outcome, probability(predicted), came, sign);
    }

    private Answer answer(Predicted predicted) {
        double probability = probability(predicted);
        return new Answer(predicted.answer(), Double.isNaN(probability) ? ScoreCells.NONE : ScoreCells.of(probability));
    }

    /** The score as that of the positive class, where there is one. */
    private double probability(Predicted predicted) {
        boolean isOfOther = rules.score() == Score.ANSWER
                && !rules.positive().isEmpty()
                && !predicted.answer().equals(rules.positive());
        return isOfOther ? 1 - predicted.score() : predicted.score();
    }

    private QualityCounts at(String slice, long timeMs) {
        return live.computeIfAbsent(new Place(slice, rules.windowStart(timeMs)), ignored -> new QualityCounts());
    }

    /** Gives all counts away and forgets them. */
    void handOver(Consumer<QualityDelta> out) {
        live.forEach((place, counts) -> out.accept(
                new QualityDelta(new Scope(model, Stage.SERVING, place.slice()), place.windowStartMs(), counts)));
        live.clear();
    }
}
