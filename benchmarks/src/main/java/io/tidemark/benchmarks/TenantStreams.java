package io.tidemark.benchmarks;

import io.tidemark.runtime.AppSettings;
import io.tidemark.schemas.FeatureEvent;
import io.tidemark.serde.EventEncoder;
import io.tidemark.serde.Registry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The events of all tenants' models in turn, each model's in one partition, at a steady rate and the time of the clock; and on demand a flood of the first tenant's. */
final class TenantStreams implements AutoCloseable {
    private static final int BATCH = 100;
    private static final int DIMENSIONS = 3;
    private static final int SAMPLE = 2_000;
    private static final int KEPT_SPANS = 10;

    private final KafkaProducer<byte[], byte[]> steadily;
    private final KafkaProducer<byte[], byte[]> flooding;
    private final EventEncoder[] encoders;
    private final SampleEvent event = new SampleEvent(3, DIMENSIONS);
    private final SampleEvent flood = new SampleEvent(4, DIMENSIONS);
    private final long rate;
    private final int schemaId;
    /** When the first event behind a window's end was taken, by the window's end and partition. */
    private final Map<Long, Map<String, Long>> passed = new ConcurrentHashMap<>();

    private final Thread steady = new Thread(this::run, "steady-tenants");
    private final Thread flooder = new Thread(this::runFlood, "flooding-tenant");
    private final LongAdder flooded = new LongAdder();
    private volatile long sent;
    private volatile long floodRate;
    private volatile boolean isOpen = true;

    TenantStreams(AppSettings settings, Registry registry, int models, long rate) {
        this.rate = rate;
        steadily = producer(settings);
        flooding = producer(settings);
        int id = 0;
        for (int tenant = 0; tenant < ManyModels.TENANTS; tenant++) {
            id = registry.register(ManyModels.topic(tenant), FeatureEvent.getClassSchema());
        }
        schemaId = id;
        encoders = new EventEncoder[models / ManyModels.TENANTS];
        for (int model = 0; model < encoders.length; model++) {
            encoders[model] = new EventEncoder("m" + model, EventEncoder.Type.FEATURES, schemaId);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(AppSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", settings.bootstrapServers());
        properties.put("linger.ms", "10");
        properties.put("batch.size", "131072");
        properties.put("compression.type", "lz4");
        properties.put("max.in.flight.requests.per.connection", 1); // KAFKA-15591: the topics are new
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The events of so many seconds before now, as fast as they go. */
    void backlog(long seconds) {
        long fromMs = System.currentTimeMillis() - 1_000 * seconds;
        for (long i = 0; i < seconds * rate; i++) {
            send(i, fromMs + 1_000 * i / rate);
        }
        steadily.flush();
    }

    void start() {
        steady.setDaemon(true);
        steady.start();
        flooder.setDaemon(true);
        flooder.start();
    }

    /** From now on the first tenant sends so many events a second beside its own. */
    void flood(long eventsPerSecond) {
        floodRate = eventsPerSecond;
    }

    long sent() {
        return sent + flooded.sum();
    }

    long flooded() {
        return flooded.sum();
    }

    /** When the last of a tenant's partitions had an event behind a window's end; −1 if not all have. */
    long passedMs(String tenant, long windowEndMs) {
        Map<String, Long> partitions = passed.getOrDefault(windowEndMs, Map.of());
        long last = -1;
        for (int partition = 0; partition < ManyModels.PARTITIONS; partition++) {
            Long at = partitions.get(tenant + "-" + partition);
            if (at == null) {
                return -1;
            }
            last = Math.max(last, at);
        }
        return last;
    }

    private void run() {
        long since = System.nanoTime();
        for (long done = 0; isOpen; done += BATCH) {
            long due = since + done * 1_000_000_000L / rate;
            LockSupport.parkNanos(due - System.nanoTime());
            long now = System.currentTimeMillis();
            for (long i = 0; i < BATCH; i++) {
                send(done + i, now);
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time sends
    private void send(long number, long eventTimeMs) {
        int tenant = (int) (number % ManyModels.TENANTS);
        long turn = number / ManyModels.TENANTS;
        int model = (int) (turn % encoders.length);
        int partition = model % ManyModels.PARTITIONS;
        event.draw(eventTimeMs, 0);
        String place = "t" + tenant + "-" + partition;
        long windowEndMs = Math.floorDiv(eventTimeMs, ManyModels.WINDOW_MS) * ManyModels.WINDOW_MS;
        steadily.send(
                new ProducerRecord<>(
                        ManyModels.topic(tenant), partition, eventTimeMs, null, encoders[model].write(event)),
                (metadata, failure) -> passed(windowEndMs, place));
        sent++;
    }

    private void passed(long windowEndMs, String place) {
        Map<String, Long> partitions = passed.computeIfAbsent(windowEndMs, none -> {
            passed.keySet().removeIf(end -> end < windowEndMs - KEPT_SPANS * ManyModels.WINDOW_MS);
            return new ConcurrentHashMap<>();
        });
        if (!partitions.containsKey(place)) {
            partitions.putIfAbsent(place, System.currentTimeMillis());
        }
    }

    private void runFlood() {
        byte[][] events = {};
        long drawnAt = 0;
        long due = System.nanoTime();
        int next = 0;
        while (isOpen) {
            long wanted = floodRate;
            if (wanted == 0) {
                LockSupport.parkNanos(10_000_000);
                due = System.nanoTime();
                continue;
            }
            if (System.currentTimeMillis() - drawnAt > 1_000) {
                drawnAt = System.currentTimeMillis();
                events = drawn(drawnAt);
            }
            for (int i = 0; i < BATCH; i++) {
                next++;
                flooding.send(new ProducerRecord<>(
                        ManyModels.topic(0), next % ManyModels.PARTITIONS, null, events[next % events.length]));
            }
            flooded.add(BATCH);
            due += BATCH * 1_000_000_000L / wanted;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private byte[][] drawn(long timeMs) {
        EventEncoder encoder = new EventEncoder("m0", EventEncoder.Type.FEATURES, schemaId);
        byte[][] events = new byte[SAMPLE][];
        for (int i = 0; i < events.length; i++) {
            flood.draw(timeMs, 0);
            events[i] = encoder.write(flood);
        }
        return events;
    }

    @Override
    public void close() throws InterruptedException {
        isOpen = false;
        steady.join();
        flooder.join();
        steadily.close();
        flooding.close();
    }
}
