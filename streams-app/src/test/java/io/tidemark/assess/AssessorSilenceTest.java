package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.EU;
import static io.tidemark.assess.AssessorBench.LATENESS;
import static io.tidemark.assess.AssessorBench.MINUTE;
import static io.tidemark.assess.AssessorBench.NO_DATA_AFTER;
import static io.tidemark.assess.AssessorBench.NO_GRIDS;
import static io.tidemark.assess.AssessorBench.PINNED;
import static io.tidemark.assess.AssessorBench.WHOLE;
import static io.tidemark.assess.AssessorBench.at;
import static io.tidemark.assess.AssessorBench.pinned;
import static io.tidemark.assess.AssessorBench.rules;
import static io.tidemark.assess.AssessorBench.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Reading;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A topic or a slice that falls silent is noticed without a next event, and does not cost for ever. */
class AssessorSilenceTest {
    /** 365 × 10 × 1440 windows of a minute. */
    private static final long TEN_YEARS = 5_256_000;

    private final AssessorBench bench = AssessorBench.plain();

    @Test
    void clockMovesNothingBeforeNoDataAfter() {
        bench.rows(WHOLE, at(0), 10).flowing("in-0", at(1)).idle("in-0", at(1));

        bench.pass(NO_DATA_AFTER - 1);

        assertThat(bench.lines()).isEmpty();
    }

    /** The newest event is of 1:00; after 3:00 of silence event time is 4:00, less 0:30 of lateness: [0, 1) to [2, 3) are closed. */
    @Test
    void clockMovesEventTimeAfterNoDataAfter() {
        bench.rows(WHOLE, at(0), 10).flowing("in-0", at(1)).idle("in-0", at(1));

        bench.pass(NO_DATA_AFTER);

        assertThat(bench.lines()).containsExactly("*@0 rows=10 r=0", "*@1 rows=0 r=0", "*@2 rows=0 r=0");
        bench.pass(MINUTE);
        assertThat(bench.lines()).containsExactly("*@3 rows=0 r=0");
    }

    @Test
    void clockMovesNothingWhileAPartitionFlows() {
        AssessorBench two = new AssessorBench(NO_GRIDS, rules("fraud", PINNED, "in-0", "in-1"));
        two.rows(WHOLE, at(0), 10).idle("in-0", at(1)).flowing("in-1", at(1));

        two.pass(100 * MINUTE);

        assertThat(two.lines()).isEmpty();
    }

    @Test
    void clockMovesNothingForAModelThatNeverHadAnEvent() {
        bench.idle("in-0", Long.MIN_VALUE);

        bench.pass(100 * MINUTE);

        assertThat(bench.lines()).isEmpty();
    }

    @Test
    void silenceIsNoDataAndBadVolume() {
        AssessorBench judged = AssessorBench.onQuarters(PINNED).refer(pinned(WHOLE, -10, 0));
        judged.prices(WHOLE, 0, 250, 250, 250, 250).close(0).told();
        judged.idle("in-0", at(1) + LATENESS);

        judged.pass(NO_DATA_AFTER);

        List<Reading> told = judged.told();
        assertThat(told).hasSize(3).allSatisfy(reading -> {
            assertThat(verdict(reading, Measure.KS)).isEqualTo(Verdict.NO_DATA);
            assertThat(verdict(reading, Measure.VOLUME)).isEqualTo(Verdict.BAD);
        });
    }

    @Test
    void eventsAfterSilenceOfTheClockAreMerged() {
        bench.rows(WHOLE, at(0), 10)
                .flowing("in-0", at(1))
                .idle("in-0", at(1))
                .pass(NO_DATA_AFTER)
                .told();

        bench.rows(WHOLE, at(1), 5).rows(WHOLE, at(3), 6).flowing("in-0", at(3));
        bench.pass(MINUTE);
        bench.flowing("in-0", at(4) + LATENESS);

        assertThat(bench.lines()).containsExactly("*@1 rows=5 r=1", "*@3 rows=6 r=0");
    }

    @Test
    void silenceIsCountedAnewAfterEachFlow() {
        bench.rows(WHOLE, at(0), 10)
                .flowing("in-0", at(1))
                .idle("in-0", at(1))
                .pass(NO_DATA_AFTER)
                .told();
        bench.rows(WHOLE, at(9), 1).flowing("in-0", at(10)).told();

        bench.idle("in-0", at(10)).pass(NO_DATA_AFTER - 1);

        assertThat(bench.lines()).isEmpty();
    }

    @Test
    void silenceGoesOnOverARestart() {
        bench.rows(WHOLE, at(0), 10)
                .flowing("in-0", at(1))
                .idle("in-0", at(1))
                .pass(20 * MINUTE)
                .told();

        bench.restart().pass(1000).pass(MINUTE).pass(MINUTE);

        assertThat(bench.lines()).containsExactly("*@20 rows=0 r=0", "*@21 rows=0 r=0");
    }

    @Test
    void restartWithinTheWaitStartsTheWaitAgain() {
        bench.rows(WHOLE, at(0), 10).flowing("in-0", at(1) + LATENESS).told();
        bench.idle("in-0", at(1) + LATENESS).pass(NO_DATA_AFTER - 1000);

        bench.restart().pass(1000).pass(NO_DATA_AFTER - 1);

        assertThat(bench.lines()).isEmpty();
    }

    @Test
    void sliceThatVanishesIsToldSixtyFourTimes() {
        bench.rows(EU, at(0), 1);
        for (int minute = 0; minute < 100; minute++) {
            bench.rows(WHOLE, at(minute), 1).close(minute);
        }

        List<String> eu =
                bench.lines().stream().filter(line -> line.startsWith("region")).toList();

        assertThat(eu).hasSize(65).first().isEqualTo("region=eu@0 rows=1 r=0");
        assertThat(eu).last().isEqualTo("region=eu@64 rows=0 r=0");
    }

    @Test
    void lastReadingOfAVanishedSliceSaysThatItIsTheLast() {
        bench.rows(EU, at(0), 1).rows(WHOLE, at(0), 1).rows(WHOLE, at(80), 1).close(80);

        List<Reading> told = bench.told();

        assertThat(told.stream().filter(Reading::isLast).toList())
                .singleElement()
                .satisfies(last -> {
                    assertThat(last.scope()).isEqualTo(EU);
                    assertThat(last.window().startMs()).isEqualTo(at(64));
                });
    }

    @Test
    void sliceOfWhichNothingIsLeftIsNoLongerKnown() {
        long days = 24 * 60;
        bench.rows(EU, at(0), 1).rows(WHOLE, at(0), 1).rows(WHOLE, at(390 * days), 1);
        bench.close(390 * days);
        assertThat(bench.state.scope(EU)).isNotNull();

        bench.rows(WHOLE, at(402 * days), 1).close(402 * days);

        assertThat(bench.state.scope(EU)).isNull();
        assertThat(bench.state.scopes("fraud")).hasSize(1);
    }

    @Test
    void vanishedSliceSpeaksAgainWhenItComesBack() {
        bench.rows(EU, at(0), 1);
        for (int minute = 0; minute < 100; minute++) {
            bench.rows(WHOLE, at(minute), 1).close(minute);
        }
        bench.told();

        bench.rows(EU, at(100), 3).close(101);

        assertThat(bench.lines())
                .containsExactly(
                        "*@100 rows=0 r=0", "region=eu@100 rows=3 r=0", "*@101 rows=0 r=0", "region=eu@101 rows=0 r=0");
    }

    @Test
    @Timeout(5)
    void gapOfTenYearsClosesQuicklyAndTellsLittle() {
        bench.rows(WHOLE, at(0), 1).rows(EU, at(0), 1).rows(WHOLE, at(TEN_YEARS), 2);

        bench.close(TEN_YEARS);

        // 2 windows with data of the whole, 1 of the slice, 64 empty ones of each
        List<String> lines = bench.lines();
        assertThat(lines).hasSize(2 + 1 + 64 + 64).last().isEqualTo("*@5256000 rows=2 r=0");
        assertThat(bench.state.closedThrough("fraud")).isEqualTo(at(TEN_YEARS + 1));
    }

    @Test
    @Timeout(5)
    void gapOfTenYearsWithoutAnEndClosesQuickly() {
        bench.rows(WHOLE, at(0), 1);

        bench.close(TEN_YEARS);

        assertThat(bench.lines()).hasSize(65);
        assertThat(bench.state.closedThrough("fraud")).isEqualTo(at(TEN_YEARS + 1));
    }

    @Test
    @Timeout(5)
    void gapBeforeASlicesFirstWindowIsSkippedToo() {
        bench.rows(WHOLE, at(0), 1).rows(EU, at(TEN_YEARS), 2);

        bench.close(TEN_YEARS + 1);

        assertThat(bench.lines())
                .hasSize(65 + 2)
                .endsWith("region=eu@5256000 rows=2 r=0", "region=eu@5256001 rows=0 r=0");
    }

    @Test
    @Timeout(5)
    void eventsTenYearsLaterAgainAreToldInOrder() {
        bench.rows(WHOLE, at(0), 1).close(10).told();
        bench.rows(WHOLE, at(TEN_YEARS), 2).rows(WHOLE, at(TEN_YEARS + 1), 3);

        bench.close(TEN_YEARS + 1);

        // windows 11 … 64 are empty: 10 of the 64 were told before
        assertThat(bench.lines()).hasSize(54 + 2).endsWith("*@5256000 rows=2 r=0", "*@5256001 rows=3 r=0");
    }
}
