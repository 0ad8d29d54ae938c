package io.tidemark.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.LabelRules.Task;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.Stage;
import io.tidemark.drill.FaultPlan.Planned;
import io.tidemark.drill.FaultPlan.Watched;
import io.tidemark.stats.ColumnKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final List<FaultKind> ALL = Arrays.asList(FaultKind.values());
    private static final Watched WATCHED = new Watched(
            Set.of("a", "b", "c", "code", "prediction", "latency", "status"),
            Map.of("code", ColumnKind.CATEGORY),
            List.of("b*"),
            List.of("country"),
            Set.of("latency", "status"),
            Task.CLASSES);

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
        labels(survey, "UP", "DOWN", "DOWN");
        return survey;
    }

    private static void labels(Survey survey, Object... truths) {
        for (Object truth : truths) {
            Value value = truth instanceof Double number ? new Value.Number(number) : new Value.Text(truth.toString());
            survey.take(new DrillLabel("id", value, 1, 2));
        }
    }

    private static Watched watched(Task task) {
        return new Watched(Set.of(), Map.of(), List.of(), List.of(), Set.of(), task);
    }

    private static Planned flips(Task task, Object... truths) {
        Survey survey = new Survey();
        labels(survey, truths);
        return FaultPlan.of(survey, watched(task), terms(List.of(FaultKind.LABEL_FLIP)));
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

    /** Events that bring a prediction always bring a status; where nobody measures it, it is no feature. */
    @Test
    void whatARequestSaysIsNoFeature() {
        Watched watched = new Watched(
                Set.of("prediction", "latency", "status"), Map.of(), List.of(), List.of(), Set.of(), Task.NONE);

        assertThat(targets(FaultPlan.of(survey(), watched, terms(List.of(FaultKind.NULLS, FaultKind.STALE_FEATURE)))))
                .containsExactly("nulls prediction", "stale-feature prediction");
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
        Watched watched = new Watched(Set.of("a"), Map.of(), List.of(), List.of(), Set.of(), Task.NONE);

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
                        "label-flip: the monitor takes no labels",
                        "dropped-slice: the monitor has no slices of two values or more",
                        "latency-step: the monitor measures no latency, or the events have none",
                        "failed-requests: the monitor measures no status, or the events have none");
    }

    @Test
    void classesAreFlippedToTheNextCommonestAndNumbersAtTheirMean() {
        Value down = new Value.Text("DOWN");
        Value up = new Value.Text("UP");

        assertThat(flips(Task.CLASSES, "UP", "DOWN", "DOWN").faults())
                .containsExactly(new Fault.LabelFlip(new Flip.NextClass(List.of(down, up))));
        assertThat(flips(Task.CLASSES, 1.0, 0.0, 1.0).faults())
                .containsExactly(
                        new Fault.LabelFlip(new Flip.NextClass(List.of(new Value.Number(1), new Value.Number(0)))));
        // (1 + 2 + 6) / 3
        assertThat(flips(Task.NUMBERS, 1.0, 2.0, 6.0, "n/a").faults())
                .containsExactly(new Fault.LabelFlip(new Flip.Mirrored(3)));
    }

    @Test
    void whyLabelsCannotBeFlippedIsSaid() {
        Object[] many = IntStream.range(0, 1_000).mapToObj(i -> "word " + i).toArray();

        assertThat(reasons(flips(Task.NONE, "UP", "DOWN"))).containsExactly("the monitor takes no labels");
        assertThat(reasons(flips(Task.CLASSES))).containsExactly("no label comes with the events");
        assertThat(reasons(flips(Task.CLASSES, "UP", "UP"))).containsExactly("all labels say the same");
        assertThat(reasons(flips(Task.CLASSES, many))).containsExactly("labels say too much for classes");
        assertThat(reasons(flips(Task.NUMBERS, "UP", "DOWN"))).containsExactly("no label is a number");
    }

    private static List<String> reasons(Planned planned) {
        return planned.inapplicable().stream()
                .map(FaultPlan.Inapplicable::reason)
                .toList();
    }
}
