package io.tidemark.pin;

import static io.tidemark.pin.PinBench.HOUR;
import static io.tidemark.pin.PinBench.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Monitor;
import io.tidemark.domain.TimeWindow;
import org.junit.jupiter.api.Test;

class PinRangeTest {
    @Test
    void pinnedRangeIsAsStated() {
        Monitor monitor = monitor("reference: {from: 1970-01-02T03:00Z, to: 1970-01-03T05:00Z}");

        assertThat(PinRange.dependsOnFirstEvent(monitor)).isFalse();
        assertThat(PinRange.of(monitor, 0)).isEqualTo(new TimeWindow(27 * HOUR, 53 * HOUR));
    }

    @Test
    void firstRangeStartsWithTheFirstEventsWindow() {
        Monitor monitor = monitor("reference: {first: 2h}");

        assertThat(PinRange.dependsOnFirstEvent(monitor)).isTrue();
        assertThat(PinRange.of(monitor, 5 * HOUR)).isEqualTo(new TimeWindow(5 * HOUR, 7 * HOUR));
        assertThat(PinRange.of(monitor, 6 * HOUR - 1)).isEqualTo(new TimeWindow(5 * HOUR, 7 * HOUR));
        assertThat(PinRange.of(monitor, -1)).isEqualTo(new TimeWindow(-HOUR, HOUR));
    }

    @Test
    void firstRangeIsWholeWindows() {
        assertThat(PinRange.of(monitor("reference: {first: 90m}"), 0)).isEqualTo(new TimeWindow(0, 2 * HOUR));
        assertThat(PinRange.of(monitor("reference: {first: 61m}"), 0)).isEqualTo(new TimeWindow(0, 2 * HOUR));
    }

    @Test
    void trailingMonitorPinsAsManyFirstWindows() {
        Monitor monitor = monitor("reference: {trailing: 5}");

        assertThat(PinRange.dependsOnFirstEvent(monitor)).isTrue();
        assertThat(PinRange.of(monitor, HOUR + 1)).isEqualTo(new TimeWindow(HOUR, 6 * HOUR));
    }

    @Test
    void ruleForSomeColumnsPinsWhereTheStandardTrails() {
        Monitor monitor = monitor(
                "reference: {trailing: 5}",
                "references:",
                "  - {columns: [a], trailing: 7}",
                "  - {columns: [b], first: 3h}",
                "  - {columns: [c], first: 9h}");

        assertThat(PinRange.of(monitor, 0)).isEqualTo(new TimeWindow(0, 3 * HOUR));
    }
}
