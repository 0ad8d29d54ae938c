package io.tidemark.query;

import io.tidemark.query.Rows.Row;
import io.tidemark.query.Rows.Standing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;

/** Rows of text keys in memory, of any partition, that may change while they are read; for tests. */
public final class ChangingRows implements RowSource {
    private final NavigableMap<String, byte[]> rows = new TreeMap<>();
    private final Set<Integer> lost = new TreeSet<>();
    private int changes;
    private int reads;

    /** Puts a row into the partition. */
    public ChangingRows with(int partition, String key, byte[] value) {
        rows.put(partition + ":" + key, value);
        return this;
    }

    /** Nobody can answer for that partition. */
    public ChangingRows without(int partition) {
        lost.add(partition);
        return this;
    }

    /** The next so many readings each change what is there. */
    ChangingRows changing(int times) {
        changes = times;
        return this;
    }

    int reads() {
        return reads;
    }

    @Override
    public Rows read(Ask ask) {
        reads++;
        if (lost.contains(ask.partition())) {
            throw new Unavailable("partition " + ask.partition() + " is being moved");
        }
        String prefix = ask.partition() + ":";
        List<Row> found =
                rows.subMap(prefix + text(ask.from()), true, prefix + text(ask.to()), true).entrySet().stream()
                        .map(row -> new Row(
                                Bytes.wrap(
                                        row.getKey().substring(prefix.length()).getBytes(StandardCharsets.UTF_8)),
                                row.getValue()))
                        .toList();
        if (changes-- > 0) {
            rows.replaceAll((key, value) -> new byte[value.length + 1]);
        }
        return new Rows(found, Standing.active("here:1"));
    }

    private static String text(Bytes key) {
        return new String(key.get(), StandardCharsets.UTF_8);
    }
}
