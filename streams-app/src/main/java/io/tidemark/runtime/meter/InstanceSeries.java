package io.tidemark.runtime.meter;

import com.sun.management.OperatingSystemMXBean;
import io.tidemark.http.Health;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;

/** How this instance is, also while it starts. */
final class InstanceSeries implements Series {
    private static final List<String> STATES = Stream.concat(
                    Stream.of("starting"),
                    Stream.of(KafkaStreams.State.values())
                            .map(state -> state.name().toLowerCase(Locale.ROOT)))
            .toList();

    private static final double NS = 1e-9;

    private final Supplier<Health> health;
    private final String version;

    InstanceSeries(Supplier<Health> health) {
        this.health = health;
        String known = InstanceSeries.class.getPackage().getImplementationVersion();
        this.version = known == null ? "unknown" : known;
    }

    @Override
    public void addTo(Page page) {
        Health now = health.get();
        page.gauge("tidemark_ready", "1 if it has its state and does its work: as /readyz")
                .row(now.isReady() ? 1 : 0);
        page.gauge("tidemark_alive", "0 if only a restart helps: as /healthz").row(now.isAlive() ? 1 : 0);
        Family states = page.gauge("tidemark_instance_state", "1 for the state it is in", "state");
        STATES.forEach(state -> states.row(state.equals(now.state()) ? 1 : 0, state));
        page.counter("process_cpu_seconds", "Time of processors that the process used")
                .row(cpuSeconds());
        page.info(1, "tidemark_build", "What runs", "version", "java")
                .row(1, version, Runtime.version().toString());
    }

    private static double cpuSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                        && system.getProcessCpuTime() >= 0
                ? system.getProcessCpuTime() * NS
                : Double.NaN;
    }
}
