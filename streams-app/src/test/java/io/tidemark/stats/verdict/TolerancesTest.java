package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Measure;
import org.junit.jupiter.api.Test;

class TolerancesTest {
    @Test
    void namedSetsAreOrderedByStrictness() {
        for (Measure measure : Measure.values()) {
            double tight = Tolerances.named("tight").of(measure);
            double usual = Tolerances.named("default").of(measure);

            assertThat(tight).as(measure.word()).isLessThan(usual);
            assertThat(usual)
                    .as(measure.word())
                    .isLessThan(Tolerances.named("loose").of(measure));
        }
    }

    @Test
    void changedToleranceLeavesTheOthersAlone() {
        Tolerances changed = Tolerances.DEFAULT.with(Measure.KS, 0.2);

        assertThat(changed.of(Measure.KS)).isEqualTo(0.2);
        assertThat(changed.of(Measure.RANK_SHIFT)).isEqualTo(0.056);
        assertThat(Tolerances.DEFAULT.of(Measure.KS)).isEqualTo(0.05);
    }

    @Test
    void unknownNamesAndValuesAreRefused() {
        assertThatThrownBy(() -> Tolerances.named("strict"))
                .hasMessage("unknown tolerances: name=strict; known are default, tight, loose");
        assertThatThrownBy(() -> Tolerances.DEFAULT.with(Measure.PSI, 0.1))
                .hasMessage("measure has no tolerance of its own: measure=psi");
        assertThatThrownBy(() -> Tolerances.DEFAULT.with(Measure.KS, 5))
                .hasMessage("tolerance must be in (0, 1): measure=ks, tolerance=5.0");
    }

    @Test
    void missingIsJudgedByDifferenceAndRatio() {
        ShareRule rule = ShareRule.ofFaults(0.01, Tolerances.DEFAULT.shareRatio());

        // 1 %: + 1 point; 10 %: × 1.5; 70 %: the 30 % that are there fall to 20 %.
        assertThat(rule.upper(0.01)).isEqualTo(0.02);
        assertThat(rule.upper(0.1)).isCloseTo(0.15, within(1e-12));
        assertThat(rule.upper(0.7)).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void valuesAreJudgedByDifferenceOrRatio() {
        ShareRule rule = ShareRule.ofValues(0.02, Tolerances.DEFAULT.shareRatio());

        // 20 %: + 2 points; 1 %: × 1.5; 0: the floor.
        assertThat(rule.upper(0.2)).isCloseTo(0.22, within(1e-12));
        assertThat(rule.upper(0.01)).isCloseTo(0.015, within(1e-12));
        assertThat(rule.upper(0)).isEqualTo(0.0005);
        assertThat(rule.lower(0.2)).isCloseTo(0.18, within(1e-12));
    }

    @Test
    void alphaIsTheBudgetSharedByAllTests() {
        FalseAlarmBudget budget = new FalseAlarmBudget(1, 30L * 24 * 3600 * 1000);

        assertThat(budget.alpha(34_000_000)).isCloseTo(2.9e-8, within(1e-9));
        assertThat(budget.alpha(0)).isEqualTo(0.05);
    }
}
