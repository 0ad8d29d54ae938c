package io.tidemark.runtime.meter;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tidemark.config.Monitor;
import io.tidemark.domain.Meters;
import io.tidemark.http.Health;
import io.tidemark.http.Telemetry;
import io.tidemark.query.Models;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of this instance: the process and the server from the beginning, the application from {@link #watch} on. Any thread may ask; what
 * each family is, and its most, stands in docs/metrics.md.
 */
public final class PrometheusTelemetry implements Telemetry, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PrometheusTelemetry.class);
    private static final Duration[] LIMITS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final List<Series> series = new CopyOnWriteArrayList<>();
    /** Those whose failure was told in the log. */
    private final ConcurrentHashMap<String, Long> failures = new ConcurrentHashMap<>();

    /** Of a process that has just begun. */
    public PrometheusTelemetry(Supplier<Health> health) {
        // Their names are not as Prometheus has them: process_cpu_seconds is told instead.
        registry.config()
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        garbage.bindTo(registry);
        series.add(new InstanceSeries(health));
        MultiCollector collector = this::collect;
        registry.getPrometheusRegistry().register(collector);
    }

    /**
     * What an application consists of, to who looks from outside.
     *
     * @param models how far they are, of what is active on this instance
     */
    public record Watched(KafkaStreams streams, Meters meters, List<Monitor> monitors, Models models) {
        public Watched {
            monitors = List.copyOf(monitors);
        }
    }

    /** From now on tells of that application too; once. */
    public void watch(Watched watched, Clock clock) {
        series.add(new CounterSeries(watched.meters()));
        series.add(new ProgressSeries(watched.models(), watched.monitors(), clock));
        series.add(new SloSeries(watched.meters().readout()));
        series.add(new DriftSeries(watched.meters().readout()));
        series.add(new KafkaSeries(() -> watched.streams().metrics().values()));
    }

    private MetricSnapshots collect() {
        Page page = new Page();
        for (Series one : series) {
            add(one, page);
        }
        failures.forEach((name, count) -> page.counter(
                        "tidemark_metrics_failures", "Scrapes that a part of the metrics is missing from", "part")
                .row(count, name));
        return page.snapshots();
    }

    /** One part that fails must not hide the others. */
    private void add(Series one, Page page) {
        try {
            one.addTo(page);
        } catch (RuntimeException failure) {
            String name = one.getClass().getSimpleName();
            if (failures.merge(name, 1L, Long::sum) == 1) {
                log.warn("a part of the metrics is missing, its next failures are only counted part={}", name, failure);
            }
        }
    }

    @Override
    public String text(String mediaType) {
        return registry.scrape(mediaType);
    }

    @Override
    public void answered(Answered request) {
        Timer.builder("tidemark.http.request.duration")
                .description("Requests by the template of their path")
                .tags("method", request.method(), "path", request.path(), "status", Integer.toString(request.status()))
                .serviceLevelObjectives(LIMITS)
                .register(registry)
                .record((long) (request.ms() * TimeUnit.MILLISECONDS.toNanos(1)), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}
