package io.tidemark.slo;

import io.tidemark.domain.Measurement;
import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.verdict.Verdict;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which measurements of a reading to show for what went wrong: few, the most telling first. */
final class Evidence {
    /** Most measurements that an alert carries. */
    static final int MOST = 5;

    private static final Comparator<Measurement> MOST_TELLING = Comparator.comparingInt(Measurement::scale)
            .thenComparing(Comparator.comparingDouble(Evidence::strength).reversed())
            .thenComparing(measurement -> measurement.judged().measure());

    private Evidence() {}

    /** One measurement a drifted column: the smallest scale first, then by effect over tolerance. */
    static List<Measurement> ofSlices(List<Series> all) {
        Map<String, List<Series>> columns = all.stream()
                .collect(Collectors.groupingBy(
                        series -> series.byScale().get(0).column(), TreeMap::new, Collectors.toList()));
        return columns.values().stream()
                .map(Evidence::ofColumn)
                .flatMap(Optional::stream)
                .sorted(MOST_TELLING.thenComparing(Measurement::column))
                .limit(MOST)
                .toList();
    }

    private static Optional<Measurement> ofColumn(List<Series> column) {
        return column.stream()
                .filter(series -> series.verdict() == Verdict.BAD)
                .map(Series::decisive)
                .flatMap(Optional::stream)
                .min(MOST_TELLING)
                .map(found -> withShifts(found, column));
    }

    /** Not every measure says what moved; another one of the same column may. */
    private static Measurement withShifts(Measurement found, List<Series> column) {
        if (!found.evidence().isEmpty()) {
            return found;
        }
        List<Shift> shifts = column.stream()
                .map(Series::bad)
                .flatMap(Collection::stream)
                .map(Measurement::evidence)
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse(List.of());
        return new Measurement(found.column(), found.scale(), found.judged(), found.dispersion(), shifts);
    }

    /** The columns with bad rows in the base window, those with the most first. */
    static List<Measurement> ofRows(List<Measurement> matching) {
        return matching.stream()
                .filter(m -> m.scale() == 1 && m.judged().count() > 0)
                .sorted(Comparator.<Measurement>comparingLong(m -> -m.judged().count())
                        .thenComparing(Measurement::column))
                .limit(MOST)
                .toList();
    }

    private static double strength(Measurement measurement) {
        return Series.effect(measurement.judged()) / measurement.judged().tolerance();
    }
}
