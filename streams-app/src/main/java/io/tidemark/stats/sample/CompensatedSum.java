package io.tidemark.stats.sample;

/**
 * A sum that carries the part which rounding lost (Neumaier, Z. Angew. Math. Mech. 54, 1974): the result is within about two units in the
 * last place however many terms, unless they cancel by more than 2^53. Owned by one thread.
 */
final class CompensatedSum {
    private double sum;
    private double lost;

    CompensatedSum add(double term) {
        double next = sum + term;
        lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
        sum = next;
        return this;
    }

    double value() {
        return sum + lost;
    }

    /** The sum over n, rounded once: what rounding the quotient left over is divided again. */
    double over(int n) {
        double quotient = value() / n;
        double product = quotient * n;
        double rest = sum - product + lost - Math.fma(quotient, n, -product);
        return quotient + rest / n;
    }
}
