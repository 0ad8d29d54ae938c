package io.tidemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.TimeWindow;
import io.tidemark.domain.WorldFailure;
import io.tidemark.pin.Pin;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MeasuredColumnsTest {
    @Test
    void misspeltColumnOfAnObjectiveIsTold() {
        MonitorFile file = file("amout");

        assertThatThrownBy(() -> MeasuredColumns.check(file.slos(), pin()))
                .isInstanceOf(WorldFailure.class)
                .hasMessage(
                        "the data has no column that an objective names: slo=drift, column=amout; did you mean amount?"
                                + " Measured are age, amount, state (the predicted class or value is always called prediction, its score"
                                + " score)");
    }

    @Test
    void columnsAndPatternsThatAreThereAreInOrder() {
        MonitorFile file = file("amount, a*");

        assertThatCode(() -> MeasuredColumns.check(file.slos(), pin())).doesNotThrowAnyException();
    }

    @Test
    void misspeltColumnsOfDetectorsAndReferencesAreToldAtOnce() {
        Monitor monitor = monitor(
                """
                references: [{columns: [ag, amount], trailing: 3}, {columns: ["x*"], trailing: 3}]
                detectors:
                  - {columns: [age, amout], of: mean, kind: cusum}
                  - {columns: [nowhere], of: missing, kind: adwin}
                """);

        assertThatThrownBy(() -> MeasuredColumns.check(monitor, pin()))
                .isInstanceOf(WorldFailure.class)
                .hasMessage(
                        """
                        the data has no column that the monitor file names: model=m, references[0].columns=ag; did you mean age?
                        the data has no column that the monitor file names: model=m, references[1].columns=x*; measured are age, amount, state
                        the data has no column that the monitor file names: model=m, detectors[0].columns=amout; did you mean amount?
                        the data has no column that the monitor file names: model=m, detectors[1].columns=nowhere; measured are age, amount, state""");
    }

    @Test
    void detectorOfWhatItsColumnHasNotIsTold() {
        Monitor monitor = monitor(
                """
                detectors:
                  - {columns: [state], of: mean, kind: cusum}
                  - {columns: ["a*"], of: share, value: x, kind: adwin}
                """);

        assertThat(MeasuredColumns.unfit(monitor, pin()))
                .containsExactly(
                        "a detector watches what its column has not: model=m, detectors[0].of=mean, column=state is of kind category;"
                                + " a mean is of numbers: watch a share, missing or invalid, or say types: {state: number}",
                        "a detector watches what its column has not: model=m, detectors[1].of=share, column=a* is of kind number;"
                                + " a share is of values that are no numbers: watch the mean, missing or invalid");
    }

    @Test
    void detectorsAndReferencesOfColumnsThatAreThereAreInOrder() {
        Monitor monitor = monitor(
                """
                references: [{columns: ["*"], trailing: 3}]
                detectors:
                  - {columns: ["*"], of: mean, kind: cusum}
                  - {columns: [state], of: share, value: x, kind: adwin}
                  - {columns: [age, state], of: missing, kind: adwin}
                  - {of: volume, kind: adwin}
                """);

        assertThat(MeasuredColumns.unfit(monitor, pin())).isEmpty();
    }

    private static Monitor monitor(String more) {
        String head = "monitors:\n  - model: m\n    source: {topic: t}\n    windows: {size: 1d}\n";
        return MonitorFileReader.parse("m.yaml", head + more.indent(4)).monitor("m");
    }

    private static MonitorFile file(String columns) {
        return MonitorFileReader.parse(
                "m.yaml",
                """
                monitors:
                  - model: m
                    source: {topic: t}
                    windows: {size: 1d}
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: drift, labels: {model: m}}
                spec:
                  service: m
                  budgetingMethod: Timeslices
                  timeWindow: [{duration: 28d, isRolling: true}]
                  indicator: {spec: {thresholdMetric: {metricSource: {type: tidemark, spec: {kind: drift, columns: [%s]}}}}}
                  objectives: [{target: 0.95, timeSliceWindow: 1d}]
                  alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                """
                        .formatted(columns));
    }

    private static Pin pin() {
        TreeMap<String, Grid> grids = new TreeMap<>();
        grids.put("age", new NumberGrid(new double[] {1}, 0, 1));
        grids.put("amount", new NumberGrid(new double[] {1}, 0, 1));
        grids.put("state", new CategoryGrid(ColumnKind.CATEGORY, List.of("x")));
        return new Pin("m", new TimeWindow(0, 1), new GridBook.Era(0, grids), new TreeSet<>(), List.of(), 1);
    }
}
