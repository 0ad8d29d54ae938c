package io.tidemark.store;

import io.tidemark.domain.GradedMark;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.QualityWindow.State;
import io.tidemark.domain.Scope;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.quality.QualityBaseline;
import io.tidemark.stats.quality.QualityCounts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Windows of quality, copies of others' windows, and baselines.
 *
 * <pre>
 *  key    window/MODEL/STAGE/SLICE/START   (start ms with the sign bit turned, 16 hexadecimal digits)
 *  value  u8 version = 1   i32 revision   i64 labels told   u8 state ({@link State}, in its order)   quality ({@link QualityCodec})
 *  key    copy/MODEL/STAGE/SLICE/START
 *  value  u8 version = 1   quality
 *  key    baseline/MODEL/STAGE/SLICE
 *  value  u8 version = 1   utf what it is made of   i32 windows   7 × f64 φ   quality
 *  key    mark/SOURCE@PARTITION
 *  value  u8 version = 1   i32 partition of grade   mark ({@link MarkCodec})
 * </pre>
 *
 * <p>Big-endian. Owned by one stream task; not thread-safe.
 */
public final class QualityStore {
    private static final int VERSION = 1;
    private static final String WINDOW = "window/";
    private static final String COPY = "copy/";
    private static final String BASELINE = "baseline/";
    private static final String MARK = "mark/";
    private static final State[] STATES = State.values();
    private static final int DIGITS = 16;

    private final KeyValueStore<String, byte[]> store;

    public QualityStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /**
     * A baseline, and what it was made of: one that was made by other rules is none.
     *
     * @param rules what says which windows it is of
     */
    public record Kept(String rules, QualityBaseline baseline) {}

    /** The window of a scope that starts there, or an empty one; the caller may change it. */
    public QualityWindow window(Scope scope, long startMs) {
        byte[] value = store.get(key(WINDOW, scope, startMs));
        return value == null ? QualityWindow.empty(startMs) : window(startMs, value);
    }

    public void put(Scope scope, QualityWindow window) {
        store.put(key(WINDOW, scope, window.startMs()), Layouts.write(VERSION, out -> {
            out.writeInt(window.revision());
            out.writeLong(window.toldLabels());
            out.writeByte(window.state().ordinal());
            QualityCodec.write(window.counts(), out);
        }));
    }

    private static QualityWindow window(long startMs, byte[] value) {
        return Layouts.read("a window of quality", VERSION, value, in -> {
            int revision = in.readInt();
            long told = in.readLong();
            int state = in.readUnsignedByte();
            if (state >= STATES.length) {
                throw new IllegalArgumentException("a window of quality has an unknown state: state=" + state);
            }
            return new QualityWindow(startMs, revision, told, STATES[state], QualityCodec.read(in));
        });
    }

    /** The windows of a scope that start in [fromMs, toMs), ascending. */
    public List<QualityWindow> windows(Scope scope, long fromMs, long toMs) {
        return windows(store, scope, fromMs, toMs);
    }

    /** The same from outside of the task, through an interactive query. */
    public static List<QualityWindow> windows(
            ReadOnlyKeyValueStore<String, byte[]> store, Scope scope, long fromMs, long toMs) {
        List<QualityWindow> windows = new ArrayList<>();
        if (fromMs >= toMs) {
            return windows;
        }
        try (KeyValueIterator<String, byte[]> found =
                store.range(key(WINDOW, scope, fromMs), key(WINDOW, scope, toMs - 1))) {
            found.forEachRemaining(row -> windows.add(window(startMs(row.key), row.value)));
        }
        return windows;
    }

    /** Every scope that has windows, with the start of each. */
    public List<KeyValue<Scope, Long>> all() {
        List<KeyValue<Scope, Long>> all = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found = store.prefixScan(WINDOW, new StringSerializer())) {
            while (found.hasNext()) {
                String key = found.next().key;
                all.add(KeyValue.pair(
                        ScopeKey.scope(key.substring(WINDOW.length(), key.length() - DIGITS - 1)), startMs(key)));
            }
        }
        return all;
    }

    public void delete(Scope scope, long startMs) {
        store.delete(key(WINDOW, scope, startMs));
    }

    /** Adds to the copy of another scope's window. */
    public void addToCopy(Scope scope, long startMs, QualityCounts counts) {
        QualityCounts sum = copy(scope, startMs);
        sum.add(counts);
        store.put(key(COPY, scope, startMs), Layouts.write(VERSION, out -> QualityCodec.write(sum, out)));
    }

    /** The copy of another scope's window; empty if there is none. */
    public QualityCounts copy(Scope scope, long startMs) {
        byte[] value = store.get(key(COPY, scope, startMs));
        return value == null
                ? new QualityCounts()
                : Layouts.read("a copy of quality", VERSION, value, QualityCodec::read);
    }

    /** Deletes the copies of a scope that start before a time. */
    public void deleteCopies(Scope scope, long beforeMs) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found =
                store.range(key(COPY, scope, Long.MIN_VALUE), key(COPY, scope, beforeMs - 1))) {
            found.forEachRemaining(row -> keys.add(row.key));
        }
        keys.forEach(store::delete);
    }

    /** How far grading has come; all in memory. */
    public List<GradedMark> marks() {
        List<GradedMark> marks = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found = store.prefixScan(MARK, new StringSerializer())) {
            found.forEachRemaining(row -> marks.add(Layouts.read(
                    "a graded mark", VERSION, row.value, in -> new GradedMark(in.readInt(), MarkCodec.read(in)))));
        }
        return marks;
    }

    public void putMark(GradedMark mark) {
        store.put(MARK + mark.name(), Layouts.write(VERSION, out -> {
            out.writeInt(mark.partition());
            MarkCodec.write(mark.mark(), out);
        }));
    }

    /** The baseline of a scope; null while there is none. */
    public @Nullable Kept baseline(Scope scope) {
        byte[] value = store.get(BASELINE + ScopeKey.text(scope));
        return value == null ? null : Layouts.read("a baseline", VERSION, value, QualityStore::readBaseline);
    }

    private static Kept readBaseline(DataInput in) throws IOException {
        String rules = in.readUTF();
        int windows = in.readInt();
        double[] phi = new double[Dispersion.SCALES];
        for (int i = 0; i < phi.length; i++) {
            phi[i] = in.readDouble();
        }
        return new Kept(rules, new QualityBaseline(QualityCodec.read(in), new Dispersion(windows, phi)));
    }

    public void putBaseline(Scope scope, Kept kept) {
        store.put(BASELINE + ScopeKey.text(scope), Layouts.write(VERSION, out -> writeBaseline(kept, out)));
    }

    private static void writeBaseline(Kept kept, DataOutput out) throws IOException {
        out.writeUTF(kept.rules());
        out.writeInt(kept.baseline().dispersion().windows());
        for (double phi : kept.baseline().dispersion().phi()) {
            out.writeDouble(phi);
        }
        QualityCodec.write(kept.baseline().counts(), out);
    }

    private static String key(String kind, Scope scope, long startMs) {
        return kind + ScopeKey.text(scope) + '/' + String.format(Locale.ROOT, "%016x", startMs ^ Long.MIN_VALUE);
    }

    private static long startMs(String key) {
        return Long.parseUnsignedLong(key.substring(key.length() - DIGITS), DIGITS) ^ Long.MIN_VALUE;
    }
}
