package io.tidemark.topology;

import static io.tidemark.testkit.Prices.CLOCK;
import static io.tidemark.testkit.Prices.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Readout;
import io.tidemark.schemas.SloStatus;
import io.tidemark.testkit.MonitorHarness;
import io.tidemark.testkit.Prices;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What tasks say to who looks from outside is what they say on topics. */
class ReadoutHarnessTest {
    private static TreeMap<String, String> told(Readout readout) {
        TreeMap<String, String> told = new TreeMap<>();
        readout.standings()
                .forEach(standing -> told.put(
                        standing.status().key().text(),
                        standing.status().state()
                                + ' '
                                + standing.status().counts().good()
                                + ' '
                                + standing.status().counts().bad()));
        return told;
    }

    private static TreeMap<String, String> sent(List<SloStatus> statuses) {
        TreeMap<String, String> sent = new TreeMap<>();
        statuses.forEach(status -> sent.put(
                status.getModel() + '|' + status.getObjective() + '|' + status.getSlice(),
                status.getState() + ' ' + status.getGood() + ' ' + status.getBad()));
        return sent;
    }

    @Test
    void standingsAreTheNewestStatuses() {
        Readout readout;
        try (MonitorHarness harness = MonitorHarness.of(Prices.file(""), CLOCK)) {
            minutes(harness, 0, 10, List.of("eu"), Set.of("eu"));
            harness.end();
            readout = harness.meters().readout();

            assertThat(told(readout)).isEqualTo(sent(harness.statuses())).isNotEmpty();
            assertThat(readout.standings())
                    .allMatch(standing -> !standing.tiers().isEmpty());
            assertThat(readout.wholes()).hasSize(1);
            assertThat(readout.wholes().get(0).window().endMs())
                    .isEqualTo(harness.readings().stream()
                            .mapToLong(reading -> reading.window().endMs())
                            .max()
                            .orElseThrow());
            assertThat(harness.meters().read(Meter.WINDOWS_CLOSED)).isEqualTo(10);
            assertThat(readout.liveAccumulators()).isZero();
        }
        assertThat(readout.standings()).as("the task ended").isEmpty();
        assertThat(readout.wholes()).isEmpty();
    }
}
