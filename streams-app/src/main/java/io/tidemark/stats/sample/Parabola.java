package io.tidemark.stats.sample;

/**
 * c + b·(x − center) + a·(x − center)².
 *
 * @param center the mean of the fitted places
 */
record Parabola(double center, double a, double b, double c) {
    /** The parabola with the least sum of squared errors, by orthogonal polynomials; at least three different places (unchecked). */
    static Parabola fit(double[] x, double[] y) {
        int n = x.length;
        double center = mean(x);
        double meanY = mean(y);
        double sxx = 0;
        double sxxx = 0;
        double sxy = 0;
        for (int i = 0; i < n; i++) {
            double u = x[i] - center;
            sxx += u * u;
            sxxx += u * u * u;
            sxy += u * y[i];
        }
        double top = 0;
        double bottom = 0;
        for (int i = 0; i < n; i++) {
            double u = x[i] - center;
            double second = u * u - sxxx / sxx * u - sxx / n;
            top += second * y[i];
            bottom += second * second;
        }
        double a = top / bottom;
        return new Parabola(center, a, sxy / sxx - a * sxxx / sxx, meanY - a * sxx / n);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    double at(double x) {
        double u = x - center;
        return c + (b + a * u) * u;
    }
}
