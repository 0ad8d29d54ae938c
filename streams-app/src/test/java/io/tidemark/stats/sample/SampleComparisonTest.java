package io.tidemark.stats.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.testkit.Cases;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleComparisonTest {
    @Test
    void groupsComeInAFixedOrder() {
        List<Statistic> all = SampleComparison.of(Sample.of(1, 2, 3, 4, 5, 6), Sample.of(2, 3, 4, 5, 6, 7))
                .statistics();

        assertThat(all.stream().map(Statistic::group).distinct())
                .containsExactly(
                        "moments_quantiles",
                        "ks_2samp",
                        "cramervonmises_2samp",
                        "anderson_ksamp",
                        "epps_singleton",
                        "mannwhitneyu",
                        "rank",
                        "ttest",
                        "wasserstein",
                        "psi_quantile10",
                        "psi_evidently");
        assertThat(all)
                .contains(
                        new Statistic("moments_quantiles", "reference.mean", 3.5, "column"),
                        new Statistic("ks_2samp", "statistic", 1 / 6.0, "share"),
                        new Statistic("wasserstein", "wasserstein_1", 1, "column"));
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void noNameComesTwiceAndProbabilitiesAreProbabilities(Cases cases) {
        double[] reference = DoubleStream.generate(cases::number).limit(30).toArray();
        double[] current = DoubleStream.generate(cases::number).limit(7).toArray();

        List<Statistic> all =
                SampleComparison.of(Sample.of(reference), Sample.of(current)).statistics();

        assertThat(all.stream().map(statistic -> statistic.group() + "/" + statistic.name()))
                .doesNotHaveDuplicates();
        assertThat(all)
                .filteredOn(statistic -> List.of(Statistic.PROBABILITY, Statistic.SHARE, Statistic.ROOT_BITS)
                        .contains(statistic.unit()))
                .allSatisfy(statistic -> assertThat(statistic.value()).isBetween(0.0, 1.0));
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void theOrderOfTheRowsIsNothing(Cases cases) {
        double[] rows = DoubleStream.generate(cases::number).limit(40).toArray();
        double[] reversed = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            reversed[i] = rows[rows.length - 1 - i];
        }

        assertThat(SampleComparison.of(Sample.of(rows), Sample.of(1, 2, 3)))
                .isEqualTo(SampleComparison.of(Sample.of(reversed), Sample.of(3, 2, 1)));
    }

    @Test
    void withOneSideEmptyOnlyTheOtherIsDescribed() {
        Map<String, Double> got = byName(SampleComparison.of(Sample.of(4), Sample.of()));

        assertThat(got).containsEntry("moments_quantiles/reference.mean", 4.0);
        assertThat(got).containsEntry("moments_quantiles/current.count", 0.0);
        assertThat(got.keySet()).allMatch(name -> name.startsWith("moments_quantiles/"));
    }

    @Test
    void oneValueASideHasNoTestOfMeans() {
        Map<String, Double> got = byName(SampleComparison.of(Sample.of(1), Sample.of(2)));

        assertThat(got).containsEntry("ks_2samp/statistic", 1.0);
        assertThat(got).containsEntry("rank/rank_shift", 1.0);
        assertThat(got.keySet()).noneMatch(name -> name.startsWith("ttest/") || name.startsWith("anderson"));
        assertThat(got).doesNotContainKey("moments_quantiles/reference.variance_sample");
    }

    @Test
    void anotherConstantIsInfinitelyFar() {
        Map<String, Double> got = byName(SampleComparison.of(Sample.of(5, 5, 5, 5, 5), Sample.of(6, 6, 6, 6, 6)));

        assertThat(got).containsEntry("ttest/student_t", Double.NEGATIVE_INFINITY);
        assertThat(got).containsEntry("ttest/student_p", 0.0);
        assertThat(got).containsEntry("epps_singleton/statistic_W2", Double.POSITIVE_INFINITY);
        assertThat(got).containsEntry("epps_singleton/pvalue", 0.0);
        assertThat(got).containsEntry("wasserstein/normed_by_reference_iqr", Double.POSITIVE_INFINITY);
    }

    @Test
    void negativeZeroIsNoChange() {
        Map<String, Double> got = byName(SampleComparison.of(Sample.of(0.0, 0.0), Sample.of(-0.0, -0.0)));

        assertThat(got).containsEntry("ks_2samp/statistic", 0.0);
        assertThat(got).containsEntry("wasserstein/wasserstein_1", 0.0);
        assertThat(got).doesNotContainKey("ttest/student_t");
    }

    @Test
    void distancesAtTheEndsOfTheScaleAreFinite() {
        double most = Double.MAX_VALUE;

        Map<String, Double> wide =
                byName(SampleComparison.of(Sample.of(-most, 0, most, most), Sample.of(0, 0, most, 0)));
        Map<String, Double> small = byName(SampleComparison.of(Sample.of(1e-300, 3e-300), Sample.of(2e-300, 4e-300)));

        // F − G is 1/4 over (−M, 0) and −1/4 over (0, M): M/2 in all.
        assertThat(wide).containsEntry("wasserstein/wasserstein_1", most / 2);
        assertThat(small).hasEntrySatisfying("wasserstein/wasserstein_1", distance -> assertThat(distance)
                .isCloseTo(1e-300, within(1e-312)));
        assertThat(small).hasEntrySatisfying("wasserstein/normed_by_reference_iqr", distance -> assertThat(distance)
                .isCloseTo(1, within(1e-12)));
        // Quartiles −M/4 and M: (M/2)/(5M/4) = 0.4, though 5M/4 is no double.
        assertThat(wide).containsEntry("wasserstein/normed_by_reference_iqr", 0.4);
    }

    @Test
    void aMillionRowsFarApartHaveTheirTail() {
        // n = m = 10^6 and D = 0.01: Kolmogorov's 2·exp(−2·D²·nm/(n + m)) = 2·exp(−100) = 7.44e−44.
        int n = 1_000_000;
        Sample reference =
                Sample.of(DoubleStream.iterate(0, x -> x + 1).limit(n).toArray());
        Sample current =
                Sample.of(DoubleStream.iterate(10_000, x -> x + 1).limit(n).toArray());

        KolmogorovSmirnovTest test = KolmogorovSmirnovTest.of(reference, current);

        assertThat(test.statistic()).isEqualTo(0.01);
        assertThat(test.limit()).isCloseTo(7.440151952041672e-44, within(1e-55));
        assertThat(test.finite()).isBetween(7.35e-44, 7.44e-44);
        assertThat(test.exact()).isNaN();
    }

    private static Map<String, Double> byName(SampleComparison comparison) {
        return comparison.statistics().stream()
                .collect(Collectors.toMap(statistic -> statistic.group() + "/" + statistic.name(), Statistic::value));
    }
}
