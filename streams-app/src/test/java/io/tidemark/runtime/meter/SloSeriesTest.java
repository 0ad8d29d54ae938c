package io.tidemark.runtime.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Readout;
import io.tidemark.domain.Readout.Standing;
import io.tidemark.domain.SloStatus;
import io.tidemark.domain.TimeWindow;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SloSeriesTest {
    private static final long HOUR = 3_600_000;

    private final Readout readout = new Readout();
    private final Readout.Judging task = readout.judging();

    private static Standing standing(String slice, double consumed, Alert.TimeLeft left) {
        SloStatus status = new SloStatus(
                new SloStatus.Key("fraud", "drift", slice),
                "r1",
                "AT_RISK",
                false,
                0.75,
                new TimeWindow(10 * HOUR, 34 * HOUR),
                new SloStatus.Counts(90, 10),
                new Alert.Budget(consumed, 1 - consumed, 1_500, left),
                OptionalDouble.empty(),
                0.5,
                1,
                0);
        Alert.Burn pair = new Alert.Burn(HOUR, HOUR / 12, 2, 4, 2, 2, 1, 1, Alert.PairState.BURNING);
        return new Standing(
                status,
                List.of(
                        new Readout.Tier(Alert.Severity.PAGE, List.of(pair)),
                        new Readout.Tier(Alert.Severity.TICKET, List.of())));
    }

    /** With a quarter allowed to be bad, a burn rate of 4 is all bad, of 2 a half. */
    @Test
    void anObjectiveIsToldInTheWordsOfSloth() {
        task.tell(standing("*", 0.625, new Alert.TimeLeft.Until(7_200_000)));

        String whose = "{model=\"fraud\",objective=\"drift\",slice=\"*\"";
        assertThat(Lines.of(new SloSeries(readout)))
                .containsExactlyInAnyOrder(
                        "tidemark_slo_objective_ratio" + whose + "} 0.75",
                        "tidemark_slo_error_budget_ratio" + whose + "} 0.25",
                        "tidemark_slo_time_period_seconds" + whose + "} 86400.0",
                        "tidemark_slo_period_burn_rate_ratio" + whose + "} 0.625",
                        "tidemark_slo_period_error_budget_remaining_ratio" + whose + "} 0.375",
                        "tidemark_slo_remaining_seconds" + whose + "} 1.5",
                        "tidemark_slo_exhaustion_seconds" + whose + "} 7200.0",
                        "tidemark_slo_window_good" + whose + "} 90.0",
                        "tidemark_slo_window_bad" + whose + "} 10.0",
                        "tidemark_slo_coverage_ratio" + whose + "} 0.5",
                        "tidemark_slo_newest_slot_timestamp_seconds" + whose + "} 122400.0",
                        "tidemark_slo_current_burn_rate_ratio" + whose + "} 4.0",
                        "tidemark_slo_sli_error_ratio" + whose + ",window=\"5m\"} 1.0",
                        "tidemark_slo_sli_error_ratio" + whose + ",window=\"1h\"} 0.5",
                        "tidemark_slo_burning{model=\"fraud\",objective=\"drift\",severity=\"page\",slice=\"*\"} 1.0",
                        "tidemark_slo_burning{model=\"fraud\",objective=\"drift\",severity=\"ticket\",slice=\"*\"} 0.0",
                        "tidemark_slo_state" + whose + ",state=\"AT_RISK\"} 1.0",
                        "tidemark_slo_info{mode=\"live\",model=\"fraud\",objective=\"drift\",revision=\"r1\",slice=\"*\"} 1");
    }

    @Test
    void timeLeftIsNothingWhenGoneAndNotToldWhenItLasts() {
        task.tell(standing("a", 2, new Alert.TimeLeft.Gone()));
        task.tell(standing("b", 0, new Alert.TimeLeft.Lasting()));

        assertThat(Lines.of(new SloSeries(readout)))
                .filteredOn(line -> line.startsWith("tidemark_slo_exhaustion"))
                .containsExactly(
                        "tidemark_slo_exhaustion_seconds{model=\"fraud\",objective=\"drift\",slice=\"a\"} 0.0");
    }

    /** 600 slices, each with more of its budget used than the one before, and the whole, with none used. */
    @Test
    void slicesThatUsedLeastAreLeftOutAndNoWhole() {
        for (int i = 0; i < 600; i++) {
            task.tell(standing("s=" + i, i / 1_000.0, new Alert.TimeLeft.Lasting()));
        }
        task.tell(standing("*", 0, new Alert.TimeLeft.Lasting()));

        List<String> lines = Lines.of(new SloSeries(readout));

        assertThat(lines)
                .filteredOn(line -> line.startsWith("tidemark_slo_window_bad"))
                .hasSize(500)
                .anyMatch(line -> line.contains("slice=\"*\""))
                .anyMatch(line -> line.contains("slice=\"s=599\""))
                .anyMatch(line -> line.contains("slice=\"s=101\""))
                .noneMatch(line -> line.contains("slice=\"s=100\""));
        assertThat(lines).contains("tidemark_metrics_left_out{family=\"tidemark_slo_window_bad\"} 101.0");
    }

    @Test
    void whatATaskSaidGoesWithIt() {
        task.tell(standing("*", 0, new Alert.TimeLeft.Lasting()));
        task.end();

        assertThat(Lines.of(new SloSeries(readout))).isEmpty();
    }
}
