package io.tidemark.slo.history;

import static io.tidemark.slo.history.Past.DAY;
import static io.tidemark.slo.history.Past.HOUR;
import static io.tidemark.slo.history.Past.MINUTE;
import static io.tidemark.slo.history.Past.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Budget;
import io.tidemark.slo.BudgetChange;
import io.tidemark.slo.BurnPair;
import io.tidemark.slo.Correction;
import io.tidemark.slo.Corrections;
import io.tidemark.slo.FittedTier;
import io.tidemark.slo.Goal;
import io.tidemark.slo.HeapShelf;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Point;
import io.tidemark.slo.Posted;
import io.tidemark.slo.Slot;
import io.tidemark.slo.SlotRule;
import io.tidemark.slo.Slots;
import io.tidemark.slo.Step;
import io.tidemark.slo.Terms;
import io.tidemark.slo.Window;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The test vectors of the engine's design (A.14), by their letters: those of one ledger and one history. */
class VectorsTest {
    private static final Goal MONTH = new Goal(0.999, 30 * DAY, Method.OCCURRENCES, MINUTE);

    @Test
    void vectorAPagesWithinNineMinutes() {
        // 1,000 an hour. 14.4 · 0.001 · 60 min / 0.1 = 8.64 min, which is in the ninth.
        Found found = Past.of(MONTH)
                .slots(3 * 24 * 60, 1_000 / 60.0, 0)
                .slots(20, 900 / 60.0, 100 / 60.0)
                .end();

        assertThat(Past.opened(found, Severity.PAGE, START + 3 * DAY)).containsExactly(9L);
    }

    @Test
    void vectorBShortPairClearsFiveMinutesAfterTheEnd() {
        Bench bench = new Bench(MONTH).rows(24 * 60, 1_000, 0).rows(5, 0, 1_000);
        List<Alert.PairState> states = new ArrayList<>();

        for (int minute = 0; minute < 6; minute++) {
            states.add(bench.rows(1, 1_000, 0).page(0).state());
        }

        // 1 bad minute of the last 5 is 200 times the budget's rate; none is 0.
        assertThat(states)
                .containsExactly(
                        Alert.PairState.BURNING,
                        Alert.PairState.BURNING,
                        Alert.PairState.BURNING,
                        Alert.PairState.BURNING,
                        Alert.PairState.RECOVERING,
                        Alert.PairState.RECOVERING);
    }

    @Test
    void vectorCOneBadOfFourIsGuarded() {
        Bench bench = new Bench(MONTH);
        for (int quarter = 0; quarter < 95; quarter++) {
            bench.rows(1, 1, 0).silence(14);
        }

        bench.rows(1, 0, 1);

        // 0.25 / 0.001, of 4 rows; 50 would do.
        assertThat(bench.page(0).burnLong()).isCloseTo(250, within(1e-9));
        assertThat(bench.page(0).total()).isEqualTo(4);
        assertThat(bench.page(0).state()).isEqualTo(Alert.PairState.GUARDED);
        assertThat(bench.told).isEmpty();
    }

    @Test
    void vectorDTrickleOfTenBadInThreeDaysIsATicket() {
        Goal hourly = new Goal(0.999, 30 * DAY, Method.OCCURRENCES, HOUR);
        Past past = Past.of(hourly).slots(30 * 24, 1, 0);
        for (int bad = 0; bad < 10; bad++) {
            past.slots(6, 1, 0).slots(1, 0, 1);
        }

        Found found = past.end();

        // One row an hour is 24 in a day, which is enough for the usual ticket, and three bad ones burn at 125. But of
        // 24
        // rows P(X ≥ 3) = 2.0e-6; the fourth bad one is the first that is no chance, P(X ≥ 4) = 1.0e-8.
        assertThat(Past.opened(found, Severity.TICKET, START + 30 * DAY)).containsExactly(28L * 60);
        assertThat(Past.opened(found, Severity.PAGE, START)).isEmpty();
    }

    @Test
    void vectorDBelowTheLeastTrafficTheTenthBadOneIsATicket() {
        Goal hourly = new Goal(0.999, 30 * DAY, Method.OCCURRENCES, HOUR);
        Past past = Past.of(hourly);
        for (int row = 0; row < 6 * 24; row++) {
            past.slots(1, 1, 0).slots(4, 0, 0);
        }
        for (int bad = 0; bad < 12; bad++) {
            past.slots(1, 0, 1).slots(4, 0, 0);
        }

        Found found = past.end();

        // A row every five hours is 14 in three days, and 20 would be needed; the tenth is nine times five hours later.
        assertThat(Past.opened(found, Severity.TICKET, START + 30 * DAY)).containsExactly((9 * 5 + 1) * 60L);
        assertThat(found.hushed()).anyMatch(hushed -> hushed.why() == Hushed.Guard.TOO_FEW_ROWS);
    }

    @Test
    void vectorEFreshAndHealthyIsQuietForThreeDays() {
        // Twenty bad of the first thousand, then 0.4 of what is allowed: a fresh objective that looked at what it has
        // would page.
        Found found =
                Past.of(MONTH).slots(1, 980, 20).slots(3 * 24 * 60, 999.6, 0.4).end();

        assertThat(found.events().moves()).isEmpty();
        assertThat(found.hushed()).anyMatch(hushed -> hushed.why() == Hushed.Guard.WARMING_UP);
    }

    @Test
    void vectorFLowTargetIsCappedForAllToSee() {
        Bench bench = new Bench(new Goal(0.90, 30 * DAY, Method.OCCURRENCES, MINUTE)).rows(24 * 60, 1_000, 0);

        bench.rows(36, 0, 1_000);

        // 36 of 60 minutes: 6 times the budget's rate. 14.4 would take 100 % bad data at 1.44 times what there can be.
        Alert.Burn burn = bench.page(0);
        assertThat(burn.factorRaw()).isCloseTo(14.4, within(1e-9));
        assertThat(burn.factor()).isCloseTo(5, within(1e-9));
        assertThat(burn.isCapped()).isTrue();
        assertThat(burn.burnLong()).isCloseTo(6, within(1e-9));
        assertThat(burn.state()).isEqualTo(Alert.PairState.BURNING);
    }

    @Test
    void vectorGWeekHasItsOwnFactorsAndNoneBelowOne() {
        Goal week = new Goal(0.999, 7 * DAY, Method.OCCURRENCES, MINUTE);

        List<FittedTier> tiers = Terms.of(week, AlertPolicy.standard()).tiers();

        assertThat(tiers.get(0).pairs().get(0).factor()).isCloseTo(3.36, within(1e-9));
        assertThat(tiers.get(0).pairs().get(1).factor()).isCloseTo(1.4, within(1e-9));
        assertThat(tiers.stream().flatMap(tier -> tier.pairs().stream()).mapToDouble(BurnPair::factorRaw))
                .allMatch(factor -> factor >= 1 - 1e-9);
    }

    @Test
    void vectorHRestartInTheMiddleOfFiringTellsNothingTwice() {
        Bench unbroken =
                new Bench(MONTH).rows(24 * 60, 1_000, 0).rows(20, 500, 500).rows(60, 1_000, 0);
        Bench restarted = new Bench(MONTH).rows(24 * 60, 1_000, 0).rows(10, 500, 500);

        restarted.restart().rows(10, 500, 500).restart().rows(60, 1_000, 0);

        assertThat(restarted.told).isEqualTo(unbroken.told);
        assertThat(unbroken.told.stream().map(Step::telling))
                .containsOnlyOnce(Step.Telling.OPENED, Step.Telling.CLOSED)
                .startsWith(Step.Telling.OPENED)
                .endsWith(Step.Telling.CLOSED);
    }

    @Test
    void vectorISamePointAgainChangesNothing() {
        Bench bench = new Bench(MONTH).rows(24 * 60, 1_000, 0).rows(10, 500, 500);
        bench.ledger.keep();
        byte[] kept = bench.shelf.head();

        Posted again = bench.at(24 * 60 + 9, 0, 500, 500);

        assertThat(again.put()).isEqualTo(Slots.Put.UNCHANGED);
        assertThat(again.steps()).isEmpty();
        bench.ledger.keep();
        assertThat(bench.shelf.head()).isEqualTo(kept);
    }

    @Test
    void vectorJLateBadSlotRevisesTheBudgetAndPagesNobody() {
        Bench bench = new Bench(MONTH).rows(24 * 60, 100, 0);

        Posted late = bench.at(4 * 60, 1, 0, 100);

        // 100 of the 0.001 · 100 · 43,200 bad rows that a month allows.
        assertThat(late.put()).isEqualTo(Slots.Put.REVISED);
        assertThat(late.isBudgetRevised()).isTrue();
        assertThat(late.change().from()).isZero();
        assertThat(late.change().to()).isCloseTo(100 / 4_320.0, within(1e-9));
        assertThat(bench.told).isEmpty();
    }

    @Test
    void vectorKCalendarMonthWithAChangeOfClocksHasItsOwnHours() {
        Window month = new Window.Calendar(
                1, Window.Unit.MONTH, LocalDateTime.of(2026, 1, 1, 0, 0), ZoneId.of("Europe/Berlin"));
        Terms terms = Terms.of(new Goal(0.99, month, Method.OCCURRENCES, HOUR, SlotRule.USUAL), AlertPolicy.standard());
        Ledger ledger = new Ledger(terms);
        long startMs = Instant.parse("2026-02-28T23:00:00Z").toEpochMilli();
        long endMs = Instant.parse("2026-03-31T22:00:00Z").toEpochMilli();
        for (long ms = startMs - 10 * HOUR; ms < endMs - HOUR; ms += HOUR) {
            ledger.take(new Point(ms, 0, new Slot(Slot.Kind.COUNTED, 9, 1)));
        }

        Budget last = ledger.take(new Point(endMs - HOUR, 0, new Slot(Slot.Kind.COUNTED, 9, 1)))
                .status()
                .budget();
        Budget next = ledger.take(new Point(endMs, 0, new Slot(Slot.Kind.COUNTED, 9, 1)))
                .status()
                .budget();

        // March has 31 days less the hour of the 29th: 743. What is before it, and after it, is of other months.
        assertThat(last.span()).isEqualTo(new Window.Span(startMs, endMs));
        assertThat(last.bad()).isEqualTo(743);
        assertThat(next.bad()).isEqualTo(1);
    }

    @Test
    void vectorLSliceThatDisappearsEndsAsNoDataNeverAsRecovered() {
        Goal day = new Goal(0.99, DAY, Method.OCCURRENCES, MINUTE);
        Past past = Past.ofSlices(day, 1_000);
        for (int minute = 0; minute < 12 * 60; minute++) {
            past.add("country=BR", minute < 11 * 60 ? 1_000 : 0, minute < 11 * 60 ? 0 : 1_000)
                    .add("country=DE", 9_000, 0)
                    .pass(1);
        }
        for (int minute = 0; minute < 2 * 24 * 60; minute++) {
            past.add("country=DE", 9_000, 0).pass(1);
        }

        Found found = past.end();

        List<Alert.Reason> reasons = found.events().incidents().stream()
                .filter(incident -> incident.who().slice().equals("country=BR")
                        && incident.who().subject() == Step.Subject.BURN)
                .map(Incident::reason)
                .toList();
        assertThat(reasons).isNotEmpty().containsOnly(Alert.Reason.NO_DATA);
        assertThat(found.span().forgotten()).isEqualTo(1);
    }

    @Test
    void vectorNCorrectionOverABadHourReturnsTheBudget() {
        Bench bench = new Bench(MONTH).rows(24 * 60, 100, 0).rows(60, 0, 100).rows(6 * 60, 100, 0);
        double spent = bench.ledger.status().budget().consumed();
        Correction maintenance = new Correction(
                "upgrade",
                Correction.Selector.ALL,
                new Correction.When.Once(START + DAY, START + DAY + HOUR),
                Correction.Category.MAINTENANCE,
                "database upgrade",
                "ops");

        Posted corrected = bench.corrected(Corrections.of(List.of(maintenance)));

        // 60 of the 43.2 minutes of bad data that a month allows.
        assertThat(spent).isCloseTo(60 / 43.2, within(0.01));
        assertThat(corrected.status().budget().consumed()).isZero();
        assertThat(corrected.change().cause()).isEqualTo(BudgetChange.Cause.CORRECTION);
        assertThat(corrected.isBudgetRevised()).isTrue();
    }

    @Test
    void vectorOFlappingIsOneEpisode() {
        Past past = Past.of(MONTH).slots(24 * 60, 1_000, 0);
        for (int flap = 0; flap < 6; flap++) {
            past.slots(10, 900, 100).slots(10, 1_000, 0);
        }

        Found found = past.slots(120, 1_000, 0).end();

        assertThat(Past.opened(found, Severity.PAGE, START + DAY)).hasSize(1);
        assertThat(found.events().incidents())
                .filteredOn(incident -> incident.who().severity() == Severity.PAGE)
                .hasSize(1);
    }

    @Test
    void vectorPOneDriftedHourIsNoPageTwoAre() {
        Goal hours = new Goal(0.99, 28 * DAY, Method.TIMESLICES, HOUR);

        Found one =
                Past.of(hours).slots(72, 1, 0).slots(1, 0, 1).slots(72, 1, 0).end();
        Found two =
                Past.of(hours).slots(72, 1, 0).slots(2, 0, 1).slots(72, 1, 0).end();

        assertThat(Past.opened(one, Severity.PAGE, START)).isEmpty();
        assertThat(Past.opened(two, Severity.PAGE, START + 3 * DAY)).containsExactly(120L);
    }

    @Test
    void vectorQSlicesBeyondTheLimitAreOne() {
        Past past = Past.ofSlices(new Goal(0.99, 7 * DAY, Method.OCCURRENCES, HOUR), 1_000);
        for (int slice = 0; slice < 1_500; slice++) {
            past.add("user=" + slice, 9, 1);
        }

        Found found = past.end();

        // *, a thousand, and the one of the other five hundred.
        assertThat(found.ends()).hasSize(1_002);
        assertThat(found.ends())
                .filteredOn(end -> end.slice().equals("__other__"))
                .singleElement()
                .satisfies(end -> assertThat(end.status().budget().bad()).isEqualTo(500));
    }

    /** One ledger. */
    private static final class Bench {
        private final Terms terms;
        private final List<Step> told = new ArrayList<>();
        private final HeapShelf shelf = new HeapShelf();
        private Ledger ledger;
        private long next;

        private Bench(Goal goal) {
            terms = Terms.of(goal, AlertPolicy.standard());
            ledger = Ledger.open(terms, Corrections.NONE, shelf);
        }

        private Bench rows(int slots, long good, long bad) {
            for (int i = 0; i < slots; i++) {
                at(next++, 0, good, bad);
            }
            return this;
        }

        private Bench silence(int slots) {
            for (int i = 0; i < slots; i++) {
                take(new Point(START + next++ * MINUTE, 0, new Slot(Slot.Kind.EXCLUDED, 0, 0)));
            }
            return this;
        }

        private Posted at(long slot, int revision, long good, long bad) {
            return take(new Point(START + slot * MINUTE, revision, new Slot(Slot.Kind.COUNTED, good, bad)));
        }

        private Posted take(Point point) {
            Posted posted = ledger.take(point);
            told.addAll(posted.told());
            return posted;
        }

        private Bench restart() {
            ledger.keep();
            ledger = Ledger.open(terms, Corrections.NONE, shelf);
            return this;
        }

        private Posted corrected(Corrections corrections) {
            ledger.keep();
            ledger = Ledger.open(terms, corrections, shelf);
            return ledger.reconsider(Ledger.Audience.PEOPLE);
        }

        private Alert.Burn page(int pair) {
            return ledger.status().tiers().get(0).burns().get(pair);
        }
    }
}
