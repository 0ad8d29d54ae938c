package io.tidemark.stats.sample;

/** The limiting law of the Cramér–von Mises statistic ω². */
final class CramerVonMisesLaw {
    private static final double STOP = 1e-7;
    private static final double STEP = 1.0 / 8;
    private static final int NODES = 256;

    private CramerVonMisesLaw() {}

    /**
     * P(ω² ≤ x) = 1/(π^1.5·√x)·Σ Γ(k + ½)/k!·√y·e^−q·K_¼(q), y = 4k + 1, q = y²/(16x), up to the first term below 1e-7 (Csörgő and Faraway,
     * J. R. Stat. Soc. B 58, 1996, doi:10.1111/j.2517-6161.1996.tb02077.x, 1.3).
     */
    static double shortSeries(double x) {
        double sum = 0;
        double ratio = Math.sqrt(Math.PI);
        double term = 1;
        for (int k = 0; Math.abs(term) >= STOP; k++) {
            double y = 4.0 * k + 1;
            double q = y * y / (16 * x);
            term = ratio / (Math.pow(Math.PI, 1.5) * Math.sqrt(x)) * Math.sqrt(y) * scaledBessel(q) * Math.exp(-2 * q);
            sum += term;
            ratio *= (k + 0.5) / (k + 1);
        }
        return sum;
    }

    /** e^q·K_¼(q) = ∫ e^(−q(cosh t − 1))·cosh(t/4) dt from 0: the trapezoidal rule is exact to all digits here. */
    private static double scaledBessel(double q) {
        double sum = 0.5;
        double term = 1;
        for (int i = 1; term > 1e-18 * sum; i++) {
            double t = i * STEP;
            double half = Math.sinh(t / 2);
            term = Math.exp(-2 * q * half * half) * Math.cosh(t / 4);
            sum += term;
        }
        return sum * STEP;
    }

    /**
     * P(ω² &gt; x) to about 12 digits however far out: Smirnov's alternating integrals 2/π·Σ (−1)^(k+1)·∫ √(−s/sin s)·e^(−xs²/2)/s ds from
     * (2k − 1)π to 2kπ, by Gauss–Chebyshev's rule, which takes the poles' roots at both ends as its weight. Where x is small the other series,
     * carried on to the end, is the shorter one.
     */
    static double tail(double x) {
        if (x < 0.2) {
            return Math.max(0, 1 - shortSeries(x));
        }
        double sum = 0;
        for (int k = 1; k < 100; k++) {
            double term = integral(k, x);
            sum += k % 2 == 1 ? term : -term;
            if (term < 1e-17 * sum) {
                break;
            }
        }
        return Math.min(1, 2 / Math.PI * sum);
    }

    private static double integral(int k, double x) {
        double sum = 0;
        for (int i = 0; i < NODES; i++) {
            double angle = Math.PI * (i + 0.5) / NODES;
            double fromLeft = Math.PI * Math.pow(Math.sin(angle / 2), 2);
            double fromRight = Math.PI * Math.pow(Math.cos(angle / 2), 2);
            double s = (2 * k - 1) * Math.PI + fromLeft;
            double smooth = Math.sqrt(s * fromLeft * fromRight / Math.sin(Math.min(fromLeft, fromRight)));
            sum += smooth * Math.exp(-x * s * s / 2) / s;
        }
        return sum * Math.PI / NODES;
    }
}
