package io.tidemark.slo.history;

import static io.tidemark.slo.history.Past.DAY;
import static io.tidemark.slo.history.Past.HOUR;
import static io.tidemark.slo.history.Past.MINUTE;
import static io.tidemark.slo.history.Past.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Budget;
import io.tidemark.slo.BurnPair;
import io.tidemark.slo.FittedTier;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Point;
import io.tidemark.slo.Slot;
import io.tidemark.slo.SlotRule;
import io.tidemark.slo.Step;
import io.tidemark.slo.Terms;
import io.tidemark.slo.Window;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test vectors of the engine's design (A.14), by their letters: those of one ledger and one history. The others speak of alerts and topics. */
class VectorsTest {
    private static final Goal MONTH = new Goal(0.999, 30 * DAY, Method.OCCURRENCES, MINUTE);
    private static final Goal HOURLY = new Goal(0.999, 30 * DAY, Method.OCCURRENCES, HOUR);

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

    /** Every seventh row of an hour each is bad: the tenth is the 64th, three days are 72. */
    @Test
    void vectorDTrickleOfTenBadInThreeDaysIsATicket() {
        AlertPolicy.Tier watchful =
                new AlertPolicy.Tier(Severity.TICKET, List.of(), AlertPolicy.Trickle.WATCHED, 0, 15 * MINUTE);
        Bench bench = new Bench(HOURLY, new AlertPolicy(List.of(watchful))).rows(30 * 24, 1, 0);

        for (int bad = 0; bad < 9; bad++) {
            bench.rows(1, 0, 1).rows(6, 1, 0);
        }
        assertThat(bench.told).isEmpty();
        bench.rows(1, 0, 1);

        assertThat(bench.told)
                .extracting(Step::severity, Step::telling)
                .containsExactly(tuple(Severity.TICKET, Step.Telling.OPENED));
        // 10 of the 0.001 · 72 that three days may have
        Alert.Burn trickle = bench.told.get(0).burns().get(0);
        assertThat(trickle.longMs()).isEqualTo(3 * DAY);
        assertThat(trickle.bad()).isEqualTo(10);
        assertThat(trickle.total()).isEqualTo(72);
        assertThat(trickle.factor()).isEqualTo(1);
        assertThat(trickle.burnLong()).isCloseTo(10 / 0.072, within(1e-9));
    }

    @Test
    void vectorDUsualTicketSpeaksOnceItIsNoChance() {
        Past past = Past.of(HOURLY).slots(30 * 24, 1, 0);
        for (int bad = 0; bad < 10; bad++) {
            past.slots(6, 1, 0).slots(1, 0, 1);
        }

        Found found = past.end();

        // One row an hour is 24 in a day, which is enough for the usual ticket, and three bad ones burn at 125. But of
        // 24 rows P(X ≥ 3) = 2.0e-6; the fourth bad one is the first that is no chance, P(X ≥ 4) = 1.0e-8.
        assertThat(Past.opened(found, Severity.TICKET, START + 30 * DAY)).containsExactly(28L * 60);
        assertThat(Past.opened(found, Severity.PAGE, START)).isEmpty();
    }

    @Test
    void vectorDBelowTheLeastTrafficTheTenthBadOneIsATicket() {
        Past past = Past.of(HOURLY);
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

    /** 1,000 an hour of which three in a thousand are bad, where ten may be. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void vectorEFreshAndHealthyIsQuietWhateverChanceDoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Bench bench = new Bench(new Goal(0.99, 28 * DAY, Method.OCCURRENCES, 5 * MINUTE));

        for (int slot = 0; slot < 3 * 288; slot++) {
            long bad = random.doubles(83).filter(draw -> draw < 0.003).count();
            bench.rows(1, 83 - bad, bad);
        }

        assertThat(bench.told).isEmpty();
    }

    @Test
    void vectorGWeekHasItsOwnFactorsAndNoneBelowOne() {
        Goal week = new Goal(0.999, 7 * DAY, Method.OCCURRENCES, MINUTE);

        List<FittedTier> tiers = Terms.of(week, AlertPolicy.standard()).tiers();

        assertThat(tiers.get(0).pairs().get(0).factor()).isCloseTo(3.36, within(1e-9));
        assertThat(tiers.get(0).pairs().get(1).factor()).isCloseTo(1.4, within(1e-9));
        // 10 % in a day and in three would be 0.7 and 0.233: their lookbacks are 7 / 30 of them, and the factors 3 and
        // 1.
        assertThat(tiers.get(0).pairs()).hasSize(2);
        assertThat(tiers.get(1).pairs())
                .extracting(pair -> Math.round(100 * pair.factorRaw()))
                .containsExactly(300L, 100L, 100L);
        assertThat(tiers.get(1).pairs())
                .extracting(BurnPair::longMs)
                .containsExactly(336 * MINUTE, 1_008 * MINUTE, 1_008 * MINUTE);
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
    void vectorKSlicesOfAMonthWithAChangeOfClocksAreItsHours() {
        Window month = new Window.Calendar(
                1, Window.Unit.MONTH, LocalDateTime.of(2026, 1, 1, 0, 0), ZoneId.of("Europe/Berlin"));
        Ledger ledger = new Ledger(
                Terms.of(new Goal(0.99, month, Method.TIMESLICES, HOUR, SlotRule.USUAL), AlertPolicy.standard()));

        Budget autumn = ledger.take(
                        new Point(Instant.parse("2026-10-25T01:00:00Z").toEpochMilli(), 0, Slot.BAD))
                .status()
                .budget();
        Budget winter = ledger.take(
                        new Point(Instant.parse("2026-11-01T01:00:00Z").toEpochMilli(), 0, Slot.BAD))
                .status()
                .budget();

        // October has 31 days and the hour of the 25th twice: 745. November has 720.
        assertThat(autumn.consumed()).isCloseTo(1 / 7.45, within(1e-9));
        assertThat(winter.consumed()).isCloseTo(1 / 7.20, within(1e-9));
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
        private final List<Step> told = new ArrayList<>();
        private final Ledger ledger;
        private final long slotMs;
        private long next;

        private Bench(Goal goal) {
            this(goal, AlertPolicy.standard());
        }

        private Bench(Goal goal, AlertPolicy policy) {
            ledger = new Ledger(Terms.of(goal, policy));
            slotMs = goal.slotMs();
        }

        private Bench rows(int slots, long good, long bad) {
            for (int i = 0; i < slots; i++) {
                take(new Slot(Slot.Kind.COUNTED, good, bad));
            }
            return this;
        }

        private Bench silence(int slots) {
            for (int i = 0; i < slots; i++) {
                take(new Slot(Slot.Kind.EXCLUDED, 0, 0));
            }
            return this;
        }

        private void take(Slot slot) {
            told.addAll(ledger.take(new Point(START + next++ * slotMs, 0, slot)).told());
        }

        private Alert.Burn page(int pair) {
            return ledger.status().tiers().get(0).burns().get(pair);
        }
    }
}
