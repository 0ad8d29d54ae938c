package io.tidemark.runtime.first;

import io.tidemark.runtime.first.ColumnFacts.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A column that events could be grouped by.
 *
 * @param plan of the column
 * @param isProposed whether it is; else it is only mentioned
 * @param enough share of the rows that are in groups with rows enough in a usual window
 * @param smallest the smallest group of these, or of all where none has enough
 * @param rows of the smallest in a usual window
 * @param need rows that a group needs
 */
record SliceChoice(ColumnPlan plan, boolean isProposed, double enough, String smallest, long rows, long need) {
    /** A column of more values is mentioned, not proposed. */
    private static final int FEW_VALUES = 50;

    private static final int MOST_VALUES = 300;
    private static final int MOST_PROPOSED = 2;
    private static final int MOST_MENTIONED = 5;
    private static final double MOST_ROWS = 0.9;

    /** The candidates, best first: first those whose names say so, then texts, then codes; the first of them with rows enough are proposed. */
    static List<SliceChoice> of(List<ColumnPlan> plans, WindowChoice windows, NeededRows needed) {
        List<SliceChoice> choices = new ArrayList<>();
        int proposed = 0;
        Set<String> names = new HashSet<>();
        for (ColumnPlan plan : candidates(plans)) {
            if (!names.add(name(plan))) {
                continue;
            }
            SliceChoice choice =
                    of(plan, windows, needed.of(windows.size(), plan.facts().distinct() + 1));
            boolean isProposed = proposed < MOST_PROPOSED
                    && choice.enough() >= MOST_ROWS
                    && rank(plan) < 2
                    && plan.facts().distinct() <= FEW_VALUES;
            proposed += isProposed ? 1 : 0;
            choices.add(new SliceChoice(
                    plan, isProposed, choice.enough(), choice.smallest(), choice.rows(), choice.need()));
        }
        return choices.subList(0, Math.min(choices.size(), MOST_MENTIONED));
    }

    /** What the dimension is called: the last name of a path into a record. */
    String name() {
        return name(plan);
    }

    private static String name(ColumnPlan plan) {
        String path = plan.name();
        return path.contains("\"") ? path : path.substring(path.lastIndexOf('.') + 1);
    }

    private static List<ColumnPlan> candidates(List<ColumnPlan> plans) {
        return plans.stream()
                .filter(plan -> plan.role() == Role.FEATURE)
                .filter(ColumnPlan::isCategorical)
                .filter(plan -> plan.facts().distinct() >= 2 && plan.facts().distinct() <= MOST_VALUES)
                .sorted(Comparator.comparingInt(SliceChoice::rank)
                        .thenComparingInt(plan -> plan.facts().distinct()))
                .toList();
    }

    private static int rank(ColumnPlan plan) {
        if (NameHints.isDimension(plan.name())) {
            return 0;
        }
        return plan.facts().isNumeric() || plan.facts().isBoolean() ? 2 : 1;
    }

    private static SliceChoice of(ColumnPlan plan, WindowChoice windows, long need) {
        double enough = 0;
        String smallest = "";
        long rows = 0;
        for (Count count : plan.facts().top()) {
            double share = plan.facts().share(count);
            long expected = Math.round(windows.median() * share);
            if (expected >= need || smallest.isEmpty()) {
                enough += expected >= need ? share : 0;
                smallest = count.value();
                rows = expected;
            }
        }
        return new SliceChoice(plan, false, enough, smallest, rows, need);
    }
}
