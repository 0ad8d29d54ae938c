package io.tidemark.runtime.meter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** {@link KafkaMetric#ALL} of the stream threads' clients; not of the restore and global consumers, whose lag says nothing of the stream. */
final class KafkaSeries implements Series {
    private static final String THREAD = "StreamThread-";

    /** By group and name. */
    private static final Map<String, KafkaMetric> TOLD = KafkaMetric.ALL.stream()
            .collect(Collectors.toMap(metric -> key(metric.group(), metric.name()), metric -> metric));

    private final Supplier<? extends Collection<? extends Metric>> metrics;

    KafkaSeries(Supplier<? extends Collection<? extends Metric>> metrics) {
        this.metrics = metrics;
    }

    private static String key(String group, String name) {
        return group + '/' + name;
    }

    @Override
    public void addTo(Page page) {
        Map<KafkaMetric, Map<String, Double>> values = new HashMap<>();
        for (Metric metric : metrics.get()) {
            KafkaMetric told = TOLD.get(
                    key(metric.metricName().group(), metric.metricName().name()));
            if (told != null && isOfStream(told, metric.metricName())) {
                double value = value(metric) * told.unit();
                if (!Double.isNaN(value)) {
                    values.computeIfAbsent(told, unused -> new TreeMap<>())
                            .merge(label(told, metric.metricName()), value, told.how()::applyAsDouble);
                }
            }
        }
        KafkaMetric.ALL.forEach(told -> add(page, told, values.getOrDefault(told, Map.of())));
    }

    private static void add(Page page, KafkaMetric told, Map<String, Double> values) {
        List<String> names = told.tag().isEmpty() ? List.of() : List.of(told.label());
        String[] labels = names.toArray(String[]::new);
        Family family = told.kind() == Family.Kind.COUNTER
                ? page.counter(told.told(), told.help(), labels)
                : page.gauge(told.told(), told.help(), labels);
        values.forEach((label, value) -> {
            List<String> row = new ArrayList<>(names);
            row.replaceAll(name -> label);
            family.row(value, row.toArray(String[]::new));
        });
    }

    /** A store that closes at this moment has no value. */
    private static double value(Metric metric) {
        try {
            return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
        } catch (KafkaException closed) {
            return Double.NaN;
        }
    }

    /** Whether it is of a thread that processes, and of nodes a sink. */
    private static boolean isOfStream(KafkaMetric told, MetricName name) {
        String client = name.tags().getOrDefault("client-id", "");
        if (told.group().equals(KafkaMetric.NODE)) {
            return name.tags().getOrDefault(told.tag(), "").endsWith("-out");
        }
        boolean isOfClient = told.group().startsWith("consumer") || told.group().startsWith("producer");
        return !isOfClient || client.contains(THREAD) && !client.contains("restore");
    }

    private static String label(KafkaMetric told, MetricName name) {
        String value = name.tags().getOrDefault(told.tag(), "");
        int thread = value.lastIndexOf(THREAD);
        return thread < 0 ? value : value.substring(thread + THREAD.length());
    }
}
