package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.TimeLeft;
import org.junit.jupiter.api.Test;

class ErrorBudgetTest {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    @Test
    void slicesAreCountedAgainstAllThatTheWindowExpects() {
        Goal goal = new Goal(0.95, 28 * DAY, Method.TIMESLICES, HOUR);
        Slots slots = new Slots(goal);
        slots.put(new Point(0, 0, Slot.BAD));

        Alert.Budget budget = ErrorBudget.of(goal, slots);

        // 5 % of 672 h are 33.6 h; one is used
        assertThat(budget.consumed()).isCloseTo(1 / 33.6, within(1e-9));
        assertThat(budget.remainingMs()).isCloseTo((long) (32.6 * HOUR), within(1L));
    }

    @Test
    void overspentBudgetIsNegativeAndGone() {
        Goal goal = new Goal(0.9, 10 * DAY, Method.OCCURRENCES, DAY);
        Slots slots = new Slots(goal);
        for (int day = 0; day < 10; day++) {
            slots.put(new Point(day * DAY, 0, Slot.ofRows(75, 25)));
        }

        Alert.Budget budget = ErrorBudget.of(goal, slots);

        // 25 % bad where 10 % are allowed
        assertThat(budget.consumed()).isCloseTo(2.5, within(1e-9));
        assertThat(budget.remaining()).isCloseTo(-1.5, within(1e-9));
        assertThat(budget.timeLeft()).isEqualTo(new TimeLeft.Gone());
    }

    @Test
    void timeLeftFollowsTheRateOfTheLastSixHours() {
        Goal goal = new Goal(0.95, 28 * DAY, Method.TIMESLICES, HOUR);
        Slots slots = new Slots(goal);
        for (int hour = 0; hour < 6; hour++) {
            slots.put(new Point(hour * HOUR, 0, hour < 3 ? Slot.GOOD : Slot.BAD));
        }

        Alert.Budget budget = ErrorBudget.of(goal, slots);

        // 3 of 33.6 h used; 3 of 6 bad burn at 10: (30.6 / 33.6) · 672 h / 10 = 61.2 h
        assertThat(budget.timeLeft()).isEqualTo(new TimeLeft.Until((long) (61.2 * HOUR)));
    }

    @Test
    void untouchedBudgetLasts() {
        Goal goal = new Goal(0.95, 28 * DAY, Method.TIMESLICES, HOUR);
        Slots slots = new Slots(goal);
        slots.put(new Point(0, 0, Slot.GOOD));

        assertThat(ErrorBudget.of(goal, slots))
                .isEqualTo(new Alert.Budget(0, 1, (long) (33.6 * HOUR), new TimeLeft.Lasting()));
    }
}
