package io.tidemark.runtime;

import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.Standing;
import io.tidemark.serde.Registry;
import io.tidemark.topology.Topics;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of boards from their beginning, committed records only and in no group, for as long as the application runs: on a thread of its
 * own. An outage, of the cluster or the registry, is waited for; a record that cannot be read is counted and passed over; a topic that may not be read, or is not there, is named on the
 * boards and tried again; new partitions are noticed. The boards are told up to when all is known, so that an outage that nothing else shows makes
 * them say that they may be behind.
 */
final class BoardFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BoardFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration END_PATIENCE = Duration.ofSeconds(2);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE_SECONDS = 2;
    private static final int MANY = 2_000;

    private final AppSettings settings;
    private final List<String> topics;
    private final BoardRecords records;
    private final Boards boards;
    private final Clock clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    /** Where each partition is read on. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    /** The end that a partition had when its reading began, until it is reached. */
    private final Map<TopicPartition, Long> goals = new HashMap<>();

    private final Abreast abreast = new Abreast();

    private final Set<String> missing = new TreeSet<>();
    private final Set<String> told = new HashSet<>();
    private long newestMs = Long.MIN_VALUE;
    private long unreadable;

    private BoardFeed(AppSettings settings, Topics topics, Registry registry, Boards boards, Clock clock) {
        this.settings = settings;
        this.topics = BoardRecords.topics(topics);
        this.records = new BoardRecords(topics, registry, boards);
        this.boards = boards;
        this.clock = clock;
        this.thread = new Thread(this::run, "boards");
        this.thread.setDaemon(true);
    }

    /**
     * Starts to read.
     *
     * @param clock the one of the boards
     * @throws Registry.RegistryFailure if a registry inside the process does not take our schemas
     */
    static BoardFeed start(AppSettings settings, Topics topics, Boards boards, Clock clock) {
        BoardFeed feed = new BoardFeed(settings, topics, settings.openRegistry(), boards, clock);
        feed.thread.start();
        return feed;
    }

    private void run() {
        while (!isStopped()) {
            try (Reader reader = new Reader(consumer())) {
                reader.follow();
            } catch (RuntimeException failure) {
                log.warn("boards stand still and are read on soon seconds={}", PAUSE_SECONDS, failure);
                pause();
            }
        }
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            if (stop.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                log.debug("boards stop");
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(MonitorApp.clientProperties(settings));
        properties.remove("group.id");
        properties.put("client.id", settings.applicationId() + "-boards");
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        properties.put("metadata.max.age.ms", "10000");
        properties.put("max.poll.records", MANY);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Ends the reading; who listens to the boards is told. */
    @Override
    public void close() {
        stop.countDown();
        boards.close();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    /** One consumer's life. */
    private final class Reader implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;

        Reader(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        void follow() {
            long lookedNanos = look();
            while (!isStopped()) {
                if (System.nanoTime() - lookedNanos > LOOK_EVERY_NANOS) {
                    lookedNanos = look();
                }
                try {
                    askEnds();
                    consumer.poll(POLL).forEach(this::take);
                    report();
                } catch (TopicAuthorizationException refused) {
                    refused.unauthorizedTopics().forEach(topic -> miss(topic, refused));
                    assign(consumer.assignment());
                }
            }
        }

        /** Brokers that do not say are asked again; what they say before them may come all the same. */
        private void askEnds() {
            long nowMs = clock.millis();
            if (!abreast.isDue(nowMs)) {
                return;
            }
            abreast.tried(nowMs);
            try {
                abreast.ends(consumer.endOffsets(consumer.assignment(), END_PATIENCE), nowMs);
            } catch (TimeoutException notNow) {
                log.debug("nobody says where the topics of boards end", notNow);
            }
        }

        private void take(ConsumerRecord<byte[], byte[]> message) {
            try {
                records.take(message);
            } catch (SchemaSource.Unanswered notNow) {
                throw notNow;
            } catch (WorldFailure | UncheckedIOException broken) {
                unreadable++;
                if (told.add(message.topic() + " record")) {
                    log.warn(
                            "passed over a record that cannot be read, and will say no more of this topic topic={} partition={} offset={}",
                            message.topic(),
                            message.partition(),
                            message.offset(),
                            broken);
                }
            }
            newestMs = Math.max(newestMs, message.timestamp());
            positions.put(new TopicPartition(message.topic(), message.partition()), message.offset() + 1);
        }

        /** Notices partitions; returns when. */
        private long look() {
            Set<TopicPartition> found = new HashSet<>();
            missing.clear();
            for (String topic : topics) {
                try {
                    List<PartitionInfo> partitions = consumer.partitionsFor(topic, PATIENCE);
                    partitions.forEach(one -> found.add(new TopicPartition(one.topic(), one.partition())));
                    if (partitions.isEmpty()) {
                        miss(topic, new WorldFailure("the cluster has no such topic: topic=" + topic));
                    }
                } catch (TopicAuthorizationException refused) {
                    miss(topic, refused);
                }
            }
            if (!found.equals(consumer.assignment())) {
                assign(found);
            }
            return System.nanoTime();
        }

        private void miss(String topic, RuntimeException why) {
            missing.add(topic);
            if (told.add(topic)) {
                log.warn("a topic of boards cannot be read; what it tells is left out topic={}", topic, why);
            }
        }

        private void assign(Set<TopicPartition> wanted) {
            List<TopicPartition> all = new ArrayList<>(wanted);
            all.removeIf(partition -> missing.contains(partition.topic()));
            consumer.assign(all);
            abreast.restart();
            List<TopicPartition> fresh =
                    all.stream().filter(one -> !positions.containsKey(one)).toList();
            goals.putAll(consumer.endOffsets(fresh, PATIENCE));
            consumer.beginningOffsets(fresh, PATIENCE).forEach(positions::put);
            all.forEach(partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
        }

        /** Offsets between committed records, such as the ends of transactions, count as read once they are passed. */
        private void report() {
            long behind = 0;
            for (TopicPartition partition : consumer.assignment()) {
                long position = consumer.position(partition, PATIENCE);
                positions.put(partition, position);
                if (position >= goals.getOrDefault(partition, Long.MAX_VALUE)) {
                    goals.put(partition, Long.MIN_VALUE);
                }
                behind += consumer.currentLag(partition)
                        .orElse(Math.max(0, goals.getOrDefault(partition, 0L) - position));
            }
            boolean isRead = consumer.assignment().stream()
                    .allMatch(one -> goals.getOrDefault(one, Long.MAX_VALUE) == Long.MIN_VALUE);
            boards.read(
                    Standing.read(isRead && missing.isEmpty(), behind, newestMs, List.copyOf(missing), unreadable),
                    isRead);
            abreast.reached(positions).ifPresent(boards::sure);
        }

        @Override
        public void close() {
            try {
                consumer.close(CloseOptions.timeout(GOODBYE));
            } catch (KafkaException failure) {
                log.warn("the consumer of boards did not close", failure);
            }
        }
    }
}
