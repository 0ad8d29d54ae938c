package io.tidemark.runtime.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class KafkaSeriesTest {
    private static final Map<String, String> MAIN =
            Map.of("client-id", "app-StreamThread-1-consumer", "topic", "events");

    private final List<Metric> metrics = new ArrayList<>();

    private void add(String group, String name, Map<String, String> tags, Object value) {
        MetricName metric = new MetricName(name, group, "", tags);
        metrics.add(new Metric() {
            @Override
            public MetricName metricName() {
                return metric;
            }

            @Override
            public Object metricValue() {
                if (value instanceof KafkaException closed) {
                    throw closed;
                }
                return value;
            }
        });
    }

    private List<String> lines() {
        return Lines.of(new KafkaSeries(() -> metrics));
    }

    @Test
    void valuesOfALabelBecomeOneInBaseUnits() {
        add("stream-state-metrics", "total-sst-files-size", Map.of("rocksdb-state-id", "slots", "task-id", "4_0"), 100);
        add("stream-state-metrics", "total-sst-files-size", Map.of("rocksdb-state-id", "slots", "task-id", "4_1"), 20);
        add("stream-state-metrics", "block-cache-usage", Map.of("rocksdb-state-id", "slots"), 64L);
        add("stream-state-metrics", "block-cache-usage", Map.of("rocksdb-state-id", "progress"), 64L);
        add("stream-thread-metrics", "commit-latency-max", Map.of("thread-id", "app-1-StreamThread-2"), 2_500.0);
        add("stream-thread-metrics", "blocked-time-ns-total", Map.of("thread-id", "app-1-StreamThread-2"), 3e9);

        assertThat(lines())
                .containsExactlyInAnyOrder(
                        "tidemark_state_disk_bytes{store=\"slots\"} 120.0",
                        "tidemark_rocksdb_memory_bytes 64.0",
                        "kafka_streams_commit_latency_max_seconds{thread=\"2\"} 2.5",
                        "kafka_streams_blocked_seconds_total{thread=\"2\"} 3.0");
    }

    @Test
    void whatIsNotOfTheStreamIsNotTold() {
        add("consumer-fetch-manager-metrics", "records-lag", MAIN, 5.0);
        add(
                "consumer-fetch-manager-metrics",
                "records-lag",
                Map.of("client-id", "app-StreamThread-1-restore-consumer", "topic", "log"),
                5.0);
        add(
                "consumer-fetch-manager-metrics",
                "records-lag",
                Map.of("client-id", "app-global-consumer", "topic", "grids"),
                5.0);
        add("consumer-fetch-manager-metrics", "fetch-rate", MAIN, 5.0);
        add(
                "stream-processor-node-metrics",
                "record-e2e-latency-max",
                Map.of("processor-node-id", "references-in"),
                5.0);

        assertThat(lines()).containsExactly("kafka_consumer_records_lag{topic=\"events\"} 5.0");
    }

    @Test
    void whatHasNoValueNowHasNoSample() {
        add("stream-thread-metrics", "process-ratio", Map.of("thread-id", "app-StreamThread-1"), Double.NaN);
        add(
                "stream-state-metrics",
                "total-sst-files-size",
                Map.of("rocksdb-state-id", "slots"),
                new KafkaException("closed"));
        add("stream-metrics", "alive-stream-threads", Map.of(), "two");

        assertThat(lines()).isEmpty();
    }

    @Test
    void namesAreToldOnce() {
        assertThat(KafkaMetric.ALL.stream().map(KafkaMetric::told).collect(Collectors.toSet()))
                .hasSize(KafkaMetric.ALL.size())
                .hasSizeBetween(25, 40)
                .noneMatch(name -> name.endsWith("_total"));
    }
}
