package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.EU;
import static io.tidemark.assess.AssessorBench.WHOLE;
import static io.tidemark.assess.AssessorBench.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.RollUp;
import io.tidemark.domain.Scope;
import org.junit.jupiter.api.Test;

/** Windows of a minute, from a whole hour on; {@code at(n)} is the start of the n-th. */
class RollUpsTest {
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    private final AssessorBench bench = AssessorBench.plain();

    @Test
    void hourIsTheSumOfItsWindowsOnceItHasPassed() {
        for (int minute = 0; minute < HOUR; minute++) {
            bench.rows(WHOLE, at(minute), minute + 1);
        }
        bench.close(HOUR - 2);
        assertThat(hour(WHOLE, 0)).isZero();

        bench.rows(WHOLE, at(HOUR), 1).close(HOUR - 1);

        assertThat(hour(WHOLE, 0)).isEqualTo(60 * 61 / 2);
    }

    @Test
    void dayIsTheSumOfItsHoursAlthoughWindowsAreLongGone() {
        for (int minute = 0; minute <= DAY; minute += 5) {
            bench.rows(WHOLE, at(minute), 2).rows(EU, at(minute), 1).close(minute);
        }

        assertThat(bench.state.kept(WHOLE)).isLessThan(60);
        assertThat(day(WHOLE, 0)).isEqualTo(2 * DAY / 5);
        assertThat(day(EU, 0)).isEqualTo(DAY / 5);
    }

    @Test
    void silenceEndsHoursAndDaysToo() {
        bench.rows(WHOLE, at(3), 7).close(3);

        bench.rows(WHOLE, at(40 * DAY), 1).close(40 * DAY);

        assertThat(hour(WHOLE, 0)).isEqualTo(7);
        assertThat(day(WHOLE, 0)).isEqualTo(7);
    }

    @Test
    void lateCountsAreInEverySumOfTheirWindow() {
        bench.rows(WHOLE, at(3), 7).close(3);
        bench.rows(WHOLE, at(HOUR + 30), 1).close(HOUR + 30);

        bench.rows(WHOLE, at(3), 5).rows(EU, at(4), 2);

        assertThat(hour(WHOLE, 0)).isEqualTo(12);
        assertThat(hour(EU, 0)).isEqualTo(2);
        bench.rows(WHOLE, at(DAY), 1).close(DAY);
        assertThat(day(WHOLE, 0)).isEqualTo(13);
        assertThat(day(EU, 0)).isEqualTo(2);
    }

    @Test
    void lateCountsOfAnHourThatHasNotPassedAreCountedOnce() {
        bench.rows(WHOLE, at(3), 7).close(3);
        bench.rows(WHOLE, at(3), 5);

        bench.rows(WHOLE, at(HOUR), 1).close(HOUR);

        assertThat(hour(WHOLE, 0)).isEqualTo(12);
    }

    @Test
    void sumsAreForgottenAfterTheirTime() {
        bench.rows(WHOLE, at(0), 1).close(0);
        for (int day = 1; day <= 401; day++) {
            bench.rows(WHOLE, at(day * DAY), 1).close(day * DAY + HOUR);
        }

        assertThat(sum(RollUp.HOUR, WHOLE, at(0), at(500 * DAY))).isBetween(30L, 32L);
        assertThat(sum(RollUp.DAY, WHOLE, at(0), at(500 * DAY))).isBetween(400L, 401L);
        assertThat(day(WHOLE, 0)).isZero();
    }

    private long hour(Scope scope, int hour) {
        return sum(RollUp.HOUR, scope, at(hour * HOUR), at((hour + 1) * HOUR));
    }

    private long day(Scope scope, int day) {
        return sum(RollUp.DAY, scope, at(day * DAY), at((day + 1) * DAY));
    }

    private long sum(RollUp rollUp, Scope scope, long fromMs, long toMs) {
        return bench.state.rollUps(scope, rollUp, fromMs, toMs).rows().events();
    }
}
