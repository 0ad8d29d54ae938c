package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.Alert.Method;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CalendarBudgetTest {
    private static final long HOUR = 3_600_000;
    private static final Window MONTH =
            new Window.Calendar(1, Window.Unit.MONTH, LocalDateTime.parse("2026-01-01T00:00"), ZoneId.of("UTC"));
    private static final Goal GOAL = new Goal(0.99, MONTH, Method.OCCURRENCES, HOUR, SlotRule.USUAL);
    private static final long APRIL = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();

    private final Ledger ledger = new Ledger(Terms.of(GOAL, AlertPolicy.standard()));
    private long nextMs = APRIL;

    @Test
    void aBadRowInTheFirstHourIsOneOfAllThatTheMonthMayHave() {
        // April, 720 h of ten rows; then May, of which 744 h of ten rows are expected: 74.4 may be bad
        rows(720, 10, 0);
        rows(1, 9, 1);

        Budget budget = ledger.status().budget();
        assertThat(budget.consumed()).isCloseTo(1 / 74.4, within(1e-9));
        assertThat(budget.consumedVsObserved()).isCloseTo(10, within(1e-9));
        assertThat(budget.isEstimated()).isTrue();
    }

    @Test
    void errorsAtThePromisedRateUseTheBudgetUpInTheWholePeriod() {
        rows(720, 99, 1);
        rows(372, 99, 1);

        assertThat(ledger.status().budget().consumed()).isCloseTo(0.5, within(1e-9));
        rows(372, 99, 1);
        assertThat(ledger.status().budget().consumed()).isCloseTo(1, within(1e-9));
        assertThat(ledger.status().budget().consumedVsObserved()).isCloseTo(1, within(1e-9));
    }

    @Test
    void whatCorrectionsTookIsNoRate() {
        // half of April is taken out: May is expected to have the other half's ten rows an hour, not five
        rows(360, 10, 0);
        excluded(360);
        rows(1, 9, 1);

        assertThat(ledger.status().budget().consumed()).isCloseTo(1 / 74.4, within(1e-9));
    }

    private void rows(int hours, long good, long bad) {
        for (int i = 0; i < hours; i++) {
            take(Slot.ofRows(good, bad));
        }
    }

    private void excluded(int hours) {
        for (int i = 0; i < hours; i++) {
            take(Slot.EXCLUDED);
        }
    }

    private void take(Slot slot) {
        ledger.take(new Point(nextMs, 0, slot));
        nextMs += HOUR;
    }
}
