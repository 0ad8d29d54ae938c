package io.tidemark.slo;

import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;

/** What values of a measure are in order. */
public sealed interface Limit {
    /** The monitor's tolerance: the verdict as it was read. */
    Limit TOLERANCE = new Tolerance();

    /** The monitor's tolerance upwards: what fell is in order. */
    Limit RISE = new Rise();

    /** What the reading says under this limit. */
    Verdict verdict(Judged judged);

    /** Whether the value itself, without its bounds, is beyond the limit. */
    boolean isExceeded(Judged judged);

    /**
     * Whether a GOOD reading is so only for want of proof: its value is beyond the limit, but its bounds reach back. A distance from the
     * reference is never in doubt: noise alone makes it positive.
     */
    default boolean isInDoubt(Judged judged) {
        return verdict(judged) == Verdict.GOOD && isExceeded(judged);
    }

    /** How far beyond the limit: comparable within one limit and, for tolerances, between measures. */
    double strength(Judged judged);

    /** The reading as evidence under this limit: its tolerance and verdict are the limit's. */
    Judged applied(Judged judged);

    /**
     * At most the monitor's tolerance away from the reference. A gap between slices that is to a slice's advantage is in order: it is told of the slice that
     * has the disadvantage, once.
     */
    record Tolerance() implements Limit {
        @Override
        public Verdict verdict(Judged judged) {
            return judged.verdict() == Verdict.BAD && isAdvantage(judged) ? Verdict.GOOD : judged.verdict();
        }

        /** To be selected is neither, as long as nobody says so. */
        private static boolean isAdvantage(Judged judged) {
            double value = judged.estimate().value();
            return switch (judged.measure()) {
                case RECALL_GAP -> value > judged.reference();
                case ERROR_GAP -> value < judged.reference();
                default -> false;
            };
        }

        @Override
        public boolean isExceeded(Judged judged) {
            return isLeastRatio(judged) ? strength(judged) > 1 : effect(judged) > judged.tolerance();
        }

        /** Ratios between slices have for tolerance the least ratio that is in order; of errors one over it is the most. */
        private static boolean isLeastRatio(Judged judged) {
            return switch (judged.measure()) {
                case SELECTION_RATIO, RECALL_RATIO, ERROR_RATIO -> true;
                default -> false;
            };
        }

        @Override
        public boolean isInDoubt(Judged judged) {
            return judged.reference() != 0 && Limit.super.isInDoubt(judged);
        }

        @Override
        public double strength(Judged judged) {
            double value = judged.estimate().value();
            return switch (judged.measure()) {
                case SELECTION_RATIO, RECALL_RATIO -> judged.tolerance() / value;
                case ERROR_RATIO -> value * judged.tolerance();
                default -> effect(judged) / judged.tolerance();
            };
        }

        @Override
        public Judged applied(Judged judged) {
            return judged;
        }

        /** How far the value is from the reference's, in the direction that its test looks; 0 or (volume, a ratio) 1 for no difference. */
        private static double effect(Judged judged) {
            double value = judged.estimate().value();
            return switch (judged.measure()) {
                case LINF -> value;
                case COMPLETENESS, RECALL_GAP -> Math.max(0, judged.reference() - value);
                case MISSING, INVALID, UNSEEN, ERROR_GAP -> Math.max(0, value - judged.reference());
                case VOLUME -> Math.max(value, 1 / value);
                case CHANGE -> Math.abs(value);
                default -> Math.abs(value - judged.reference());
            };
        }
    }

    /** At most the monitor's tolerance above the reference; below it anything. One half of a two-sided test, so its α is kept twice over. */
    record Rise() implements Limit {
        @Override
        public Verdict verdict(Judged judged) {
            boolean hasFallen = judged.estimate().value() <= judged.reference();
            return judged.verdict() == Verdict.BAD && hasFallen ? Verdict.GOOD : judged.verdict();
        }

        @Override
        public boolean isExceeded(Judged judged) {
            return strength(judged) > 1;
        }

        @Override
        public double strength(Judged judged) {
            return (judged.estimate().value() - judged.reference()) / judged.tolerance();
        }

        @Override
        public Judged applied(Judged judged) {
            return judged;
        }
    }

    /**
     * In a closed range, whatever the reference says. A reading is BAD where its bounds refute that the value is in the range, however
     * few the rows; GOOD where it is not and the reading had rows enough for GOOD or BAD of its own; else what the reading says
     * (INSUFFICIENT, NO_DATA, …). So a window without a reference yet is no more judged by a band than by a tolerance; but for quality, which needs none.
     *
     * @param lowest −∞ for none
     * @param highest +∞ for none
     */
    record Band(double lowest, double highest) implements Limit {
        /** @throws IllegalArgumentException if the range is empty or all numbers */
        public Band {
            boolean isAll = lowest == Double.NEGATIVE_INFINITY && highest == Double.POSITIVE_INFINITY;
            if (!(lowest <= highest) || isAll) {
                throw new IllegalArgumentException(
                        "a band must have a lowest or a highest value, the lowest at most the " + "highest: lowest="
                                + lowest + ", highest=" + highest);
            }
        }

        @Override
        public Verdict verdict(Judged judged) {
            if (judged.verdict() == Verdict.WARMING_UP && judged.measure().isOfQuality()) {
                return isRefuted(judged.estimate())
                        ? Verdict.BAD
                        : judged.total() >= judged.minimumN() ? Verdict.GOOD : Verdict.INSUFFICIENT;
            }
            if (judged.verdict().compareTo(Verdict.INSUFFICIENT) > 0) {
                return judged.verdict();
            }
            if (isRefuted(judged.estimate())) {
                return Verdict.BAD;
            }
            return judged.verdict() == Verdict.INSUFFICIENT ? Verdict.INSUFFICIENT : Verdict.GOOD;
        }

        private boolean isRefuted(Estimate estimate) {
            return estimate.upper() < lowest || estimate.lower() > highest;
        }

        @Override
        public boolean isExceeded(Judged judged) {
            return strength(judged) > 0;
        }

        /** Distance from the range, in the measure's unit; 0 inside. */
        @Override
        public double strength(Judged judged) {
            double value = judged.estimate().value();
            return Math.max(0, Math.max(lowest - value, value - highest));
        }

        /** The tolerance is how far from the reference the limit lies that was crossed; 0 if the reference is beyond it too. */
        @Override
        public Judged applied(Judged judged) {
            return new Judged(
                    judged.measure(),
                    judged.label(),
                    judged.estimate(),
                    judged.reference(),
                    tolerance(judged),
                    judged.count(),
                    judged.total(),
                    judged.minimumN(),
                    judged.smallestVisible(),
                    verdict(judged));
        }

        private double tolerance(Judged judged) {
            boolean isHigh = isHigh(judged);
            if (judged.measure() == Measure.VOLUME) {
                return Math.max(1, isHigh ? highest : 1 / lowest);
            }
            double origin = judged.measure() == Measure.LINF ? 0 : judged.reference();
            return Math.max(0, isHigh ? highest - origin : origin - lowest);
        }

        /** Whether the value is nearer to leaving the range, or has left it, at its upper end. */
        public boolean isHigh(Judged judged) {
            double value = judged.estimate().value();
            return value - highest >= lowest - value;
        }
    }
}
