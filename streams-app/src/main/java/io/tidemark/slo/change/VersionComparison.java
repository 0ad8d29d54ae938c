package io.tidemark.slo.change;

import io.tidemark.slo.change.VersionSlots.Count;
import io.tidemark.stats.sample.ProportionComparison.Part;
import io.tidemark.stats.sample.StratifiedShares;
import io.tidemark.stats.sample.StratifiedShares.Stratum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A new version against the old one, by what is bad of each.
 *
 * <p>Only windows in which both served can tell the version from the weather: in them the shares are compared window by window
 * ({@link StratifiedShares}). Without such windows there is before and after, and everything else that changed between them.
 *
 * @param fresh the new version
 * @param former the old one; empty if none is known
 * @param unit what is counted
 * @param control what it is compared with
 * @param newer of the new version
 * @param older of the old version
 * @param probability two-sided, of such a difference between versions that do not differ; 1 without a control
 * @param comparedMs total length of the windows that were compared, of the new version's where there is no control
 */
public record VersionComparison(
        String fresh,
        String former,
        Unit unit,
        Control control,
        Side newer,
        Side older,
        double probability,
        long comparedMs) {
    /** Fewest rows of each version. */
    public static final long FEWEST_ROWS = 200;

    /** The probability below which a difference counts. */
    public static final double LEVEL = 0.001;

    /** What is counted. */
    public enum Unit {
        ROWS,
        /** Windows are good or bad as a whole: there are few of them, and what they say was tested already. */
        WINDOWS
    }

    /** What the new version is compared with. */
    public enum Control {
        /** The old one in the same windows. */
        CONCURRENT,
        /** The old one in the windows before. */
        BEFORE_AFTER,
        /** Nothing: one of them is not in the data. */
        NONE
    }

    /** What follows. */
    public enum Verdict {
        /** The new version is worse than the old one at the same time. */
        ROLL_BACK,
        /** At the same time it is not worse, or not surely. */
        NOT_WORSE,
        /** Too few rows to tell. */
        TOO_FEW,
        /** It looks worse, by windows alone, or by before and after alone. */
        WEAK,
        /** Nothing can be said. */
        UNKNOWN
    }

    /** Bad of all, of one version. */
    public record Side(long bad, long total) {
        static final Side NOTHING = new Side(0, 0);

        private Side plus(Count count) {
            return new Side(bad + count.bad(), total + count.total());
        }

        /** In [0, 1]; 0 of nothing. */
        public double share() {
            return total == 0 ? 0 : (double) bad / total;
        }
    }

    /**
     * A version and what its windows showed.
     *
     * @param name the version
     * @param slots its windows
     */
    public record Version(String name, VersionSlots slots) {}

    /**
     * Compares what both showed since a change. O(windows).
     *
     * @param changedMs when the new version was put in service
     * @param slotMs length of a window
     */
    public static VersionComparison of(Version fresh, Version former, Unit unit, long changedMs, long slotMs) {
        List<Stratum> strata = new ArrayList<>();
        Side newer = Side.NOTHING;
        Side older = Side.NOTHING;
        for (Map.Entry<Long, Count> window :
                fresh.slots().windows().tailMap(changedMs - slotMs + 1).entrySet()) {
            Count before = former.slots().windows().getOrDefault(window.getKey(), new Count(0, 0, 0));
            if (window.getValue().total() > 0 && before.total() > 0) {
                newer = newer.plus(window.getValue());
                older = older.plus(before);
                strata.add(new Stratum(
                        new Part(before.bad(), before.total()),
                        new Part(window.getValue().bad(), window.getValue().total())));
            }
        }
        if (strata.isEmpty()) {
            return beforeAndAfter(fresh, former, unit, changedMs, slotMs);
        }
        return new VersionComparison(
                fresh.name(),
                former.name(),
                unit,
                Control.CONCURRENT,
                newer,
                older,
                StratifiedShares.of(strata).probability(),
                strata.size() * slotMs);
    }

    private static VersionComparison beforeAndAfter(
            Version fresh, Version former, Unit unit, long changedMs, long slotMs) {
        Side newer = Side.NOTHING;
        Side older = Side.NOTHING;
        long comparedMs = 0;
        for (Count count :
                fresh.slots().windows().tailMap(changedMs - slotMs + 1).values()) {
            newer = newer.plus(count);
            comparedMs += count.total() > 0 ? slotMs : 0;
        }
        for (Count count : former.slots().windows().headMap(changedMs).values()) {
            older = older.plus(count);
        }
        Control control = newer.total() > 0 && older.total() > 0 ? Control.BEFORE_AFTER : Control.NONE;
        return new VersionComparison(fresh.name(), former.name(), unit, control, newer, older, 1, comparedMs);
    }

    /** What follows for people who may roll back. */
    public Verdict verdict() {
        boolean looksWorse = newer.share() > older.share();
        if (control == Control.NONE) {
            return Verdict.UNKNOWN;
        }
        if (control == Control.BEFORE_AFTER || unit == Unit.WINDOWS) {
            return looksWorse ? Verdict.WEAK : Verdict.NOT_WORSE;
        }
        if (Math.min(newer.total(), older.total()) < FEWEST_ROWS) {
            return Verdict.TOO_FEW;
        }
        return looksWorse && probability < LEVEL ? Verdict.ROLL_BACK : Verdict.NOT_WORSE;
    }

    /**
     * Budget that the new version used up, beyond what the old one would have, as a share of the whole budget: its share of the traffic ×
     * (p_new − p_old) × duration / ((1 − T)·W), as in canary analysis.
     *
     * @param errorShare 1 − T, in (0, 1)
     * @param windowMs W
     * @return ≥ 0; 0 where it is not worse
     */
    public double budgetAtRisk(double errorShare, long windowMs) {
        double traffic = (double) newer.total() / Math.max(1, newer.total() + older.total());
        double excess = Math.max(0, newer.share() - older.share());
        return control == Control.CONCURRENT ? traffic * excess * comparedMs / (errorShare * windowMs) : 0;
    }
}
