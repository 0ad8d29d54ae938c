package io.tidemark.config;

import io.tidemark.stats.Measure;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * δ: the largest effects that are still in order.
 *
 * <p>Shares (missing, invalid, the share of a class) are compared with the reference's by ratio; their δ is {@code shareRatio}.
 *
 * @param byMeasure δ of {@code ks}, {@code rank_shift}, {@code rank_spread}, {@code js_distance}, {@code linf}, {@code unseen}, in
 *     the measure's unit, and of {@code volume}, as the ratio (2: half to double)
 * @param shareRatio a share may grow or shrink by this factor, &gt; 1
 * @param shareFloor differences of shares below this are in order whatever their ratio, a fraction
 */
public record Tolerances(Map<Measure, Double> byMeasure, double shareRatio, double shareFloor) {
    private static final Measure[] MEASURES = {
        Measure.KS,
        Measure.RANK_SHIFT,
        Measure.RANK_SPREAD,
        Measure.JS_DISTANCE,
        Measure.LINF,
        Measure.UNSEEN,
        Measure.VOLUME
    };

    /** For most models. */
    public static final Tolerances DEFAULT = of(new double[] {0.05, 0.056, 0.056, 0.1, 0.02, 0.005, 2}, 1.5);

    /** Where small changes matter and there are many rows: about half of the default. */
    public static final Tolerances TIGHT = of(new double[] {0.025, 0.028, 0.028, 0.07, 0.01, 0.002, 1.5}, 1.25);

    /** Where only large changes matter: about twice the default (0.14 is a shift of a quarter of σ). */
    public static final Tolerances LOOSE = of(new double[] {0.1, 0.14, 0.14, 0.2, 0.05, 0.02, 4}, 2);

    /** The sets that have a name, by it, the usual one first. */
    public static final Map<String, Tolerances> SETS = sets();

    public Tolerances {
        byMeasure = Collections.unmodifiableMap(new EnumMap<>(byMeasure));
    }

    private static Map<String, Tolerances> sets() {
        Map<String, Tolerances> words = new LinkedHashMap<>();
        words.put("default", DEFAULT);
        words.put("tight", TIGHT);
        words.put("loose", LOOSE);
        return Collections.unmodifiableMap(words);
    }

    private static Tolerances of(double[] deltas, double shareRatio) {
        Map<Measure, Double> byMeasure = new EnumMap<>(Measure.class);
        for (int i = 0; i < deltas.length; i++) {
            byMeasure.put(MEASURES[i], deltas[i]);
        }
        return new Tolerances(byMeasure, shareRatio, 0.0005);
    }

    /**
     * δ of a measure, in its unit.
     *
     * @throws IllegalArgumentException for shares and {@code psi}, which have none
     */
    public double of(Measure measure) {
        Double delta = byMeasure.get(measure);
        if (delta == null) {
            throw new IllegalArgumentException("a measure without a tolerance of its own: measure=" + measure.word());
        }
        return delta;
    }
}
