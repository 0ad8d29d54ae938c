package io.tidemark.grade;

import io.tidemark.domain.Gradable;
import io.tidemark.domain.Graded;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.NewestTimes;
import io.tidemark.domain.OpenPrediction;
import io.tidemark.domain.Predicted;
import io.tidemark.domain.Truth;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins predictions and labels by the prediction's id, in whichever order they come: the pure core of grade.
 *
 * <p>A prediction is graded when both are there, and again when a label that became known later says otherwise. The first of several predictions of one id
 * counts, and the others are taken back; of labels the one that became known last. A label later than the horizon is not taken, whatever is still remembered, so that what is graded does not
 * depend on when rows are forgotten.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class Grader {
    private final Map<String, GradeRules> rules;
    private final SourceTimes sources;
    private final OpenPredictions state;
    private final Meters meters;

    /**
     * A grader that remembers nothing of how far sources have come.
     *
     * @param rules by model
     */
    public Grader(Map<String, GradeRules> rules, OpenPredictions state, Meters meters, long clockMs) {
        this.rules = Map.copyOf(rules);
        this.sources = new SourceTimes(clockMs);
        this.state = state;
        this.meters = meters;
    }

    /** Takes a half, and says what came of it. */
    public void take(Gradable.Half half, Consumer<Graded> out) {
        meters.add(Meter.GRADABLE_TAKEN, 1);
        GradeRules graded = rules.get(half.model());
        if (graded == null) {
            return;
        }
        long horizon = graded.horizonMs();
        OpenPrediction known = state.get(half.model(), half.id());
        if (half instanceof Gradable.OfPrediction prediction) {
            advance(
                    half.model(),
                    state.newest(half.model()).predicted(prediction.predicted().timeMs()));
            take(prediction, known, horizon, out);
        } else if (half instanceof Gradable.OfLabel label) {
            advance(
                    half.model(),
                    state.newest(half.model()).labelled(label.truth().knownMs()));
            take(label, known, horizon, out);
        }
    }

    private void advance(String model, NewestTimes newest) {
        if (!newest.equals(state.newest(model))) {
            state.putNewest(model, newest);
        }
    }

    private void take(Gradable.OfPrediction half, OpenPrediction known, long horizonMs, Consumer<Graded> out) {
        if (known.predicted() != null) {
            meters.add(Meter.GRADED_BEFORE, 1);
            out.accept(new Graded.Repeated(half.model(), half.predicted()));
            return;
        }
        Truth truth = inTime(half.predicted(), known.truth(), horizonMs);
        state.put(half.model(), half.id(), new OpenPrediction(half.predicted(), truth));
        if (truth != null) {
            tell(half.model(), half.predicted(), null, truth, out);
        }
    }

    private void take(Gradable.OfLabel half, OpenPrediction known, long horizonMs, Consumer<Graded> out) {
        Predicted predicted = known.predicted();
        Truth before = known.truth();
        if (before != null && half.truth().knownMs() < before.saidMs()) {
            meters.add(Meter.GRADED_BEFORE, 1);
            return;
        }
        if (before != null && half.truth().saysTheSame(before)) {
            meters.add(Meter.GRADED_BEFORE, 1);
            again(half, predicted, before, horizonMs);
            return;
        }
        if (predicted == null) {
            state.put(half.model(), half.id(), new OpenPrediction(null, half.truth()));
            return;
        }
        Truth truth = inTime(predicted, half.truth(), horizonMs);
        if (truth != null) {
            state.put(half.model(), half.id(), new OpenPrediction(predicted, truth));
            tell(half.model(), predicted, before, truth, out);
        }
    }

    /** What is repeated is known as long as it was, and no label of the time between them says otherwise any more. */
    private void again(Gradable.OfLabel half, @Nullable Predicted predicted, Truth before, long horizonMs) {
        long saidMs = half.truth().knownMs();
        boolean isInTime = predicted == null || saidMs - predicted.timeMs() <= horizonMs;
        if (saidMs > before.saidMs() && isInTime) {
            state.put(half.model(), half.id(), new OpenPrediction(predicted, before.saidAgain(saidMs)));
        }
    }

    private @Nullable Truth inTime(Predicted predicted, @Nullable Truth truth, long horizonMs) {
        if (truth != null && truth.knownMs() - predicted.timeMs() > horizonMs) {
            meters.add(Meter.LABELS_EXPIRED, 1);
            return null;
        }
        return truth;
    }

    private void tell(String model, Predicted predicted, @Nullable Truth before, Truth now, Consumer<Graded> out) {
        meters.add(Meter.GRADED, 1);
        out.accept(new Graded.Prediction(model, predicted, before, now));
    }

    /** Takes note of how far a source has come. */
    public void take(Mark mark, long clockMs) {
        sources.take(mark, clockMs);
    }

    /**
     * Looks at some rows, and forgets those older than the horizon behind the side that they wait for, at most two behind their own, and behind every source that
     * may still bring something; a label that is still alone is told then.
     */
    public void sweep(int rows, long clockMs, Consumer<Graded> out) {
        Map<String, Long> reached = new HashMap<>();
        rules.forEach((model, graded) -> reached.put(model, sources.reachedMs(graded.sources(), clockMs)));
        state.sweep(rows, row -> isOver(row, reached.getOrDefault(row.model(), Long.MAX_VALUE), out));
    }

    private boolean isOver(OpenPredictions.Row row, long reachedMs, Consumer<Graded> out) {
        Predicted predicted = row.open().predicted();
        Truth truth = row.open().truth();
        long timeMs = predicted != null ? predicted.timeMs() : truth != null ? truth.knownMs() : Long.MIN_VALUE;
        GradeRules graded = rules.get(row.model());
        long horizonMs = graded == null ? 0 : graded.horizonMs();
        NewestTimes newest = state.newest(row.model());
        long settledMs = predicted != null ? newest.forPredictionsMs(horizonMs) : newest.forLabelsMs(horizonMs);
        if (reachedMs == Long.MIN_VALUE || timeMs >= Math.min(settledMs, reachedMs) - horizonMs) {
            return false;
        }
        if (predicted == null && truth != null && graded != null) {
            meters.add(Meter.LABELS_UNMATCHED, 1);
            meters.add(Meter.GRADED, 1);
            out.accept(new Graded.Unmatched(row.model(), truth.knownMs()));
        } else if (truth == null) {
            meters.add(Meter.PREDICTIONS_UNLABELLED, 1);
        }
        return true;
    }
}
