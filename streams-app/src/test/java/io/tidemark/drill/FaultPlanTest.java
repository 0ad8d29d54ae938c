package io.tidemark.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.Stage;
import io.tidemark.drill.FaultPlan.Planned;
import io.tidemark.drill.FaultPlan.Watched;
import io.tidemark.stats.ColumnKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final List<FaultKind> ALL = Arrays.asList(FaultKind.values());
    private static final Watched WATCHED = new Watched(
            Set.of("a", "b", "c", "code", "prediction", "latency", "status"),
            Map.of("code", ColumnKind.CATEGORY),
            List.of("b*"),
            List.of("country"),
            Set.of("latency", "status"));

    private static FaultPlan.Terms terms(List<FaultKind> kinds, String... columns) {
        return new FaultPlan.Terms(kinds, List.of(columns), 0.3, 60, 90);
    }

    private static Survey survey() {
        Survey survey = new Survey();
        for (int i = 0; i < 6; i++) {
            survey.take(new DrillEvent(
                    "",
                    "",
                    Stage.SERVING,
                    i,
                    Map.of("country", i < 2 ? "DE" : "IT"),
                    Map.of(
                            "a", new Value.Number(i),
                            "b", new Value.Number(i),
                            "c", new Value.Number(i),
                            "skipped", new Value.Number(i),
                            "code", new Value.Number(i % 2)),
                    Map.of(
                            ReservedColumn.PREDICTION, new Value.Text(i < 2 ? "UP" : "DOWN"),
                            ReservedColumn.LATENCY, new Value.Number(i),
                            ReservedColumn.STATUS, new Value.Text("OK"))));
        }
        return survey;
    }

    private static List<String> targets(Planned planned) {
        return planned.faults().stream()
                .map(fault -> fault.kind().word() + " " + fault.target())
                .toList();
    }

    @Test
    void columnsOfObjectivesComeFirstAndTwoAreTried() {
        Planned planned = FaultPlan.of(survey(), WATCHED, terms(List.of(FaultKind.UNIT_CHANGE)));

        assertThat(targets(planned)).hasSize(2).contains("unit-change b").doesNotContain("unit-change code");
        assertThat(targets(planned).get(0)).isEqualTo("unit-change b");
    }

    @Test
    void chosenColumnsAreTriedAsFarAsTheyFit() {
        Planned planned = FaultPlan.of(
                survey(),
                WATCHED,
                terms(List.of(FaultKind.UNIT_CHANGE, FaultKind.CATEGORY_RENAMED), "a", "b", "c", "code"));

        assertThat(targets(planned))
                .containsExactly("unit-change a", "unit-change b", "unit-change c", "category-renamed code");
    }

    @Test
    void theCommonestClassAndSliceAreHit() {
        Planned planned =
                FaultPlan.of(survey(), WATCHED, terms(List.of(FaultKind.CLASS_RATIO, FaultKind.DROPPED_SLICE)));

        assertThat(planned.faults())
                .containsExactly(
                        new Fault.ClassRatio("prediction", new Value.Text("DOWN"), new Value.Text("UP"), 0.3),
                        new Fault.DroppedSlice("country", "IT"));
    }

    @Test
    void everyKindIsPlannedWhereTheDataShowIt() {
        Planned planned = FaultPlan.of(survey(), WATCHED, terms(ALL));

        assertThat(planned.inapplicable()).isEmpty();
        assertThat(planned.faults()).extracting(Fault::kind).containsAll(ALL);
    }

    @Test
    void whatTheDataCannotShowIsToldWithItsReason() {
        Survey survey = new Survey();
        survey.take(new DrillEvent("", "", Stage.SERVING, 1, Map.of(), Map.of("a", new Value.Text("x")), Map.of()));
        Watched watched = new Watched(Set.of("a"), Map.of(), List.of(), List.of(), Set.of());

        Planned planned = FaultPlan.of(survey, watched, terms(ALL));

        assertThat(targets(planned))
                .containsExactly("nulls a", "stale-feature a", "duplicated-hour *", "late-hour *", "silent-stream *");
        assertThat(planned.inapplicable())
                .extracting(one -> one.kind().word() + ": " + one.reason())
                .containsExactly(
                        "unit-change: no measured column is a number",
                        "swapped-columns: fewer than two measured columns are numbers",
                        "class-ratio: no measured column is a category of two values or more",
                        "category-renamed: no measured column is a category of two values or more",
                        "dropped-slice: the monitor has no slices of two values or more",
                        "latency-step: the monitor measures no latency, or the file has none",
                        "failed-requests: the monitor measures no status, or the file has none");
    }
}
