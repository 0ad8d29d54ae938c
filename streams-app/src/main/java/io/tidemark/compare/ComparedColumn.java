package io.tidemark.compare;

import io.tidemark.stats.sample.Statistic;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One column of two files.
 *
 * @param name as in the header; {@code prediction} and {@code score} where the monitor says so; of a derived column {@code note.length}
 * @param kind number, category, boolean, string or embedding: the reference decides
 * @param n usable values in the current file
 * @param m usable values in the reference
 * @param phi by how much rows vary beyond independent ones; 1 where that is not known
 * @param verdict BAD if a deciding measure is; GOOD if all of them are; else INSUFFICIENT, or NO_DATA where the current file has no rows
 * @param measures every measure, in the order of judging
 * @param evidence what moved, largest part first; empty unless a distance is BAD
 * @param statistics of the raw values; empty unless exact
 */
public record ComparedColumn(
        String name,
        String kind,
        long n,
        long m,
        double phi,
        String verdict,
        List<ComparedMeasure> measures,
        List<Moved> evidence,
        List<Figure> statistics) {
    static final Comparator<ComparedColumn> FARTHEST_FIRST = Comparator.comparingDouble(
                    (ComparedColumn column) -> column.worst().overTolerance())
            .reversed()
            .thenComparing(ComparedColumn::name);

    public ComparedColumn {
        measures = List.copyOf(measures);
        evidence = List.copyOf(evidence);
        statistics = List.copyOf(statistics);
    }

    /**
     * A bin or value whose share changed.
     *
     * @param label of the bin or value
     * @param before its share in the reference
     * @param after its share in the current file
     * @param contribution its part of the distance, in [0, 1]
     */
    public record Moved(String label, double before, double after, double contribution) {}

    /**
     * A statistic of the raw values.
     *
     * @param group its family
     * @param name in the family
     * @param value finite or infinite
     * @param unit empty for a plain number
     */
    public record Figure(String group, String name, double value, String unit) {
        /** Each of them, in their order. */
        public static List<Figure> of(List<Statistic> statistics) {
            return statistics.stream()
                    .map(one -> new Figure(one.group(), one.name(), one.value(), one.unit()))
                    .toList();
        }
    }

    public boolean isBad() {
        return verdict.equals("BAD");
    }

    /** The statistics without those that are arrays: edges, counts, quantiles, intervals. */
    public List<Figure> singleStatistics() {
        Set<String> names = new HashSet<>();
        statistics.forEach(figure -> names.add(figure.name()));
        return statistics.stream()
                .filter(figure -> !FigureTree.isPlace(figure.name(), names))
                .toList();
    }

    /** The deciding measure that says most: of the BAD ones if there are any, the one farthest beyond its tolerance. */
    public ComparedMeasure worst() {
        return measures.stream()
                .filter(ComparedMeasure::decides)
                .max(Comparator.comparing(ComparedMeasure::isBad).thenComparing(ComparedMeasure::overTolerance))
                .orElseThrow();
    }
}
