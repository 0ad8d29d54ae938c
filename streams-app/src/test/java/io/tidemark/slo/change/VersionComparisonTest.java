package io.tidemark.slo.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.slo.change.VersionComparison.Control;
import io.tidemark.slo.change.VersionComparison.Side;
import io.tidemark.slo.change.VersionComparison.Unit;
import io.tidemark.slo.change.VersionComparison.Verdict;
import io.tidemark.slo.change.VersionComparison.Version;
import io.tidemark.slo.change.VersionSlots.Count;
import org.junit.jupiter.api.Test;

/** Windows of an hour, numbered; the new version is put in service in the middle of window 10. */
class VersionComparisonTest {
    private static final long HOUR = 3_600_000;
    private static final long CHANGED = 10 * HOUR + HOUR / 2;

    private final VersionSlots fresh = new VersionSlots();
    private final VersionSlots former = new VersionSlots();

    @Test
    void worseThanTheOldOneAtTheSameTimeIsToBeRolledBack() {
        rows(fresh, 10, 46, 4);
        rows(fresh, 11, 230, 20);
        rows(former, 9, 1_000, 500);
        rows(former, 10, 495, 5);
        rows(former, 11, 496, 4);

        VersionComparison found = compare(Unit.ROWS);

        assertThat(found.verdict()).isEqualTo(Verdict.ROLL_BACK);
        assertThat(found.control()).isEqualTo(Control.CONCURRENT);
        assertThat(found.newer()).isEqualTo(new Side(24, 300));
        assertThat(found.older()).isEqualTo(new Side(9, 1_000));
        assertThat(found.probability()).isLessThan(1e-6);
        assertThat(found.comparedMs()).isEqualTo(2 * HOUR);
        // 300/1300 of the traffic × (0.08 − 0.009) × 2 h / (0.01 × 672 h)
        assertThat(found.budgetAtRisk(0.01, 672 * HOUR)).isCloseTo(0.004876, within(1e-6));
    }

    /** What makes both worse in the same window is not the version's: it has most of its rows in the bad hour. */
    @Test
    void badHourThatHitsBothIsNobodysFault() {
        rows(fresh, 10, 50, 0);
        rows(fresh, 11, 800, 200);
        rows(former, 10, 1_000, 0);
        rows(former, 11, 40, 10);

        VersionComparison found = compare(Unit.ROWS);

        assertThat(found.newer().share()).isGreaterThan(10 * found.older().share());
        assertThat(found.verdict()).isEqualTo(Verdict.NOT_WORSE);
    }

    @Test
    void fewerThanTwoHundredRowsOfOneAreTooFew() {
        rows(fresh, 10, 100, 99);
        rows(former, 10, 500, 0);

        assertThat(compare(Unit.ROWS).verdict()).isEqualTo(Verdict.TOO_FEW);
    }

    /** 0 of 200 against 8 of 200: Fisher gives 0.0072; 13 of 200 gives 0.0001. */
    @Test
    void rareFaultsAreCountedExactly() {
        rows(former, 10, 200, 0);
        rows(fresh, 10, 192, 8);
        VersionComparison few = compare(Unit.ROWS);
        rows(fresh, 11, 0, 5);
        rows(former, 11, 5, 0);

        assertThat(few.probability()).isCloseTo(0.0072, within(1e-4));
        assertThat(few.verdict()).isEqualTo(Verdict.NOT_WORSE);
        assertThat(compare(Unit.ROWS).verdict()).isEqualTo(Verdict.ROLL_BACK);
    }

    @Test
    void newVersionThatIsBetterIsNotRolledBack() {
        rows(fresh, 10, 500, 0);
        rows(former, 10, 450, 50);

        assertThat(compare(Unit.ROWS).probability()).isLessThan(0.001);
        assertThat(compare(Unit.ROWS).verdict()).isEqualTo(Verdict.NOT_WORSE);
    }

    @Test
    void withoutTheOldOneAtTheSameTimeItIsWeak() {
        rows(former, 8, 990, 10);
        rows(former, 9, 990, 10);
        rows(fresh, 10, 800, 200);

        VersionComparison found = compare(Unit.ROWS);

        assertThat(found.control()).isEqualTo(Control.BEFORE_AFTER);
        assertThat(found.verdict()).isEqualTo(Verdict.WEAK);
        assertThat(found.older()).isEqualTo(new Side(20, 2_000));
        assertThat(found.budgetAtRisk(0.01, 672 * HOUR)).isZero();
    }

    @Test
    void windowsThatAreBadAsAWholeAreWeakEvenSideBySide() {
        for (int hour = 10; hour < 16; hour++) {
            fresh.put(hour * HOUR, new Count(0, 1, 0));
            former.put(hour * HOUR, new Count(1, 0, 0));
        }

        VersionComparison found = compare(Unit.WINDOWS);

        assertThat(found.verdict()).isEqualTo(Verdict.WEAK);
        assertThat(found.newer()).isEqualTo(new Side(6, 6));
        assertThat(found.older()).isEqualTo(new Side(0, 6));
    }

    @Test
    void versionThatIsNotInTheDataLeavesNothingToSay() {
        rows(former, 9, 990, 10);

        assertThat(compare(Unit.ROWS).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(compare(Unit.ROWS).control()).isEqualTo(Control.NONE);
    }

    @Test
    void higherRevisionReplacesAndTheOldestGo() {
        fresh.put(0, new Count(1, 1, 1));
        fresh.put(0, new Count(9, 9, 1));
        fresh.put(0, new Count(5, 5, 2));
        for (int hour = 1; hour < 512; hour++) {
            rows(fresh, hour, hour, 0);
        }
        VersionSlots back = VersionSlotsCodec.read(VersionSlotsCodec.write(fresh));
        fresh.put(512 * HOUR, new Count(1, 0, 0));
        fresh.put(0, new Count(5, 5, 9));

        assertThat(back.windows()).hasSize(512).containsEntry(0L, new Count(5, 5, 2));
        assertThat(fresh.windows()).hasSize(512).doesNotContainKey(0L).containsKey(HOUR);
        assertThat(fresh.newestMs()).isEqualTo(512 * HOUR);
    }

    private VersionComparison compare(Unit unit) {
        return VersionComparison.of(new Version("v43", fresh), new Version("v42", former), unit, CHANGED, HOUR);
    }

    private static void rows(VersionSlots slots, int hour, long good, long bad) {
        slots.put(hour * HOUR, new Count(good, bad, 0));
    }
}
