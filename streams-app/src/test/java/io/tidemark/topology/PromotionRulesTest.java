package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Lifecycle;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Objective;
import io.tidemark.slo.promotion.Group;
import io.tidemark.slo.promotion.PromotionRule;
import io.tidemark.slo.promotion.PromotionRule.Criteria;
import io.tidemark.slo.promotion.PromotionRule.Pages;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code lifecycle} and {@code promotion} of a monitor, from the file to what is told. */
class PromotionRulesTest {
    private static final String SLOS =
            """
            ---
            apiVersion: tidemark.io/v1
            kind: Preset
            spec: {slo: volume, model: m, owner: o}
            ---
            apiVersion: tidemark.io/v1
            kind: Preset
            spec: {slo: availability, model: m, owner: o}
            ---
            apiVersion: tidemark.io/v1
            kind: Preset
            spec: {slo: loading, model: m, owner: o}
            """;

    private static MonitorFile read(String keys) {
        return MonitorFileReader.parse("m.yaml", "monitors: [{model: m, source: {topic: t}, " + keys + "}]\n" + SLOS);
    }

    private static PromotionRule rule(String keys) {
        return read(keys).monitors().get(0).changes().promotion();
    }

    private static Set<String> tried(String keys, Lifecycle lifecycle) {
        MonitorFile file = read(keys);
        PromotionRule rule = file.monitors().get(0).changes().promotion();
        return MonitorObjectives.of(file).stream()
                .map(objective -> rule.in(lifecycle, objective))
                .filter(objective -> objective.policy().mode() == AlertPolicy.Mode.DRY_RUN)
                .map(Objective::id)
                .collect(Collectors.toSet());
    }

    @Test
    void everyCriterionIsRead() {
        assertThat(rule("lifecycle: experimental, promotion: {minimal: [m-loading], runs: {last: 5, succeeded: 4},"
                        + " met: [data, availability], slos: [m-loading], load: proven, coverage: 0.9,"
                        + " dryRunPages: {most: 2, over: 1d}, observed: 7d}"))
                .isEqualTo(new PromotionRule(
                        Lifecycle.EXPERIMENTAL,
                        Set.of("m-loading"),
                        new Criteria(
                                5,
                                4,
                                Set.of(Group.DATA, Group.AVAILABILITY),
                                List.of("m-loading"),
                                true,
                                0.9,
                                new Pages(2, 86_400_000),
                                7 * 86_400_000L)));
    }

    @Test
    void nothingWrittenIsAProductionModelWithoutCriteria() {
        assertThat(rule("future: 1h")).isEqualTo(PromotionRule.NONE);
        assertThat(PromotionRule.NONE.isStated()).isFalse();
        assertThat(rule("promotion: {runs: {last: 3}}").criteria())
                .isEqualTo(new Criteria(3, 3, Set.of(), List.of(), false, 0, Pages.ANY, 0));
    }

    @Test
    void experimentalModelTellsItsMinimalObjectivesAlone() {
        assertThat(tried("lifecycle: experimental", Lifecycle.EXPERIMENTAL)).containsExactly("m-volume");
        assertThat(tried("lifecycle: experimental, promotion: {minimal: [m-volume]}", Lifecycle.EXPERIMENTAL))
                .containsExactlyInAnyOrder("m-availability", "m-loading");
        assertThat(tried("lifecycle: experimental", Lifecycle.PRODUCTION)).isEmpty();
    }

    /** Of two tenants' models of one name each has its own SLOs. */
    @Test
    void aTenantsCriteriaAreOfItsOwnModel() {
        String file =
                """
                monitors:
                  - {model: ctr, source: {topic: a}}
                  - {model: ctr, tenant: ads, source: {topic: b}, promotion: {slos: [%s]}}
                ---
                apiVersion: tidemark.io/v1
                kind: Preset
                metadata: {name: ours}
                spec: {slo: volume, model: ctr, owner: team}
                ---
                apiVersion: tidemark.io/v1
                kind: Preset
                metadata: {name: theirs}
                spec: {slo: volume, model: ctr, tenant: ads, owner: team}
                """;

        assertThat(MonitorFileReader.parse("m.yaml", file.formatted("theirs")).monitors())
                .hasSize(2);
        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", file.formatted("ours")))
                .hasMessageContaining("promotion.slos[0]=ours is not an SLO of ads:ctr; known here: theirs");
    }

    /** They are told in any case, so they are not among the minimal ones; but a promotion may ask for them. */
    @Test
    void promisesOfTrainingRunsMayBeAskedFor() {
        String file =
                """
                monitors: [{model: m, source: {topic: t}, lifecycle: experimental, promotion: {%s}}]
                ---
                apiVersion: tidemark.io/v1
                kind: Preset
                metadata: {name: runs}
                spec: {slo: training, model: m, owner: o}
                """;

        Criteria criteria = MonitorFileReader.parse("m.yaml", file.formatted("met: [training], slos: [runs-run-stuck]"))
                .monitors()
                .get(0)
                .changes()
                .promotion()
                .criteria();

        assertThat(criteria.met()).containsExactly(Group.TRAINING);
        assertThat(criteria.objectives()).containsExactly("runs-run-stuck");
        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", file.formatted("minimal: [runs-run-stuck]")))
                .hasMessageContaining(
                        "promotion.minimal[0]=runs-run-stuck is of training runs, of which people are told in any case; leave it out");
        assertThatThrownBy(() -> read("promotion: {met: [training]}"))
                .hasMessageContaining(
                        "promotion.met[0]=training needs an SLO of m of that kind, or it is never met; write one, or leave it out");
    }

    @Test
    void mistakesAreToldAtOnce() {
        assertThatThrownBy(() -> read("lifecycle: beta, promotion: {minimal: [m-volum], met: [quality, speed], runs:"
                        + " {succeeded: 2}, load: yes, coverage: 2, slos: [nothing]}"))
                .hasMessageContaining("lifecycle=beta is none of experimental, production")
                .hasMessageContaining("promotion.minimal[0]=m-volum is not an SLO of m; did you mean m-volume?")
                .hasMessageContaining(
                        "promotion.met[0]=quality needs an SLO of m of that kind, or it is never met; write one, or leave it out")
                .hasMessageContaining(
                        "promotion.met[1]=speed is none of data, quality, latency, availability, releases, training")
                .hasMessageContaining(
                        "promotion.runs.last is missing; write how many runs are looked at, like {last: 3}")
                .hasMessageContaining("promotion.load=yes is none of proven")
                .hasMessageContaining("promotion.coverage=2 is not in (0, 1)")
                .hasMessageContaining("promotion.slos[0]=nothing is not an SLO of m; known here:");
        assertThatThrownBy(() -> read("promotion: {runs: {last: 2, succeeded: 3}, minimal: [m-volume]}"))
                .hasMessageContaining("promotion.runs.succeeded=3 is more than last=2; write at most as many")
                .hasMessageContaining(
                        "is of an experimental model; write lifecycle: experimental in the monitor, or leave it out");
    }
}
