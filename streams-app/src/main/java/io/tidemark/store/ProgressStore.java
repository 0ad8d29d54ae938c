package io.tidemark.store;

import io.tidemark.domain.Mark;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * How far assess has come: marks by source partition, the last closed window by model, and the scopes it has seen.
 *
 * <pre>
 *  key  mark/SOURCE            value  u8 version = 1   mark ({@link MarkCodec})
 *  key  closed/MODEL           value  u8 version = 1   i64 end ms
 *  key  scope/MODEL/STAGE/SLICE value  u8 version = 1   i64 first pane ms   i64 last pane ms   i32 empty windows
 *  key  copy/MODEL/STAGE/SLICE  value  u8 version = 1
 * </pre>
 *
 * <p>Big-endian. Owned by one stream task; not thread-safe.
 */
public final class ProgressStore {
    private static final int VERSION = 1;
    private static final String MARK = "mark/";
    private static final String CLOSED = "closed/";
    private static final String SCOPE = "scope/";
    private static final String COPY = "copy/";

    private final KeyValueStore<String, byte[]> store;

    public ProgressStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** The latest mark of a source partition; null before the first. */
    public @Nullable Mark mark(String source) {
        return mark(store, source);
    }

    public void putMark(Mark mark) {
        store.put(MARK + mark.source(), Layouts.write(VERSION, out -> MarkCodec.write(mark, out)));
    }

    /** End of the last closed window of a model; {@link Long#MIN_VALUE} before the first. */
    public long closedThrough(String model) {
        return closedThrough(store, model);
    }

    /** The same from outside of the task, through an interactive query. */
    public static long closedThrough(ReadOnlyKeyValueStore<String, byte[]> store, String model) {
        byte[] value = store.get(CLOSED + model);
        return value == null ? Long.MIN_VALUE : Layouts.<Long>read("progress", VERSION, value, in -> in.readLong());
    }

    /** What is known of a scope, through an interactive query; null if it was never seen. */
    public static @Nullable ScopeProgress scope(ReadOnlyKeyValueStore<String, byte[]> store, Scope scope) {
        byte[] value = store.get(SCOPE + ScopeKey.text(scope));
        return value == null ? null : scope(scope, value);
    }

    /** The latest mark of a source partition, through an interactive query; null before the first. */
    public static @Nullable Mark mark(ReadOnlyKeyValueStore<String, byte[]> store, String source) {
        byte[] value = store.get(MARK + source);
        return value == null ? null : Layouts.read("a mark", VERSION, value, MarkCodec::read);
    }

    /** Every scope of a model that was seen, through an interactive query, in the order of keys; all in memory. */
    public static List<ScopeProgress> scopes(ReadOnlyKeyValueStore<String, byte[]> store, String model) {
        String from = SCOPE + model + '/';
        List<ScopeProgress> scopes = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found = store.range(from, from + '\uffff')) {
            found.forEachRemaining(
                    row -> scopes.add(scope(ScopeKey.scope(row.key.substring(SCOPE.length())), row.value)));
        }
        return scopes;
    }

    /** The latest mark of every source partition, through an interactive query. */
    public static List<Mark> marks(ReadOnlyKeyValueStore<String, byte[]> store) {
        List<Mark> marks = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found = store.range(MARK, MARK + '\uffff')) {
            found.forEachRemaining(row -> marks.add(Layouts.read("a mark", VERSION, row.value, MarkCodec::read)));
        }
        return marks;
    }

    public void putClosedThrough(String model, long endMs) {
        store.put(CLOSED + model, Layouts.write(VERSION, out -> out.writeLong(endMs)));
    }

    public void putScope(ScopeProgress progress) {
        store.put(SCOPE + ScopeKey.text(progress.scope()), Layouts.write(VERSION, out -> {
            out.writeLong(progress.firstPaneMs());
            out.writeLong(progress.lastPaneMs());
            out.writeInt(progress.emptyWindows());
        }));
    }

    /** Remembers that there are copies of a scope. */
    public void putCopied(Scope scope) {
        store.put(COPY + ScopeKey.text(scope), Layouts.write(VERSION, out -> {}));
    }

    /** Every scope that there are copies of, in the order of keys; all in memory. */
    public List<Scope> copied() {
        List<Scope> scopes = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found = store.prefixScan(COPY, new StringSerializer())) {
            found.forEachRemaining(row -> scopes.add(ScopeKey.scope(row.key.substring(COPY.length()))));
        }
        return scopes;
    }

    /** Every scope of a model that there are copies of, through an interactive query, in the order of keys. */
    public static List<Scope> copied(ReadOnlyKeyValueStore<String, byte[]> store, String model) {
        String from = COPY + model + '/';
        List<Scope> scopes = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found = store.range(from, from + '\uffff')) {
            found.forEachRemaining(row -> scopes.add(ScopeKey.scope(row.key.substring(COPY.length()))));
        }
        return scopes;
    }

    public void removeScope(Scope scope) {
        store.delete(SCOPE + ScopeKey.text(scope));
    }

    /** Every scope seen, in the order of keys; all in memory. */
    public List<ScopeProgress> scopes() {
        List<ScopeProgress> scopes = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found = store.prefixScan(SCOPE, new StringSerializer())) {
            while (found.hasNext()) {
                KeyValue<String, byte[]> next = found.next();
                scopes.add(scope(ScopeKey.scope(next.key.substring(SCOPE.length())), next.value));
            }
        }
        return scopes;
    }

    private static ScopeProgress scope(Scope scope, byte[] value) {
        return Layouts.read(
                "a scope", VERSION, value, in -> new ScopeProgress(scope, in.readLong(), in.readLong(), in.readInt()));
    }
}
