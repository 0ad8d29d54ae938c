package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
    private static final long HOUR = 3_600_000;
    private static final Indicator DRIFT =
            new Indicator.OfWindows(Selection.of(Selection.Kind.DRIFT, List.of()), Limit.TOLERANCE);
    private static final Goal HOURLY = new Goal(0.95, 24 * HOUR, Method.TIMESLICES, HOUR);

    @Test
    void concernsItsModelStageSlotLengthAndSlices() {
        Objective whole = objective("drift", DRIFT, HOURLY, Slices.WHOLE);
        Objective each = objective("drift", DRIFT, HOURLY, Slices.EACH);

        assertThat(whole.concerns(reading("m", Stage.SERVING, "*", HOUR))).isTrue();
        assertThat(whole.concerns(reading("m", Stage.SERVING, "country=BR", HOUR)))
                .isFalse();
        assertThat(each.concerns(reading("m", Stage.SERVING, "country=BR", HOUR)))
                .isTrue();
        assertThat(whole.concerns(reading("n", Stage.SERVING, "*", HOUR))).isFalse();
        assertThat(whole.concerns(reading("m", Stage.TRAINING, "*", HOUR))).isFalse();
        assertThat(whole.concerns(reading("m", Stage.SERVING, "*", 24 * HOUR))).isFalse();
    }

    @Test
    void dedupKeyIsTheHashOfTheIdentity() {
        Objective objective = objective("drift", DRIFT, HOURLY, Slices.WHOLE);

        String key = DedupKey.of(objective, "*", Alert.Severity.PAGE);

        // printf 'default|m|drift|*|page' | sha256sum | cut -c 1-32
        assertThat(key).isEqualTo("43bf71760028c0d2f41619d91158e1c2");
    }

    @Test
    void targetInPercentIsExplained() {
        assertThatThrownBy(() -> new Goal(99.9, 24 * HOUR, Method.TIMESLICES, HOUR))
                .hasMessage("a target must be in (0, 1): target=99.9; for 99.9 % write 0.999");
    }

    @Test
    void windowMustBeWholeSlots() {
        assertThatThrownBy(() -> new Goal(0.9, 90, Method.TIMESLICES, 60))
                .hasMessage("an objective's window must be two or more whole slots: windowMs=90, slotMs=60");
    }

    @Test
    void windowOfTooManySlotsIsRefused() {
        assertThatThrownBy(() -> new Goal(0.9, 600_000, Method.TIMESLICES, 1))
                .hasMessage(
                        "an objective's window must have at most 527040 slots: windowMs=600000, slotMs=1; use a longer slot");
    }

    @Test
    void driftHasNoEvents() {
        Selection drift = Selection.of(Selection.Kind.DRIFT, List.of());

        assertThatThrownBy(() -> new Indicator.OfEvents(drift, Indicator.Counted.BAD))
                .hasMessage("only kinds that count rows have events: kind=DRIFT; use OfWindows");
    }

    @Test
    void silenceCannotBeBadRows() {
        SlotRule rule = new SlotRule(1, SlotRule.NoData.BAD);

        assertThatThrownBy(() -> new Goal(0.95, 24 * HOUR, Method.OCCURRENCES, HOUR, rule))
                .hasMessage("a slot without data has no rows to count as bad: noData=BAD, method=OCCURRENCES; "
                        + "use TIMESLICES");
    }

    @Test
    void idMustFitInAKey() {
        assertThatThrownBy(() -> objective("a|b", DRIFT, HOURLY, Slices.WHOLE))
                .hasMessage("an objective's id and model must not be empty or contain '|': id=a|b, model=m");
    }

    private static Objective objective(String id, Indicator indicator, Goal goal, Slices slices) {
        return new Objective(
                id,
                new Objective.Subject("m", Stage.SERVING, slices),
                indicator,
                goal,
                AlertPolicy.standard(),
                Objective.About.NOTHING);
    }

    private static Reading reading(String model, Stage stage, String slice, long lengthMs) {
        return new Reading(new Scope(model, stage, slice), new TimeWindow(0, lengthMs), "", 0, 0, List.of());
    }
}
