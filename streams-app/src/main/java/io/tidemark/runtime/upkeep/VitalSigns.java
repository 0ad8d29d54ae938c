package io.tidemark.runtime.upkeep;

import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Rejection;
import io.tidemark.query.Vitals;
import io.tidemark.store.SharedRocksMemory;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;

/** How this instance is: looked at every few seconds by a thread of its own, so that whoever asks waits for nothing. Any thread may ask. */
public final class VitalSigns implements Supplier<Vitals>, AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Observed observed;
    private final Clock clock;
    private final RecentRates rates = new RecentRates();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread started = new Thread(task, "vital-signs");
        started.setDaemon(true);
        return started;
    });
    private volatile long stateBytes;

    /**
     * What is looked at.
     *
     * @param instance host:port
     * @param state where its stores are
     */
    public record Observed(String instance, KafkaStreams streams, Meters meters, Restores restores, Path state) {}

    private VitalSigns(Observed observed, Clock clock) {
        this.observed = observed;
        this.clock = clock;
    }

    /** Begins to look. */
    public static VitalSigns start(Observed observed, Clock clock) {
        VitalSigns signs = new VitalSigns(observed, clock);
        signs.thread.scheduleWithFixedDelay(signs::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return signs;
    }

    private void look() {
        Meters meters = observed.meters();
        rates.look(clock.millis(), meters.read(Meter.EVENTS), meters.read(Meter.DELTAS));
        stateBytes = FilesOnDisk.bytes(observed.state());
    }

    @Override
    public Vitals get() {
        State state = observed.streams().state();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Vitals(
                observed.instance(),
                state.name().toLowerCase(Locale.ROOT),
                state.isRunningOrRebalancing()
                        ? observed.streams().metadataForLocalThreads().size()
                        : 0,
                ManagementFactory.getRuntimeMXBean().getUptime(),
                observed.restores().now(),
                new Vitals.Memory(
                        stateBytes,
                        SharedRocksMemory.usedBytes(),
                        heap.getUsed(),
                        heap.getMax(),
                        LiveCounts.numbers(observed.streams())),
                rates.now(),
                rejected());
    }

    private Map<String, Long> rejected() {
        Map<String, Long> rejected = new TreeMap<>();
        for (Rejection.Reason reason : Rejection.Reason.values()) {
            long count = observed.meters().rejected(reason);
            if (count > 0) {
                rejected.put(reason.name().toLowerCase(Locale.ROOT), count);
            }
        }
        return rejected;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
