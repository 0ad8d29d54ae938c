package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.MINUTE;
import static io.tidemark.assess.AssessorBench.PINNED;
import static io.tidemark.assess.AssessorBench.START;
import static io.tidemark.assess.AssessorBench.WHOLE;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.GradedMark;
import io.tidemark.domain.LabelRules;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Meters;
import io.tidemark.domain.QualityCopy;
import io.tidemark.domain.QualityDelta;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Retention;
import io.tidemark.domain.Scope;
import io.tidemark.stats.Measure;
import io.tidemark.stats.quality.Answer;
import io.tidemark.stats.quality.ErrorSums;
import io.tidemark.stats.quality.Outcome;
import io.tidemark.stats.quality.QualityCounts;
import io.tidemark.stats.quality.QualityTerms.Quantity;
import io.tidemark.stats.quality.ScoreCells;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import io.tidemark.testkit.HeapQualityMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Windows of a minute, numbered from the start; labels are awaited for two minutes; the first two windows are the baseline. */
class QualityDeskTest {
    private static final LabelRules.Baseline FIRST_TWO = new LabelRules.Baseline(0, 0, 2);

    private final HeapQualityMemory memory = new HeapQualityMemory();
    private AssessRules monitor = monitor();
    private QualityDesk desk = open();

    private static AssessRules monitor() {
        return monitor(Measure.ACCURACY);
    }

    private static AssessRules monitor(Measure deciding) {
        return monitor(deciding, FIRST_TWO);
    }

    private static AssessRules monitor(Measure deciding, LabelRules.Baseline baseline) {
        LabelRules rules = new LabelRules(
                "labels",
                false,
                LabelRules.Task.CLASSES,
                "yes",
                LabelRules.Score.POSITIVE,
                Double.NaN,
                new LabelRules.Spans(MINUTE, 5 * MINUTE, 2 * MINUTE),
                1,
                baseline,
                Map.of());
        return asking(new QualityAsked(rules, Set.of(new Quantity(deciding, "")), true, List.of("in-0")));
    }

    private static AssessRules asking(QualityAsked asked) {
        AssessRules plain = AssessorBench.rules("fraud", 20 * MINUTE, PINNED, "in-0");
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
                asked);
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

    /** What is told of windows with predictions once all before the start of that minute is closed and graded. */
    private List<Reading> tell(int minute) {
        return tellAll(minute).stream().filter(reading -> reading.rows() > 0).toList();
    }

    private List<Reading> tellAll(int minute) {
        desk.take(new GradedMark(0, new Mark("in-0", at(minute), 1, Mark.State.FLOWING)));
        List<Reading> told = new ArrayList<>();
        desk.advance(monitor, at(minute), told::add);
        return told;
    }

    /** The same as {@code minute r=revision}, of windows with predictions. */
    private List<String> close(int minute) {
        return written(tell(minute).stream());
    }

    /** What is told of windows that have none. */
    private List<String> gaps(List<Reading> told) {
        return written(told.stream().filter(reading -> reading.rows() == 0));
    }

    private static List<String> written(Stream<Reading> readings) {
        return readings.map(reading -> (reading.window().startMs() - START) / MINUTE + " r=" + reading.revision())
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
        assertThat(tellAll(8)).isEmpty();
        assertThat(gaps(tellAll(9))).containsExactly("8 r=0");
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

        predict(100, 10, 10);
        close(101);

        assertThat(memory.scopes()).containsExactly(WHOLE);
        assertThat(memory.pending()).isEmpty();
    }

    @Test
    void windowsWithoutPredictionsAreToldOnceAndHaveNoData() {
        IntStream.range(0, 4).forEach(minute -> predict(minute, 10, 10));
        predict(7, 10, 10);

        List<Reading> told = tellAll(9);

        assertThat(gaps(told)).containsExactly("4 r=0", "5 r=0", "6 r=0", "8 r=0");
        assertThat(told).as("in order").isSortedAccordingTo(comparing(reading -> reading.window()
                .startMs()));
        assertThat(told.stream().filter(reading -> reading.rows() == 0))
                .allSatisfy(reading -> assertThat(reading.measurements())
                        .isNotEmpty()
                        .allMatch(one -> one.judged().verdict() == Verdict.NO_DATA));
        desk = open();
        assertThat(tellAll(9)).isEmpty();
        assertThat(gaps(tellAll(10))).containsExactly("9 r=0");
    }

    /** An area under a curve is not worked out of nothing; that there is none is said all the same. */
    @Test
    void whatDecidesIsSilentInAWindowWithoutPredictions() {
        monitor = monitor(Measure.AUC);
        predict(0, 10, 10);

        assertThat(tellAll(2))
                .filteredOn(reading -> reading.rows() == 0)
                .singleElement()
                .satisfies(reading -> assertThat(reading.measurements())
                        .filteredOn(one -> one.judged().measure() == Measure.AUC)
                        .singleElement()
                        .matches(one -> one.judged().verdict() == Verdict.NO_DATA));
    }

    @Test
    void aWindowThatHasPredictionsAfterAllIsToldAsAnyOther() {
        predict(0, 10, 10);
        assertThat(gaps(tellAll(2))).containsExactly("1 r=0");

        predict(1, 10, 0);

        assertThat(tell(2))
                .as("its labels are awaited")
                .singleElement()
                .matches(reading -> reading.revision() == 1 && verdict(reading) == Verdict.IMMATURE);
        predict(1, 0, 10);
        assertThat(close(3)).containsExactly("1 r=2");
    }

    @Test
    void aSliceIsSpokenOfUntilItHadNoPredictionsForLong() {
        Scope eu = AssessorBench.EU;
        int most = monitor.forgetAfter();
        predict(eu, 0, 10, 10);
        predict(0, 10, 10);

        List<Reading> told = tellAll(most + 3);
        predict(eu, most + 6, 10, 10);
        List<Reading> later = tellAll(most + 9);

        assertThat(told.stream().filter(reading -> reading.scope().equals(eu) && reading.rows() == 0))
                .hasSize(most)
                .filteredOn(Reading::isLast)
                .singleElement()
                .satisfies(reading -> assertThat(reading.window().startMs()).isEqualTo(at(most)));
        assertThat(told).filteredOn(reading -> reading.scope().isWhole()).noneMatch(Reading::isLast);
        assertThat(gaps(later)).as("from its return on").containsExactly((most + 7) + " r=0", (most + 8) + " r=0");
    }

    /** Of ten predictions of v1 nine are right until v2 comes, of v2 five are. */
    @Test
    void aVersionIsComparedWithTheVersionBeforeInItsLastWindows() {
        IntStream.range(0, 5).forEach(minute -> answered("v1", minute, 900, 100));
        answered("v1", 5, 100, 900);
        IntStream.range(5, 8).forEach(minute -> answered("v2", minute, 500, 500));

        List<Reading> told = tell(9);

        assertThat(against(told, "v1")).allSatisfy(reading -> {
            assertThat(reading.reference()).isEmpty();
            assertThat(verdict(reading)).isEqualTo(Verdict.WARMING_UP);
        });
        assertThat(against(told, "v2")).hasSize(3).allSatisfy(reading -> {
            assertThat(reading.reference()).isEqualTo("previous:v1");
            assertThat(reading.measurements().get(0).judged().reference()).isEqualTo(0.9);
            assertThat(verdict(reading)).isEqualTo(Verdict.BAD);
        });
        assertThat(told.stream().filter(one -> one.comparison() == Comparison.LABELS && isOf(one, "v2")))
                .as("its own first windows are as bad")
                .noneMatch(one -> verdict(one) == Verdict.BAD);
    }

    @Test
    void aVersionThatIsAsGoodAsTheOneBeforeIsGood() {
        IntStream.range(0, 6).forEach(minute -> answered("v1", minute, 900, 100));
        IntStream.range(6, 9).forEach(minute -> answered("v2", minute, 890, 110));

        assertThat(against(tell(10), "v2")).hasSize(3).allMatch(reading -> verdict(reading) == Verdict.GOOD);
    }

    /** v2 was a canary for a minute, and was withdrawn: v3 takes the place of v1. */
    @Test
    void theVersionBeforeIsTheOneThatAnsweredMost() {
        IntStream.range(0, 9).forEach(minute -> answered("v1", minute, 900, 100));
        answered("v2", 4, 100, 100);
        answered("v3", 6, 600, 400);

        List<Reading> told = against(tell(10), "v3");

        assertThat(told).singleElement().extracting(Reading::reference).isEqualTo("previous:v1");
        assertThat(verdict(told.get(0))).isEqualTo(Verdict.BAD);
    }

    @Test
    void ofTwoThatAnsweredAsMuchTheOneThatBeganLastIsBefore() {
        IntStream.range(0, 6).forEach(minute -> answered("v1", minute, 900, 100));
        IntStream.range(4, 6).forEach(minute -> answered("v2", minute, 900, 100));
        answered("v3", 6, 900, 100);

        assertThat(against(tell(10), "v3"))
                .singleElement()
                .extracting(Reading::reference)
                .isEqualTo("previous:v2");
    }

    /** Other partitions bring v1 after v2, though it answered earlier. */
    @Test
    void theVersionBeforeDoesNotDependOnWhoIsHeardFirst() {
        answered("v0", 0, 900, 100);
        answered("v2", 6, 500, 500);
        tell(6);
        answered("v1", 5, 900, 100);

        assertThat(against(tell(9), "v2"))
                .singleElement()
                .extracting(Reading::reference)
                .isEqualTo("previous:v1");
    }

    /** v1's labels come late: v2 is told at once, and again once it is known what it is compared with. */
    @Test
    void whatIsToldBeforeTheLabelsOfTheVersionBeforeIsToldAgain() {
        predict(version("v1"), 0, 1_000, 0);
        answered("v2", 1, 500, 500);

        assertThat(against(tell(2), "v2")).singleElement().matches(reading -> verdict(reading) == Verdict.WARMING_UP);
        grade(version("v1"), 0, 900, 100);
        desk = open();

        assertThat(against(tell(3), "v2"))
                .singleElement()
                .matches(reading -> verdict(reading) == Verdict.BAD && reading.revision() == 1);
        assertThat(tell(4)).isEmpty();
    }

    private static Scope version(String version) {
        return new Scope(WHOLE.model(), WHOLE.stage(), Scope.versionSlice(version));
    }

    private static boolean isOf(Reading reading, String version) {
        return reading.scope().version().equals(version);
    }

    private static List<Reading> against(List<Reading> told, String version) {
        return told.stream()
                .filter(reading -> reading.comparison() == Comparison.LABELS_PREVIOUS && isOf(reading, version))
                .toList();
    }

    private static Verdict verdict(Reading reading) {
        return reading.measurements().get(0).judged().verdict();
    }

    private void answered(String version, int minute, int right, int wrong) {
        predict(version(version), minute, right + wrong, 0);
        grade(version(version), minute, right, wrong);
    }

    private void grade(Scope scope, int minute, int right, int wrong) {
        QualityCounts counts = new QualityCounts();
        Answer yes = new Answer("yes", ScoreCells.of(0.9));
        IntStream.range(0, right).forEach(i -> counts.graded(new Outcome(yes, "yes"), 0.9, true, 1));
        IntStream.range(0, wrong).forEach(i -> counts.graded(new Outcome(yes, "no"), 0.9, true, 1));
        desk.take(monitor, new QualityDelta(scope, at(minute), counts));
    }

    /** Four hundred rows a minute of either side, of which 80 and 60 % are right: no single minute proves it. */
    @Test
    void aDifferenceOfSlicesIsSeenOverManyWindows() {
        monitor = monitor(Measure.ERROR_GAP);
        IntStream.range(0, 8).forEach(minute -> {
            labelled(AssessorBench.EU, minute, 240, 160);
            others(minute, 560, 240);
        });

        List<Judged> gaps = tell(8).stream()
                .filter(reading -> reading.window().startMs() == at(7))
                .flatMap(reading -> reading.measurements().stream())
                .filter(one -> one.judged().measure() == Measure.ERROR_GAP)
                .map(Measurement::judged)
                .toList();

        assertThat(gaps).hasSize(6).allMatch(gap -> Math.abs(gap.estimate().value() - 0.2) < 1e-9);
        assertThat(gaps.get(0).verdict()).isNotEqualTo(Verdict.BAD);
        assertThat(gaps.get(3).verdict()).isEqualTo(Verdict.BAD);
    }

    /** What comes late of all others is in the sums of later windows too. */
    @Test
    void aDifferenceIsToldAgainOnceTheOthersChange() {
        monitor = monitor(Measure.ERROR_GAP);
        IntStream.range(0, 4).forEach(minute -> {
            labelled(AssessorBench.EU, minute, 240, 160);
            others(minute, 560, 240);
        });
        tell(4);
        others(1, 40, 60);

        assertThat(tell(5))
                .extracting(reading -> (reading.window().startMs() - START) / MINUTE)
                .containsExactly(1L, 2L, 3L);
    }

    private void others(int minute, int right, int wrong) {
        desk.take(monitor, new QualityCopy(new QualityDelta(WHOLE, at(minute), counts(right, wrong))));
    }

    private void labelled(Scope scope, int minute, int right, int wrong) {
        desk.take(monitor, new QualityDelta(scope, at(minute), counts(right, wrong)));
    }

    private static QualityCounts counts(int right, int wrong) {
        QualityCounts counts = new QualityCounts();
        Answer yes = new Answer("yes", ScoreCells.of(0.9));
        IntStream.range(0, right + wrong).forEach(i -> {
            counts.answered(yes);
            counts.graded(new Outcome(yes, i < right ? "yes" : "no"), 0.9, i < right, 1);
        });
        return counts;
    }

    /** The reference's range is of a time before labels came: the first fourteen windows that have them are the baseline. */
    @Test
    void aBaselineWithoutLabelsIsNoBaseline() {
        monitor = monitor(Measure.ACCURACY, new LabelRules.Baseline(at(0), at(4), 0));
        IntStream.range(0, 4).forEach(minute -> predict(WHOLE, minute, 1_000, 0));
        IntStream.range(4, 20).forEach(minute -> labelled(WHOLE, minute, 900, 100));
        labelled(WHOLE, 20, 500, 500);

        List<Reading> told = tell(25);

        assertThat(told).hasSize(21);
        assertThat(told.get(17).reference()).as("the fourteenth").isEmpty();
        assertThat(told.get(18).reference()).isEqualTo("baseline:first 14 × 1 min");
        assertThat(verdict(told.get(18))).isEqualTo(Verdict.GOOD);
        assertThat(verdict(told.get(20))).isEqualTo(Verdict.BAD);
    }

    @Test
    void aRangeWithLabelsIsTheBaseline() {
        monitor = monitor(Measure.ACCURACY, new LabelRules.Baseline(at(0), at(4), 0));
        IntStream.range(0, 6).forEach(minute -> labelled(WHOLE, minute, 900, 100));

        assertThat(tell(20).get(5).reference()).isEqualTo("baseline:2026-01-01T00:00:00Z/2026-01-01T00:04:00Z");
    }

    @Test
    void errorsWithoutALimitAreNotSaidToBeInOrder() {
        LabelRules limited = monitor.labels().rules();
        LabelRules numbers = new LabelRules(
                limited.topic(),
                limited.areInEvents(),
                LabelRules.Task.NUMBERS,
                "",
                LabelRules.Score.ANSWER,
                Double.NaN,
                limited.spans(),
                1,
                FIRST_TWO,
                Map.of());
        QualityCounts counts = new QualityCounts();
        counts.graded(ErrorSums.of(10, 12, Double.NaN));
        QualityWindow window = new QualityWindow(at(0), 0, 1, QualityWindow.State.MATURE, counts);

        assertThat(measures(numbers, window))
                .contains(Measure.MAE)
                .doesNotContain(Measure.WITHIN, Measure.ERROR_GAP, Measure.ERROR_RATIO);
    }

    private List<Measure> measures(LabelRules rules, QualityWindow window) {
        QualityAsked asked = new QualityAsked(rules, Set.of(new Quantity(Measure.WITHIN, "")), false, List.of("in-0"));
        return new QualityRead(asking(asked), 1)
                        .read(
                                AssessorBench.EU,
                                window,
                                null,
                                new QualityRead.Around(window.counts(), new TreeMap<>(), new TreeMap<>()))
                        .measurements()
                        .stream()
                        .map(one -> one.judged().measure())
                        .toList();
    }
}
