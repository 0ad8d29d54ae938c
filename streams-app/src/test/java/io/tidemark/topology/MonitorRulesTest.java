package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.assess.AssessRules;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.profile.ProfileRules;
import io.tidemark.profile.ProfileRules.Allowed;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.FalseAlarmBudget;
import io.tidemark.stats.verdict.Tolerances;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the stages are told of a monitor file. */
class MonitorRulesTest {
    @Test
    void assessHearsOfEveryPartitionOfItsTopic() {
        AssessRules rules = assess("source: {topic: payments}", 3);

        assertThat(rules.sources()).containsExactly("payments-0", "payments-1", "payments-2");
    }

    @Test
    void timesAreMilliseconds() {
        AssessRules rules = assess(
                """
                source: {topic: t}
                    windows: {size: 5m, pane: 1m, lateness: 30s, idleAfter: 2m, retention: 1d, noDataAfter: 2 windows}
                    falseAlarms: 2 per 1w""",
                1);

        assertThat(rules.windowMs()).isEqualTo(300_000);
        assertThat(rules.latenessMs()).isEqualTo(30_000);
        assertThat(rules.retentionMs()).isEqualTo(86_400_000);
        assertThat(rules.noDataAfterMs()).isEqualTo(600_000);
        assertThat(rules.falseAlarms()).isEqualTo(new FalseAlarmBudget(2, 604_800_000));
    }

    /** 90 days are 12 weeks and 6 days. */
    @Test
    void retentionIsWholeWindows() {
        AssessRules rules = assess("source: {topic: t}\n    windows: {size: 7d, retention: 90d}", 1);

        assertThat(rules.retentionMs()).isEqualTo(91L * 86_400_000);
    }

    @Test
    void trailingIsAColumnsOwnRule() {
        AssessRules rules = assess(
                """
                source: {topic: t}
                    reference: {first: 7d}
                    references: [{columns: [price_*], trailing: 14}]""",
                1);

        assertThat(rules.trailing().applyAsInt("price_eu")).isEqualTo(14);
        assertThat(rules.trailing().applyAsInt("load")).isZero();
    }

    @Test
    void profileTakesColumnsAndSlices() {
        ProfileRules rules = MonitorRules.profile(
                MonitorFileReader.parse(
                                "m.yaml",
                                """
                                monitors:
                                  - model: fraud
                                    source: {topic: t}
                                    slices: [region, [region, tier]]
                                    maxSlices: 50
                                    columns:
                                      exclude: [debug]
                                      allowed: {age: {min: 0}, tier: {values: [gold, tin]}}
                                """)
                        .monitor("fraud"),
                60_000);

        assertThat(rules.paneMs()).isEqualTo(60_000);
        assertThat(rules.slices()).isEqualTo(List.of(List.of("region"), List.of("region", "tier")));
        assertThat(rules.maxSlices()).isEqualTo(50);
        assertThat(rules.watched().test("debug")).isFalse();
        assertThat(rules.watched().test("age")).isTrue();
        assertThat(rules.allowed())
                .isEqualTo(Map.of(
                        "age", new Allowed(0, Double.POSITIVE_INFINITY, Set.of()),
                        "tier",
                                new Allowed(
                                        Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Set.of("gold", "tin"))));
    }

    @Test
    void usualTolerancesAreThoseOfTheVerdicts() {
        Tolerances tolerances = tolerances("default");

        for (Measure measure : List.of(
                Measure.KS,
                Measure.RANK_SHIFT,
                Measure.RANK_SPREAD,
                Measure.JS_DISTANCE,
                Measure.LINF,
                Measure.SHARE,
                Measure.UNSEEN,
                Measure.MISSING,
                Measure.INVALID)) {
            assertThat(tolerances.of(measure)).isEqualTo(Tolerances.DEFAULT.of(measure));
        }
        assertThat(tolerances.shareRatio()).isEqualTo(new Tolerances.ShareRatio(1.5, 0.0005));
        assertThat(tolerances.volume()).isEqualTo(new Tolerances.VolumeBand(0.5, 2));
    }

    @Test
    void volumeIsABandOnBothSides() {
        assertThat(tolerances("{base: default, volume: 4}").volume()).isEqualTo(new Tolerances.VolumeBand(0.25, 4));
    }

    @Test
    void statedToleranceIsTaken() {
        Tolerances tolerances = tolerances("{base: default, ks: 0.07, share_ratio: 3}");

        assertThat(tolerances.of(Measure.KS)).isEqualTo(0.07);
        assertThat(tolerances.of(Measure.RANK_SHIFT)).isEqualTo(0.056);
        assertThat(tolerances.shareRatio().ratio()).isEqualTo(3);
    }

    /** linf is the largest of the shares: BAD exactly where one of them is. */
    @Test
    void sharesHaveTheToleranceOfTheLargest() {
        Tolerances tolerances = tolerances("{base: default, linf: 0.07}");

        assertThat(tolerances.of(Measure.LINF)).isEqualTo(0.07);
        assertThat(tolerances.of(Measure.SHARE)).isEqualTo(0.07);
        assertThat(tolerances("tight").of(Measure.SHARE)).isEqualTo(0.01);
    }

    private static Tolerances tolerances(String written) {
        return assess("source: {topic: t}\n    tolerances: " + written, 1).tolerances();
    }

    private static AssessRules assess(String rest, int partitions) {
        String yaml = "monitors:\n  - model: fraud\n    " + rest + "\n";
        return MonitorRules.assess(MonitorFileReader.parse("m.yaml", yaml).monitor("fraud"), partitions);
    }
}
