package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.MINUTE;
import static io.tidemark.assess.AssessorBench.PINNED;
import static io.tidemark.assess.AssessorBench.START;
import static io.tidemark.assess.AssessorBench.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.GradedMark;
import io.tidemark.domain.LabelRules;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Meters;
import io.tidemark.domain.QualityDelta;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Retention;
import io.tidemark.domain.Scope;
import io.tidemark.stats.Measure;
import io.tidemark.stats.quality.Answer;
import io.tidemark.stats.quality.Outcome;
import io.tidemark.stats.quality.QualityCounts;
import io.tidemark.stats.quality.QualityTerms.Quantity;
import io.tidemark.stats.quality.ScoreCells;
import io.tidemark.testkit.HeapQualityMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Windows of a minute, numbered from the start; labels are awaited for two minutes; the first two windows are the baseline. */
class QualityDeskTest {
    private static final LabelRules.Baseline FIRST_TWO = new LabelRules.Baseline(0, 0, 2);

    private final HeapQualityMemory memory = new HeapQualityMemory();
    private final AssessRules monitor = monitor();
    private QualityDesk desk = open();

    private static AssessRules monitor() {
        AssessRules plain = AssessorBench.rules("fraud", 20 * MINUTE, PINNED, "in-0");
        LabelRules rules = new LabelRules(
                "labels",
                LabelRules.Task.CLASSES,
                "yes",
                LabelRules.Score.POSITIVE,
                Double.NaN,
                new LabelRules.Spans(MINUTE, 5 * MINUTE, 2 * MINUTE),
                1,
                FIRST_TWO,
                Map.of());
        return new AssessRules(
                plain.model(),
                plain.sources(),
                plain.windowMs(),
                plain.latenessMs(),
                new Retention(MINUTE, 20 * MINUTE, 20 * MINUTE, 20 * MINUTE),
                plain.noDataAfterMs(),
                plain.forgetAfter(),
                plain.trailing(),
                plain.tolerances(),
                plain.falseAlarms(),
                plain.changes(),
                plain.references(),
                plain.quality(),
                new QualityAsked(rules, Set.of(new Quantity(Measure.ACCURACY, "")), List.of("in-0")));
    }

    private QualityDesk open() {
        return new QualityDesk(memory, model -> 1, new Meters());
    }

    private static long at(int minute) {
        return START + minute * MINUTE;
    }

    private void predict(int minute, int predictions, int labels) {
        predict(WHOLE, minute, predictions, labels);
    }

    private void predict(Scope scope, int minute, int predictions, int labels) {
        QualityCounts counts = new QualityCounts();
        Answer yes = new Answer("yes", ScoreCells.of(0.9));
        IntStream.range(0, predictions).forEach(i -> counts.answered(yes));
        IntStream.range(0, labels).forEach(i -> counts.graded(new Outcome(yes, "yes"), 0.9, true, 1));
        desk.take(monitor, new QualityDelta(scope, at(minute), counts));
    }

    /** What is told once all before the start of that minute is closed and graded: {@code minute r=revision}. */
    private List<String> close(int minute) {
        desk.take(new GradedMark(0, new Mark("in-0", at(minute), 1, Mark.State.FLOWING)));
        List<Reading> told = new ArrayList<>();
        desk.advance(monitor, at(minute), told::add);
        return told.stream()
                .map(reading -> (reading.window().startMs() - START) / MINUTE + " r=" + reading.revision())
                .toList();
    }

    @Test
    void aWindowIsToldWhenItIsOverAndAgainWhenItsLabelsAreIn() {
        predict(0, 10, 4);

        assertThat(close(0)).isEmpty();
        assertThat(close(1)).containsExactly("0 r=0");
        predict(0, 0, 6);
        assertThat(close(2)).containsExactly("0 r=1");
        assertThat(close(3)).isEmpty();
    }

    @Test
    void aNewOwnerTellsNothingThatWasToldBefore() {
        IntStream.range(0, 8).forEach(minute -> predict(minute, 10, 10));
        assertThat(close(8)).hasSize(8);

        desk = open();

        assertThat(memory.pending()).isEmpty();
        assertThat(close(8)).isEmpty();
        assertThat(close(9)).isEmpty();
    }

    @Test
    void aNewOwnerTellsWhatIsLeft() {
        predict(0, 10, 10);
        predict(1, 10, 4);
        predict(2, 10, 0);
        assertThat(close(2)).containsExactly("0 r=0", "1 r=0");

        desk = open();

        assertThat(close(2)).as("nothing changed").isEmpty();
        assertThat(close(4)).as("1 has waited long enough, 2 is over").containsExactly("1 r=1", "2 r=0");
    }

    @Test
    void aNewOwnerTellsWhatChangedBeforeTheCrash() {
        IntStream.range(0, 3).forEach(minute -> predict(minute, 10, 8));
        assertThat(close(6)).containsExactly("0 r=0", "1 r=0", "2 r=0");
        predict(2, 0, 1);

        desk = open();

        assertThat(close(7)).containsExactly("2 r=1");
    }

    @Test
    void theBaselineStaysWhenItsWindowsAreForgotten() {
        IntStream.range(0, 30).forEach(minute -> {
            predict(minute, 10, 10);
            close(minute + 1);
        });

        String rules = FIRST_TWO + "|" + LabelRules.Task.CLASSES + "|yes|" + MINUTE;
        assertThat(memory.windows(WHOLE, Long.MIN_VALUE, at(10))).isEmpty();
        assertThat(memory.usual(WHOLE, rules)).isNotNull().satisfies(usual -> assertThat(usual.endMs())
                .isEqualTo(at(2)));
    }

    @Test
    void aSliceWithoutWindowsIsForgotten() {
        Scope eu = AssessorBench.EU;
        predict(eu, 0, 10, 10);
        predict(0, 10, 10);
        close(1);
        assertThat(memory.scopes()).containsExactly(WHOLE, eu);

        predict(40, 10, 10);
        close(41);

        assertThat(memory.scopes()).containsExactly(WHOLE);
        assertThat(memory.pending()).isEmpty();
    }
}
