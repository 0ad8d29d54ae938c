package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Alert;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Slices;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the presets of loads, rollouts and fallbacks make. */
class ReleaseObjectivesTest {
    private static Objective of(String spec) {
        return MonitorObjectives.of(read(spec)).get(0);
    }

    private static MonitorFile read(String spec) {
        return MonitorFileReader.parse(
                "m.yaml",
                """
                monitors: [{model: m, source: {topic: t}, windows: {size: 5m}}]
                ---
                apiVersion: tidemark.io/v1
                kind: Preset
                spec: {%s, model: m, owner: team-serving}
                """
                        .formatted(spec));
    }

    @ParameterizedTest
    @CsvSource({"loading, LOADING", "rollout, ROLLOUT"})
    void presetIsToldAtOnceAndByNoRate(String preset, Selection.Kind kind) {
        Objective tickets = of("slo: " + preset);
        Objective pages = of("slo: " + preset + ", runbook: \"https://example.com/r\"");

        assertThat(tickets.indicator())
                .isEqualTo(new Indicator.OfEvents(
                        Selection.of(kind, tickets.indicator().selection().columns()), Indicator.Counted.BAD));
        assertThat(tickets.subject().slices()).isEqualTo(Slices.WHOLE);
        assertThat(tickets.goal().method()).isEqualTo(Alert.Method.OCCURRENCES);
        assertThat(tickets.policy().severities()).containsExactly(Alert.Severity.TICKET);
        assertThat(pages.policy().severities()).containsExactly(Alert.Severity.PAGE);
        assertThat(pages.policy().tiers())
                .allSatisfy(tier -> assertThat(tier.conditions()).isEmpty());
        assertThat(pages.policy().silence()).isEqualTo(new AlertPolicy.Silence.Untold());
    }

    @Test
    void fallbackCountsFallbacksAlone() {
        assertThat(of("slo: fallback").indicator().selection().labels()).isEqualTo(Set.of("OK or ERROR or TIMEOUT"));
        assertThat(of("slo: availability").indicator().selection().labels()).isEqualTo(Set.of("OK"));
    }

    @Test
    void loadsHaveNoSlices() {
        assertThatThrownBy(() -> read("slo: loading, slices: version"))
                .hasMessageContaining("is known of all events only; leave slices out");
    }
}
