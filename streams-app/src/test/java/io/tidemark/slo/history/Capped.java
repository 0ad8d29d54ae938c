package io.tidemark.slo.history;

import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.BurnPair;
import io.tidemark.slo.FittedTier;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Point;
import io.tidemark.slo.Slot;
import io.tidemark.slo.Step;
import io.tidemark.slo.Terms;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Minutes to the page at low targets, with the factor's cap and without it: 30 d, about 1,000 rows an hour, 0.3 of what is allowed bad
 * before. A run is a day in order, then a day at an error share.
 */
final class Capped {
    private static final double PER_MINUTE = 1_000 / 60.0;
    private static final double HEALTHY = 0.3;
    private static final int DAY = 24 * 60;

    private final Terms terms;
    private final double target;

    /** Whether the factor is lowered to what half-bad data reach. */
    enum Cap {
        NONE,
        HALF
    }

    Capped(double target, Cap cap) {
        this.target = target;
        Terms usual =
                Terms.of(new Goal(target, 30 * Past.DAY, Method.OCCURRENCES, Past.MINUTE), AlertPolicy.standard());
        this.terms = cap == Cap.HALF ? usual : raw(usual);
    }

    private static Terms raw(Terms usual) {
        List<FittedTier> tiers = usual.tiers().stream()
                .map(tier -> new FittedTier(
                        tier.tier(), tier.pairs().stream().map(Capped::raw).toList(), tier.others()))
                .toList();
        return new Terms(usual.goal(), usual.policy(), tiers, usual.revision());
    }

    private static BurnPair raw(BurnPair pair) {
        return new BurnPair(
                pair.longMs(),
                pair.shortMs(),
                pair.factorRaw(),
                pair.factorRaw(),
                pair.minTotal(),
                pair.minBad(),
                pair.chance());
    }

    /** The median over so many runs; NaN if more than half of them never paged. */
    double medianMinutes(double errorShare, int runs) {
        double[] minutes = new double[runs];
        for (int seed = 0; seed < runs; seed++) {
            minutes[seed] = minutes(errorShare, seed);
        }
        Arrays.sort(minutes);
        double median = minutes[runs / 2];
        return Double.isInfinite(median) ? Double.NaN : median;
    }

    private double minutes(double errorShare, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Ledger ledger = new Ledger(terms);
        for (int minute = 0; minute < DAY; minute++) {
            take(ledger, minute, HEALTHY * (1 - target), random);
        }
        for (int minute = DAY; minute < 2 * DAY; minute++) {
            if (take(ledger, minute, errorShare, random)) {
                return minute + 1 - DAY;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Whether it pages. */
    private static boolean take(Ledger ledger, long minute, double errorShare, SplittableRandom random) {
        long bad = Traffic.poisson(PER_MINUTE * errorShare, random);
        long good = Traffic.poisson(PER_MINUTE * (1 - errorShare), random);
        Point point = new Point(Past.START + minute * Past.MINUTE, 0, Slot.ofRows(good, bad));
        return ledger.take(point).steps().stream()
                .anyMatch(step -> step.severity() == Severity.PAGE && step.telling() == Step.Telling.OPENED);
    }
}
