package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An outage that paged and is over; five minutes of fifteen rows a slot, 99 % over 30 d. */
class AnotherRunTest {
    private static final long SLOT = 300_000;
    private static final Goal GOAL = new Goal(0.99, 30L * 24 * 3_600_000, Method.OCCURRENCES, SLOT);

    private final Ledger ledger = new Ledger(Terms.of(GOAL, AlertPolicy.standard()));
    private final List<Severity> opened = new ArrayList<>();
    private long slot;

    @Test
    void aBadRowAfterAnOutageThatIsOverMakesNoTicketOfIt() {
        outage();

        rows(24, 15, 0);
        rows(1, 14, 1);
        rows(12, 15, 0);

        assertThat(opened).containsExactly(Severity.PAGE);
    }

    @Test
    void norDoesABadRowThatComesLate() {
        outage();
        rows(24, 15, 0);

        take(slot - 1, 1, 14, 1);

        assertThat(opened).containsExactly(Severity.PAGE);
    }

    @Test
    void whatGoesOnMoreSlowlyIsATicketOnceThePageIsOver() {
        outage();

        // 3.3 % bad burn at 3.3: no page, a ticket
        for (int i = 0; i < 72; i++) {
            rows(1, 14, 1);
            rows(1, 15, 0);
        }

        assertThat(opened).containsExactly(Severity.PAGE, Severity.TICKET);
    }

    @Test
    void slotsWithoutRowsAreTimeThatPassed() {
        for (int i = 0; i < 288; i++) {
            rows(1, 14, 1);
            rows(9, 0, 0);
        }

        // 288 of 4,320 bad in ten of thirty days: 288 / (0.01 · 4,320 · 3)
        assertThat(ledger.status().budget().consumed()).isCloseTo(2.2222, within(1e-3));
    }

    private void outage() {
        rows(288, 15, 0);
        rows(60, 0, 15);
    }

    private void rows(int slots, long good, long bad) {
        for (int i = 0; i < slots; i++) {
            take(slot++, 0, good, bad);
        }
    }

    private void take(long number, int revision, long good, long bad) {
        Slot value = GOAL.slot(new Cells(good, bad, Verdict.INSUFFICIENT));
        ledger.take(new Point(number * SLOT, revision, value)).steps().stream()
                .filter(step -> step.telling() == Step.Telling.OPENED)
                .forEach(step -> opened.add(step.severity()));
    }
}
