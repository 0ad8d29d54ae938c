package io.tidemark.stats.sample;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Every statistic of two sets of category counts.
 *
 * @param statistics in a fixed order, by group; what is not defined for these counts is absent
 */
public record CategoryComparison(List<Statistic> statistics) {
    public CategoryComparison {
        statistics = List.copyOf(statistics);
    }

    /**
     * Compares the counts of the categories of both sides; one that a side has not counts 0 there, one with no rows at all is left out.
     * O(k·log k) for k categories. With an empty side the list is empty.
     *
     * @param reference rows of each category, ≥ 0
     * @param current the same of the other sample
     * @throws IllegalArgumentException if a count is negative
     */
    public static CategoryComparison of(Map<String, Long> reference, Map<String, Long> current) {
        TreeSet<String> names = new TreeSet<>(reference.keySet());
        names.addAll(current.keySet());
        names.removeIf(name -> rows(reference, name) + rows(current, name) == 0);
        double[] before = counts(names, reference);
        double[] after = counts(names, current);
        Statistics all = new Statistics("");
        if (isFilled(before) && isFilled(after)) {
            all.addAll(new CategoryDivergences(before, after).list())
                    .addAll(new ContingencyTests(before, after).list());
        }
        return new CategoryComparison(all.list());
    }

    private static boolean isFilled(double[] counts) {
        for (double count : counts) {
            if (count > 0) {
                return true;
            }
        }
        return false;
    }

    private static double[] counts(TreeSet<String> names, Map<String, Long> rows) {
        return names.stream().mapToDouble(name -> rows(rows, name)).toArray();
    }

    private static long rows(Map<String, Long> rows, String name) {
        long count = rows.getOrDefault(name, 0L);
        if (count < 0) {
            throw new IllegalArgumentException(
                    "a category's count must be >= 0: category=" + name + ", count=" + count);
        }
        return count;
    }
}
