package io.tidemark.query;

import io.tidemark.query.Rows.Role;
import io.tidemark.query.Rows.Row;
import io.tidemark.query.Rows.Standing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The stores of this instance, active ones and stand-bys. Any thread may ask; the stream is not held up. */
public final class LocalRows implements RowSource {
    private final KafkaStreams streams;
    private final Whereabouts whereabouts;

    public LocalRows(KafkaStreams streams, Whereabouts whereabouts) {
        this.streams = streams;
        this.whereabouts = whereabouts;
    }

    @Override
    public Rows read(Ask ask) {
        try {
            boolean isActive = whereabouts.isActiveHere(ask.store().stage(), ask.partition());
            List<Row> rows = ask.store() == Kept.PROFILES ? binary(ask) : text(ask);
            long behind = isActive ? 0 : behind(ask);
            return new Rows(rows, new Standing(whereabouts.here(), isActive ? Role.ACTIVE : Role.STANDBY, behind));
        } catch (InvalidStateStoreException notNow) {
            throw new Unavailable(
                    "the store is not open here: store=" + ask.store().store() + ", partition=" + ask.partition()
                            + ", instance=" + whereabouts.here() + "; ask again in a moment",
                    notNow);
        }
    }

    /** The same of partitions that this instance writes, and of no others: so each is told by one instance. */
    public RowSource activeOnly() {
        return ask -> {
            Rows rows = read(ask);
            if (rows.standing().role() != Role.ACTIVE) {
                throw new Unavailable("this instance does not write the partition: partition=" + ask.partition());
            }
            return rows;
        };
    }

    private List<Row> binary(Ask ask) {
        Taker rows = new Taker(ask);
        try (KeyValueIterator<Bytes, byte[]> found = this.<Bytes>store(ask).range(ask.from(), ask.to())) {
            while (found.hasNext()) {
                KeyValue<Bytes, byte[]> row = found.next();
                rows.take(row.key, row.value);
            }
        }
        return rows.taken;
    }

    private List<Row> text(Ask ask) {
        Taker rows = new Taker(ask);
        try (KeyValueIterator<String, byte[]> found = this.<String>store(ask).range(text(ask.from()), text(ask.to()))) {
            while (found.hasNext()) {
                KeyValue<String, byte[]> row = found.next();
                rows.take(Bytes.wrap(row.key.getBytes(StandardCharsets.UTF_8)), row.value);
            }
        }
        return rows.taken;
    }

    private static String text(Bytes key) {
        return new String(key.get(), StandardCharsets.UTF_8);
    }

    private <K> ReadOnlyKeyValueStore<K, byte[]> store(Ask ask) {
        return streams.store(StoreQueryParameters.fromNameAndType(
                        ask.store().store(), QueryableStoreTypes.<K, byte[]>keyValueStore())
                .withPartition(ask.partition())
                .enableStaleStores());
    }

    private long behind(Ask ask) {
        Map<Integer, LagInfo> lags =
                streams.allLocalStorePartitionLags().getOrDefault(ask.store().store(), Map.of());
        LagInfo lag = lags.get(ask.partition());
        return lag == null ? 0 : Math.max(0, lag.offsetLag());
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
