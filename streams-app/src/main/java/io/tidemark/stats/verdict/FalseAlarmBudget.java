package io.tidemark.stats.verdict;

/**
 * How many false alarms the owner accepts in a period; from it follows the level of each single test.
 *
 * @param alarms expected false alarms in the period, &gt; 0
 * @param periodMs length of the period in milliseconds, &gt; 0
 */
public record FalseAlarmBudget(double alarms, long periodMs) {
    /** No test is run at a weaker level than this, however large the budget. */
    public static final double WEAKEST = 0.05;

    public FalseAlarmBudget {
        if (!(alarms > 0) || periodMs <= 0) {
            throw new IllegalArgumentException(
                    "false-alarm budget must be > 0 in a period > 0: alarms=" + alarms + ", periodMs=" + periodMs);
        }
    }

    /**
     * α of one test = alarms / tests, at most {@value #WEAKEST}. By linearity of expectation it holds whatever the dependence of the tests.
     *
     * @param testsInPeriod columns × slices × windows × scales × deciding measures that the period holds; ≥ 0, 0 counts as 1
     */
    public double alpha(long testsInPeriod) {
        return Math.min(WEAKEST, alarms / Math.max(1, testsInPeriod));
    }

    /** Tests in a period of windows that close every {@code windowMs}, at least 1. */
    public long tests(long columnMeasures, int slices, int scales, long windowMs) {
        long windows = Math.max(1, periodMs / windowMs);
        return Math.max(1, columnMeasures * slices * scales * windows);
    }
}
