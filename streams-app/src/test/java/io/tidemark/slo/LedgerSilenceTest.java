package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.State;
import io.tidemark.slo.AlertPolicy.Silence;
import io.tidemark.slo.Step.Subject;
import io.tidemark.slo.Step.Telling;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a ledger says when no data come, and when its slice is forgotten. */
class LedgerSilenceTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final Goal HOURLY = new Goal(0.95, 28 * DAY, Method.TIMESLICES, HOUR);

    private final LedgerBench bench = new LedgerBench();

    @Test
    void silenceIsAnEpisodeOfItsOwn() {
        bench.open(HOURLY, AlertPolicy.standard());

        bench.slots("G".repeat(30) + "SSSSG");

        assertThat(bench.told).extracting(Step::subject).containsOnly(Subject.SILENCE);
        assertThat(LedgerBench.lines(bench.told))
                .containsExactly(
                        "TICKET OPENED PENDING→FIRING",
                        "TICKET UPDATED FIRING→FIRING",
                        "TICKET CLOSED FIRING→RESOLVED");
        assertThat(bench.told.get(0).times().onsetMs()).isEqualTo(30 * HOUR);
        assertThat(bench.told.get(0).reason()).isEqualTo(Alert.Reason.NO_DATA);
        assertThat(bench.told.get(2).reason()).isEqualTo(Alert.Reason.RECOVERED);
    }

    /** Rows every ten hours, from the first on: nobody could know that it is no silence, and nobody is bench.told of any. */
    @Test
    void sparseRowsAreNoSilence() {
        bench.open(HOURLY, AlertPolicy.standard());

        bench.slots(("G" + "S".repeat(9)).repeat(60));

        assertThat(bench.told).isEmpty();
    }

    @Test
    void silenceUntilTheSliceIsForgottenNeverRecovers() {
        bench.open(HOURLY, AlertPolicy.standard());
        bench.slots("GGGGBBSSSS");
        assertThat(bench.ledger.silence().state()).isEqualTo(State.FIRING);

        List<Step> last =
                bench.ledger.take(new Point(10 * HOUR, 0, Slot.SILENT, true)).told();

        assertThat(last).extracting(Step::subject).containsExactly(Subject.BURN, Subject.SILENCE);
        assertThat(last).extracting(Step::reason).containsOnly(Alert.Reason.NO_DATA);
        assertThat(last).extracting(Step::telling).containsOnly(Telling.CLOSED);
        assertThat(bench.ledger.status().budget().state()).isEqualTo(Budget.State.NO_DATA);
    }

    @Test
    void whereSlotsAreOftenSilentItTakesMoreOfThem() {
        bench.open(HOURLY, AlertPolicy.standard());
        bench.slots("GS".repeat(100));

        // half of the slots are silent: 0.5^20 is the first below one in a million
        bench.slots("S".repeat(18));
        assertThat(bench.told).isEmpty();
        bench.slots("S");

        assertThat(LedgerBench.lines(bench.told)).containsExactly("TICKET OPENED PENDING→FIRING");
        assertThat(bench.told.get(0).times().onsetMs()).isEqualTo(199 * HOUR);
    }

    @Test
    void silenceLastsAsLongAsOnePercentOfTheBudgetWouldAtLeast() {
        Terms lax = Terms.of(new Goal(0.5, 28 * DAY, Method.TIMESLICES, HOUR), AlertPolicy.standard());

        // 1 % of 336 bad hours are 3.36 h, of 33.6 are 20 min
        assertThat(lax.silentSlots()).isEqualTo(4);
        assertThat(bench.terms.silentSlots()).isEqualTo(3);
    }

    @Test
    void silenceThatNobodyWantsToHearIsNotTold() {
        bench.open(
                HOURLY, new AlertPolicy(AlertPolicy.standard().tiers(), AlertPolicy.Mode.LIVE, new Silence.Untold()));

        bench.slots("GGGGSSSSSSS");

        assertThat(bench.told).isEmpty();
    }

    @Test
    void unseenForAWindowItExpiresAndLeavesNothing() {
        bench.open(HOURLY, AlertPolicy.standard());
        bench.slots("GGGGGGBB");
        bench.ledger.keep();

        boolean isUnseenBefore = bench.ledger.isUnseen(8 * HOUR + 28 * DAY - 1);
        boolean isUnseen = bench.ledger.isUnseen(8 * HOUR + 28 * DAY);
        List<Step> steps = bench.ledger.expire();

        assertThat(isUnseenBefore).isFalse();
        assertThat(isUnseen).isTrue();
        assertThat(steps).extracting(Step::reason).containsExactly(Alert.Reason.EXPIRED);
        assertThat(bench.shelf.rows()).isEmpty();
        assertThat(bench.shelf.head()).isEmpty();
    }
}
