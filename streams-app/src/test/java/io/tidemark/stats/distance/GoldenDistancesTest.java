package io.tidemark.stats.distance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stats.golden.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenDistancesTest {
    static Stream<Golden.Case> categories() {
        return Golden.cases("categorical_divergence.json");
    }

    static Stream<Golden.Case> tables() {
        return Golden.cases("chi2_g_test.json");
    }

    static Stream<Golden.Case> bins() {
        return Golden.cases("psi_quantile10.json");
    }

    @ParameterizedTest
    @MethodSource("categories")
    void categoricalDivergencesAgreeWithScipy(Golden.Case golden) {
        JsonNode before = golden.inputs().get("reference_counts");
        JsonNode after = golden.inputs().get("current_counts");
        double[] reference = counts(before, after, before);
        double[] current = counts(before, after, after);

        golden.expects("/js_divergence_base2", JensenShannon.bits(current, reference));
        golden.expects("/js_distance_base2", JensenShannon.distance(current, reference));
        golden.expects("/js_divergence_base_e", JensenShannon.nats(current, reference));
        golden.expects(
                "/l_infinity", Math.abs(Shares.largest(current, reference).difference()));
        golden.expects("/psi_unsmoothed", PopulationStability.unsmoothed(current, reference));
        golden.expects("/hellinger", Hellinger.of(current, reference));
        golden.expects("/total_variation", TotalVariation.of(current, reference));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void chiSquareAgreesWithScipy(Golden.Case golden) {
        JsonNode before = golden.inputs().get("reference_counts");
        JsonNode after = golden.inputs().get("current_counts");

        ChiSquare chi = ChiSquare.of(counts(before, after, after), counts(before, after, before));

        golden.expects("/dof", chi.degrees());
        golden.expects("/chi2", chi.statistic());
        golden.expects("/chi2_p", chi.probability());
    }

    private static double[] counts(JsonNode before, JsonNode after, JsonNode wanted) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        List<Double> counts = new ArrayList<>();
        for (String name : names) {
            if (before.path(name).asLong() + after.path(name).asLong() > 0) {
                counts.add(wanted.path(name).asDouble(0));
            }
        }
        return counts.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @ParameterizedTest
    @MethodSource("bins")
    void populationStabilityAgreesOnEveryBinning(Golden.Case golden) {
        for (String binning : List.of("interior_deciles", "all_edges_deduplicated")) {
            JsonNode bins = golden.expected().get(binning);
            double[] reference = Golden.numbers(bins.get("reference_counts"));
            double[] current = Golden.numbers(bins.get("current_counts"));

            golden.expects("/" + binning + "/psi_unsmoothed", PopulationStability.unsmoothed(current, reference));
            golden.expects("/" + binning + "/psi_floor_1e-4", PopulationStability.floored(current, reference, 1e-4));
            golden.expects("/" + binning + "/psi_half_count", PopulationStability.smoothed(current, reference));
        }
    }
}
