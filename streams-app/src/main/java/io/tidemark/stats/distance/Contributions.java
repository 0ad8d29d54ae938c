package io.tidemark.stats.distance;

import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Evidence: which bins or values carry a column's distance. */
public final class Contributions {
    /** A new value is named where it makes up at least this part of the sample. */
    private static final double NAMED_FROM = 1.0 / 8;

    private Contributions() {}

    /**
     * The k bins or values with the largest part of the Jensen–Shannon divergence, largest first, ties in cell order. Over all cells the
     * parts sum to 1.
     *
     * <p>Where the share of {@code else} rose, its part is told by name: each value that makes up at least 1/8 of the sample of new values
     * is a shift from 0 to (its part of the sample × the share of {@code else}). That share is an estimate. What the sample does not name stays
     * under {@code else}.
     *
     * @return at most k; empty where nothing moved or a side is empty
     */
    public static List<Shift> top(Grid grid, Counts window, Counts reference, int k) {
        List<Shift> shifts = all(grid, window, reference);
        shifts.sort(Comparator.comparingDouble(Shift::contribution).reversed());
        return List.copyOf(shifts.subList(0, Math.min(k, shifts.size())));
    }

    private static List<Shift> all(Grid grid, Counts window, Counts reference) {
        double[] p = Cells.of(window);
        double[] q = Cells.of(reference);
        double n = Cells.total(p);
        double m = Cells.total(q);
        double whole = JensenShannon.nats(p, q);
        List<Shift> shifts = new ArrayList<>();
        for (int cell = 0; cell < p.length && whole > 0 && n > 0 && m > 0; cell++) {
            double before = q[cell] / m;
            double after = p[cell] / n;
            double part = Math.max(0, JensenShannon.part(after, before)) / whole;
            Shift shift = new Shift(grid.label(cell), before, after, part);
            if (grid instanceof CategoryGrid categories && cell == categories.elseCell() && after > before) {
                addNamed(shift, window, shifts);
            } else if (part > 0) {
                shifts.add(shift);
            }
        }
        return shifts;
    }

    private static void addNamed(Shift unnamed, Counts window, List<Shift> shifts) {
        double rest = 1;
        for (var sampled : window.newValues().shares().entrySet()) {
            double part = sampled.getValue();
            if (part >= NAMED_FROM) {
                String label = "new “" + sampled.getKey() + "”";
                shifts.add(new Shift(label, 0, part * unnamed.after(), part * unnamed.contribution()));
                rest -= part;
            }
        }
        if (rest > 1e-9) {
            shifts.add(new Shift(
                    unnamed.label(), unnamed.before(), rest * unnamed.after(), rest * unnamed.contribution()));
        }
    }
}
