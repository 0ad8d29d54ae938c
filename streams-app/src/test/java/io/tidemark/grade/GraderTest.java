package io.tidemark.grade;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Gradable;
import io.tidemark.domain.Graded;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Mark.State;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.NewestTimes;
import io.tidemark.domain.OpenPrediction;
import io.tidemark.domain.Predicted;
import io.tidemark.domain.PredictionId;
import io.tidemark.domain.Truth;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class GraderTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HORIZON = 30 * DAY;
    private static final long NOW = 1_000 * DAY;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Meters meters = new Meters();
    private final Heap state = new Heap();
    private final List<Graded> out = new ArrayList<>();
    private final Grader grader = new Grader(Map.of("fraud", new GradeRules(HORIZON, Set.of())), state, meters, NOW);

    /** What grade remembers, on the heap. */
    private static final class Heap implements OpenPredictions {
        private final Map<String, OpenPrediction> rows = new TreeMap<>();
        private final Map<String, NewestTimes> newest = new HashMap<>();

        @Override
        public OpenPrediction get(String model, PredictionId id) {
            return rows.getOrDefault(model + id, OpenPrediction.NOTHING);
        }

        @Override
        public void put(String model, PredictionId id, OpenPrediction open) {
            rows.put(model + id, open);
        }

        @Override
        public NewestTimes newest(String model) {
            return newest.getOrDefault(model, NewestTimes.NONE);
        }

        @Override
        public void putNewest(String model, NewestTimes times) {
            newest.put(model, times);
        }

        @Override
        public void sweep(int count, Predicate<Row> over) {
            Set.copyOf(rows.keySet()).stream().sorted().limit(count).forEach(key -> {
                if (over.test(new Row("fraud", rows.getOrDefault(key, OpenPrediction.NOTHING)))) {
                    rows.remove(key);
                }
            });
        }
    }

    private static PredictionId id(String id) {
        byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
        return PredictionId.of(utf8, 0, utf8.length);
    }

    private void predicted(String id, String answer, long timeMs) {
        Predicted predicted = new Predicted(timeMs, List.of("country=BR"), answer, Double.NaN, 0.7);
        grader.take(new Gradable.OfPrediction("fraud", id(id), predicted), out::add);
    }

    private void labelled(String id, String truth, long knownMs) {
        grader.take(new Gradable.OfLabel("fraud", id(id), new Truth(truth, Double.NaN, knownMs)), out::add);
    }

    private List<String> told() {
        return out.stream()
                .map(graded -> graded instanceof Graded.Prediction prediction
                        ? prediction.predicted().answer() + "/"
                                + (prediction.before() == null
                                        ? "-"
                                        : prediction.before().answer())
                                + "/" + prediction.now().answer()
                        : graded instanceof Graded.Repeated repeated
                                ? "repeated " + repeated.predicted().answer()
                                : "unmatched")
                .toList();
    }

    @Test
    void aLabelAfterItsPredictionGradesIt() {
        predicted("a", "yes", 0);
        labelled("a", "no", DAY);

        assertThat(told()).containsExactly("yes/-/no");
    }

    @Test
    void aLabelBeforeItsPredictionWaits() {
        labelled("a", "no", DAY);
        assertThat(told()).isEmpty();

        predicted("a", "yes", 2 * DAY);

        assertThat(told()).containsExactly("yes/-/no");
    }

    @Test
    void theSameLabelTwiceGradesOnce() {
        predicted("a", "yes", 0);
        labelled("a", "no", DAY);
        labelled("a", "no", DAY);
        labelled("a", "no", 2 * DAY);

        assertThat(told()).containsExactly("yes/-/no");
        assertThat(meters.read(Meter.GRADED_BEFORE)).isEqualTo(2);
    }

    /** Known on day 1, 2 and 3, and read in another order, before the prediction or after it. */
    @Test
    void aLabelThatRepeatsIsTheOneKnownLast() {
        predicted("a", "yes", 0);
        for (String id : List.of("a", "b")) {
            labelled(id, "no", DAY);
            labelled(id, "no", 3 * DAY);
            labelled(id, "yes", 2 * DAY);
        }
        predicted("b", "yes", 0);

        assertThat(told()).containsExactly("yes/-/no", "yes/-/no");
        assertThat(out)
                .extracting(graded -> ((Graded.Prediction) graded).now().knownMs())
                .as("their lag is that of the first")
                .containsOnly(DAY);
        labelled("a", "yes", 4 * DAY);
        assertThat(told()).endsWith("yes/no/yes");
    }

    /** What is beyond the horizon counts for nothing, nor does it hold off what is not. */
    @Test
    void aLabelThatRepeatsTooLateIsNone() {
        predicted("a", "yes", 0);
        labelled("a", "no", DAY);
        labelled("a", "no", HORIZON + DAY);
        labelled("a", "yes", 2 * DAY);

        assertThat(told()).containsExactly("yes/-/no", "yes/no/yes");
    }

    @Test
    void aLaterLabelReplacesAnEarlierOne() {
        predicted("a", "yes", 0);
        labelled("a", "no", DAY);
        labelled("a", "yes", 2 * DAY);

        assertThat(told()).containsExactly("yes/-/no", "yes/no/yes");
    }

    @Test
    void anEarlierLabelThatComesLateChangesNothing() {
        predicted("a", "yes", 0);
        labelled("a", "yes", 2 * DAY);
        labelled("a", "no", DAY);

        assertThat(told()).containsExactly("yes/-/yes");
    }

    @Test
    void ofTwoLabelsBeforeTheirPredictionTheLaterOneCounts() {
        labelled("a", "yes", 2 * DAY);
        labelled("a", "no", DAY);
        predicted("a", "yes", 0);

        assertThat(told()).containsExactly("yes/-/yes");
    }

    @Test
    void aSecondPredictionOfAnIdIsLeftOut() {
        predicted("a", "yes", 0);
        predicted("a", "no", 1);
        labelled("a", "no", DAY);

        assertThat(told()).containsExactly("repeated no", "yes/-/no");
    }

    @Test
    void threeWeeksLateIsInTime() {
        predicted("a", "yes", 0);
        predicted("b", "yes", 20 * DAY);
        labelled("a", "no", 21 * DAY);
        grader.sweep(100, NOW, out::add);

        assertThat(told()).containsExactly("yes/-/no");
    }

    @Test
    void whatIsLaterThanTheHorizonIsNotTakenThoughItIsRemembered() {
        predicted("a", "yes", 0);
        labelled("a", "no", HORIZON + 1);
        labelled("b", "no", HORIZON + 1);
        predicted("b", "yes", 0);

        assertThat(told()).isEmpty();
        assertThat(meters.read(Meter.LABELS_EXPIRED)).isEqualTo(2);
    }

    @Test
    void aPredictionThatIsNeverLabelledIsForgotten() {
        predicted("a", "yes", 0);
        predicted("b", "yes", HORIZON + 1);
        grader.sweep(100, NOW, out::add);

        assertThat(state.rows).hasSize(1);
        assertThat(meters.read(Meter.PREDICTIONS_UNLABELLED)).isEqualTo(1);
        assertThat(told()).isEmpty();
    }

    /** Predictions were read ahead: labels that are in time by their own clock still find theirs, as far as two horizons back. */
    @Test
    void labelsThatAreReadLaterAreInTimeByTheirOwnClock() {
        predicted("a", "yes", DAY);
        predicted("b", "yes", 2 * DAY);
        labelled("a", "yes", DAY + 1);
        predicted("z", "yes", DAY + 2 * HORIZON - 1);
        grader.sweep(100, NOW, out::add);
        labelled("b", "no", 2 * DAY + 1);

        assertThat(told()).containsExactly("yes/-/yes", "yes/-/no");

        predicted("y", "yes", 3 * DAY + 2 * HORIZON);
        grader.sweep(100, NOW, out::add);
        assertThat(state.rows).as("bounded, though labels stand still").hasSize(2);
    }

    /** All predictions are read before the first label, years of them: none is forgotten before its label had its turn. */
    @Test
    void nothingIsForgottenThatASourceMayStillBringTheOtherHalfOf() {
        Grader behind = of("e-0", "l-0");
        behind.sweep(100, NOW, out::add);
        predicted(behind, "a", DAY);
        predicted(behind, "z", 20 * HORIZON);
        behind.take(mark("e-0", 20 * HORIZON, State.FLOWING), NOW);
        behind.sweep(100, NOW + 1, out::add);
        assertThat(state.rows).as("nobody has spoken of l-0").hasSize(2);

        behind.take(mark("l-0", Long.MIN_VALUE, State.IDLE), NOW + 2);
        behind.sweep(100, NOW + HOUR + 1, out::add);
        assertThat(state.rows)
                .as("its records may wait until those of e-0 are read")
                .hasSize(2);

        behind.take(new Gradable.OfLabel("fraud", id("a"), new Truth("yes", Double.NaN, 2 * DAY)), out::add);
        behind.take(mark("l-0", 2 * DAY, State.FLOWING), NOW + HOUR);
        behind.sweep(100, NOW + 2 * HOUR - 1, out::add);

        assertThat(told()).containsExactly("yes/-/yes");
        assertThat(state.rows).as("l-0 is two days in").hasSize(2);

        behind.take(mark("l-0", 3 * HORIZON, State.FLOWING), NOW + 6 * HOUR);
        behind.sweep(100, NOW + 6 * HOUR, out::add);
        assertThat(state.rows).hasSize(1);
    }

    /** One partition of labels is read before another: the faster one decides nothing for the slower. */
    @Test
    void theSlowestPartitionDecidesWhatIsForgotten() {
        Grader behind = of("e-0", "l-0", "l-1");
        behind.take(mark("e-0", 20 * HORIZON, State.ENDED), NOW);
        behind.take(mark("l-0", 20 * HORIZON, State.FLOWING), NOW);
        behind.take(mark("l-1", DAY, State.FLOWING), NOW);
        predicted(behind, "a", DAY);
        behind.take(new Gradable.OfLabel("fraud", id("z"), new Truth("yes", Double.NaN, 20 * HORIZON)), out::add);
        behind.sweep(100, NOW, out::add);
        assertThat(state.rows).hasSize(2);

        behind.take(mark("l-1", DAY, State.ENDED), NOW);
        behind.sweep(100, NOW, out::add);
        assertThat(state.rows).hasSize(1);
    }

    /** Labels stop for good: what is remembered is bounded once that is certain, an hour on. */
    @Test
    void aSourceThatStandsStillHoldsForAnHour() {
        Grader behind = of("e-0", "l-0");
        behind.take(mark("e-0", 3 * HORIZON, State.FLOWING), NOW);
        behind.take(mark("l-0", DAY, State.IDLE), NOW);
        predicted(behind, "a", DAY);
        predicted(behind, "z", 3 * HORIZON);
        behind.sweep(100, NOW + HOUR - 1, out::add);
        assertThat(state.rows).hasSize(2);

        behind.sweep(100, NOW + HOUR, out::add);
        assertThat(state.rows).hasSize(1);
    }

    /** Labels flow, but all of one time: that must not keep every prediction for ever. */
    @Test
    void aSourceThatFlowsAtOneTimeHoldsForAnHour() {
        Grader behind = of("e-0", "l-0");
        behind.take(mark("e-0", 3 * HORIZON, State.FLOWING), NOW);
        behind.take(mark("l-0", DAY, State.FLOWING), NOW);
        predicted(behind, "a", DAY);
        predicted(behind, "z", 3 * HORIZON);
        behind.take(mark("l-0", DAY, State.IDLE), NOW + HOUR / 2);
        behind.take(mark("l-0", DAY, State.FLOWING), NOW + HOUR - 1);
        behind.sweep(100, NOW + HOUR - 1, out::add);
        assertThat(state.rows).hasSize(2);

        behind.sweep(100, NOW + HOUR, out::add);
        assertThat(state.rows).hasSize(1);
    }

    private Grader of(String... sources) {
        return new Grader(Map.of("fraud", new GradeRules(HORIZON, Set.of(sources))), state, meters, NOW);
    }

    private static Mark mark(String source, long newestMs, State state) {
        return new Mark(source, newestMs, 1, state);
    }

    private void predicted(Grader by, String id, long timeMs) {
        Predicted predicted = new Predicted(timeMs, List.of(), "yes", Double.NaN, 0.7);
        by.take(new Gradable.OfPrediction("fraud", id(id), predicted), out::add);
    }

    @Test
    void aLabelOfAnUnknownPredictionIsToldOnceItsTimeIsOver() {
        labelled("a", "no", 0);
        predicted("b", "yes", HORIZON);
        grader.sweep(100, NOW, out::add);
        assertThat(told()).isEmpty();

        predicted("c", "yes", HORIZON + 1);
        grader.sweep(100, NOW, out::add);

        assertThat(told()).containsExactly("unmatched");
        assertThat(meters.read(Meter.LABELS_UNMATCHED)).isEqualTo(1);
    }

    @Test
    void aModelThatIsNotGradedKeepsNothing() {
        grader.take(new Gradable.OfLabel("other", id("a"), new Truth("no", Double.NaN, 0)), out::add);

        assertThat(state.rows).isEmpty();
    }
}
