package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert.Method;
import org.junit.jupiter.api.Test;

class BadRunTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final Goal GOAL = new Goal(0.999, 30 * DAY, Method.OCCURRENCES, MINUTE);

    private final Slots slots = new Slots(GOAL);
    private long minute;

    @Test
    void fewBadRowsFarApartAreOneRun() {
        rows(5 * 24 * 60, 10, 0);
        // one bad row of 200, each twenty minutes: five times what is allowed
        for (int i = 0; i < 3 * 24 * 3; i++) {
            rows(19, 10, 0);
            rows(1, 9, 1);
        }

        // the first bad row came in the 19th minute; after a day, hours are told apart
        assertThat(slots.onsetMs(6 * HOUR)).isEqualTo(5 * DAY);
    }

    @Test
    void chanceBeforeTheRunIsNoPartOfIt() {
        // 0.03 % bad, then 1 %
        for (int i = 0; i < 24; i++) {
            rows(30, 100, 0);
            rows(1, 99, 1);
        }
        rows(29, 100, 0);
        long onsetMs = minute * MINUTE;
        rows(60, 99, 1);

        assertThat(slots.onsetMs(5 * MINUTE)).isEqualTo(onsetMs);
    }

    /** One row an hour, every sixth or seventh bad: one bad row alone says little of the run's share. */
    @Test
    void oneBadRowDoesNotMakeFiveGoodOnesACalm() {
        Slots hourly = new Slots(new Goal(0.95, 30 * DAY, Method.OCCURRENCES, HOUR));
        String rows = "G".repeat(240) + "BGGGGGBGGGGGGBGGGGGGGBGGGGGB";
        for (int hour = 0; hour < rows.length(); hour++) {
            boolean isBad = rows.charAt(hour) == 'B';
            hourly.put(new Point(hour * HOUR, 0, Slot.ofRows(isBad ? 0 : 1, isBad ? 1 : 0)));
        }

        assertThat(hourly.onsetMs(6 * HOUR)).isEqualTo(240 * HOUR);
    }

    /** What a ticket sees: half an hour of outage behind a day in order, with the odd bad row 35 min before it. */
    @Test
    void theOddBadRowBeforeAnOutageIsNoPartOfIt() {
        rows(1_400, 2, 0);
        rows(1, 1, 1);
        rows(35, 2, 0);
        long onsetMs = minute * MINUTE;
        rows(30, 1, 1);

        assertThat(slots.onsetMs(5 * MINUTE)).isEqualTo(onsetMs);
        assertThat(slots.onsetMs(2 * HOUR)).isEqualTo(onsetMs);
    }

    @Test
    void anOutageThatWasOverIsAnotherRun() {
        rows(600, 100, 0);
        rows(10, 0, 100);
        rows(6, 100, 0);
        rows(3, 0, 100);

        assertThat(slots.onsetMs(5 * MINUTE)).isEqualTo(616 * MINUTE);
    }

    @Test
    void aPauseShorterThanTheShortLookbackIsNone() {
        rows(600, 100, 0);
        rows(10, 0, 100);
        rows(4, 100, 0);
        rows(3, 0, 100);

        assertThat(slots.onsetMs(5 * MINUTE)).isEqualTo(600 * MINUTE);
    }

    @Test
    void slotsThatDoNotCountSayNothing() {
        rows(600, 100, 0);
        rows(10, 0, 100);
        for (int i = 0; i < 30; i++) {
            put(Slot.EXCLUDED);
        }
        for (int i = 0; i < 30; i++) {
            put(Slot.ofRows(100, 0).inDoubt());
        }
        rows(3, 0, 100);

        assertThat(slots.onsetMs(5 * MINUTE)).isEqualTo(600 * MINUTE);
    }

    @Test
    void withoutABadSlotItIsTheNewest() {
        rows(60, 100, 0);

        assertThat(slots.onsetMs(5 * MINUTE)).isEqualTo(59 * MINUTE);
    }

    private void rows(int minutes, long good, long bad) {
        for (int i = 0; i < minutes; i++) {
            put(Slot.ofRows(good, bad));
        }
    }

    private void put(Slot slot) {
        slots.put(new Point(minute++ * MINUTE, 0, slot));
    }
}
