package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerPastTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    static Stream<Goal> goals() {
        Window week =
                new Window.Calendar(1, Window.Unit.WEEK, LocalDateTime.parse("1970-01-05T00:00"), ZoneId.of("UTC"));
        return Stream.of(
                new Goal(0.99, 4 * DAY, Method.OCCURRENCES, 5 * MINUTE),
                new Goal(0.95, 4 * DAY, Method.TIMESLICES, 5 * MINUTE),
                new Goal(0.95, 4 * DAY, Method.RATIO_TIMESLICES, HOUR),
                new Goal(0.99, week, Method.OCCURRENCES, 5 * MINUTE, SlotRule.USUAL),
                new Goal(0.9, week, Method.TIMESLICES, HOUR, SlotRule.USUAL));
    }

    /** Nothing comes late here; so what is known of the past must be what was said then, to the last digit. */
    @ParameterizedTest
    @MethodSource("goals")
    void thePastIsWhatWasSaidThen(Goal goal) {
        Terms terms = Terms.of(goal, AlertPolicy.standard());
        BytesShelf shelf = new BytesShelf();
        Map<Long, Status> said = run(terms, shelf, 9 * DAY);

        LedgerPast past =
                LedgerPast.open(terms, Corrections.NONE, shelf).iterator().next();

        int consumed = 0;
        int burns = 0;
        for (Map.Entry<Long, Status> then : said.entrySet()) {
            LedgerPast.Moment moment = past.at(then.getKey());
            assertThat(moment.endMs()).isEqualTo(then.getKey());
            if (moment.consumed().isPresent()) {
                consumed++;
                assertThat(moment.consumed().getAsDouble())
                        .isEqualTo(then.getValue().budget().consumed());
            }
            burns += countSame(moment, then.getValue());
        }
        Status now = Objects.requireNonNull(said.get(past.newestEndMs()));
        LedgerPast.Moment newest = past.at(Long.MAX_VALUE);
        assertThat(newest.consumed()).hasValue(now.budget().consumed());
        assertThat(newest.spent()).hasValue(now.budget().consumed());
        assertThat(now.budget().consumed()).isPositive();
        assertThat(consumed).as("moments whose whole window is kept").isBetween(1, said.size() - 1);
        assertThat(burns).as("burn rates that were held against").isGreaterThan(500);
    }

    private static int countSame(LedgerPast.Moment moment, Status then) {
        List<Alert.Burn> burns =
                then.tiers().stream().flatMap(tier -> tier.burns().stream()).toList();
        assertThat(moment.burns()).hasSameSizeAs(burns).isNotEmpty();
        int same = 0;
        for (int i = 0; i < burns.size(); i++) {
            LedgerPast.Burn burn = moment.burns().get(i);
            if (burn.burnLong().isPresent()) {
                assertThat(burn.burnLong().getAsDouble()).isEqualTo(burns.get(i).burnLong());
                same++;
            }
            if (burn.burnShort().isPresent()) {
                assertThat(burn.burnShort().getAsDouble())
                        .isEqualTo(burns.get(i).burnShort());
                same++;
            }
        }
        return same;
    }

    private static Map<Long, Status> run(Terms terms, BytesShelf shelf, long lengthMs) {
        SplittableRandom random = new SplittableRandom(7);
        Goal goal = terms.goal();
        Map<Long, Status> said = new TreeMap<>();
        for (long startMs = 3 * DAY; startMs < 3 * DAY + lengthMs; startMs += goal.slotMs()) {
            Ledger ledger = Ledger.open(terms, Corrections.NONE, shelf);
            ledger.take(new Point(startMs, 1, slot(goal, random)));
            ledger.keep();
            said.put(startMs + goal.slotMs(), ledger.status());
        }
        return said;
    }

    private static Slot slot(Goal goal, SplittableRandom random) {
        if (random.nextInt(20) == 0) {
            return Slot.EXCLUDED;
        }
        return switch (goal.method()) {
            case OCCURRENCES -> Slot.ofRows(100 + random.nextInt(50), random.nextInt(4));
            case TIMESLICES -> random.nextInt(15) == 0 ? Slot.BAD : Slot.GOOD;
            case RATIO_TIMESLICES -> Slot.ofRows(990_000, 10_000);
        };
    }

    @Test
    void theBudgetBurnsDownFromTheStartOfTheWindow() {
        Terms terms = Terms.of(new Goal(0.9, 2 * DAY, Method.TIMESLICES, HOUR), AlertPolicy.standard());
        BytesShelf shelf = new BytesShelf();
        String slots = "G".repeat(30) + "BB" + "G".repeat(10) + "B" + "G".repeat(5);
        Ledger ledger = Ledger.open(terms, Corrections.NONE, shelf);
        for (int i = 0; i < slots.length(); i++) {
            ledger.take(new Point(i * HOUR, 1, slots.charAt(i) == 'B' ? Slot.BAD : Slot.GOOD));
        }
        ledger.keep();

        LedgerPast past =
                LedgerPast.open(terms, Corrections.NONE, shelf).iterator().next();

        // 4.8 of 48 hours may be bad
        List<Double> spent = new ArrayList<>();
        for (long hour : List.of(30, 31, 32, 42, 43, 48)) {
            spent.add(past.at(hour * HOUR).spent().orElseThrow());
        }
        assertThat(spent.get(0)).isZero();
        assertThat(spent.get(1)).isCloseTo(1 / 4.8, within(1e-12));
        assertThat(spent.get(2)).isCloseTo(2 / 4.8, within(1e-12));
        assertThat(spent.get(3)).isCloseTo(2 / 4.8, within(1e-12));
        assertThat(spent.get(5)).isCloseTo(3 / 4.8, within(1e-12));
        assertThat(past.tally(30 * HOUR, 43 * HOUR)).isEqualTo(new Tally(10, 3, 13, 0));
        assertThat(past.at(0).consumed()).as("before its first slot").isEmpty();
    }

    @Test
    void whatIsSummedUpIsKnownByTheHourAlone() {
        Terms terms = Terms.of(new Goal(0.99, 4 * DAY, Method.OCCURRENCES, 5 * MINUTE), AlertPolicy.standard());
        BytesShelf shelf = new BytesShelf();
        run(terms, shelf, 3 * DAY);

        LedgerPast past =
                LedgerPast.open(terms, Corrections.NONE, shelf).iterator().next();

        assertThat(past.groupMs()).isEqualTo(HOUR);
        assertThat(past.keptFromMs()).isEqualTo(3 * DAY);
        // the newest day
        assertThat(past.fineFromMs()).isEqualTo(5 * DAY);
        assertThat(past.at(4 * DAY).consumed()).isPresent();
        assertThat(past.at(4 * DAY + 5 * MINUTE).consumed()).isEmpty();
        assertThat(past.at(4 * DAY).burns())
                .filteredOn(burn -> burn.pair().shortMs() < HOUR)
                .isNotEmpty()
                .allSatisfy(burn -> assertThat(burn.burnShort()).isEmpty())
                .anySatisfy(burn -> assertThat(burn.burnLong()).isPresent());
    }

    @Test
    void slotsOfAnotherIndicatorAreNoPast() {
        Goal goal = new Goal(0.99, 4 * DAY, Method.OCCURRENCES, 5 * MINUTE);
        BytesShelf shelf = new BytesShelf();
        run(Terms.of(goal, AlertPolicy.standard()), shelf, HOUR);

        Terms other = Terms.of(new Goal(0.99, 4 * DAY, Method.TIMESLICES, 5 * MINUTE), AlertPolicy.standard());

        assertThat(LedgerPast.open(other, Corrections.NONE, shelf)).isEmpty();
        assertThat(LedgerPast.open(other, Corrections.NONE, new BytesShelf())).isEmpty();
    }
}
