package io.tidemark.benchmarks;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.pin.Pin;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.MonitorApp;
import io.tidemark.runtime.PinPublisher;
import io.tidemark.serde.ReadingSerde;
import io.tidemark.topology.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Tidemark itself, as {@code run} starts it: profile, assess, judge, on grids that were pinned before. */
final class WholeTopology implements Contender {
    private final int threads;
    private final Pin pin;
    private String remarks = "";

    WholeTopology(int threads, Pin pin) {
        this.threads = threads;
        this.pin = pin;
    }

    @Override
    public String name() {
        return "whole topology";
    }

    /** What the last run came to. */
    String remarks() {
        return remarks;
    }

    @Override
    public Times run(Field field) throws Exception {
        AppSettings settings = field.freshApplication(threads);
        Topics topics = MonitorApp.prepareTopics(settings, field.sample().file());
        new PinPublisher(settings, topics, Clock.systemUTC()).publish(pin, GridBook.EMPTY);
        try (MonitorApp app =
                MonitorApp.start(settings, field.sample().file(), field.sample().registry())) {
            field.awaitCommitted(settings, app.streams());
            long committed = System.nanoTime() - FirstRecord.nanos();
            awaitJudged(app);
            long done = System.nanoTime() - FirstRecord.nanos();
            check(field, app.meters(), rowsRead(field, app));
            return new Times(committed, done);
        } finally {
            field.cleanUp(settings);
        }
    }

    private static void awaitJudged(MonitorApp app) throws InterruptedException {
        Meters meters = app.meters();
        while (meters.read(Meter.ENDED) < Field.PARTITIONS || meters.read(Meter.JUDGED) < meters.read(Meter.READINGS)) {
            if (app.awaitStop(Duration.ofMillis(5))) {
                throw new IllegalStateException("the application stopped by itself", app.failure());
            }
        }
    }

    private void check(Field field, Meters meters, long rows) {
        remarks = "events=" + meters.read(Meter.EVENTS) + " deltas=" + meters.read(Meter.DELTAS) + " readings="
                + meters.read(Meter.READINGS) + " alerts=" + meters.read(Meter.ALERTS) + " late="
                + meters.read(Meter.LATE_MERGED) + " early=" + meters.read(Meter.EARLY_HANDOVERS);
        if (meters.read(Meter.EVENTS) != field.events() || rows != field.events()) {
            throw new IllegalStateException("the readings do not hold every event once: events=" + field.events()
                    + ", rows=" + rows + ", " + remarks);
        }
    }

    /** Rows of the slice of all in the readings, of each window its last revision. */
    private static long rowsRead(Field field, MonitorApp app) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", field.bootstrap(), "isolation.level", "read_uncommitted");
        Map<Long, Reading> windows = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(app.topics().readings())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long seen = 0;
            while (seen < app.meters().read(Meter.READINGS)) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
                    seen++;
                    Reading reading = new ReadingSerde(0).deserializer().deserialize("", message.value());
                    if (reading.scope().slice().equals(Scope.ALL)) {
                        windows.merge(reading.window().startMs(), reading, WholeTopology::newer);
                    }
                }
            }
        }
        return windows.values().stream().mapToLong(Reading::rows).sum();
    }

    private static Reading newer(Reading left, Reading right) {
        return left.revision() > right.revision() ? left : right;
    }
}
