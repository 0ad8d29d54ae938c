package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.EU;
import static io.tidemark.assess.AssessorBench.LATENESS;
import static io.tidemark.assess.AssessorBench.MINUTE;
import static io.tidemark.assess.AssessorBench.NO_GRIDS;
import static io.tidemark.assess.AssessorBench.PINNED;
import static io.tidemark.assess.AssessorBench.WHOLE;
import static io.tidemark.assess.AssessorBench.at;
import static io.tidemark.assess.AssessorBench.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import org.junit.jupiter.api.Test;

/** When windows close: the watermark over several partitions, lateness, ends. */
class AssessorClosesTest {
    private final AssessorBench two = new AssessorBench(NO_GRIDS, rules("fraud", PINNED, "in-0", "in-1"));
    private final AssessorBench one = AssessorBench.plain();

    @Test
    void windowStaysOpenUntilItsLatenessHasPassed() {
        one.rows(WHOLE, at(0), 10);

        one.flowing("in-0", at(1) + LATENESS - 1);

        assertThat(one.lines()).isEmpty();
    }

    @Test
    void windowClosesWhereItsLatenessHasPassed() {
        one.rows(WHOLE, at(0), 10);

        one.flowing("in-0", at(1) + LATENESS);

        assertThat(one.lines()).containsExactly("*@0 rows=10 r=0");
    }

    @Test
    void windowsCloseInOrderWithAllSlicesOfEach() {
        one.rows(WHOLE, at(2), 3).rows(EU, at(0), 1).rows(WHOLE, at(0), 2).rows(EU, at(1), 4);

        one.close(2);

        assertThat(one.lines())
                .containsExactly(
                        "*@0 rows=2 r=0",
                        "region=eu@0 rows=1 r=0",
                        "*@1 rows=0 r=0",
                        "region=eu@1 rows=4 r=0",
                        "*@2 rows=3 r=0",
                        "region=eu@2 rows=0 r=0");
    }

    @Test
    void panesOfAWindowAreAddedUp() {
        one.rows(WHOLE, at(0), 1).rows(WHOLE, at(0) + 20_000, 2).rows(WHOLE, at(0) + 40_000, 4);

        one.close(0);

        assertThat(one.lines()).containsExactly("*@0 rows=7 r=0");
    }

    @Test
    void sameWatermarkAgainTellsNothing() {
        one.rows(WHOLE, at(0), 10).close(0).told();

        one.close(0).close(0);

        assertThat(one.lines()).isEmpty();
    }

    @Test
    void slowestPartitionDecides() {
        two.rows(WHOLE, at(0), 10).flowing("in-0", at(9));

        two.flowing("in-1", at(1) + LATENESS - 1);

        assertThat(two.lines()).isEmpty();
    }

    @Test
    void partitionNeverHeardOfHoldsEverything() {
        two.rows(WHOLE, at(0), 10);

        two.flowing("in-0", at(100)).ended("in-0", at(100)).pass(10 * MINUTE);

        assertThat(two.lines()).isEmpty();
    }

    @Test
    void partitionWithoutAnEventYetHoldsEverything() {
        two.rows(WHOLE, at(0), 10).flowing("in-0", at(100));

        two.flowing("in-1", Long.MIN_VALUE);

        assertThat(two.lines()).isEmpty();
    }

    @Test
    void idlePartitionIsLeftOut() {
        two.rows(WHOLE, at(0), 10).flowing("in-0", at(2)).flowing("in-1", at(0));

        two.idle("in-1", at(0));

        assertThat(two.lines()).containsExactly("*@0 rows=10 r=0");
    }

    @Test
    void partitionThatFlowsAgainHoldsWindowsAgain() {
        two.rows(WHOLE, at(0), 10).flowing("in-0", at(2)).idle("in-1", at(0)).told();

        two.flowing("in-1", at(2)).rows(WHOLE, at(2), 5).flowing("in-0", at(9));

        assertThat(two.lines()).isEmpty();
        two.flowing("in-1", at(4));
        assertThat(two.lines()).containsExactly("*@1 rows=0 r=0", "*@2 rows=5 r=0");
    }

    @Test
    void laggingPartitionLosesNothing() {
        for (int minute = 0; minute < 1000; minute++) {
            two.rows(WHOLE, at(minute), 1).flowing("in-0", at(minute + 1) - 1);
        }
        assertThat(two.lines()).isEmpty();

        for (int minute = 0; minute < 1000; minute++) {
            two.rows(WHOLE, at(minute), 1).flowing("in-1", at(minute + 1) - 1);
        }
        two.ended("in-0", at(1000) - 1).ended("in-1", at(1000) - 1);

        assertThat(two.lines()).hasSize(1000).allMatch(line -> line.endsWith("rows=2 r=0"));
        assertThat(two.meters.read(Meter.LATE_MERGED)).isZero();
    }

    @Test
    void allIdleTakesTheNewestOfThem() {
        two.rows(WHOLE, at(0), 10).rows(WHOLE, at(4), 1).flowing("in-0", at(0)).flowing("in-1", at(4) + LATENESS);

        two.idle("in-0", at(0)).idle("in-1", at(4) + LATENESS);

        assertThat(two.lines())
                .containsExactly("*@0 rows=10 r=0", "*@1 rows=0 r=0", "*@2 rows=0 r=0", "*@3 rows=0 r=0");
    }

    @Test
    void newestEventTimeOfAPartitionNeverFallsBack() {
        one.rows(WHOLE, at(0), 1).rows(WHOLE, at(1), 1).flowing("in-0", at(1) + 1);

        one.flowing("in-0", Long.MIN_VALUE).rows(WHOLE, at(2), 1).close(1);

        assertThat(one.lines()).containsExactly("*@0 rows=1 r=0", "*@1 rows=1 r=0");
    }

    @Test
    void endOfAllPartitionsClosesEverything() {
        two.rows(WHOLE, at(0), 10).rows(EU, at(2), 1).ended("in-0", at(0));

        two.ended("in-1", at(2));

        assertThat(two.lines())
                .containsExactly("*@0 rows=10 r=0", "*@1 rows=0 r=0", "*@2 rows=0 r=0", "region=eu@2 rows=1 r=0");
        assertThat(two.meters.read(Meter.ENDED)).isEqualTo(1);
    }

    @Test
    void endIsCountedOncePerModel() {
        one.rows(WHOLE, at(0), 10).ended("in-0", at(0));

        one.ended("in-0", at(0)).pass(1000);

        assertThat(one.meters.read(Meter.ENDED)).isEqualTo(1);
    }

    @Test
    void endReachesToTheLastEventOfOtherTasks() {
        one.rows(EU, at(0), 1);

        one.ended("in-0", at(2) + 59_999);

        assertThat(one.lines())
                .containsExactly("region=eu@0 rows=1 r=0", "region=eu@1 rows=0 r=0", "region=eu@2 rows=0 r=0");
    }

    @Test
    void endedPartitionIsLeftOutWhileAnotherFlows() {
        two.rows(WHOLE, at(0), 10).ended("in-0", at(0));

        two.flowing("in-1", at(1) + LATENESS);

        assertThat(two.lines()).containsExactly("*@0 rows=10 r=0");
    }

    @Test
    void outOfOrderWithinLatenessIsInTheFirstRevision() {
        one.rows(WHOLE, at(0), 1).flowing("in-0", at(1) + 29_999);

        one.rows(WHOLE, at(0), 4).flowing("in-0", at(1) + LATENESS);

        assertThat(one.lines()).containsExactly("*@0 rows=5 r=0");
    }

    @Test
    void sliceSeenLaterHasNoReadingBeforeItsFirstWindow() {
        one.rows(WHOLE, at(0), 1).rows(WHOLE, at(1), 1).close(1).told();

        one.rows(WHOLE, at(3), 1).rows(EU, at(3), 1).close(3);

        assertThat(one.lines()).containsExactly("*@2 rows=0 r=0", "*@3 rows=1 r=0", "region=eu@3 rows=1 r=0");
    }

    @Test
    void modelsDoNotDisturbEachOther() {
        AssessorBench both =
                new AssessorBench(NO_GRIDS, rules("fraud", PINNED, "in-0"), rules("churn", PINNED, "in-1"));
        Scope churn = new Scope("churn", Stage.SERVING, Scope.ALL);
        both.rows(WHOLE, at(0), 1).rows(churn, at(0), 2).rows(churn, at(1), 3);

        both.flowing("in-1", at(1) + LATENESS);

        assertThat(both.told()).singleElement().satisfies(reading -> {
            assertThat(reading.scope()).isEqualTo(churn);
            assertThat(reading.rows()).isEqualTo(2);
        });
        both.flowing("in-0", at(1) + LATENESS);
        assertThat(both.told()).singleElement().satisfies(reading -> assertThat(reading.scope())
                .isEqualTo(WHOLE));
    }

    @Test
    void deltaOfAModelWithoutMonitorIsPassedOver() {
        Scope foreign = new Scope("foreign", Stage.SERVING, Scope.ALL);

        one.rows(foreign, at(0), 1).close(10);

        assertThat(one.lines()).isEmpty();
        assertThat(one.state.scopes("foreign")).isEmpty();
    }

    @Test
    void windowsBefore1970CloseLikeAnyOther() {
        long start = -2 * MINUTE;
        one.rows(WHOLE, start, 7);

        one.flowing("in-0", start + MINUTE + LATENESS);

        assertThat(one.told()).singleElement().satisfies(reading -> {
            assertThat(reading.window().startMs()).isEqualTo(-120_000);
            assertThat(reading.rows()).isEqualTo(7);
        });
    }
}
