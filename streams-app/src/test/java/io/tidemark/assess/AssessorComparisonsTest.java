package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.EU;
import static io.tidemark.assess.AssessorBench.QUARTERS;
import static io.tidemark.assess.AssessorBench.WHOLE;
import static io.tidemark.assess.AssessorBench.at;
import static io.tidemark.assess.AssessorBench.comparing;
import static io.tidemark.assess.AssessorBench.counts;
import static io.tidemark.assess.AssessorBench.measured;
import static io.tidemark.assess.AssessorBench.pinned;
import static io.tidemark.assess.AssessorBench.scales;
import static io.tidemark.assess.AssessorBench.slice;
import static io.tidemark.assess.AssessorBench.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Comparisons;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.RowsReference;
import io.tidemark.stats.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Windows against what is not their reference: training data, the rest, another version, the version's own launch. */
class AssessorComparisonsTest {
    private static final long ERA = Long.MIN_VALUE;
    private static final long[] SAME = {250, 250, 250, 250};
    private static final long[] MOVED = {700, 100, 100, 100};
    private static final long[] TRAINED = {25_000, 25_000, 25_000, 25_000};
    private static final Scope V1 = slice("version=v1");
    private static final Scope V2 = slice("version=v2");
    private static final Comparisons TRAINING = new Comparisons(Set.of(Comparison.TRAINING), "", "", 0);
    private static final Comparisons REST = new Comparisons(Set.of(Comparison.REST), "", "", 0);
    private static final Comparisons CANARY = new Comparisons(Set.of(Comparison.CANARY), "v2", "v1", 0);
    private static final Comparisons LAUNCH =
            new Comparisons(Set.of(Comparison.LAUNCH), "", "", 5 * AssessorBench.MINUTE);

    private static Reading of(List<Reading> told, Comparison comparison, Scope scope) {
        List<Reading> found = told.stream()
                .filter(reading ->
                        reading.comparison() == comparison && reading.scope().equals(scope))
                .toList();
        assertThat(found).isNotEmpty();
        return found.get(found.size() - 1);
    }

    private static double referenceRows(Reading reading, int scale) {
        return measured(reading, "price", Measure.KS).stream()
                .filter(m -> m.scale() == scale)
                .mapToDouble(m -> m.judged().estimate().m())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachComparisonIsAReadingOfItsOwn() {
        AssessorBench bench = comparing(TRAINING).refer(pinned(WHOLE, -10, 0));
        bench.copy(WHOLE.in(Stage.TRAINING), ERA, TRAINED);

        List<Reading> told = bench.prices(WHOLE, 0, MOVED).close(0).told();

        assertThat(told).extracting(Reading::reference).containsExactly("pinned:1f0c", "training:*");
        assertThat(told).extracting(Reading::comparison).containsExactly(Comparison.MAIN, Comparison.TRAINING);
        assertThat(told).allMatch(reading -> verdict(reading, Measure.KS) == Verdict.BAD);
        assertThat(referenceRows(told.get(0), 1)).isEqualTo(10_000);
        assertThat(referenceRows(told.get(1), 1)).isEqualTo(100_000);
        // the volume of training says nothing of serving's
        assertThat(measured(told.get(1), "", Measure.VOLUME)).isEmpty();
    }

    /** The upper quarter grows from a quarter of the rows to a half. */
    @Test
    void sliceSaysWhichShareOfTheDriftItCarries() {
        AssessorBench bench =
                comparing(Comparisons.NONE).refer(pinned(WHOLE, -10, 0)).refer(pinned(EU, -10, 0));
        bench.copy(WHOLE, at(0), 200, 200, 200, 600).prices(EU, 0, 0, 0, 0, 400).prices(WHOLE, 0, 200, 200, 200, 600);

        List<Reading> told = bench.close(0).told();

        Measurement share = measured(of(told, Comparison.MAIN, EU), "price", Measure.DRIFT_SHARE)
                .get(0);
        assertThat(share.judged().count()).isEqualTo(400);
        assertThat(share.judged().total()).isEqualTo(1200);
        assertThat(share.judged().verdict()).isEqualTo(Verdict.BAD);
        assertThat(measured(of(told, Comparison.MAIN, WHOLE), "price", Measure.DRIFT_SHARE))
                .isEmpty();
    }

    @Test
    void noSliceCarriesADriftThatIsNone() {
        AssessorBench bench =
                comparing(Comparisons.NONE).refer(pinned(WHOLE, -10, 0)).refer(pinned(EU, -10, 0));
        bench.copy(WHOLE, at(0), 300, 300, 300, 300).prices(EU, 0, 0, 0, 0, 40);

        assertThat(measured(of(bench.close(0).told(), Comparison.MAIN, EU), "price", Measure.DRIFT_SHARE))
                .isEmpty();
    }

    @Test
    void servingIsWarmingUpUntilThereIsTrainingData() {
        AssessorBench bench = comparing(TRAINING).refer(pinned(WHOLE, -10, 0));

        Reading reading = of(bench.prices(WHOLE, 0, SAME).close(0).told(), Comparison.TRAINING, WHOLE);

        assertThat(reading.reference()).isEmpty();
        assertThat(reading.referenceState()).isEqualTo("no training events yet: *");
        assertThat(reading.measurements()).allMatch(m -> m.judged().verdict() == Verdict.WARMING_UP);
    }

    @Test
    void versionIsComparedWithItsOwnTraining() {
        AssessorBench bench = comparing(TRAINING)
                .copy(V1.in(Stage.TRAINING), ERA, TRAINED)
                .copy(V2.in(Stage.TRAINING), ERA, 70_000, 10_000, 10_000, 10_000);

        List<Reading> told =
                bench.prices(V1, 0, SAME).prices(V2, 0, SAME).close(0).told();

        assertThat(verdict(of(told, Comparison.TRAINING, V1), Measure.KS)).isEqualTo(Verdict.GOOD);
        assertThat(verdict(of(told, Comparison.TRAINING, V2), Measure.KS)).isEqualTo(Verdict.BAD);
        assertThat(of(told, Comparison.TRAINING, V2).reference()).isEqualTo("training:v2");
    }

    @Test
    void wholeIsComparedWithTheTrainingOfTheVersionThatServesMost() {
        AssessorBench bench = comparing(TRAINING)
                .copy(WHOLE.in(Stage.TRAINING), ERA, 170_000, 110_000, 110_000, 110_000)
                .copy(V1.in(Stage.TRAINING), ERA, TRAINED)
                .copy(V2.in(Stage.TRAINING), ERA, 70_000, 10_000, 10_000, 10_000);

        bench.prices(WHOLE, 0, SAME).copy(V1, at(0), 200, 200, 200, 200).copy(V2, at(0), 50, 50, 50, 50);
        Reading first = of(bench.close(0).told(), Comparison.TRAINING, WHOLE);
        bench.prices(WHOLE, 1, SAME).copy(V1, at(1), 50, 50, 50, 50).copy(V2, at(1), 200, 200, 200, 200);
        Reading second = of(bench.close(1).told(), Comparison.TRAINING, WHOLE);

        assertThat(first.reference()).isEqualTo("training:v1");
        assertThat(second.reference()).isEqualTo("training:v2");
    }

    /** Its event times are of months ago, and it comes in three bursts: it is all one reference, and repairs nothing. */
    @Test
    void trainingAddsUpWhateverItsTimeAndIsNeverLate() {
        AssessorBench bench = comparing(TRAINING).refer(pinned(WHOLE, -10, 0));
        bench.prices(WHOLE, 0, SAME).close(0).told();

        bench.copy(WHOLE.in(Stage.TRAINING), ERA, 100, 100, 100, 100)
                .copy(WHOLE.in(Stage.TRAINING), ERA, 200, 200, 200, 200)
                .copy(WHOLE.in(Stage.TRAINING), ERA, 300, 300, 300, 300);

        assertThat(bench.told()).isEmpty();
        Reading next = of(bench.prices(WHOLE, 1, SAME).close(1).told(), Comparison.TRAINING, WHOLE);
        assertThat(referenceRows(next, 1)).isEqualTo(2_400);
    }

    @Test
    void trainingThatWasThereBeforeTheGridsCountsToo() {
        Scope trained = WHOLE.in(Stage.TRAINING);
        AssessorBench bench = comparing(TRAINING).copy(trained, ERA, 10, 10, 10, 10);
        bench.refer(new Reference(
                "1f0c",
                trained,
                new TimeWindow(at(-100), at(-90)),
                ERA,
                1,
                new RowsReference(0, Dispersion.unknown(0)),
                new TreeMap<>(Map.of(
                        "price",
                        new ColumnReference(counts(QUARTERS, 1_000, 1_000, 1_000, 1_000), Dispersion.unknown(0)))),
                new Reference.Label(Reference.Kind.TRAINING, "", 4_000, 0, Long.MAX_VALUE)));

        Reading reading = of(bench.prices(WHOLE, 0, SAME).close(0).told(), Comparison.TRAINING, WHOLE);

        assertThat(referenceRows(reading, 1)).isEqualTo(4_040);
    }

    @Test
    void restIsTheWholeWithoutTheSlice() {
        AssessorBench bench = comparing(REST);
        bench.prices(EU, 0, 300, 300, 300, 300).copy(WHOLE, at(0), 5_300, 5_300, 5_300, 5_300);
        Reading same = of(bench.close(0).told(), Comparison.REST, EU);
        bench.prices(EU, 1, 900, 100, 100, 100).copy(WHOLE, at(1), 5_900, 5_100, 5_100, 5_100);
        Reading moved = of(bench.close(1).told(), Comparison.REST, EU);

        assertThat(same.reference()).isEqualTo("rest");
        assertThat(referenceRows(same, 1)).isEqualTo(20_000);
        assertThat(verdict(same, Measure.KS)).isEqualTo(Verdict.GOOD);
        assertThat(verdict(moved, Measure.KS)).isEqualTo(Verdict.BAD);
        assertThat(referenceRows(moved, 1)).isEqualTo(20_000);
        assertThat(referenceRows(moved, 2)).isEqualTo(40_000);
    }

    @Test
    void wholeHasNoRestAndCopiesAreNeverReadOut() {
        AssessorBench bench = comparing(REST).copy(WHOLE, at(0), SAME);

        List<Reading> told = bench.prices(EU, 0, SAME).close(0).told();

        assertThat(told).extracting(Reading::scope).containsOnly(EU);
        assertThat(of(told, Comparison.REST, EU).referenceState()).isEqualTo("no other events in this window: rest");
        assertThat(comparing(REST).prices(WHOLE, 0, SAME).close(0).told())
                .extracting(Reading::comparison)
                .containsExactly(Comparison.MAIN);
    }

    @Test
    void canaryIsComparedWithTheSameWindowsOfTheOtherVersion() {
        AssessorBench bench = comparing(CANARY);
        for (int minute = 0; minute < 4; minute++) {
            bench.prices(V2, minute, MOVED).copy(V1, at(minute), 7_000, 1_000, 1_000, 1_000);
        }
        bench.prices(V2, 4, MOVED).copy(V1, at(4), 2_500, 2_500, 2_500, 2_500);
        List<Reading> told = bench.close(4).told().stream()
                .filter(reading -> reading.comparison() == Comparison.CANARY)
                .toList();

        // both moved, together: that is no difference of versions
        assertThat(verdict(told.get(3), Measure.KS)).isEqualTo(Verdict.GOOD);
        assertThat(verdict(told.get(4), Measure.KS)).isEqualTo(Verdict.BAD);
        assertThat(told.get(4).reference()).isEqualTo("canary:v1");
        assertThat(referenceRows(told.get(4), 4)).isEqualTo(40_000);
    }

    @Test
    void canaryReachesBackOnlyToTheOtherVersionsFirstWindow() {
        AssessorBench bench = comparing(CANARY);
        for (int minute = 0; minute < 8; minute++) {
            bench.prices(V2, minute, SAME);
            if (minute >= 6) {
                bench.copy(V1, at(minute), SAME);
            }
        }

        Reading last = of(bench.close(7).told(), Comparison.CANARY, V2);

        assertThat(scales(last, Measure.KS)).containsExactly(1, 2);
    }

    @Test
    void versionIsComparedWithItsFirstWindows() {
        AssessorBench bench = comparing(LAUNCH);
        for (int minute = 0; minute < 7; minute++) {
            bench.prices(V1, minute, SAME);
        }
        bench.prices(V1, 7, MOVED);

        List<Reading> told = bench.close(7).told().stream()
                .filter(reading -> reading.comparison() == Comparison.LAUNCH)
                .toList();

        assertThat(told.get(4).reference()).isEmpty();
        assertThat(told.get(4).referenceState()).isEqualTo("warming up: the version's first windows are its reference");
        assertThat(told.get(5).reference()).startsWith("launch:v1@");
        assertThat(referenceRows(told.get(5), 1)).isEqualTo(5_000);
        assertThat(verdict(told.get(6), Measure.KS)).isEqualTo(Verdict.GOOD);
        assertThat(verdict(told.get(7), Measure.KS)).isEqualTo(Verdict.BAD);
        assertThat(scales(told.get(6), Measure.KS)).containsExactly(1, 2);
    }

    @Test
    void launchIsNotBegunByOneOldEvent() {
        AssessorBench bench = comparing(LAUNCH);
        bench.prices(V1, -100, 1, 0, 0, 0);
        for (int minute = 0; minute < 6; minute++) {
            bench.prices(V1, minute, SAME);
        }

        Reading last = of(bench.close(5).told(), Comparison.LAUNCH, V1);

        assertThat(referenceRows(last, 1)).isEqualTo(5_000);
    }

    @Test
    void testsOfAllComparisonsShareTheBudget() {
        double alone = visible(comparing(Comparisons.NONE));
        double among = visible(comparing(new Comparisons(Set.of(Comparison.REST, Comparison.TRAINING), "", "", 0)));

        assertThat(among).isGreaterThan(alone);
    }

    private static double visible(AssessorBench bench) {
        Reading main = bench.refer(pinned(EU, -10, 0))
                .prices(EU, 0, SAME)
                .close(0)
                .told()
                .get(0);
        Measurement ks = measured(main, "price", Measure.KS).get(0);
        return ks.judged().smallestVisible();
    }

    @Test
    void lateDataRepairsEveryReadingOfItsWindow() {
        AssessorBench bench = comparing(REST).refer(pinned(EU, -10, 0));
        bench.prices(EU, 0, SAME)
                .copy(WHOLE, at(0), 2_500, 2_500, 2_500, 2_500)
                .close(0)
                .told();

        List<Reading> repaired =
                bench.copy(WHOLE, at(0), 10, 0, 0, 0).prices(EU, 0, 10, 0, 0, 0).told();

        assertThat(repaired).extracting(Reading::revision).containsExactly(1, 1);
        assertThat(repaired).extracting(Reading::comparison).containsExactly(Comparison.MAIN, Comparison.REST);
        assertThat(referenceRows(repaired.get(1), 1)).isEqualTo(9_000);
    }

    @Test
    void copiesAreForgottenWithTheWindows() {
        AssessorBench bench = comparing(REST).copy(WHOLE, at(0), SAME).prices(EU, 0, SAME);

        bench.prices(EU, 300, SAME).close(300);

        assertThat(bench.state.copies(WHOLE, at(0), at(1))).isEmpty();
    }
}
