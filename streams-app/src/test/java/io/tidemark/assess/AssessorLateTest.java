package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.EU;
import static io.tidemark.assess.AssessorBench.MINUTE;
import static io.tidemark.assess.AssessorBench.NO_GRIDS;
import static io.tidemark.assess.AssessorBench.PINNED;
import static io.tidemark.assess.AssessorBench.WHOLE;
import static io.tidemark.assess.AssessorBench.at;
import static io.tidemark.assess.AssessorBench.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Meters.Meter;
import org.junit.jupiter.api.Test;

/** Late data is merged and told again, or counted; never dropped in silence. */
class AssessorLateTest {
    private final AssessorBench bench = AssessorBench.plain();

    @Test
    void lateDeltaTellsItsWindowAgain() {
        bench.rows(WHOLE, at(0), 10).rows(WHOLE, at(1), 20).close(1).told();

        bench.rows(WHOLE, at(0), 1).rows(WHOLE, at(0), 2);

        assertThat(bench.lines()).containsExactly("*@0 rows=11 r=1", "*@0 rows=13 r=2");
        assertThat(bench.meters.read(Meter.LATE_MERGED)).isEqualTo(2);
    }

    @Test
    void lateDeltaLeavesOtherWindowsAlone() {
        bench.rows(WHOLE, at(0), 10)
                .rows(WHOLE, at(1), 20)
                .rows(EU, at(0), 5)
                .close(1)
                .told();
        bench.rows(WHOLE, at(0), 1).told();

        assertThat(bench.state.window(WHOLE, at(1)).profile().rows().events()).isEqualTo(20);
        assertThat(bench.state.window(WHOLE, at(1)).revision()).isZero();
        assertThat(bench.state.window(EU, at(0)).profile().rows().events()).isEqualTo(5);
    }

    @Test
    void lateDeltaFillsAWindowThatWasEmpty() {
        bench.rows(WHOLE, at(0), 10).rows(WHOLE, at(2), 20).close(2).told();

        bench.rows(WHOLE, at(1), 3);

        assertThat(bench.lines()).containsExactly("*@1 rows=3 r=1");
    }

    @Test
    void lateDeltaOfANewSliceIsToldAtOnce() {
        bench.rows(WHOLE, at(0), 10).rows(WHOLE, at(1), 10).close(1).told();

        bench.rows(EU, at(0), 3).rows(WHOLE, at(2), 1).close(2);

        assertThat(bench.lines()).containsExactly("region=eu@0 rows=3 r=1", "*@2 rows=1 r=0", "region=eu@2 rows=0 r=0");
    }

    @Test
    void deltaBeyondRetentionIsCountedAndNotTold() {
        bench.rows(WHOLE, at(0), 10).rows(WHOLE, at(200), 1).close(200).told();

        bench.rows(WHOLE, at(0), 7);

        assertThat(bench.lines()).isEmpty();
        assertThat(bench.meters.read(Meter.LATE_EXPIRED)).isEqualTo(7);
        assertThat(bench.meters.read(Meter.LATE_MERGED)).isZero();
    }

    @Test
    void oldestWindowWithinRetentionIsStillComplete() {
        bench.rows(WHOLE, at(1), 10).rows(WHOLE, at(200), 1).close(200).told();

        bench.rows(WHOLE, at(1), 7);

        assertThat(bench.lines()).containsExactly("*@1 rows=17 r=1");
    }

    /** Retention 2½ windows: once [4, 5) is closed, what ends by 2½ has expired; [2, 3) has not, and must still be whole. */
    @Test
    void retentionNeedNotBeAMultipleOfTheWindow() {
        AssessorBench odd = new AssessorBench(NO_GRIDS, rules("fraud", 5 * MINUTE / 2, PINNED, "in-0"));
        for (int minute = 0; minute < 5; minute++) {
            odd.rows(WHOLE, at(minute), 10);
        }
        odd.close(4).told();

        odd.rows(WHOLE, at(2), 1).rows(WHOLE, at(1), 1);

        assertThat(odd.lines()).containsExactly("*@2 rows=11 r=1");
        assertThat(odd.meters.read(Meter.LATE_EXPIRED)).isEqualTo(1);
    }

    @Test
    void windowsBeyondRetentionAreForgotten() {
        AssessorBench brief = new AssessorBench(NO_GRIDS, rules("fraud", 3 * MINUTE, PINNED, "in-0"));
        for (int minute = 0; minute < 20; minute++) {
            brief.rows(WHOLE, at(minute), 10).close(minute);
        }

        assertThat(brief.state.kept(WHOLE)).isEqualTo(3);
    }

    @Test
    void windowsBeyondRetentionAreForgottenOverAGap() {
        AssessorBench brief = new AssessorBench(NO_GRIDS, rules("fraud", 3 * MINUTE, PINNED, "in-0"));
        brief.rows(WHOLE, at(0), 10).rows(WHOLE, at(1), 10).close(1);

        brief.rows(WHOLE, at(1000), 10).close(1000);

        assertThat(brief.state.kept(WHOLE)).isEqualTo(1);
    }
}
