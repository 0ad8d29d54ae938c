package io.tidemark.query;

import io.tidemark.query.Rows.Role;
import io.tidemark.query.Rows.Row;
import io.tidemark.query.Rows.Standing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The stores of this instance, active ones and stand-bys. Any thread may ask; the stream is not held up. */
public final class LocalRows implements RowSource {
    private final KafkaStreams streams;
    private final Whereabouts whereabouts;
    private final Lags lags;

    /**
     * Of an application.
     *
     * @param executor where brokers are asked how far copies are behind, which may block
     * @param nanos a clock of nanoseconds that never goes back
     */
    public LocalRows(KafkaStreams streams, Whereabouts whereabouts, Executor executor, LongSupplier nanos) {
        this.streams = streams;
        this.whereabouts = whereabouts;
        this.lags = new Lags(() -> lags(streams), executor, nanos);
    }

    /** A changelog under exactly-once ends with the marker of a commit, which is no change, and which no copy counts as read. */
    private static Map<String, Map<Integer, Long>> lags(KafkaStreams streams) {
        Map<String, Map<Integer, Long>> lags = new HashMap<>();
        streams.allLocalStorePartitionLags().forEach((store, partitions) -> {
            Map<Integer, Long> behind = new HashMap<>();
            partitions.forEach((partition, lag) -> behind.put(partition, Math.max(0, lag.offsetLag() - 1)));
            lags.put(store, behind);
        });
        return lags;
    }

    /** Rows of a partition that is written here, or else of a stand-by, or of one that is being restored, with how far it is behind. */
    @Override
    public Rows read(Ask ask) {
        try {
            return active(ask);
        } catch (InvalidStateStoreException notWrittenHere) {
            return stale(ask);
        } catch (StreamsException failure) {
            throw notOpen(ask, failure);
        }
    }

    /** The same of partitions that are written here, and of no others: so each is told by one instance, and the cluster is not asked. */
    public RowSource activeOnly() {
        return ask -> {
            try {
                return active(ask);
            } catch (StreamsException notWrittenHere) {
                throw new Unavailable("this instance does not write the partition: " + ask.partition(), notWrittenHere);
            }
        };
    }

    private Rows active(Ask ask) {
        return new Rows(rows(ask, streams.store(query(ask))), Standing.active(whereabouts.here()));
    }

    private Rows stale(Ask ask) {
        try {
            Long behind = lags.of(ask.store().store(), ask.partition());
            return new Rows(
                    rows(ask, streams.store(query(ask).enableStaleStores())),
                    new Standing(whereabouts.here(), Role.STANDBY, behind));
        } catch (StreamsException notNow) {
            throw notOpen(ask, notNow);
        }
    }

    private Unavailable notOpen(Ask ask, StreamsException failure) {
        return new Unavailable(
                "the store is not open here: store=" + ask.store().store() + ", partition=" + ask.partition()
                        + ", instance=" + whereabouts.here() + "; ask again in a moment",
                failure);
    }

    private static StoreQueryParameters<ReadOnlyKeyValueStore<Object, byte[]>> query(Ask ask) {
        return StoreQueryParameters.fromNameAndType(
                        ask.store().store(), QueryableStoreTypes.<Object, byte[]>keyValueStore())
                .withPartition(ask.partition());
    }

    /** The keys of profiles are bytes, those of all other stores texts. */
    private static List<Row> rows(Ask ask, ReadOnlyKeyValueStore<Object, byte[]> store) {
        boolean isBinary = ask.store() == Kept.PROFILES;
        Taker rows = new Taker(ask);
        try (KeyValueIterator<Object, byte[]> found =
                store.range(isBinary ? ask.from() : text(ask.from()), isBinary ? ask.to() : text(ask.to()))) {
            while (found.hasNext()) {
                KeyValue<Object, byte[]> row = found.next();
                rows.take(row.key instanceof Bytes bytes ? bytes : bytes((String) row.key), row.value);
            }
        }
        return rows.taken;
    }

    private static String text(Bytes key) {
        return new String(key.get(), StandardCharsets.UTF_8);
    }

    private static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }

    /** Rows up to what one answer may hold. */
    private static final class Taker {
        private final List<Row> taken = new ArrayList<>();
        private final Ask ask;
        private long bytes;

        Taker(Ask ask) {
            this.ask = ask;
        }

        void take(Bytes key, byte[] value) {
            bytes += key.get().length + value.length;
            if (bytes > MOST_BYTES) {
                throw new TooMuch("the answer would need more than " + (MOST_BYTES >> 20) + " MB of "
                        + ask.store().store() + "; ask for a shorter range, or for fewer slices");
            }
            taken.add(new Row(key, value));
        }
    }
}
