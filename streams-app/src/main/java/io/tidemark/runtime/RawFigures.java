package io.tidemark.runtime;

import io.tidemark.domain.NumberText;
import io.tidemark.runtime.RawColumn.Side;
import io.tidemark.stats.sample.CategoryComparison;
import io.tidemark.stats.sample.Sample;
import io.tidemark.stats.sample.SampleComparison;
import io.tidemark.stats.sample.Statistic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every statistic of a column's raw values: of numbers, of categories, and both of numbers that are few different ones. */
final class RawFigures {
    /** Up to so many different numbers are categories too. */
    private static final int FEW = 20;

    private RawFigures() {}

    static List<ComparedColumn.Figure> of(RawColumn raw) {
        List<Statistic> all = new ArrayList<>();
        if (raw.hasNumbers()) {
            Sample reference = Sample.of(raw.numbers(Side.REFERENCE));
            Sample current = Sample.of(raw.numbers(Side.CURRENT));
            all.addAll(SampleComparison.of(reference, current).statistics());
            if (reference.distinct() <= FEW && current.distinct() <= FEW) {
                all.addAll(CategoryComparison.of(counts(reference), counts(current))
                        .statistics());
            }
        } else {
            all.addAll(CategoryComparison.of(raw.texts(Side.REFERENCE), raw.texts(Side.CURRENT))
                    .statistics());
        }
        return all.stream()
                .map(one -> new ComparedColumn.Figure(one.group(), one.name(), one.value(), one.unit()))
                .toList();
    }

    private static Map<String, Long> counts(Sample sample) {
        Map<String, Long> counts = new HashMap<>();
        for (int place = 0; place < sample.size(); place++) {
            counts.merge(NumberText.of(sample.value(place)), 1L, Long::sum);
        }
        return counts;
    }
}
