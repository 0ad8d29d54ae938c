package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.DAY;
import static io.tidemark.assess.AssessorBench.FORGET_AFTER;
import static io.tidemark.assess.AssessorBench.LATENESS;
import static io.tidemark.assess.AssessorBench.MINUTE;
import static io.tidemark.assess.AssessorBench.MONTHLY;
import static io.tidemark.assess.AssessorBench.NO_DATA_AFTER;
import static io.tidemark.assess.AssessorBench.PINNED;
import static io.tidemark.assess.AssessorBench.QUARTERS;
import static io.tidemark.assess.AssessorBench.RETENTION;
import static io.tidemark.assess.AssessorBench.WHOLE;
import static io.tidemark.assess.AssessorBench.at;
import static io.tidemark.assess.AssessorBench.counts;
import static io.tidemark.assess.AssessorBench.era;
import static io.tidemark.assess.AssessorBench.library;
import static io.tidemark.assess.AssessorBench.pinned;
import static io.tidemark.assess.AssessorBench.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.DetectorRule;
import io.tidemark.domain.DetectorRule.Of;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Retention;
import io.tidemark.domain.WatchStates;
import io.tidemark.stats.Measure;
import io.tidemark.stats.detector.DetectorKind;
import io.tidemark.stats.verdict.Tolerances;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows of a minute, panes of 15 seconds, 250 rows a pane in the reference. */
class AssessorChangesTest {
    private static final long PANE = MINUTE / 4;
    private static final DetectorRule MEAN = new DetectorRule(List.of("pri*"), Of.MEAN, "", DetectorKind.CUSUM);
    private static final DetectorRule VOLUME = new DetectorRule(List.of(), Of.VOLUME, "", DetectorKind.CUSUM);

    private static AssessorBench bench(DetectorRule... detectors) {
        AssessRules rules = new AssessRules(
                "fraud",
                List.of("in-0"),
                MINUTE,
                LATENESS,
                new Retention(MINUTE, RETENTION, 30 * DAY, 400 * DAY),
                NO_DATA_AFTER,
                FORGET_AFTER,
                PINNED,
                Tolerances.DEFAULT,
                MONTHLY,
                new ChangeRules(List.of(detectors), PANE));
        return new AssessorBench(library(era(Long.MIN_VALUE, QUARTERS)), rules).refer(pinned(WHOLE, 0, 10));
    }

    /** Windows from one minute on, each pane with these cells, closed one after the other. */
    private static List<Reading> windows(AssessorBench bench, long from, int windows, long... cells) {
        List<Reading> readings = new ArrayList<>();
        for (long minute = from; minute < from + windows; minute++) {
            for (int pane = 0; pane < 4; pane++) {
                bench.delta(WHOLE, at(minute) + pane * PANE, profile(counts(QUARTERS, cells)));
            }
            bench.close(minute);
            readings.addAll(bench.told());
        }
        return readings;
    }

    private static Measurement change(Reading reading, String column) {
        return AssessorBench.measured(reading, column, Measure.CHANGE).get(0);
    }

    private static List<Verdict> verdicts(List<Reading> readings, String column) {
        return readings.stream()
                .map(reading -> change(reading, column).judged().verdict())
                .toList();
    }

    @Test
    void changeIsBadInTheWindowThatShowsItAndNamesTheDetector() {
        AssessorBench bench = bench(MEAN);

        List<Reading> quiet = windows(bench, 10, 20, 60, 65, 60, 65);
        List<Reading> shifted = windows(bench, 30, 10, 20, 20, 20, 190);

        assertThat(verdicts(quiet, "price").subList(0, 7)).containsOnly(Verdict.INSUFFICIENT); // 28 values
        assertThat(verdicts(quiet, "price").subList(7, 20)).containsOnly(Verdict.GOOD);
        assertThat(verdicts(shifted, "price").get(0)).isEqualTo(Verdict.BAD);
        Measurement change = change(shifted.get(0), "price");
        assertThat(change.judged().label()).isEqualTo("mean cusum");
        // mean score: cells −0.75, −0.25, 0.25, 0.75; 190 of 250 in the last: (0.75·170)/250 = 0.51, before 0.01·…≈
        // 0.02
        assertThat(change.judged().estimate().value()).isCloseTo(0.49, within(0.02));
        assertThat(verdicts(shifted, "price").subList(1, 7)).containsOnly(Verdict.INSUFFICIENT);
    }

    @Test
    void fallingVolumeIsAChangeAndAnEmptyPaneIsTold() {
        AssessorBench bench = bench(VOLUME);
        windows(bench, 10, 20, 60, 65, 60, 65);
        List<Reading> empty = new ArrayList<>();
        for (long minute = 30; minute < 33; minute++) {
            bench.close(minute);
            empty.addAll(bench.told());
        }

        assertThat(verdicts(empty, "")).contains(Verdict.BAD);
        assertThat(change(empty.get(0), "").judged().estimate().value()).isLessThan(0);
    }

    @Test
    void stateOutlivesARestart() {
        AssessorBench one = bench(MEAN);
        AssessorBench other = bench(MEAN);
        windows(one, 10, 20, 60, 65, 60, 65);
        windows(other, 10, 20, 60, 65, 60, 65);
        other.restart();

        assertThat(windows(other, 30, 3, 20, 20, 20, 190)).isEqualTo(windows(one, 30, 3, 20, 20, 20, 190));
    }

    @Test
    void repairedReadingSaysOfChangesWhatTheFirstSaid() {
        AssessorBench bench = bench(MEAN);
        windows(bench, 10, 20, 60, 65, 60, 65);
        Reading first = windows(bench, 30, 1, 20, 20, 20, 190).get(0);
        windows(bench, 31, 2, 20, 20, 20, 190);

        bench.delta(WHOLE, at(30), profile(counts(QUARTERS, 500, 0, 0, 0)));
        Reading repaired = bench.told().get(0);

        assertThat(repaired.revision()).isEqualTo(1);
        assertThat(change(repaired, "price")).isEqualTo(change(first, "price"));
    }

    @Test
    void whatWasToldIsKeptAsLongAsWindows() {
        AssessorBench bench = bench(MEAN);

        windows(bench, 10, 220, 60, 65, 60, 65);

        assertThat(bench.state.changes().kept(WHOLE)).isEqualTo((int) (RETENTION / MINUTE));
    }

    @Test
    void sliceThatIsNoLongerSpokenOfIsForgotten() {
        AssessorBench bench = bench(MEAN);
        windows(bench, 10, 2, 60, 65, 60, 65);
        assertThat(bench.state.changes().watches(WHOLE)).isNotEqualTo(WatchStates.NONE);

        bench.close(10 + 2 + FORGET_AFTER + 1);

        assertThat(bench.state.changes().watches(WHOLE)).isEqualTo(WatchStates.NONE);
    }

    @Test
    void withoutAReferenceNothingIsSaidOfChanges() {
        AssessorBench bench = bench(MEAN);

        List<Reading> before = windows(bench, 5, 1, 60, 65, 60, 65);

        assertThat(AssessorBench.measured(before.get(0), "price", Measure.CHANGE))
                .isEmpty();
    }

    @Test
    void detectorsCountAsTests() {
        AssessorBench with = bench(MEAN, VOLUME);
        AssessorBench without = bench();

        double strict = ks(windows(with, 10, 1, 60, 65, 60, 65).get(0));
        double plain = ks(windows(without, 10, 1, 60, 65, 60, 65).get(0));

        assertThat(strict).isLessThan(plain); // a lower α, a lower lower bound
    }

    private static double ks(Reading reading) {
        return AssessorBench.measured(reading, "price", Measure.RANK_SHIFT)
                .get(0)
                .judged()
                .estimate()
                .lower();
    }
}
