package io.tidemark.runtime.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Readout;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftSeriesTest {
    private final Readout readout = new Readout();
    private final Readout.Judging task = readout.judging();

    private static Measurement of(String column, int scale, Measure measure, double value, Verdict verdict) {
        Estimate estimate = new Estimate(value, value - 0.0625, value + 0.0625, 10, 10);
        return new Measurement(
                column, scale, new Judged(measure, "", estimate, 0, 0.125, 0, 0, 0, 0, verdict), 1, List.of());
    }

    private static Reading reading(String slice, long endMs, Comparison comparison, List<Measurement> measurements) {
        return new Reading(
                new Scope("fraud", Stage.SERVING, slice),
                new TimeWindow(endMs - 60_000, endMs),
                "pinned",
                0,
                7,
                measurements,
                false,
                comparison,
                "");
    }

    private void hear(Measurement... measurements) {
        task.hear(reading("*", 120_000, Comparison.MAIN, List.of(measurements)));
    }

    /** A larger value over four windows does not hide the one that is BAD. */
    @Test
    void ofAMeasureTheWorstScaleIsTold() {
        hear(
                of("amount", 1, Measure.KS, 0.5, Verdict.BAD),
                of("amount", 4, Measure.KS, 0.75, Verdict.GOOD),
                of("age", 1, Measure.KS, 0, Verdict.WARMING_UP));

        assertThat(Lines.of(new DriftSeries(readout)))
                .contains(
                        "tidemark_drift_value{column=\"amount\",measure=\"ks\",model=\"fraud\"} 0.5",
                        "tidemark_drift_lower{column=\"amount\",measure=\"ks\",model=\"fraud\"} 0.4375",
                        "tidemark_drift_upper{column=\"amount\",measure=\"ks\",model=\"fraud\"} 0.5625",
                        "tidemark_drift_tolerance{column=\"amount\",measure=\"ks\",model=\"fraud\"} 0.125",
                        "tidemark_drift_verdict{column=\"amount\",measure=\"ks\",model=\"fraud\",verdict=\"BAD\"} 1.0",
                        "tidemark_drift_verdict{column=\"age\",measure=\"ks\",model=\"fraud\",verdict=\"WARMING_UP\"} 1.0",
                        "tidemark_drift_columns{model=\"fraud\",verdict=\"BAD\"} 1.0",
                        "tidemark_drift_columns{model=\"fraud\",verdict=\"GOOD\"} 0.0",
                        "tidemark_drift_columns{model=\"fraud\",verdict=\"WARMING_UP\"} 1.0",
                        "tidemark_drift_window_end_timestamp_seconds{model=\"fraud\"} 120.0",
                        "tidemark_drift_window_rows{model=\"fraud\"} 7.0")
                .noneMatch(line -> line.contains("0.75"));
    }

    @Test
    void onlyTheNewestReadingOfAllEventsCounts() {
        hear(of("amount", 1, Measure.KS, 0.5, Verdict.BAD));
        List<Measurement> other = List.of(of("amount", 1, Measure.KS, 0.25, Verdict.GOOD));
        task.hear(reading("*", 60_000, Comparison.MAIN, other));
        task.hear(reading("country=BR", 180_000, Comparison.MAIN, other));
        task.hear(reading("*", 180_000, Comparison.TRAINING, other));

        assertThat(Lines.of(new DriftSeries(readout)))
                .filteredOn(line -> line.startsWith("tidemark_drift_value"))
                .containsExactly("tidemark_drift_value{column=\"amount\",measure=\"ks\",model=\"fraud\"} 0.5");
    }

    /** 600 columns with two measures, and one, the last by name, that is BAD in both. */
    @Test
    void everyColumnsWorstMeasureComesBeforeAnySecond() {
        List<Measurement> many = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            many.add(of("c" + i, 1, Measure.KS, 0.1, Verdict.GOOD));
            many.add(of("c" + i, 1, Measure.JS_DISTANCE, 0.05, Verdict.GOOD));
        }
        many.add(of("z", 1, Measure.KS, 0.2, Verdict.BAD));
        many.add(of("z", 1, Measure.JS_DISTANCE, 0.3, Verdict.BAD));
        hear(many.toArray(Measurement[]::new));

        List<String> lines = Lines.of(new DriftSeries(readout));

        assertThat(lines)
                .filteredOn(line -> line.startsWith("tidemark_drift_value"))
                .hasSize(1_000)
                .anyMatch(line -> line.contains("\"z\",measure=\"js_distance\""))
                .anyMatch(line -> line.contains("\"z\",measure=\"ks\""));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("tidemark_drift_value") && line.contains("\"ks\""))
                .as("601 columns, each with its worst")
                .hasSize(601);
        assertThat(lines).contains("tidemark_metrics_left_out{family=\"tidemark_drift_value\"} 202.0");
    }
}
