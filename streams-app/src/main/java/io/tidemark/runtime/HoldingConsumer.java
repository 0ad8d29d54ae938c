package io.tidemark.runtime;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the consumer of a stream thread. Where a record's schema cannot be had now, the records of its partition from that one
 * on are taken back out of what a poll got, and the partition is paused, whatever the thread wishes, until the schema is answered for. So
 * nothing waits in memory and no transaction is held open.
 *
 * <p>To the thread a held partition has no lag: it would hold back the other partitions of the task for it.
 *
 * <p>Owned by the consumer's thread, as that one.
 */
@SuppressWarnings("unchecked")
final class HoldingConsumer implements InvocationHandler {
    private static final int HEADER = 5;

    private final Consumer<byte[], byte[]> consumer;
    private final HoldingClients with;
    private final Map<TopicPartition, Hold> holds = new HashMap<>();

    /** A partition that waits for a schema. */
    private static final class Hold {
        private final int schemaId;
        private boolean pausedByThread;

        Hold(int schemaId) {
            this.schemaId = schemaId;
        }
    }

    HoldingConsumer(Consumer<byte[], byte[]> consumer, HoldingClients with) {
        this.consumer = consumer;
        this.with = with;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object first = arguments == null || arguments.length == 0 ? "" : arguments[0];
        switch (method.getName()) {
            case "poll" -> {
                releaseAnswered();
                return afterPoll(consumer.poll((Duration) first));
            }
            case "pause" -> holdsOf(first).forEach(hold -> hold.pausedByThread = true);
            case "resume" -> {
                holdsOf(first).forEach(hold -> hold.pausedByThread = false);
                return call(method, new Object[] {unheld(first)});
            }
            case "currentLag" -> {
                if (!holdsOf(first).isEmpty()) {
                    return OptionalLong.of(0);
                }
            }
            case "seek", "seekToBeginning", "seekToEnd" -> partitions(first).forEach(this::release);
            case "unsubscribe", "close" -> List.copyOf(holds.keySet()).forEach(this::release);
            default -> {
                // All else is between the thread and its consumer.
            }
        }
        return call(method, arguments);
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }

    /** One, or several: the consumer's methods name partitions first of all. */
    private static Collection<TopicPartition> partitions(Object argument) {
        return argument instanceof TopicPartition one ? Set.of(one) : (Collection<TopicPartition>) argument;
    }

    private List<Hold> holdsOf(Object argument) {
        return partitions(argument).stream()
                .filter(holds::containsKey)
                .map(holds::get)
                .toList();
    }

    private Set<TopicPartition> unheld(Object argument) {
        Set<TopicPartition> unheld = new HashSet<>(partitions(argument));
        unheld.removeAll(holds.keySet());
        return unheld;
    }

    private void releaseAnswered() {
        for (Map.Entry<TopicPartition, Hold> entry : List.copyOf(holds.entrySet())) {
            if (with.desk().isAnswered(entry.getValue().schemaId)) {
                release(entry.getKey());
            }
        }
    }

    private void release(TopicPartition partition) {
        Hold hold = holds.remove(partition);
        if (hold != null) {
            with.released(partition);
            if (!hold.pausedByThread && consumer.assignment().contains(partition)) {
                consumer.resume(Set.of(partition));
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> afterPoll(ConsumerRecords<byte[], byte[]> polled) {
        forgetTaken();
        Set<Integer> answered = new HashSet<>();
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> kept = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(polled.nextOffsets());
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> some = polled.records(partition);
            int usable = with.framed().contains(partition.topic()) ? answered(some, answered) : some.size();
            if (usable < some.size()) {
                next.put(partition, hold(partition, some.get(usable)));
            }
            if (usable > 0) {
                kept.put(partition, some.subList(0, usable));
            }
        }
        return holds.isEmpty() ? polled : new ConsumerRecords<>(kept, next);
    }

    /** In the poll partitions may have gone to others, or have gone and come back: then they are not paused any more. */
    private void forgetTaken() {
        if (!holds.isEmpty()) {
            Set<TopicPartition> paused = new HashSet<>(consumer.paused());
            paused.retainAll(consumer.assignment());
            List.copyOf(holds.keySet()).stream()
                    .filter(partition -> !paused.contains(partition))
                    .forEach(this::release);
        }
    }

    /** How many records come before the first one whose schema is not answered for. */
    private int answered(List<ConsumerRecord<byte[], byte[]>> some, Set<Integer> answered) {
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < some.size(); i++) {
            byte[] value = some.get(i).value();
            if (value != null && value.length >= HEADER && value[0] == 0) {
                int id = ByteBuffer.wrap(value, 1, HEADER - 1).getInt();
                if (id != latest && !answered.contains(id) && !with.desk().isAnswered(id)) {
                    return i;
                }
                if (id != latest) {
                    answered.add(id);
                    latest = id;
                }
            }
        }
        return some.size();
    }

    private OffsetAndMetadata hold(TopicPartition partition, ConsumerRecord<byte[], byte[]> first) {
        OffsetAndMetadata place = new OffsetAndMetadata(first.offset(), first.leaderEpoch(), "");
        consumer.seek(partition, place);
        consumer.pause(Set.of(partition));
        int schemaId = ByteBuffer.wrap(first.value(), 1, HEADER - 1).getInt();
        holds.put(partition, new Hold(schemaId));
        with.held(partition, first.offset(), schemaId);
        return place;
    }
}
