package io.tidemark.quiet;

import io.tidemark.stats.verdict.Draws;
import java.util.SplittableRandom;

/** Draws rows of a known law on atoms: one by one by Walker's alias table where they are few, else cell by cell. */
final class Law {
    private static final int ROWS_AN_ATOM = 40;

    private final double[] masses;
    private final double[] cuts;
    private final int[] aliases;
    private final SplittableRandom random;
    private final Draws draws;

    /** @param masses ≥ 0, of any sum */
    Law(double[] masses, long seed) {
        double total = 0;
        for (double mass : masses) {
            total += mass;
        }
        this.masses = new double[masses.length];
        for (int atom = 0; atom < masses.length; atom++) {
            this.masses[atom] = masses[atom] / total;
        }
        this.cuts = new double[masses.length];
        this.aliases = new int[masses.length];
        this.random = new SplittableRandom(seed);
        this.draws = new Draws(seed ^ 0x5DEECE66DL);
        alias();
    }

    private void alias() {
        int size = masses.length;
        int[] small = new int[size];
        int[] large = new int[size];
        int smalls = 0;
        int larges = 0;
        double[] scaled = new double[size];
        for (int atom = 0; atom < size; atom++) {
            scaled[atom] = masses[atom] * size;
            if (scaled[atom] < 1) {
                small[smalls++] = atom;
            } else {
                large[larges++] = atom;
            }
        }
        while (smalls > 0 && larges > 0) {
            int poor = small[--smalls];
            int rich = large[larges - 1];
            cuts[poor] = scaled[poor];
            aliases[poor] = rich;
            scaled[rich] -= 1 - scaled[poor];
            if (scaled[rich] < 1) {
                larges--;
                small[smalls++] = rich;
            }
        }
        while (larges > 0) {
            cuts[large[--larges]] = 1;
        }
        while (smalls > 0) {
            cuts[small[--smalls]] = 1;
        }
    }

    /** Counts of so many rows. */
    long[] draw(long rows) {
        long[] counts = new long[masses.length];
        if (rows > (long) ROWS_AN_ATOM * masses.length) {
            drawCells(rows, counts);
        } else {
            for (long row = 0; row < rows; row++) {
                int atom = random.nextInt(masses.length);
                counts[random.nextDouble() < cuts[atom] ? atom : aliases[atom]]++;
            }
        }
        return counts;
    }

    private void drawCells(long rows, long[] counts) {
        double restOfMass = 1;
        long rest = rows;
        for (int atom = 0; atom < masses.length && rest > 0; atom++) {
            boolean isLast = atom == masses.length - 1;
            counts[atom] = isLast ? rest : draws.binomial(rest, Math.min(1, masses[atom] / restOfMass));
            restOfMass = Math.max(1e-300, restOfMass - masses[atom]);
            rest -= counts[atom];
        }
    }
}
