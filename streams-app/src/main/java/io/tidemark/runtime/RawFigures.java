package io.tidemark.runtime;

import io.tidemark.compare.ComparedColumn;
import io.tidemark.domain.NumberText;
import io.tidemark.runtime.RawColumn.Side;
import io.tidemark.stats.sample.CategoryComparison;
import io.tidemark.stats.sample.ProportionComparison;
import io.tidemark.stats.sample.Sample;
import io.tidemark.stats.sample.SampleComparison;
import io.tidemark.stats.sample.Statistic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every statistic of a column's raw values: of numbers, of categories, of a share, and all of these where numbers are few different ones. */
final class RawFigures {
    /** Up to so many different numbers on a side are categories too. */
    private static final int FEW = 20;

    /** What a share is of, where only one value of the two is there. */
    private static final List<SortedSet<String>> PAIRS =
            List.of(new TreeSet<>(List.of("0", "1")), new TreeSet<>(List.of("false", "true")));

    private RawFigures() {}

    static List<ComparedColumn.Figure> of(RawColumn raw) {
        if (!raw.hasNumbers()) {
            return ComparedColumn.Figure.of(categories(raw.texts(Side.REFERENCE), raw.texts(Side.CURRENT)));
        }
        Sample reference = Sample.of(raw.numbers(Side.REFERENCE));
        Sample current = Sample.of(raw.numbers(Side.CURRENT));
        List<Statistic> all =
                new ArrayList<>(SampleComparison.of(reference, current).statistics());
        if (reference.distinct() <= FEW && current.distinct() <= FEW) {
            all.addAll(categories(counts(reference), counts(current)));
        }
        return ComparedColumn.Figure.of(all);
    }

    private static List<Statistic> categories(Map<String, Long> reference, Map<String, Long> current) {
        List<Statistic> all =
                new ArrayList<>(CategoryComparison.of(reference, current).statistics());
        SortedSet<String> values = new TreeSet<>(reference.keySet());
        values.addAll(current.keySet());
        for (SortedSet<String> pair : PAIRS) {
            values = pair.containsAll(values) ? pair : values;
        }
        if (values.size() == 2 && !reference.isEmpty() && !current.isEmpty()) {
            String counted = values.last();
            all.addAll(ProportionComparison.of(part(counted, reference), part(counted, current))
                    .statistics());
        }
        return all;
    }

    private static ProportionComparison.Part part(String value, Map<String, Long> counts) {
        long rows = counts.values().stream().mapToLong(Long::longValue).sum();
        return new ProportionComparison.Part(counts.getOrDefault(value, 0L), rows);
    }

    private static Map<String, Long> counts(Sample sample) {
        Map<String, Long> counts = new HashMap<>();
        for (int place = 0; place < sample.size(); place++) {
            counts.merge(NumberText.of(sample.value(place)), 1L, Long::sum);
        }
        return counts;
    }
}
