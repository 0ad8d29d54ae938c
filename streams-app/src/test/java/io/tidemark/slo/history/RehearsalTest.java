package io.tidemark.slo.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.slo.history.Suggestion.Week;
import io.tidemark.testkit.TestAlert;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final long DAY = 86_400_000;
    private static final long FIRED = TestAlert.ONSET.toEpochMilli() + 7_200_000;

    private final TestAlert page = TestAlert.page("k");

    private static Rehearsal restored(Rehearsal rehearsal) {
        return Rehearsal.fromBytes("region=eu", rehearsal.toBytes());
    }

    /** Of ten days, a day a slot, with a page that fires for 30 min, recovers for 10 and fires for 20 more. */
    private Rehearsal tenDays() {
        Rehearsal rehearsal = Rehearsal.of("region=eu");
        for (int day = 0; day < 10; day++) {
            rehearsal.tally().slot(day * DAY, (day + 1) * DAY, 95 + day % 2, 5);
        }
        rehearsal.alert(page.alert());
        rehearsal.alert(page.later(2, 30, Notice.UPDATED, State.RECOVERING).alert());
        rehearsal.alert(new TestAlert(
                        page.later(2, 30, Notice.UPDATED, State.RECOVERING).alert())
                .later(3, 40, Notice.UPDATED, State.FIRING)
                .alert());
        rehearsal.alert(page.later(4, 60, Notice.CLOSED, State.RESOLVED).alert());
        rehearsal.spokenFor(Severity.PAGE, 60_000, 120_000);
        rehearsal.spokenFor(Severity.PAGE, 60_000, 180_000);
        rehearsal.spokenFor(Severity.PAGE, 60_000, 600_000);
        return rehearsal;
    }

    @Test
    void alertsAreCountedAsTheyWouldHaveBeenTold() {
        assertThat(tenDays().tally().told(Severity.PAGE)).isEqualTo(new Report.Told(1, 1, 50 * 60_000, FIRED, FIRED));
    }

    @Test
    void anAlertOpenedOnceMoreIsNoOtherEpisode() {
        Rehearsal rehearsal = Rehearsal.of("*");
        rehearsal.alert(page.alert());

        rehearsal.alert(page.later(2, 5, Notice.OPENED, State.FIRING).alert());

        assertThat(rehearsal.tally().told(Severity.PAGE).opened()).isEqualTo(1);
    }

    @Test
    void bytesGiveTheSameReport() {
        Rehearsal written = tenDays();

        Rehearsal read = restored(written);

        assertThat(read.toBytes()).isEqualTo(written.toBytes());
        assertThat(read.hushed()).isEqualTo(written.hushed());
        assertThat(Report.of(List.of(read.tally()), List.of(read.tally()), 0.5, 1))
                .isEqualTo(Report.of(List.of(written.tally()), List.of(written.tally()), 0.5, 1));
        assertThat(read.hushed())
                .containsExactly(
                        new Hushed("region=eu", Severity.PAGE, 0, 0, Hushed.Guard.WHOLE_MODEL, 3, 2, 120_000, 600_000));
    }

    /** Version 1; never begun: the least long is ten bytes; no weeks; three times eight numbers, of which since when it fires is the least long. */
    @Test
    void layoutIsAsDrawn() {
        String never = "ff".repeat(9) + "01";
        String counter = "00".repeat(5) + never + "0000";

        assertThat(HexFormat.of().formatHex(new ReportTally().toBytes()))
                .isEqualTo("01" + never + "00" + "00" + "00" + "0000" + "00" + counter.repeat(3));
        assertThat(HexFormat.of().formatHex(Rehearsal.of("*").toBytes()))
                .startsWith("01" + "44" + "01" + never)
                .endsWith("00");
    }

    @Test
    void whatGoesOnAfterARestartIsCountedOn() {
        Rehearsal whole = tenDays();
        Rehearsal before = Rehearsal.of("region=eu");
        before.alert(page.alert());

        Rehearsal after = restored(before);
        after.alert(page.later(2, 30, Notice.UPDATED, State.RECOVERING).alert());
        after = restored(after);
        after.alert(new TestAlert(
                        page.later(2, 30, Notice.UPDATED, State.RECOVERING).alert())
                .later(3, 40, Notice.UPDATED, State.FIRING)
                .alert());
        after = restored(after);
        after.alert(page.later(4, 60, Notice.CLOSED, State.RESOLVED).alert());

        assertThat(after.tally().told(Severity.PAGE)).isEqualTo(whole.tally().told(Severity.PAGE));
    }

    @Test
    void aForgottenSliceStaysInTheReport() {
        Rehearsal gone = Rehearsal.of("");
        gone.absorb(tenDays());
        gone.absorb(tenDays());

        Rehearsal read = Rehearsal.fromBytes("", gone.toBytes());

        assertThat(read.tally().told(Severity.PAGE)).isEqualTo(new Report.Told(2, 2, 100 * 60_000, FIRED, FIRED));
        assertThat(read.tally().all()).isEqualTo(new Week(0, 0));
        assertThat(read.hushed()).extracting(Hushed::slots).containsExactly(6L);
    }

    @Test
    void sixtyWeeksAreFewBytes() {
        Rehearsal rehearsal = tenDays();
        for (int week = 2; week < 100; week++) {
            rehearsal.tally().slot(week * 7 * DAY, (week * 7 + 1) * DAY, 99_000_000, 1_000_000);
        }

        assertThat(rehearsal.toBytes()).hasSizeLessThan(1_000);
    }

    @Test
    void unknownLayoutsAreRefused() {
        byte[] bytes = tenDays().toBytes();
        bytes[0] = 9;

        assertThatThrownBy(() -> Rehearsal.fromBytes("*", bytes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot read what a dry run came to: version=9, readable versions=1..1; run with the newer"
                        + " build");
    }
}
