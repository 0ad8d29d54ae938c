package io.tidemark.slo;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which measurements of a reading to show for what went wrong: few, the most telling first. */
public final class Evidence {
    /** Most measurements that an alert carries. */
    static final int MOST = 5;

    /** A decisive measurement, and how far it is beyond its limit. */
    private record Found(Measurement measurement, double strength) {
        static final Comparator<Found> MOST_TELLING = Comparator.<Found>comparingInt(found -> found.measurement.scale())
                .thenComparing(Comparator.comparingDouble(Found::strength).reversed())
                .thenComparing(found -> found.measurement.judged().measure())
                .thenComparing(found -> found.measurement.column());
    }

    private Evidence() {}

    /** One measurement a bad column, as its limit sees it: the smallest scale first, then those furthest beyond. */
    static List<Measurement> ofSlices(List<Series> all) {
        return ofSlices(all, MOST);
    }

    /**
     * The columns whose distribution left its reference in a reading, the most telling measurement of each.
     *
     * @param besides columns that are shown already
     * @param most how many at most
     */
    public static List<Measurement> alsoMoved(Reading reading, Set<String> besides, int most) {
        Selection drift = Selection.of(Selection.Kind.DRIFT, List.of());
        List<Measurement> others = drift.of(reading).stream()
                .filter(measurement -> !besides.contains(measurement.column()))
                .toList();
        return ofSlices(Series.of(others, Limit.TOLERANCE), most);
    }

    private static List<Measurement> ofSlices(List<Series> all, int most) {
        return Series.byColumn(all).values().stream()
                .map(Evidence::ofColumn)
                .flatMap(Optional::stream)
                .sorted(Found.MOST_TELLING)
                .limit(most)
                .map(Found::measurement)
                .toList();
    }

    private static Optional<Found> ofColumn(List<Series> column) {
        return column.stream()
                .filter(series -> series.verdict() == Verdict.BAD)
                .map(Evidence::found)
                .flatMap(Optional::stream)
                .min(Found.MOST_TELLING)
                .map(found -> new Found(withShifts(found.measurement, column), found.strength));
    }

    private static Optional<Found> found(Series series) {
        return series.decisive().map(decisive -> {
            Judged applied = series.limit().applied(decisive.judged());
            return new Found(
                    new Measurement(
                            decisive.column(), decisive.scale(), applied, decisive.dispersion(), decisive.evidence()),
                    series.limit().strength(decisive.judged()));
        });
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

    /**
     * One measurement a column with bad rows, those with the most first; where a column has several labels, that of the most rows.
     *
     * @param base of the base window
     * @param bad bad rows of each column
     */
    static List<Measurement> ofRows(List<Measurement> base, Map<String, Long> bad) {
        Map<String, Measurement> columns = new TreeMap<>();
        for (Measurement measurement : base) {
            if (bad.getOrDefault(measurement.column(), 0L) > 0) {
                columns.merge(measurement.column(), measurement, Evidence::ofMoreRows);
            }
        }
        return columns.values().stream()
                .sorted(Comparator.comparingLong((Measurement m) -> bad.getOrDefault(m.column(), 0L))
                        .reversed())
                .limit(MOST)
                .toList();
    }

    private static Measurement ofMoreRows(Measurement left, Measurement right) {
        return right.judged().count() > left.judged().count() ? right : left;
    }
}
