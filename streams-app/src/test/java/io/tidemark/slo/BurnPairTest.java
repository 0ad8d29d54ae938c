package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.PairState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurnPairTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    // SLO_ENGINE A.4: 7 d 3.36/1.4/(0.7)/(0.233) · 28 d 13.44/5.6/2.8/(0.933) · 30 d 14.4/6/3/1 · 90 d 43.2/18/9/3;
    // those below 1 are dropped, under 28 d their lookbacks are scaled: 0.1·7 d/(24 h·7/30) = 3, 0.1·7 d/(3 d·7/30) =
    // 1.
    // The last ticket pair is the trickle rule.
    @ParameterizedTest
    @CsvSource({"7,  3.36 1.4,  3 1 1", "28, 13.44 5.6, 2.8 1", "30, 14.4 6,    3 1 1", "90, 43.2 18,   9 3 1"})
    void factorsFollowTheWindow(int days, String page, String ticket) {
        Goal goal = new Goal(0.999, days * DAY, Method.OCCURRENCES, 4 * MINUTE);

        assertThat(rawFactors(goal, 0)).isEqualTo(page);
        assertThat(rawFactors(goal, 1)).isEqualTo(ticket);
    }

    private static String rawFactors(Goal goal, int tier) {
        return String.join(
                " ",
                fitted(goal, tier).stream()
                        .map(pair -> String.valueOf(Math.round(pair.factorRaw() * 1e6) / 1e6))
                        .map(factor -> factor.replaceAll("\\.0$", ""))
                        .toList());
    }

    @Test
    void shortWindowsScaleTheLookbacksOfPairsThatWouldAlertInsideTheBudget() {
        Goal goal = new Goal(0.999, 7 * DAY, Method.OCCURRENCES, MINUTE);

        BurnPair day = fitted(goal, 1).get(0);

        assertThat(day.longMs()).isEqualTo(336 * MINUTE);
        assertThat(day.shortMs()).isEqualTo(28 * MINUTE);
    }

    @Test
    void hourlySlicesNeedTwoHoursForAPage() {
        Goal goal = new Goal(0.95, 28 * DAY, Method.TIMESLICES, HOUR);

        BurnPair page = fitted(goal, 0).get(0);

        // 0.02 · 672 h / 2 h
        assertThat(page).isEqualTo(new BurnPair(2 * HOUR, HOUR, 6.72, 6.72, 0, 2, 1));
    }

    @Test
    void dailySlicesLeaveATicketPairAndTheTrickle() {
        Goal goal = new Goal(0.95, 28 * DAY, Method.TIMESLICES, DAY);

        assertThat(fitted(goal, 0)).isEmpty();
        // 0.1 · 28 d / 2 d
        assertThat(fitted(goal, 1))
                .containsExactly(
                        new BurnPair(2 * DAY, DAY, 1.4, 1.4, 0, 2, 1), new BurnPair(10 * DAY, DAY, 1, 1, 0, 3, 1));
    }

    @Test
    void lowTargetCapsTheFactorAndSaysSo() {
        Goal goal = new Goal(0.90, 28 * DAY, Method.OCCURRENCES, MINUTE);

        List<BurnPair> page = fitted(goal, 0);

        assertThat(page.get(0).factorRaw()).isCloseTo(13.44, within(1e-9));
        assertThat(page.get(0).factor()).isCloseTo(5, within(1e-9));
        assertThat(page.get(0).reach(goal)).isEqualTo(BurnPair.Reach.NEVER);
        assertThat(page.get(1).reach(goal)).isEqualTo(BurnPair.Reach.HARD);
        assertThat(page.get(0).measure(goal, rows(goal, 60, 10, 0)).isCapped()).isTrue();
    }

    @Test
    void capNeverGoesBelowTheSustainableRate() {
        Goal goal = new Goal(0.40, 30 * DAY, Method.OCCURRENCES, MINUTE);

        assertThat(fitted(goal, 0)).extracting(BurnPair::factor).containsOnly(1.0);
    }

    @Test
    void oneBadOfFourIsGuarded() {
        Goal goal = new Goal(0.999, 30 * DAY, Method.OCCURRENCES, 5 * MINUTE);
        Slots slots = new Slots(goal);
        slots.put(new Point(0, 0, Slot.ofRows(0, 0)));
        for (int slot = 1; slot < 12; slot++) {
            slots.put(new Point(slot * 5 * MINUTE, 0, Slot.ofRows(slot == 11 ? 3 : 0, slot == 11 ? 1 : 0)));
        }

        Alert.Burn burn = fitted(goal, 0).get(0).measure(goal, slots);

        // 1 of 4 over a whole hour: 0.25 / 0.001
        assertThat(burn.burnLong()).isCloseTo(250, within(1e-6));
        assertThat(burn.state()).isEqualTo(PairState.GUARDED);
    }

    /** Of 60 rows at 0.05 %: P(X ≥ 3) = 4.2e-6, P(X ≥ 4) = 3.0e-8. */
    @Test
    void fewBadRowsThatChanceExplainsAreGuarded() {
        Goal goal = new Goal(0.999, 30 * DAY, Method.OCCURRENCES, MINUTE);
        BurnPair hour = fitted(goal, 0).get(0);
        Slots three = rows(goal, 57, 1, 0);
        Slots four = rows(goal, 56, 1, 0);

        fill(three, 57, 3, 0, 1);
        fill(four, 56, 4, 0, 1);

        assertThat(hour.measure(goal, three).burnLong()).isGreaterThan(45);
        assertThat(hour.measure(goal, three).state()).isEqualTo(PairState.GUARDED);
        assertThat(hour.measure(goal, four).state()).isEqualTo(PairState.BURNING);
    }

    @Test
    void shortLookbackClearsFiveMinutesAfterASpike() {
        Goal goal = new Goal(0.999, 30 * DAY, Method.OCCURRENCES, MINUTE);
        Slots slots = rows(goal, 360, 1_000, 0);
        BurnPair hour = fitted(goal, 0).get(0);

        fill(slots, 360, 5, 0, 1_000);
        PairState during = hour.measure(goal, slots).state();
        fill(slots, 365, 5, 1_000, 0);
        PairState after = hour.measure(goal, slots).state();

        assertThat(during).isEqualTo(PairState.BURNING);
        assertThat(after).isEqualTo(PairState.RECOVERING);
    }

    /** SLO_ENGINE A.13, cap 0.5: simulated medians there, expected values here, so within 10 % and two minutes. */
    @ParameterizedTest
    @CsvSource({
        "0.99, 1.0, 8",
        "0.99, 0.5, 16",
        "0.99, 0.3, 28",
        "0.95, 1.0, 29",
        "0.95, 0.5, 65",
        "0.90, 1.0, 28",
        "0.90, 0.5, 65"
    })
    void minutesToPage(double target, double badShare, int minutes) {
        Goal goal = new Goal(target, 30 * DAY, Method.OCCURRENCES, MINUTE);
        Slots slots = new Slots(goal);
        thousandAnHour(slots, 0, 720, 0.3 * (1 - target));

        int took = 0;
        do {
            thousandAnHour(slots, 720 + took, 1, badShare);
            took++;
        } while (!isPaging(goal, slots) && took < 500);

        assertThat(took).isCloseTo(minutes, within(2 + minutes / 10));
    }

    @Test
    void tenPercentOfAThreeNinesTargetPagesInEightMinutes() {
        Goal goal = new Goal(0.999, 30 * DAY, Method.OCCURRENCES, MINUTE);
        Slots slots = new Slots(goal);
        thousandAnHour(slots, 0, 720, 0.0003);

        int took = 0;
        do {
            thousandAnHour(slots, 720 + took, 1, 0.1);
            took++;
        } while (!isPaging(goal, slots) && took < 60);

        assertThat(took).isCloseTo(8, within(1));
    }

    private static boolean isPaging(Goal goal, Slots slots) {
        return fitted(goal, 0).stream()
                .anyMatch(pair -> pair.measure(goal, slots).state() == PairState.BURNING);
    }

    private static void thousandAnHour(Slots slots, int fromMinute, int minutes, double badShare) {
        for (int minute = fromMinute; minute < fromMinute + minutes; minute++) {
            long total = (minute + 1) * 1_000L / 60 - minute * 1_000L / 60;
            long bad =
                    Math.round((minute + 1) * 1_000 / 60.0 * badShare) - Math.round(minute * 1_000 / 60.0 * badShare);
            slots.put(new Point(minute * MINUTE, 0, Slot.ofRows(Math.max(0, total - bad), bad)));
        }
    }

    @Test
    void freshObjectiveScalesWhatItHasSeen() {
        Goal goal = new Goal(0.99, 30 * DAY, Method.OCCURRENCES, MINUTE);
        Slots slots = rows(goal, 6, 90, 10);

        double burn = BurnRate.over(HOUR, goal, slots);

        // 60 bad of 600 in 6 min; the other 54 min count as good: 60 / (0.01 · 600 · 10)
        assertThat(burn).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void slicesMissingFromAYoungObjectiveCountAsGoodAndExcludedOnesDoNotCount() {
        Goal goal = new Goal(0.95, 28 * DAY, Method.TIMESLICES, HOUR);
        Slots slots = new Slots(goal);
        slots.put(new Point(0, 0, Slot.BAD));
        slots.put(new Point(HOUR, 0, Slot.EXCLUDED));
        slots.put(new Point(2 * HOUR, 0, Slot.OPEN));

        double burn = BurnRate.over(24 * HOUR, goal, slots);

        // 1 / (0.05 · (24 − 1))
        assertThat(burn).isCloseTo(0.869565, within(1e-6));
    }

    private static List<BurnPair> fitted(Goal goal, int tier) {
        return BurnPair.fitted(goal, AlertPolicy.standard().tiers().get(tier));
    }

    private static Slots rows(Goal goal, int minutes, long good, long bad) {
        Slots slots = new Slots(goal);
        fill(slots, 0, minutes, good, bad);
        return slots;
    }

    private static void fill(Slots slots, int fromMinute, int minutes, long good, long bad) {
        for (int minute = fromMinute; minute < fromMinute + minutes; minute++) {
            slots.put(new Point(minute * MINUTE, 0, Slot.ofRows(good, bad)));
        }
    }
}
