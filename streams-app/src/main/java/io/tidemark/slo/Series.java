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
import java.util.stream.Collectors;

/**
 * One measure of one column in one reading, over all its scales.
 *
 * <p>A long scale remembers: a spike of one window keeps the sum of the last 64 BAD for 64 windows. So a BAD scale counts only if the
 * effect is still there at every smaller scale: the point estimate alone, for the smaller scales may lack the rows to prove it.
 *
 * @param byScale the measurements, smallest scale first, at least one
 * @param limit which values are in order
 */
record Series(List<Measurement> byScale, Limit limit) {
    /** Column and measure; of changes also the detector, for each speaks for itself. */
    private record Key(String column, Measure measure, String detector) {
        private static Key of(Measurement measurement) {
            Judged judged = measurement.judged();
            return new Key(
                    measurement.column(), judged.measure(), judged.measure() == Measure.CHANGE ? judged.label() : "");
        }
    }

    private static final Comparator<Key> BY_COLUMN =
            Comparator.comparing(Key::column).thenComparing(Key::measure).thenComparing(Key::detector);

    /** The series of a reading's measurements, by column, then measure. */
    static List<Series> of(List<Measurement> measurements, Limit limit) {
        Map<Key, List<Measurement>> groups = new TreeMap<>(BY_COLUMN);
        for (Measurement measurement : measurements) {
            groups.computeIfAbsent(Key.of(measurement), unused -> new ArrayList<>())
                    .add(measurement);
        }
        return groups.values().stream().map(group -> sorted(group, limit)).toList();
    }

    private static Series sorted(List<Measurement> group, Limit limit) {
        return new Series(
                group.stream()
                        .sorted(Comparator.comparingInt(Measurement::scale))
                        .toList(),
                limit);
    }

    /** The series by column, in the columns' order. */
    static Map<String, List<Series>> byColumn(List<Series> all) {
        return all.stream()
                .collect(Collectors.groupingBy(
                        series -> series.byScale().get(0).column(), TreeMap::new, Collectors.toList()));
    }

    /** What the series of a column say together: BAD if one does, else GOOD if one does, else as in {@link Cells#weakest}. */
    static Verdict verdict(Collection<Series> all) {
        List<Verdict> verdicts = all.stream().map(Series::verdict).toList();
        if (verdicts.contains(Verdict.BAD)) {
            return Verdict.BAD;
        }
        if (verdicts.contains(Verdict.GOOD)) {
            return Verdict.GOOD;
        }
        return Cells.weakest(verdicts);
    }

    /** Whether it is good only for want of proof in the window itself. */
    boolean isInDoubt() {
        return limit.isInDoubt(byScale.get(0).judged());
    }

    /** BAD if a scale is confirmed; else GOOD if a scale is; else INSUFFICIENT, or why the window itself cannot be judged. */
    Verdict verdict() {
        Verdict base = verdict(byScale.get(0));
        if (base.compareTo(Verdict.INSUFFICIENT) > 0) {
            return base;
        }
        if (decisive().isPresent()) {
            return Verdict.BAD;
        }
        boolean hasGood = byScale.stream().anyMatch(m -> verdict(m) == Verdict.GOOD);
        return hasGood ? Verdict.GOOD : Verdict.INSUFFICIENT;
    }

    /** The BAD measurement of the smallest confirmed scale. */
    Optional<Measurement> decisive() {
        for (Measurement measurement : byScale) {
            if (verdict(measurement) == Verdict.BAD) {
                return Optional.of(measurement);
            }
            if (!limit.isExceeded(measurement.judged())) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Verdict verdict(Measurement measurement) {
        return limit.verdict(measurement.judged());
    }

    /** The BAD measurements, confirmed or not. */
    List<Measurement> bad() {
        return byScale.stream().filter(m -> verdict(m) == Verdict.BAD).toList();
    }
}
