package io.tidemark.benchmarks;

import io.tidemark.serde.EventEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Events at a steady rate, a day of them first; a second brings a minute of event time. Started once. */
final class SteadyStream implements AutoCloseable {
    private static final long DAY_MS = 86_400_000;
    private static final long PACE = 60;
    private static final int BATCH = 1_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final SampleEvent event;
    private final EventEncoder encoder;
    private final Thread thread = new Thread(this::run, "steady-stream");
    private volatile long sent;
    private volatile boolean isOpen = true;
    private long rate;

    SteadyStream(Field field) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", field.bootstrap());
        properties.put("linger.ms", "20");
        properties.put("batch.size", "262144");
        properties.put("compression.type", "lz4");
        properties.put("max.in.flight.requests.per.connection", 1); // KAFKA-15591: the topic is new
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        event = field.sample().event(3);
        encoder = field.sample().encoder();
    }

    /** So many events over a day of event time, as fast as they go. */
    void day(long events) {
        for (long i = 0; i < events; i++) {
            send(SampleMonitor.START_MS + DAY_MS * i / events);
        }
        producer.flush();
    }

    /** From now on so many events a second. */
    void start(long eventsPerSecond) {
        rate = eventsPerSecond;
        thread.setDaemon(true);
        thread.start();
    }

    long sent() {
        return sent;
    }

    private void run() {
        long since = System.nanoTime();
        for (long done = 0; isOpen; done += BATCH) {
            long due = since + done * 1_000_000_000L / rate;
            LockSupport.parkNanos(due - System.nanoTime());
            for (long i = 0; i < BATCH; i++) {
                send(SampleMonitor.START_MS + DAY_MS + (done + i) * 1_000 * PACE / rate);
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time sends
    private void send(long eventTimeMs) {
        event.draw(eventTimeMs, 0);
        producer.send(
                new ProducerRecord<>(SampleMonitor.TOPIC, (int) (sent % Field.PARTITIONS), null, encoder.write(event)));
        sent++;
    }

    @Override
    public void close() throws InterruptedException {
        isOpen = false;
        thread.join();
        producer.close();
    }
}
