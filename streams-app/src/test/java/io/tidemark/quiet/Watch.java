package io.tidemark.quiet;

import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.verdict.ColumnComparison;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Levels;
import io.tidemark.stats.verdict.Tolerances;
import io.tidemark.stats.verdict.Verdict;
import java.util.EnumMap;
import java.util.Map;

/**
 * One column of one slice under watch: each window alone and with the 1, 2, 4 … 64 windows that end with it, against the pinned reference or the
 * windows before, as {@code assess} does it.
 */
final class Watch {
    private static final int LONGEST = 1 << (Dispersion.SCALES - 1);

    private final Baseline baseline;
    private final Levels levels;
    private final int trailing;
    private final long[][] ring;
    private long taken;
    private long watched;

    /** @param trailing windows of the trailing reference; 0 for the pinned one */
    Watch(Baseline baseline, Levels levels, int trailing) {
        this.baseline = baseline;
        this.levels = levels;
        this.trailing = trailing;
        this.ring = new long[2 * LONGEST + trailing][];
        if (trailing > 0) {
            baseline.windows().forEach(window -> remember(baseline.column().onCells(window)));
        }
    }

    /**
     * What is said of a window.
     *
     * @param tests deciding measures that were judged GOOD or BAD, at any scale
     * @param bad those that are BAD
     * @param isDrifted whether an objective would call the window bad: decision 006
     * @param first the first BAD measure, with its label and scale; empty if none
     */
    record Said(int tests, int bad, boolean isDrifted, String first) {
        boolean isBad() {
            return bad > 0;
        }
    }

    /** Judges the next window, given on the atoms. */
    Said next(long[] window) {
        remember(baseline.column().onCells(window));
        watched++;
        return again(levels);
    }

    /** Judges the last window at other levels: what is not BAD at weak ones is not at strong ones. */
    Said again(Levels levels) {
        Column column = baseline.column();
        long[] sum = new long[column.grid().cells() + 1];
        Map<Measure, Boolean> exceeds = new EnumMap<>(Measure.class);
        int tests = 0;
        int bad = 0;
        boolean isDrifted = false;
        String first = "";
        for (int scale = 1, summed = 0; scale <= LONGEST && scale <= watched; scale *= 2) {
            for (; summed < scale; summed++) {
                add(back(summed), sum);
            }
            for (Judged judged : ColumnComparison.judge(
                    column.grid(), column.counts(sum), reference(scale), scale, Tolerances.DEFAULT, levels)) {
                if (!judged.measure().decides() || judged.measure() == Measure.SHARE) {
                    continue;
                }
                boolean isBad = judged.verdict() == Verdict.BAD;
                tests += isBad || judged.verdict() == Verdict.GOOD ? 1 : 0;
                bad += isBad ? 1 : 0;
                boolean isBeyond = exceeds.getOrDefault(judged.measure(), true) && isBeyond(judged);
                exceeds.put(judged.measure(), isBeyond);
                isDrifted |= isBad && isBeyond;
                if (isBad && first.isEmpty()) {
                    first = (judged.measure().word() + " " + judged.label()).strip() + " × " + scale;
                }
            }
        }
        return new Said(tests, bad, isDrifted, first);
    }

    private static boolean isBeyond(Judged judged) {
        return Math.abs(judged.estimate().value() - (isShare(judged.measure()) ? judged.reference() : 0))
                > judged.tolerance();
    }

    private static boolean isShare(Measure measure) {
        return measure == Measure.UNSEEN || measure == Measure.MISSING || measure == Measure.INVALID;
    }

    /** φ of the base window. */
    double phi() {
        return baseline.phi();
    }

    private ColumnReference reference(int scale) {
        if (trailing == 0) {
            return baseline.reference();
        }
        long[] sum = new long[baseline.column().grid().cells() + 1];
        for (int k = scale; k < scale + trailing && k < taken; k++) {
            add(back(k), sum);
        }
        return new ColumnReference(
                baseline.column().counts(sum), baseline.reference().dispersion());
    }

    private void remember(long[] cells) {
        ring[(int) (taken++ % ring.length)] = cells;
    }

    private long[] back(int windows) {
        return ring[(int) ((taken - 1 - windows) % ring.length)];
    }

    private static void add(long[] window, long[] sum) {
        for (int cell = 0; cell < sum.length; cell++) {
            sum[cell] += window[cell];
        }
    }
}
