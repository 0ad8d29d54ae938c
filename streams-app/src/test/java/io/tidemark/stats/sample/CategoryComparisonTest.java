package io.tidemark.stats.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CategoryComparisonTest {
    @Test
    void aCategoryThatIsGoneAndOneThatIsNewCount() {
        CategoryComparison comparison = CategoryComparison.of(Map.of("a", 3L, "b", 1L), Map.of("a", 3L, "c", 1L));

        assertThat(comparison.statistics())
                .contains(
                        new Statistic("categorical_divergence", "total_variation", 0.25, "share"),
                        new Statistic("categorical_divergence", "l_infinity", 0.25, "share"),
                        new Statistic("categorical_divergence", "js_divergence_base2", 0.25, "bits"),
                        new Statistic("categorical_divergence", "psi_unsmoothed", Double.POSITIVE_INFINITY, "nats"),
                        new Statistic("chi2_g_test", "dof", 2, "count"),
                        new Statistic("chi2_g_test", "chi2", 2, ""));
        assertThat(comparison.statistics())
                .noneMatch(statistic -> statistic.name().startsWith("goodness"));
    }

    @Test
    void categoriesWithoutRowsAreNotCategories() {
        assertThat(CategoryComparison.of(Map.of("a", 3L, "b", 0L), Map.of("a", 3L)))
                .isEqualTo(CategoryComparison.of(Map.of("a", 3L), Map.of("a", 3L)));
    }

    @Test
    void anEmptySideHasNoStatistics() {
        assertThat(CategoryComparison.of(Map.of("a", 3L), Map.of()).statistics())
                .isEmpty();
        assertThat(CategoryComparison.of(Map.of(), Map.of()).statistics()).isEmpty();
    }

    @Test
    void aNegativeCountIsRefused() {
        assertThatThrownBy(() -> CategoryComparison.of(Map.of("a", -1L), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a category's count must be >= 0: category=a, count=-1");
    }

    @Test
    void aPartBeyondItsWholeIsRefused() {
        assertThatThrownBy(() -> new ProportionComparison.Part(3, 2))
                .hasMessage("a part must be in [0, rows], rows >= 1: successes=3, rows=2");
    }
}
