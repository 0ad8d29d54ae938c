package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import java.util.EnumMap;
import java.util.Map;

/**
 * δ, the largest effect that is still in order, for each measure, and the rules for shares and volume; stated by the monitor's owner.
 *
 * <p>Immutable; any thread.
 */
public final class Tolerances {
    /** The named set {@code default}. */
    public static final Tolerances DEFAULT = new Tolerances(
            deltas(0.05, 0.056, 0.1, 0.02, 0.005, 0.01), new ShareRatio(1.5, 0.0005), new VolumeBand(0.5, 2));

    /** The named set {@code tight}: about half of the default's effects. */
    public static final Tolerances TIGHT = new Tolerances(
            deltas(0.025, 0.028, 0.05, 0.01, 0.0025, 0.005), new ShareRatio(1.25, 0.00025), new VolumeBand(0.67, 1.5));

    /** The named set {@code loose}: about twice the default's effects. */
    public static final Tolerances LOOSE = new Tolerances(
            deltas(0.1, 0.112, 0.2, 0.05, 0.02, 0.03), new ShareRatio(2, 0.002), new VolumeBand(0.25, 4));

    private final Map<Measure, Double> deltas;
    private final ShareRatio shareRatio;
    private final VolumeBand volume;

    private Tolerances(Map<Measure, Double> deltas, ShareRatio shareRatio, VolumeBand volume) {
        this.deltas = new EnumMap<>(deltas);
        this.shareRatio = shareRatio;
        this.volume = volume;
    }

    /**
     * When a rare share counts as changed although its difference is small.
     *
     * @param ratio ρ: a share may grow to ρ times, or fall to one ρ-th of, the reference's; &gt; 1
     * @param floor differences up to this share are in order whatever their ratio; in (0, 1)
     */
    public record ShareRatio(double ratio, double floor) {
        public ShareRatio {
            if (!(ratio > 1) || !(floor > 0 && floor < 1)) {
                throw new IllegalArgumentException(
                        "share ratio must be > 1 and its floor in (0, 1): ratio=" + ratio + ", floor=" + floor);
            }
        }
    }

    /**
     * Rows of a window over the reference's mean that are in order.
     *
     * @param lowest in (0, 1)
     * @param highest &gt; 1
     */
    public record VolumeBand(double lowest, double highest) {
        public VolumeBand {
            if (!(lowest > 0 && lowest < 1) || !(highest > 1)) {
                throw new IllegalArgumentException(
                        "volume band must lie about 1: lowest=" + lowest + ", highest=" + highest);
            }
        }
    }

    private static Map<Measure, Double> deltas(
            double ks, double ranks, double js, double share, double unseen, double missing) {
        Map<Measure, Double> deltas = new EnumMap<>(Measure.class);
        deltas.put(Measure.KS, ks);
        deltas.put(Measure.RANK_SHIFT, ranks);
        deltas.put(Measure.RANK_SPREAD, ranks);
        deltas.put(Measure.JS_DISTANCE, js);
        deltas.put(Measure.LINF, share);
        deltas.put(Measure.SHARE, share);
        deltas.put(Measure.UNSEEN, unseen);
        deltas.put(Measure.MISSING, missing);
        deltas.put(Measure.INVALID, missing);
        return deltas;
    }

    /**
     * The set of that name: {@code default}, {@code tight} or {@code loose}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Tolerances named(String name) {
        return switch (name) {
            case "default" -> DEFAULT;
            case "tight" -> TIGHT;
            case "loose" -> LOOSE;
            default ->
                throw new IllegalArgumentException(
                        "unknown tolerances: name=" + name + "; known are default, tight, loose");
        };
    }

    /**
     * δ of a measure, in its unit; of PSI what δ of {@link Measure#JS_DISTANCE} amounts to for small changes (PSI ≈ 8·JS in nats); of
     * volume the largest ratio.
     */
    public double of(Measure measure) {
        if (measure == Measure.PSI) {
            double js = of(Measure.JS_DISTANCE);
            return 8 * js * js * Math.log(2);
        }
        Double delta = deltas.get(measure);
        return delta == null ? volume.highest() : delta;
    }

    public ShareRatio shareRatio() {
        return shareRatio;
    }

    public VolumeBand volume() {
        return volume;
    }

    /**
     * The same but for one measure.
     *
     * @throws IllegalArgumentException if δ is not in (0, 1), or the measure has none of its own (psi follows js_distance; volume is a band)
     */
    public Tolerances with(Measure measure, double delta) {
        if (!deltas.containsKey(measure)) {
            throw new IllegalArgumentException("measure has no tolerance of its own: measure=" + measure.word());
        }
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException(
                    "tolerance must be in (0, 1): measure=" + measure.word() + ", tolerance=" + delta);
        }
        Map<Measure, Double> changed = new EnumMap<>(deltas);
        changed.put(measure, delta);
        return new Tolerances(changed, shareRatio, volume);
    }

    /** The same with another rule for ratios of shares. */
    public Tolerances with(ShareRatio otherRatio) {
        return new Tolerances(deltas, otherRatio, volume);
    }

    /** The same with another band for the volume. */
    public Tolerances with(VolumeBand otherVolume) {
        return new Tolerances(deltas, shareRatio, otherVolume);
    }
}
