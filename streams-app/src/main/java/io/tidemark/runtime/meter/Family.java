package io.tidemark.runtime.meter;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.tidemark.domain.ModelKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The samples of one name, at most so many: what is added beyond is left out, and counted. Owned by one request; not thread-safe. */
final class Family {
    private final Kind kind;
    private final MetricMetadata metadata;
    private final List<String> labels;
    private final int most;
    private final Map<List<String>, Double> rows = new LinkedHashMap<>();
    private long leftOut;

    /** What the samples mean. */
    enum Kind {
        /** It goes up and down. */
        GAUGE,
        /** It only goes up, from 0 at the start of the process; Prometheus sees the name with {@code _total}. */
        COUNTER,
        /** Labels alone say something; Prometheus sees the name with {@code _info}. */
        INFO
    }

    Family(Kind kind, MetricMetadata metadata, List<String> labels, int most) {
        this.kind = kind;
        this.metadata = metadata;
        this.labels = labels;
        this.most = most;
    }

    /** Adds a sample; the same labels again replace it. A value that is not a number is no sample. */
    Family row(double value, String... values) {
        List<String> key = List.of(values);
        if (key.size() != labels.size()) {
            throw new IllegalArgumentException(
                    "labels must be as many as names: name=" + name() + ", names=" + labels + ", labels=" + key.size());
        }
        if (Double.isNaN(value)) {
            return this;
        }
        if (rows.size() < most || rows.containsKey(key)) {
            rows.put(key, value);
        } else {
            leftOut++;
        }
        return this;
    }

    String name() {
        return metadata.getName();
    }

    /** How many samples were left out. */
    long leftOut() {
        return leftOut;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    MetricSnapshot snapshot() {
        switch (kind) {
            case COUNTER:
                return new CounterSnapshot(
                        metadata,
                        rows.entrySet().stream()
                                .map(row -> CounterDataPointSnapshot.builder()
                                        .labels(labels(row.getKey()))
                                        .value(Math.max(0, row.getValue()))
                                        .build())
                                .toList());
            case INFO:
                return new InfoSnapshot(
                        metadata,
                        rows.keySet().stream()
                                .map(row -> InfoDataPointSnapshot.builder()
                                        .labels(labels(row))
                                        .build())
                                .toList());
            default:
                return new GaugeSnapshot(
                        metadata,
                        rows.entrySet().stream()
                                .map(row -> GaugeDataPointSnapshot.builder()
                                        .labels(labels(row.getKey()))
                                        .value(row.getValue())
                                        .build())
                                .toList());
        }
    }

    /** A tenant's models also have the tenant for a label; those of the default tenant have none. */
    private Labels labels(List<String> values) {
        Labels all = Labels.of(labels, values);
        int model = labels.indexOf("model");
        return model >= 0 && ModelKey.isQualified(values.get(model))
                ? all.add("tenant", ModelKey.tenant(values.get(model)))
                : all;
    }
}
