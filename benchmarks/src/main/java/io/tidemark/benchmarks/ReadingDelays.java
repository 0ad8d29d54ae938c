package io.tidemark.benchmarks;

import io.tidemark.domain.ModelKey;
import io.tidemark.runtime.AppSettings;
import io.tidemark.schemas.SliReading;
import io.tidemark.topology.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * How long readings take, from the moment at which every partition of their topic had an event behind their window's end to the moment at which a reader of
 * committed records has them: the wait for the commits of profile and assess, and the work between.
 */
final class ReadingDelays implements AutoCloseable {
    private static final String FLOODER = "t0";
    private static final int HEADER = 5;
    private static final double MS = 1_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final GenericDatumReader<GenericRecord> format =
            new GenericDatumReader<>(SliReading.getClassSchema(), only("model", "windowEnd", "revision"));
    private final TenantStreams streams;
    private final CountDownLatch first = new CountDownLatch(1);
    private final Map<String, List<Long>> delays = new LinkedHashMap<>();
    private final NavigableMap<Long, String> phases = new ConcurrentSkipListMap<>(Map.of(Long.MIN_VALUE, "start"));
    private final Thread thread = new Thread(this::run, "readings");
    private volatile boolean isOpen = true;

    ReadingDelays(AppSettings settings, Topics topics, TenantStreams streams) {
        this.streams = streams;
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", settings.bootstrapServers());
        properties.put("group.id", "delays");
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topics.readings()));
    }

    /** What is needed of a reading: the measurements are passed over, so that reading them takes little of the time that is measured. */
    private static Schema only(String... names) {
        Schema all = SliReading.getClassSchema();
        List<Schema.Field> fields = Arrays.stream(names)
                .map(all::getField)
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(all.getName(), null, all.getNamespace(), false, fields);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void awaitFirst() throws InterruptedException {
        first.await();
    }

    /** What windows that end from now on are called. */
    void phase(String name) {
        phases.put(System.currentTimeMillis(), name);
    }

    private void run() {
        while (isOpen) {
            Iterable<ConsumerRecord<String, byte[]>> records = consumer.poll(Duration.ofMillis(50));
            long now = System.currentTimeMillis();
            for (ConsumerRecord<String, byte[]> record : records) {
                first.countDown();
                take(read(record.value()), now);
            }
        }
        consumer.close();
    }

    private GenericRecord read(byte[] bytes) {
        try {
            return format.read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    private void take(GenericRecord reading, long nowMs) {
        long end = (Long) reading.get("windowEnd");
        String tenant = ModelKey.tenant(reading.get("model").toString());
        long passedMs = streams.passedMs(tenant, end);
        if (passedMs < 0 || (Integer) reading.get("revision") > 0) {
            return;
        }
        String called;
        synchronized (delays) {
            called = phases.floorEntry(end).getValue();
            delays.computeIfAbsent(
                            called + (tenant.equals(FLOODER) ? ", the flooding tenant" : ", the nine others"),
                            none -> new ArrayList<>())
                    .add(nowMs - passedMs);
        }
    }

    void print(PrintStream out) {
        out.println();
        out.println("| windows | readings | p50 s | p90 s | p99 s | longest s |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        synchronized (delays) {
            delays.forEach((name, all) -> {
                List<Long> sorted = new ArrayList<>(all);
                Collections.sort(sorted);
                out.printf(
                        Locale.ROOT,
                        "| %s | %,d | %.2f | %.2f | %.2f | %.2f |%n",
                        name,
                        sorted.size(),
                        at(sorted, 0.5),
                        at(sorted, 0.9),
                        at(sorted, 0.99),
                        at(sorted, 1));
            });
        }
        out.println();
    }

    private static double at(List<Long> sorted, double rank) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(rank * sorted.size()))) / MS;
    }

    @Override
    public void close() throws InterruptedException {
        isOpen = false;
        thread.join();
    }
}
