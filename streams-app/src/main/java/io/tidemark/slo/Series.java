package io.tidemark.slo;

import io.tidemark.domain.Measurement;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One measure of one column in one reading, over all its scales.
 *
 * <p>A long scale remembers: a spike of one window keeps the sum of the last 64 BAD for 64 windows. So a BAD scale counts only if the
 * effect is still there at every smaller scale: the point estimate alone, for the smaller scales may lack the rows to prove it.
 *
 * @param byScale the measurements, smallest scale first, at least one
 */
record Series(List<Measurement> byScale) {
    /** Column and measure. */
    private record Key(String column, Measure measure) {}

    private static final Comparator<Key> BY_COLUMN =
            Comparator.comparing(Key::column).thenComparing(Key::measure);

    /** The series of a reading's measurements, by column, then measure. */
    static List<Series> of(List<Measurement> measurements) {
        Map<Key, List<Measurement>> groups = new TreeMap<>(BY_COLUMN);
        for (Measurement measurement : measurements) {
            Key key = new Key(measurement.column(), measurement.judged().measure());
            groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(measurement);
        }
        return groups.values().stream().map(Series::sorted).toList();
    }

    private static Series sorted(List<Measurement> group) {
        return new Series(group.stream()
                .sorted(Comparator.comparingInt(Measurement::scale))
                .toList());
    }

    /** What several series say of their slice: BAD if one does, else GOOD if one does, else the weakest; NO_DATA if there are none. */
    static Verdict verdict(Collection<Series> all) {
        List<Verdict> verdicts = all.stream().map(Series::verdict).toList();
        if (verdicts.contains(Verdict.BAD)) {
            return Verdict.BAD;
        }
        if (verdicts.contains(Verdict.GOOD)) {
            return Verdict.GOOD;
        }
        return verdicts.stream().max(Comparator.naturalOrder()).orElse(Verdict.NO_DATA);
    }

    /** BAD if a scale is confirmed; else GOOD if a scale is; else INSUFFICIENT, or why the window itself cannot be judged. */
    Verdict verdict() {
        Verdict base = byScale.get(0).judged().verdict();
        if (base.compareTo(Verdict.INSUFFICIENT) > 0) {
            return base;
        }
        if (decisive().isPresent()) {
            return Verdict.BAD;
        }
        boolean hasGood = byScale.stream().anyMatch(m -> m.judged().verdict() == Verdict.GOOD);
        return hasGood ? Verdict.GOOD : Verdict.INSUFFICIENT;
    }

    /** The BAD measurement of the smallest confirmed scale. */
    Optional<Measurement> decisive() {
        for (Measurement measurement : byScale) {
            if (measurement.judged().verdict() == Verdict.BAD) {
                return Optional.of(measurement);
            }
            if (!exceeds(measurement.judged())) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean exceeds(Judged judged) {
        return effect(judged) > judged.tolerance();
    }

    /** How far the value is from the reference's; 0 for no difference. */
    static double effect(Judged judged) {
        return Math.abs(judged.estimate().value() - judged.reference());
    }

    /** The BAD measurements, confirmed or not. */
    List<Measurement> bad() {
        return byScale.stream().filter(m -> m.judged().verdict() == Verdict.BAD).toList();
    }
}
