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

        assertThat(PinRange.dependsOnFirstEvents(monitor)).isFalse();
        assertThat(PinRange.stated(monitor)).isEqualTo(new TimeWindow(27 * HOUR, 53 * HOUR));
    }

    @Test
    void firstRangeIsWholeWindows() {
        assertThat(PinRange.dependsOnFirstEvents(monitor("reference: {first: 2h}")))
                .isTrue();
        assertThat(PinRange.lengthMs(monitor("reference: {first: 2h}"))).isEqualTo(2 * HOUR);
        assertThat(PinRange.lengthMs(monitor("reference: {first: 90m}"))).isEqualTo(2 * HOUR);
        assertThat(PinRange.lengthMs(monitor("reference: {first: 61m}"))).isEqualTo(2 * HOUR);
    }

    @Test
    void monitorWhoseReferencesMovePinsAsMuchAsTheyLookBack() {
        assertThat(PinRange.lengthMs(monitor("reference: {trailing: 5}"))).isEqualTo(5 * HOUR);
        assertThat(PinRange.lengthMs(monitor("reference: {seasonal: hour-of-day, cycles: 3}")))
                .isEqualTo(72 * HOUR);
    }

    @Test
    void ruleForSomeColumnsPinsWhereTheStandardTrails() {
        Monitor monitor = monitor(
                "reference: {trailing: 5}",
                "references:",
                "  - {columns: [a], trailing: 7}",
                "  - {columns: [b], first: 3h}",
                "  - {columns: [c], first: 9h}");

        assertThat(PinRange.lengthMs(monitor)).isEqualTo(3 * HOUR);
    }

    @Test
    void publishedProfileIsOfEverything() {
        Monitor monitor = monitor("reference: {published: training-2026}");

        assertThat(PinRange.dependsOnFirstEvents(monitor)).isFalse();
        assertThat(PinRange.isEverything(monitor)).isTrue();
    }

    @Test
    void versionsRangeIsTheVersionsOwn() {
        Monitor first = monitor("reference: {version: v42, first: 2h}");
        Monitor stated = monitor("reference: {version: v42, from: 1970-01-02T03:00Z, to: 1970-01-03T05:00Z}");

        assertThat(PinRange.lengthMs(first)).isEqualTo(2 * HOUR);
        assertThat(PinRange.stated(stated)).isEqualTo(new TimeWindow(27 * HOUR, 53 * HOUR));
    }
}
