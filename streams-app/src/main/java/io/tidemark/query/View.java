package io.tidemark.query;

import io.tidemark.query.Rows.Row;
import io.tidemark.query.Rows.Standing;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The state as one answer sees it. What was read is kept, and {@link #isStill} reads it all again: if nothing has changed, there was a
 * moment, between the two readings, when the state was just so. Owned by one request; not thread-safe.
 */
public final class View {
    private final RowSource source;
    private final AnswerRoom.Share share;
    private final Map<Ask, Rows> read = new LinkedHashMap<>();
    private final Map<String, String> missing = new TreeMap<>();

    /** @param share what of it is held is counted there */
    View(RowSource source, AnswerRoom.Share share) {
        this.source = source;
        this.share = share;
    }

    /**
     * The rows.
     *
     * @throws Unavailable if nobody can say now
     * @throws TooMuch if the answer would hold more than one may
     */
    List<Row> rows(Ask ask) {
        Rows known = read.get(ask);
        if (known == null) {
            known = source.read(ask);
            share.take(known);
            read.put(ask, known);
        }
        return known.rows();
    }

    /**
     * What is made of a partition of a store whose keys are texts; if nobody can say now, something else, and the answer tells that this part of it
     * is missing.
     */
    <T> T ifThere(Kept store, int partition, Function<ReadOnlyKeyValueStore<String, byte[]>, T> made, T otherwise) {
        try {
            return made.apply(ViewStore.text(this, store, partition));
        } catch (Unavailable notNow) {
            missing.putIfAbsent(name(store, partition), String.valueOf(notNow.getMessage()));
            return otherwise;
        }
    }

    /** Partitions that nobody could answer for, {@code STAGE-PARTITION}, and why. */
    Map<String, String> missing() {
        return missing;
    }

    private static String name(Kept store, int partition) {
        return store.stage().name().toLowerCase(Locale.ROOT) + '-' + partition;
    }

    /** Whether all that was read is so still. */
    boolean isStill() {
        return read.entrySet().stream()
                .allMatch(entry -> isSame(
                        entry.getValue().rows(), source.read(entry.getKey()).rows()));
    }

    private static boolean isSame(List<Row> before, List<Row> now) {
        if (before.size() != now.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).key().equals(now.get(i).key())
                    || !Arrays.equals(before.get(i).value(), now.get(i).value())) {
                return false;
            }
        }
        return true;
    }

    /** Who answered, each partition once: its name {@code STAGE-PARTITION} and the one that is furthest behind. */
    Map<String, Standing> standings() {
        Map<String, Standing> standings = new TreeMap<>();
        read.forEach((ask, rows) -> standings.merge(
                name(ask.store(), ask.partition()),
                rows.standing(),
                (left, right) -> left.isAheadOf(right) ? right : left));
        return standings;
    }
}
