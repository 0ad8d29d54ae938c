package io.tidemark.stats.sample;

/**
 * A single binomial probability C(n,j)·p^j·q^(n−j) with full relative precision at any n, by Loader's saddle-point form ("Fast and accurate
 * computation of binomial probabilities", 2000): no difference of large logarithms is taken.
 */
final class BinomialTerm {
    private static final int EXACT = 16;
    private static final double[] STIRLING = stirlingErrors();

    private BinomialTerm() {}

    /** The probability; q is handed in beside p so that it need not be 1 − p rounded. 0^0 is 1. */
    static double probability(int j, int n, double p, double q) {
        if (j == 0) {
            return power(q, n);
        }
        if (j == n) {
            return power(p, n);
        }
        int rest = n - j;
        double exponent =
                stirlingError(n) - stirlingError(j) - stirlingError(rest) - deviance(j, n * p) - deviance(rest, n * q);
        return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * j * rest));
    }

    private static double power(double base, int n) {
        return base > 0.5 ? Math.exp(n * Math.log1p(base - 1)) : Math.pow(base, n);
    }

    /** x·ln(x/mean) − x + mean, without cancellation near x = mean. */
    private static double deviance(double x, double mean) {
        double v = (x - mean) / (x + mean);
        if (Math.abs(v) >= 0.1) {
            return x * Math.log(x / mean) - x + mean;
        }
        double sum = (x - mean) * v;
        double term = 2 * x * v;
        for (int k = 1; k < 100; k++) {
            term *= v * v;
            double next = sum + term / (2 * k + 1);
            if (next == sum) {
                break;
            }
            sum = next;
        }
        return sum;
    }

    /** ln n! − ln(√(2πn)·(n/e)^n). */
    private static double stirlingError(int n) {
        if (n < EXACT) {
            return STIRLING[n];
        }
        double s = 1.0 / ((double) n * n);
        return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - s / 1188) * s) * s) * s) / n;
    }

    private static double[] stirlingErrors() {
        double[] errors = new double[EXACT];
        double factorial = 1;
        for (int n = 1; n < EXACT; n++) {
            factorial *= n;
            errors[n] = Math.log(factorial) - (0.5 * Math.log(2 * Math.PI * n) + n * Math.log(n) - n);
        }
        return errors;
    }
}
