package io.tidemark.slo.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.testkit.HeapVoiceMemory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slots of an hour, by their ends. */
class RosterTest {
    private static final long HOUR = 3_600_000;

    private final Roster roster = new Roster(new HeapVoiceMemory());

    private void hear(String slice, Comparison comparison, int endHour, boolean isLast) {
        Scope scope = new Scope("m", Stage.SERVING, slice);
        TimeWindow window = new TimeWindow((endHour - 1) * HOUR, endHour * HOUR);
        roster.hear(new Reading(scope, window, "", 0, 100, List.of(), isLast, comparison, ""));
    }

    private boolean isComplete(Comparison comparison, int endHour) {
        return roster.isComplete(id -> id.comparison() == comparison, "m", endHour * HOUR);
    }

    @Test
    void othersWaitForASliceThatMayStillSpeak() {
        hear("version=v1", Comparison.LABELS, 1, false);
        hear("version=v1", Comparison.MAIN, 2, false);

        assertThat(isComplete(Comparison.LABELS, 1)).isTrue();
        assertThat(isComplete(Comparison.LABELS, 2)).isFalse();
        hear("version=v1", Comparison.LABELS, 2, false);
        assertThat(isComplete(Comparison.LABELS, 2)).isTrue();
    }

    /** Its main reading went on without it, or it has left: then nobody waits until time is up. */
    @Test
    void nobodyWaitsForAComparisonOfASliceThatWentOnOrLeft() {
        hear("version=v1", Comparison.PREVIOUS, 1, false);
        hear("version=v1", Comparison.MAIN, 2, false);
        hear("version=v1", Comparison.MAIN, 4, true);

        assertThat(isComplete(Comparison.PREVIOUS, 3))
                .as("its main reading went on")
                .isTrue();
        assertThat(isComplete(Comparison.PREVIOUS, 4)).as("its last window").isFalse();
        assertThat(isComplete(Comparison.PREVIOUS, 5)).as("it has left").isTrue();
    }

    /** Grading is behind: the main reading says nothing of what labels will. */
    @Test
    void whatLabelsSayOfASliceIsAwaitedUntilItHasLeft() {
        hear("version=v1", Comparison.LABELS, 1, false);
        hear("version=v1", Comparison.MAIN, 2, false);
        hear("version=v1", Comparison.MAIN, 4, true);

        assertThat(isComplete(Comparison.LABELS, 3))
                .as("its main reading went on")
                .isFalse();
        assertThat(isComplete(Comparison.LABELS, 5)).as("it has left").isTrue();
    }
}
