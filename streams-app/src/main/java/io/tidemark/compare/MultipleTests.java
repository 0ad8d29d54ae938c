package io.tidemark.compare;

import io.tidemark.stats.sample.MultipleTesting;
import io.tidemark.stats.sample.Statistic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One chance of "no change" for each column that has one, and the same adjusted for their number by every method.
 *
 * @param columns in the order of the values
 * @param tests which statistic each is: the Kolmogorov–Smirnov test of numbers, the χ² test of categories
 * @param pvalues as they are
 * @param adjusted by every method
 */
public record MultipleTests(
        List<String> columns, List<String> tests, List<Double> pvalues, List<ComparedColumn.Figure> adjusted) {
    private static final List<String> TESTS = List.of("ks_2samp.pvalue_asymp_scipy", "chi2_g_test.chi2_p");

    public MultipleTests {
        columns = List.copyOf(columns);
        tests = List.copyOf(tests);
        pvalues = List.copyOf(pvalues);
        adjusted = List.copyOf(adjusted);
    }

    public static MultipleTests of(List<ComparedColumn> compared) {
        List<String> columns = new ArrayList<>();
        List<String> tests = new ArrayList<>();
        List<Double> pvalues = new ArrayList<>();
        for (ComparedColumn column : compared) {
            ComparedColumn.Figure test = test(column);
            if (test != null) {
                columns.add(column.name());
                tests.add(test.group() + "." + test.name());
                pvalues.add(test.value());
            }
        }
        List<Statistic> adjusted = MultipleTesting.all(
                pvalues.stream().mapToDouble(Double::doubleValue).toArray());
        return new MultipleTests(columns, tests, pvalues, ComparedColumn.Figure.of(adjusted));
    }

    private static ComparedColumn.@Nullable Figure test(ComparedColumn column) {
        for (String test : TESTS) {
            for (ComparedColumn.Figure figure : column.statistics()) {
                if (test.equals(figure.group() + "." + figure.name())) {
                    return figure;
                }
            }
        }
        return null;
    }
}
