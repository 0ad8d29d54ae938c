package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.slo.Objective.Concern;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConcernTest {
    @Test
    void objectiveSaysWhatItExplains() {
        Selection fresh = Selection.of(Selection.Kind.FRESHNESS, List.of());
        Selection drift = Selection.of(Selection.Kind.DRIFT, List.of());

        assertThat(concern(fresh, Slices.WHOLE)).isEqualTo(Concern.ARRIVAL);
        assertThat(concern(drift, Slices.WHOLE)).isEqualTo(Concern.CONTENT);
        assertThat(concern(fresh, new Slices.Dependencies(""))).isEqualTo(Concern.DEPENDENCY);
    }

    @Test
    void dependenciesAreNoSlicesOfTheModelsEvents() {
        String database = Scope.dependencySlice("features,db=1");
        Slices grouped = new Slices.Groupings(Set.of(Set.of("dependency")));

        assertThat(database).isEqualTo("dependency:features\\,db\\=1");
        assertThat(Slices.EACH.include(database)).isFalse();
        assertThat(grouped.include(database)).isFalse();
        assertThat(grouped.include("dependency=x")).isTrue();
        assertThat(Slices.EACH.include("dependency=x")).isTrue();
        assertThat(new Slices.Dependencies("").include(database)).isTrue();
        assertThat(new Slices.Dependencies("").include("*")).isFalse();
        assertThat(new Slices.Dependencies(database).include(Scope.dependencySlice("other")))
                .isFalse();
    }

    private static Concern concern(Selection selection, Slices slices) {
        return new Objective(
                        "o",
                        new Objective.Subject("m", Stage.SERVING, slices),
                        new Indicator.OfWindows(selection, Limit.TOLERANCE),
                        new Goal(0.9, 7_200_000, Alert.Method.TIMESLICES, 3_600_000),
                        new AlertPolicy(List.of(), AlertPolicy.Mode.LIVE),
                        Objective.About.NOTHING)
                .concern();
    }
}
