package io.tidemark.config;

import io.tidemark.stats.Measure;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * δ: the largest effects that are still in order.
 *
 * <p>A share of rows that are missing or invalid is out of order where it is beyond both its δ and {@code shareRatio}; the share of a value
 * where it is beyond either.
 *
 * @param byMeasure δ of {@code ks}, {@code rank_shift}, {@code rank_spread}, {@code js_distance}, {@code linf}, {@code unseen}, {@code missing} and
 *     {@code invalid}, in the measure's unit, and of {@code volume}, as the ratio (2: half to double)
 * @param shareRatio a share may grow or shrink by this factor, &gt; 1
 * @param shareFloor differences of shares below this are in order whatever their ratio, a fraction
 */
public record Tolerances(Map<Measure, Double> byMeasure, double shareRatio, double shareFloor) {
    private static final List<Measure> MEASURES = List.of(
            Measure.KS,
            Measure.RANK_SHIFT,
            Measure.RANK_SPREAD,
            Measure.JS_DISTANCE,
            Measure.LINF,
            Measure.UNSEEN,
            Measure.MISSING,
            Measure.INVALID);

    /** For most models. */
    public static final Tolerances DEFAULT = of(io.tidemark.stats.verdict.Tolerances.DEFAULT);

    /** Where small changes matter and there are many rows: about half of the default. */
    public static final Tolerances TIGHT = of(io.tidemark.stats.verdict.Tolerances.TIGHT);

    /** Where only large changes matter: about twice the default. */
    public static final Tolerances LOOSE = of(io.tidemark.stats.verdict.Tolerances.LOOSE);

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

    private static Tolerances of(io.tidemark.stats.verdict.Tolerances verdicts) {
        Map<Measure, Double> byMeasure = new EnumMap<>(Measure.class);
        MEASURES.forEach(measure -> byMeasure.put(measure, verdicts.of(measure)));
        byMeasure.put(Measure.VOLUME, verdicts.volume().highest());
        return new Tolerances(
                byMeasure, verdicts.shareRatio().ratio(), verdicts.shareRatio().floor());
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
