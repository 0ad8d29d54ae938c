package io.tidemark.slo.history;

import static io.tidemark.slo.history.Past.DAY;
import static io.tidemark.slo.history.Past.HOUR;
import static io.tidemark.slo.history.Past.MINUTE;
import static io.tidemark.slo.history.Past.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.Correction;
import io.tidemark.slo.Corrections;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Point;
import io.tidemark.slo.Slices;
import io.tidemark.slo.Slot;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.PolicySteps;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final Goal WEEK = new Goal(0.99, 7 * DAY, Method.OCCURRENCES, 5 * MINUTE);

    @Test
    void outageIsToldFromItsFirstSlotToItsEnd() {
        // 12 slots of 100 rows an hour; a week allows 2,016 of 201,600. Half an hour of bad data is 600 of them.
        Found found = Past.of(WEEK)
                .slots(2_016, 100, 0)
                .slots(6, 0, 100)
                .slots(24, 100, 0)
                .end();

        Incident page = found.events().incidents().get(0);
        assertThat(page.who().severity()).isEqualTo(Severity.PAGE);
        assertThat(page.when().onsetMs()).isEqualTo(START + 7 * DAY);
        assertThat(page.standing()).isEqualTo(Incident.Standing.OVER);
        // The window's far edge is kept by the hour.
        assertThat(page.consumed()).isCloseTo(600 / 2_016.0, within(600 / 2_016.0 * 12 / 2_016));
        assertThat(found.report().told(Severity.PAGE).opened()).isEqualTo(1);
        assertThat(found.report().consumed()).isCloseTo(600 / 2_016.0, within(600 / 2_016.0 * 12 / 2_016));
    }

    @Test
    void episodeThatIsNotOverLastsToTheEnd() {
        Found found = Past.of(WEEK).slots(2_016, 100, 0).slots(12, 0, 100).end();

        Incident page = found.events().incidents().get(0);
        assertThat(page.standing()).isEqualTo(Incident.Standing.OPEN);
        assertThat(page.when().endMs()).isEqualTo(START + 7 * DAY + HOUR);
        assertThat(page.when().firingMs())
                .isEqualTo(page.when().endMs() - page.when().firedMs());
    }

    @Test
    void ticketBehindAPageIsKeptBackAndToldSo() {
        Found found = Past.of(WEEK)
                .slots(2_016, 100, 0)
                .slots(24, 0, 100)
                .slots(200, 100, 0)
                .end();

        assertThat(Past.opened(found, Severity.PAGE, START)).hasSize(1);
        assertThat(Past.opened(found, Severity.TICKET, START)).isEmpty();
        assertThat(found.hushed())
                .anyMatch(one -> one.severity() == Severity.TICKET && one.why() == Hushed.Guard.INHIBITED);
    }

    @Test
    void alertOnAllEventsSpeaksForMostSlices() {
        Past past = Past.ofSlices(WEEK, 10);
        for (int slot = 0; slot < 2_040; slot++) {
            int bad = slot < 2_016 ? 0 : 100;
            past.add("country=BR", 100 - bad, bad)
                    .add("country=DE", 100 - bad, bad)
                    .add("country=FR", 100, 0)
                    .pass(1);
        }

        Found found = past.end();

        assertThat(found.events().incidents())
                .extracting(incident -> incident.who().slice())
                .containsOnly("*");
        assertThat(found.hushed())
                .filteredOn(one -> one.why() == Hushed.Guard.WHOLE_MODEL)
                .extracting(Hushed::slice)
                .contains("country=BR", "country=DE");
    }

    @Test
    void fewSlicesSpeakForThemselves() {
        Past past = Past.ofSlices(WEEK, 10);
        for (int slot = 0; slot < 2_040; slot++) {
            int bad = slot < 2_016 ? 0 : 100;
            past.add("country=BR", 100 - bad, bad)
                    .add("country=DE", 100, 0)
                    .add("country=FR", 100, 0)
                    .pass(1);
        }

        Found found = past.end();

        assertThat(found.events().incidents())
                .extracting(incident -> incident.who().slice())
                .contains("*", "country=BR");
    }

    @Test
    void stepsOfThePolicyAreEnteredAndLeft() {
        Found found = Past.of(WEEK)
                .slots(2_016, 100, 0)
                .slots(6, 0, 100)
                .slots(2_016, 100, 0)
                .end();

        // 600 of 2,016 bad rows: 29.8 %; a week later they are out of the window.
        assertThat(found.events().steps())
                .extracting(change -> change.direction() + " " + change.held().threshold())
                .containsExactly("ENTERED 0.1", "ENTERED 0.25", "LEFT 0.25", "LEFT 0.1");
        assertThat(found.events().steps())
                .extracting(PolicySteps.Change::sequence)
                .isEqualTo(List.of(1L, 2L, 3L, 4L));
    }

    @Test
    void changeJustBeforeAnEpisodeIsCounted() {
        Trial trial = new Trial(
                Past.objective(WEEK, Slices.WHOLE),
                ErrorBudgetPolicy.standard(),
                Changes.at(List.of(START + 7 * DAY - HOUR, START)),
                Corrections.NONE);
        SlotSums sums = new SlotSums(new SlotSums.Layout(WEEK.slotMs(), WEEK.slots(), Slices.WHOLE, true, 1), trial);
        for (int slot = 0; slot < 2_040; slot++) {
            sums.add(START + slot * WEEK.slotMs(), "*", slot < 2_016 ? 100 : 0, slot < 2_016 ? 0 : 100);
        }
        sums.finish();

        assertThat(trial.finish().report().nearChange()).isEqualTo(1);
    }

    @Test
    void anOutageLongerThanTheWindowCostsNoMoreThanTheWindowHolds() {
        Goal hourly = new Goal(0.99, 7 * DAY, Method.OCCURRENCES, HOUR);

        Found found = Past.of(hourly)
                .slots(168, 100, 0)
                .slots(29 * 24, 0, 100)
                .slots(24, 100, 0)
                .end();

        // A whole window of bad rows is 1 / 0.01 budgets; what lies before the window is of windows that are over.
        Incident page = found.events().incidents().get(0);
        assertThat(page.consumed()).isCloseTo(100, within(1e-9));
        assertThat(page.worstBurn()).isCloseTo(100, within(1e-9));
    }

    @Test
    void correctedTimeCountsForNoTarget() {
        Goal hourly = new Goal(0.99, 28 * DAY, Method.OCCURRENCES, HOUR);
        Correction outage = new Correction(
                "outage",
                Correction.Selector.ALL,
                new Correction.When.Once(START + 200 * HOUR, START + 224 * HOUR),
                Correction.Category.MAINTENANCE,
                "r",
                "b");
        Trial trial = new Trial(
                Past.objective(hourly, Slices.WHOLE),
                ErrorBudgetPolicy.standard(),
                Changes.NONE,
                Corrections.of(List.of(outage)));
        SlotSums sums = new SlotSums(new SlotSums.Layout(HOUR, hourly.slots(), Slices.WHOLE, true, 1), trial);
        for (int slot = 0; slot < 336; slot++) {
            boolean isOut = slot >= 200 && slot < 224;
            sums.add(START + slot * HOUR, "*", isOut ? 0 : 990, isOut ? 1_000 : 10);
        }
        sums.finish();

        // Both weeks kept 0.99 but for the day that does not count: no deviation.
        Suggestion.Target target = (Suggestion.Target) trial.finish().report().suggestion();
        assertThat(target.achieved()).isCloseTo(0.99, within(1e-12));
        assertThat(target.target()).isEqualTo(0.99);
    }

    @Test
    void revisedSlotCountsOnceForTheTarget() {
        Goal hourly = new Goal(0.99, 28 * DAY, Method.OCCURRENCES, HOUR);
        Trial trial = new Trial(
                Past.objective(hourly, Slices.WHOLE), ErrorBudgetPolicy.standard(), Changes.NONE, Corrections.NONE);
        for (int slot = 0; slot < 336; slot++) {
            long startMs = START + slot * HOUR;
            trial.slot(List.of(
                    new Trial.At("*", new Point(startMs, 0, Slot.ofRows(500, 500))),
                    new Trial.At("*", new Point(startMs, 1, Slot.ofRows(990, 10))),
                    new Trial.At("*", new Point(startMs, 1, Slot.ofRows(0, 7)))));
        }

        Suggestion.Target target = (Suggestion.Target) trial.finish().report().suggestion();
        assertThat(target.achieved()).isCloseTo(0.99, within(1e-12));
    }

    @Test
    void stepsThatAreToldAreCountedAsWhatTheyAreToldAs() {
        // 1,600 of 2,016 bad rows: 79 %. Steps at 10, 25 and 50 % are infos, at 75 % a ticket; infos ask nobody to act.
        Found found = Past.of(WEEK).slots(2_016, 100, 0).slots(16, 0, 100).end();

        assertThat(found.steps(Severity.INFO)).isEqualTo(3);
        assertThat(found.steps(Severity.TICKET)).isEqualTo(1);
        assertThat(found.told(Severity.PAGE)).isEqualTo(1);
        assertThat(found.told()).isEqualTo(2);
    }

    @Test
    void suggestedTargetIsOfTheWholeWeeks() {
        Goal hourly = new Goal(0.99, 28 * DAY, Method.OCCURRENCES, HOUR);

        // 10 of 1,000 an hour, then 20: shares 0.99 and 0.98, deviation 0.00707; 0.985 - 0.01414 = 0.97086.
        Found found = Past.of(hourly).slots(168, 990, 10).slots(168, 980, 20).end();

        Suggestion.Target target = (Suggestion.Target) found.report().suggestion();
        assertThat(target.target()).isEqualTo(0.97);
        assertThat(target.achieved()).isCloseTo(0.985, within(1e-12));
    }
}
