package io.tidemark.stats.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stats.sample.CategoryComparison;
import io.tidemark.stats.sample.MultipleTesting;
import io.tidemark.stats.sample.ProportionComparison;
import io.tidemark.stats.sample.Sample;
import io.tidemark.stats.sample.SampleComparison;
import io.tidemark.stats.sample.Statistic;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A golden file, and how its numbers are computed here.
 *
 * @param name without {@code .json}
 * @param compute from a case to its numbers, by the names in the case's "expected"
 */
record GoldenFile(String name, Function<Golden.Case, Map<String, Double>> compute) {
    /** Every file but the traces of detectors. */
    static List<GoldenFile> all() {
        return Stream.of(samples(), QualityFiles.all())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(GoldenFile::name))
                .toList();
    }

    /** Those that apply to samples. */
    private static List<GoldenFile> samples() {
        Map<JsonNode, List<Statistic>> compared = new HashMap<>();
        return List.of(
                ofSamples("anderson_ksamp", compared),
                ofCategories("categorical_divergence"),
                ofCategories("chi2_g_test"),
                ofSamples("cramervonmises_2samp", compared),
                ofSamples("epps_singleton", compared),
                ofSamples("ks_2samp", compared),
                ofSamples("mannwhitneyu", compared),
                new GoldenFile("moments_quantiles", GoldenFile::moments),
                new GoldenFile("multiple_testing", GoldenFile::multipleTesting),
                new GoldenFile("proportions", GoldenFile::proportions),
                ofSamples("psi_evidently", compared),
                ofSamples("psi_quantile10", compared),
                ofSamples("ttest", compared),
                ofSamples("wasserstein", compared));
    }

    /** Most files have the same pairs of samples: each pair is compared once. */
    private static GoldenFile ofSamples(String name, Map<JsonNode, List<Statistic>> compared) {
        return new GoldenFile(
                name, golden -> byName(name, compared.computeIfAbsent(golden.inputs(), inputs -> compare(golden))));
    }

    private static List<Statistic> compare(Golden.Case golden) {
        return SampleComparison.of(Sample.of(golden.numbers("reference")), Sample.of(golden.numbers("current")))
                .statistics();
    }

    private static GoldenFile ofCategories(String name) {
        return new GoldenFile(
                name,
                golden -> byName(
                        name,
                        CategoryComparison.of(golden.counts("reference_counts"), golden.counts("current_counts"))
                                .statistics()));
    }

    /** One sample as the reference, nothing beside it; how many are missing is the reader's to count. */
    private static Map<String, Double> moments(Golden.Case golden) {
        Sample sample = Sample.of(golden.numbers("values"));
        Map<String, Double> numbers = new HashMap<>();
        byName("moments_quantiles", SampleComparison.of(sample, Sample.of()).statistics())
                .forEach((name, value) -> numbers.put(name.replace("reference.", ""), value));
        long missing = StreamSupport.stream(golden.inputs().get("values").spliterator(), false)
                .filter(node -> node.isNull())
                .count();
        numbers.put("missing", (double) missing);
        return numbers;
    }

    private static Map<String, Double> multipleTesting(Golden.Case golden) {
        return byName("multiple_testing", MultipleTesting.all(golden.numbers("pvalues")));
    }

    private static Map<String, Double> proportions(Golden.Case golden) {
        return byName(
                "proportions",
                ProportionComparison.of(part(golden, "reference"), part(golden, "current"))
                        .statistics());
    }

    private static ProportionComparison.Part part(Golden.Case golden, String side) {
        return new ProportionComparison.Part(
                golden.inputs().get(side + "_successes").asLong(),
                golden.inputs().get(side + "_n").asLong());
    }

    private static Map<String, Double> byName(String group, List<Statistic> statistics) {
        return statistics.stream()
                .filter(statistic -> statistic.group().equals(group))
                .collect(Collectors.toMap(Statistic::name, Statistic::value));
    }

    Stream<Golden.Case> cases() {
        return Golden.cases(name + ".json");
    }

    @Override
    public String toString() {
        return name;
    }
}
