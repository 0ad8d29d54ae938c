package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    private static final String RANKING =
            """
            apiVersion: tidemark.io/v1
            kind: Template
            metadata: {name: ranking}
            spec:
              parameters: {owner: , target: 0.95}
              monitor:
                source: {topic: "ml.${model}.events"}
                windows: {size: 5m, lateness: 2m}
                slices: [[country]]
                reference: {first: 7d}
              objects:
                - apiVersion: tidemark.io/v1
                  kind: Preset
                  spec: {slo: drift, model: "${model}", owner: "team-${owner}", severity: ticket, target: "${target}"}
            ---
            """;

    private static MonitorFile file(String monitors) {
        return MonitorFileReader.parse("m.yaml", RANKING + monitors);
    }

    @Test
    void aModelOfATemplateIsALine() {
        MonitorFile file = file("monitors: [{model: ctr, template: ranking, with: {owner: ads, target: 0.9}}]");

        assertThat(file.monitors()).singleElement().satisfies(monitor -> {
            assertThat(monitor.model()).isEqualTo("ctr");
            assertThat(monitor.source().topic()).isEqualTo("ml.ctr.events");
            assertThat(monitor.windows().size()).isEqualTo(Duration.ofMinutes(5));
            assertThat(monitor.slices().groupings()).containsExactly(List.of("country"));
        });
        assertThat(file.slos()).singleElement().satisfies(slo -> {
            assertThat(slo.name()).isEqualTo("ctr-drift");
            assertThat(slo.model()).isEqualTo("ctr");
            assertThat(slo.about().owners().usual()).isEqualTo("team-ads");
            assertThat(slo.goal().target()).isEqualTo(0.9);
        });
    }

    /** The same as if somebody had written it out. */
    @Test
    void whatAMonitorSaysComesFirst() {
        MonitorFile written = MonitorFileReader.parse(
                "m.yaml",
                """
                monitors:
                  - model: feed
                    source: {topic: ml.feed.events}
                    windows: {size: 1h, lateness: 2m}
                    slices: [[device]]
                    reference: {first: 7d}
                ---
                apiVersion: tidemark.io/v1
                kind: Preset
                spec: {slo: drift, model: feed, owner: team-growth, severity: ticket, target: 0.95}
                """);

        MonitorFile file = file("monitors: [{model: feed, template: ranking, with: {owner: growth},"
                + " windows: {size: 1h}, slices: [[device]]}]");

        assertThat(file.monitors()).isEqualTo(written.monitors());
        assertThat(file.slos()).isEqualTo(written.slos());
    }

    @Test
    void fiveHundredModelsAreAFewLines() {
        String models = IntStream.range(0, 500).mapToObj(i -> "m" + i).collect(Collectors.joining(", "));
        MonitorFile file = file("monitors: [{models: [" + models + "], template: ranking, with: {owner: all}}]");

        assertThat(file.monitors()).hasSize(500).extracting(Monitor::model).contains("m0", "m499");
        assertThat(file.slos()).hasSize(500).extracting(SloSpec::name).contains("m0-drift", "m499-drift");
    }

    /** A mistake in a template is told once, where it stands; one in a monitor where that stands. */
    @Test
    void mistakesAreToldWhereTheyStand() {
        assertThatThrownBy(
                        () -> MonitorFileReader.parse(
                                "m.yaml",
                                """
                        apiVersion: tidemark.io/v1
                        kind: Template
                        metadata: {name: ranking}
                        spec:
                          parameters: {owner: , model: x}
                          monitor:
                            model: x
                            source: {topic: "${modl}-events"}
                            windows: {size: 5q, latness: 3m}
                          objekts: []
                        ---
                        monitors:
                          - {model: a, template: rankin}
                          - {models: [b, c], template: ranking, with: {ownr: growth}}
                          - {model: d, template: ranking, with: {owner: o}}
                          - {model: e, models: [f], template: ranking, with: {owner: o}}
                          - {template: ranking, with: {owner: o}}
                          - {model: g, with: {owner: o}}
                          - {model: h, template: ranking, with: {owner: o}, windows: {siz: 1m}}
                          - {model: i, source: {}, templat: ranking}
                        """))
                .isInstanceOf(InvalidMonitorFile.class)
                .satisfies(thrown -> assertThat(((InvalidMonitorFile) thrown).problems())
                        .extracting(problem -> problem.line() + ": " + problem.text())
                        .containsExactly(
                                "5: template ranking: spec.parameters.model=x is not a name for a parameter; write letters, digits and '_', and not model or tenant, which are always there",
                                "7: template ranking: spec.monitor.model=x is what its monitors say, not the template; take it out",
                                "8: template ranking: spec.monitor.source.topic=${modl}-events has a place for ${modl}, which is no parameter; did you mean model?",
                                "9: template ranking: spec.monitor.windows.size=5q is not a duration; write a number and one of ms, s, m, h, d, w, like 5m or 1d",
                                "9: template ranking: spec.monitor.windows.latness is not a known key; did you mean lateness?",
                                "10: template ranking: spec.objekts is not a known key; did you mean objects?",
                                "13: monitors[0].template=rankin is no template of this file; did you mean ranking?",
                                "14: monitors[1].with.ownr=growth is no parameter of template ranking; did you mean owner?",
                                "14: monitors[1].with.owner is missing; template ranking needs it",
                                "16: monitors[3].model=e stands beside models; keep one of them",
                                "17: monitors[4].model is missing; name the model, or models: [a, b]",
                                "18: monitors[5].template is missing; name the template that models, or with, are for",
                                "19: monitors[6].windows.siz is not a known key; did you mean size?",
                                "20: monitors[7].templat is not a known key; did you mean template?"));
    }

    @Test
    void aTemplateStandsOnceAndMaySitInAList() {
        assertThatThrownBy(
                        () -> MonitorFileReader.parse(
                                "m.yaml",
                                """
                        - {apiVersion: tidemark.io/v1, kind: Template, metadata: {name: t}, spec: {monitor: {source: {}}}}
                        - {apiVersion: tidemark.io/v1, kind: Template, metadata: {name: t}, spec: {}}
                        - {apiVersion: openslo/v1, kind: Template, metadata: {}}
                        - monitors: [{model: a, template: t}]
                        """))
                .hasMessageContaining("template t: is there twice; name each template once")
                .hasMessageContaining(
                        "template on line 3: apiVersion=openslo/v1 is not supported; write tidemark.io/v1")
                .hasMessageContaining("template on line 3: metadata.name is missing");
    }

    /** A small file must not become a huge one. */
    @Test
    void whatTemplatesWriteOutIsBounded() {
        String columns = IntStream.range(0, 3_000).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String models = IntStream.range(0, 1_000).mapToObj(i -> "m" + i).collect(Collectors.joining(", "));
        String text =
                "{apiVersion: tidemark.io/v1, kind: Template, metadata: {name: t}, spec: {monitor: {source: {}, columns: {exclude: ["
                        + columns + "]}}}}\n---\nmonitors: [{models: [" + models + "], template: t}]";

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", text))
                .hasMessageContaining("templates write out more than 2000000 values");
    }
}
