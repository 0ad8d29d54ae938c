package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevisionTest {
    private static final long HOUR = 3_600_000;
    private static final Goal GOAL = new Goal(0.95, 24 * HOUR, Method.TIMESLICES, HOUR);

    @Test
    void namesOwnersAndTheOrderOfColumnsDoNotMatter() {
        Objective one = objective(List.of("price", "demand"), GOAL, new Objective.About("a", "b", "c", "d"));
        Objective other = objective(List.of("demand", "price"), GOAL, Objective.About.NOTHING);

        assertThat(one.revision()).isEqualTo(other.revision());
        assertThat(one.revision().word()).matches("[0-9a-f]{8}-[0-9a-f]{8}");
    }

    @Test
    void anotherTargetChangesOnlyTheTerms() {
        Revision one = objective(List.of(), GOAL, Objective.About.NOTHING).revision();
        Goal lower = new Goal(0.9, 24 * HOUR, Method.TIMESLICES, HOUR);
        Revision other = objective(List.of(), lower, Objective.About.NOTHING).revision();

        assertThat(other.indicator()).isEqualTo(one.indicator());
        assertThat(other.terms()).isNotEqualTo(one.terms());
    }

    @Test
    void otherColumnsOrSlotsChangeTheIndicator() {
        Revision one = objective(List.of(), GOAL, Objective.About.NOTHING).revision();
        Revision columns =
                objective(List.of("price"), GOAL, Objective.About.NOTHING).revision();
        Goal halves = new Goal(0.95, 24 * HOUR, Method.TIMESLICES, HOUR / 2);
        Revision slots = objective(List.of(), halves, Objective.About.NOTHING).revision();

        assertThat(columns.indicator()).isNotEqualTo(one.indicator());
        assertThat(columns.terms()).isEqualTo(one.terms());
        assertThat(slots.indicator()).isNotEqualTo(one.indicator());
    }

    private static Objective objective(List<String> columns, Goal goal, Objective.About about) {
        return new Objective(
                "drift",
                new Objective.Subject("m", Stage.SERVING, Slices.WHOLE),
                new Indicator.OfWindows(Selection.of(Selection.Kind.DRIFT, columns), Limit.TOLERANCE),
                goal,
                AlertPolicy.standard(),
                about);
    }
}
