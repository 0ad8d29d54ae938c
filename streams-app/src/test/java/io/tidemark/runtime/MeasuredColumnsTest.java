package io.tidemark.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.TimeWindow;
import io.tidemark.domain.WorldFailure;
import io.tidemark.pin.Pin;
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
                                + " Measured are age, amount (the predicted class or value is always called prediction, its score"
                                + " score)");
    }

    @Test
    void columnsAndPatternsThatAreThereAreInOrder() {
        MonitorFile file = file("amount, a*");

        assertThatCode(() -> MeasuredColumns.check(file.slos(), pin())).doesNotThrowAnyException();
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
        return new Pin("m", new TimeWindow(0, 1), new GridBook.Era(0, grids), new TreeSet<>(), List.of(), 1);
    }
}
