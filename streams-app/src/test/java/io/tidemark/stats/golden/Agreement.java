package io.tidemark.stats.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How one golden file agrees.
 *
 * @param values numbers compared
 * @param passed cases of which every number agrees
 * @param overTolerance the largest deviation over what is allowed; at most 1 agrees
 * @param relative the largest relative deviation of a probability of 1e-12 or more
 * @param failures one line for each number that does not agree
 * @param corrected numbers compared with a better value than the file's
 */
record Agreement(
        int cases,
        int values,
        int passed,
        double overTolerance,
        double relative,
        List<String> failures,
        int corrected) {
    /**
     * A number in a file that is no value of the statistic.
     *
     * @param value what is right, and compared with instead
     * @param why how that is known
     */
    record Correction(double value, String why) {}

    /** By file, case and name. */
    static final Map<String, Correction> CORRECTED = Map.of(
            "epps_singleton/constant_other_value/statistic_W2",
            new Correction(
                    Double.POSITIVE_INFINITY,
                    "both samples are constant: their covariance is 0 and W₂ infinite; the file's 1.7e+32 is the rounding of that 0"),
            "chi2_g_test/huge_n/g",
            new Correction(
                    2.041679540325250,
                    "with 60 digits g is 2.04167954032525; the file's 2.04167953810702 lost the rest in sums of 1e+8"),
            "moments_quantiles/csv_elec2_transfer_across_1997_change_reference/variance_sample",
            new Correction(0, "all 7,000 values are equal; the file's 1.2e-32 is the rounding of their mean"),
            "moments_quantiles/csv_elec2_transfer_across_1997_change_reference/variance_population",
            new Correction(0, "all 7,000 values are equal; the file's 1.2e-32 is the rounding of their mean"));

    static Agreement of(GoldenFile file) {
        int values = 0;
        int passed = 0;
        int corrected = 0;
        double overTolerance = 0;
        double relative = 0;
        List<String> failures = new ArrayList<>();
        List<Golden.Case> cases = file.cases().toList();
        for (Golden.Case golden : cases) {
            Map<String, Double> got = file.compute().apply(golden);
            int before = failures.size();
            for (Map.Entry<String, Double> expected : golden.values().entrySet()) {
                String name = expected.getKey();
                String path = file.name() + "/" + golden.name() + "/" + name;
                Correction correction = CORRECTED.get(path);
                double right = correction == null ? expected.getValue() : correction.value();
                corrected += correction == null ? 0 : 1;
                Deviation deviation =
                        got.containsKey(name) ? Deviation.of(name, got.get(name), right, golden) : Deviation.ABSENT;
                values++;
                overTolerance = Math.max(overTolerance, deviation.overTolerance());
                relative = Math.max(relative, deviation.relative());
                if (!deviation.agrees()) {
                    failures.add(path + ": expected=" + right + ", got=" + got.get(name));
                }
            }
            passed += failures.size() == before ? 1 : 0;
        }
        return new Agreement(cases.size(), values, passed, overTolerance, relative, List.copyOf(failures), corrected);
    }
}
