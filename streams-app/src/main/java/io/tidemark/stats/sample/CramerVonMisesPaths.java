package io.tidemark.stats.sample;

import java.util.Arrays;

/**
 * The exact law of the Cramér–von Mises statistic without ties: over all equally likely paths from (0, 0) to (n, m), S = Σ (im − jn)²/g² over
 * the points passed, g the greatest common divisor (after Xiao, Gordon and Yakovlev, J. Stat. Softw. 17(8), 2006, doi:10.18637/jss.v017.i08).
 *
 * <p>Only positive terms are added. Sums are kept while it is open whether the path will end at or above the observed one: from a sum that can
 * no longer stay below it, all ends count. O(nm·S) at most.
 */
final class CramerVonMisesPaths {
    /** Most sums kept at once; 4 bytes each, for they are added up in double and six digits are asked of a probability. */
    private static final long MOST = 30_000_000;

    private final int n;
    private final int m;
    private final int divisor;
    private final long observed;

    CramerVonMisesPaths(Pooled pooled) {
        boolean isWide = pooled.n() >= pooled.m();
        this.n = isWide ? pooled.n() : pooled.m();
        this.m = isWide ? pooled.m() : pooled.n();
        this.divisor = greatestCommonDivisor(n, m);
        long sum = 0;
        int i = 0;
        int j = 0;
        for (int k = 0; k < pooled.size(); k++) {
            i += isWide ? pooled.reference(k) : pooled.current(k);
            j += isWide ? pooled.current(k) : pooled.reference(k);
            sum += square(i, j);
        }
        this.observed = sum;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private long square(int i, int j) {
        long apart = ((long) i * m - (long) j * n) / divisor;
        return apart * apart;
    }

    /**
     * P(S ≥ observed).
     *
     * @return NaN where the table would be too long
     */
    double probability() {
        int[][] open = open();
        float[][] sums = rows(open);
        if (sums.length == 0) {
            return Double.NaN;
        }
        double[] reached = new double[m + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                if (i + j == 0) {
                    reached[0] = open[0][0] == 0 ? 1 : 0;
                    Arrays.fill(sums[0], 0, open[0][0], 1);
                    continue;
                }
                double left = (double) i / (i + j);
                double beyond = left * reached[j] + (j == 0 ? 0 : (1 - left) * reached[j - 1]);
                Part fromLeft = new Part(sums[j], i == 0 ? 0 : open[i - 1][j], left);
                Part fromBelow = new Part(sums[Math.max(0, j - 1)], j == 0 ? 0 : open[i][j - 1], 1 - left);
                reached[j] = beyond + advance(fromLeft, fromBelow, (int) Math.min(observed, square(i, j)), open[i][j]);
            }
        }
        return Math.min(1, reached[m]);
    }

    /** The number of sums that are open at each point: none from which the path must reach the observed one, none that no path has. */
    private int[][] open() {
        long[][] rest = new long[n + 2][m + 2];
        long[][] most = new long[n + 1][m + 1];
        int[][] open = new int[n + 1][m + 1];
        for (int i = n; i >= 0; i--) {
            for (int j = m; j >= 0; j--) {
                long right = i == n ? Long.MAX_VALUE : rest[i + 1][j] + square(i + 1, j);
                long up = j == m ? Long.MAX_VALUE : rest[i][j + 1] + square(i, j + 1);
                rest[i][j] = i == n && j == m ? 0 : Math.min(right, up);
            }
        }
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                long before = Math.max(i == 0 ? 0 : most[i - 1][j], j == 0 ? 0 : most[i][j - 1]);
                most[i][j] = before + square(i, j);
                open[i][j] = (int) Math.max(0, Math.min(most[i][j] + 1, observed - rest[i][j]));
            }
        }
        return open;
    }

    /** One row of sums for each j, long enough for every i; none at all where they would be too long. */
    private float[][] rows(int[][] open) {
        float[][] rows = new float[m + 1][];
        long all = 0;
        for (int j = 0; j <= m; j++) {
            int longest = 0;
            for (int[] column : open) {
                longest = Math.max(longest, column[j]);
            }
            all += longest;
            if (all > MOST) {
                return new float[0][];
            }
            rows[j] = new float[longest];
        }
        return rows;
    }

    /** The first {@code length} sums of a row, and the chance that the path came from there. */
    private record Part(float[] sums, int length, double chance) {
        double at(int sum) {
            return sum < length ? chance * sums[sum] : 0;
        }
    }

    /** Both parts, moved up by the square, into the left one's row; what is no longer open is handed back. */
    private static double advance(Part left, Part below, int square, int open) {
        double out = 0;
        int stays = Math.max(0, open - square);
        for (int s = Math.max(left.length(), below.length()) - 1; s >= stays; s--) {
            out += left.at(s) + below.at(s);
        }
        float[] row = left.sums();
        for (int s = stays - 1; s >= 0; s--) {
            row[s + square] = (float) (left.at(s) + below.at(s));
        }
        Arrays.fill(row, 0, Math.min(square, open), 0);
        return out;
    }
}
