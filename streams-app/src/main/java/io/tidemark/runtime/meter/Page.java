package io.tidemark.runtime.meter;

import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tidemark.runtime.meter.Family.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is told at one request, family by family. Owned by one request; not thread-safe. */
final class Page {
    /** Most samples of a family that says nothing else. */
    static final int MOST_SAMPLES = 1_000;

    private final Map<String, Family> families = new LinkedHashMap<>();

    Family gauge(String name, String help, String... labels) {
        return gauge(MOST_SAMPLES, name, help, labels);
    }

    /** A gauge of at most so many samples. */
    Family gauge(int most, String name, String help, String... labels) {
        return family(new Family(Kind.GAUGE, new MetricMetadata(name, help), List.of(labels), most));
    }

    /** @param name without {@code _total} */
    Family counter(String name, String help, String... labels) {
        return family(new Family(Kind.COUNTER, new MetricMetadata(name, help), List.of(labels), MOST_SAMPLES));
    }

    /** @param name without {@code _info} */
    Family info(int most, String name, String help, String... labels) {
        return family(new Family(Kind.INFO, new MetricMetadata(name, help), List.of(labels), most));
    }

    /** Whoever names a family again goes on with it. */
    private Family family(Family fresh) {
        return families.computeIfAbsent(fresh.name(), unused -> fresh);
    }

    /** All families that have samples, and how many samples were left out of those that had too many. */
    MetricSnapshots snapshots() {
        Family leftOut = gauge(
                "tidemark_metrics_left_out",
                "Samples that the family had beyond its most at this scrape; those that matter least",
                "family");
        List<MetricSnapshot> snapshots = new ArrayList<>();
        for (Family family : List.copyOf(families.values())) {
            if (family.leftOut() > 0) {
                leftOut.row(family.leftOut(), family.name());
            }
        }
        for (Family family : families.values()) {
            if (!family.isEmpty()) {
                snapshots.add(family.snapshot());
            }
        }
        return new MetricSnapshots(snapshots);
    }
}
