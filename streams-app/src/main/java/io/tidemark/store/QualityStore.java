package io.tidemark.store;

import io.tidemark.domain.GradedMark;
import io.tidemark.domain.QualityPrevious;
import io.tidemark.domain.QualityUsual;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.QualityWindow.State;
import io.tidemark.domain.Scope;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.quality.QualityBaseline;
import io.tidemark.stats.quality.QualityCounts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
 *  key    pending/MODEL/STAGE/SLICE/START   (a window that is not done with)
 *  value  u8 version = 1   u8 what is left: 1 labels are awaited, 2 it changed since it was told, 3 both
 *  key    scope/MODEL/STAGE/SLICE   (a scope that has windows)
 *  value  u8 version = 1
 *  key    baseline/MODEL/STAGE/SLICE
 *  value  u8 version = 1   utf what it is made of   i64 end of its last window, ms   i32 windows   7 × f64 φ   quality
 *  key    previous/MODEL/STAGE/SLICE   (of a version: the version before it)
 *  value  u8 version = 1   utf that version   then as a baseline
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
    private static final String PENDING = "pending/";
    private static final String SCOPE = "scope/";
    private static final String BASELINE = "baseline/";
    private static final String PREVIOUS = "previous/";
    private static final String MARK = "mark/";
    private static final State[] STATES = State.values();
    private static final int DIGITS = 16;
    private static final int UNSETTLED = 1;
    private static final int CHANGED = 2;

    private final KeyValueStore<String, byte[]> store;

    public QualityStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /**
     * What is left to do with a window.
     *
     * @param isUnsettled whether labels are awaited
     * @param isChanged whether it changed since it was told
     */
    public record Pending(Scope scope, long startMs, boolean isUnsettled, boolean isChanged) {}

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
        String first = key(WINDOW, scope, fromMs);
        try (KeyValueIterator<String, byte[]> found = store.range(first, key(WINDOW, scope, toMs - 1))) {
            while (found.hasNext()) {
                KeyValue<String, byte[]> row = found.next();
                if (isBeside(first, row.key)) {
                    windows.add(window(startMs(row.key), row.value));
                }
            }
        }
        return windows;
    }

    /** The first window of a scope that has predictions; null if none has. */
    public @Nullable QualityWindow first(Scope scope) {
        String first = key(WINDOW, scope, Long.MIN_VALUE);
        try (KeyValueIterator<String, byte[]> found = store.range(first, key(WINDOW, scope, Long.MAX_VALUE))) {
            while (found.hasNext()) {
                KeyValue<String, byte[]> row = found.next();
                QualityWindow window = isBeside(first, row.key) ? window(startMs(row.key), row.value) : null;
                if (window != null && window.counts().predictions() > 0) {
                    return window;
                }
            }
        }
        return null;
    }

    /** The last windows of a scope that start before a time, ascending, at most so many. */
    public List<QualityWindow> last(Scope scope, long beforeMs, int most) {
        Deque<QualityWindow> windows = new ArrayDeque<>();
        String first = key(WINDOW, scope, Long.MIN_VALUE);
        try (KeyValueIterator<String, byte[]> found = store.reverseRange(first, key(WINDOW, scope, beforeMs - 1))) {
            while (found.hasNext() && windows.size() < most) {
                KeyValue<String, byte[]> row = found.next();
                if (isBeside(first, row.key)) {
                    windows.addFirst(window(startMs(row.key), row.value));
                }
            }
        }
        return List.copyOf(windows);
    }

    /** Whether a key of a scope's range is of that scope: a slice may hold a slash, and so begin as another one, but is longer then. */
    static boolean isBeside(String first, String key) {
        return key.length() == first.length();
    }

    /** The windows that are not done with; few beside all that are kept. */
    public List<Pending> pending() {
        List<Pending> pending = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found = store.prefixScan(PENDING, new StringSerializer())) {
            found.forEachRemaining(row -> pending.add(pending(row.key, row.value)));
        }
        return pending;
    }

    private static Pending pending(String key, byte[] value) {
        int left = Layouts.read("a pending window of quality", VERSION, value, DataInput::readUnsignedByte);
        if (left < UNSETTLED || left > (UNSETTLED | CHANGED)) {
            throw new IllegalArgumentException("what is left of a window must be 1, 2 or 3: left=" + left);
        }
        Scope scope = ScopeKey.scope(key.substring(PENDING.length(), key.length() - DIGITS - 1));
        return new Pending(scope, startMs(key), (left & UNSETTLED) != 0, (left & CHANGED) != 0);
    }

    /** Remembers what is left to do with a window; deletes the row if nothing is. */
    public void putPending(Pending pending) {
        String key = key(PENDING, pending.scope(), pending.startMs());
        int left = (pending.isUnsettled() ? UNSETTLED : 0) | (pending.isChanged() ? CHANGED : 0);
        if (left == 0) {
            store.delete(key);
        } else {
            store.put(key, Layouts.write(VERSION, out -> out.writeByte(left)));
        }
    }

    /** Every scope that has windows. */
    public List<Scope> scopes() {
        List<Scope> scopes = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found = store.prefixScan(SCOPE, new StringSerializer())) {
            found.forEachRemaining(row -> scopes.add(ScopeKey.scope(row.key.substring(SCOPE.length()))));
        }
        return scopes;
    }

    public void putScope(Scope scope) {
        store.put(SCOPE + ScopeKey.text(scope), Layouts.write(VERSION, out -> {}));
    }

    /** Forgets the scope if it has no windows, and a version's baselines with it: it does not come back; true if so. */
    public boolean forgetIfEmpty(Scope scope) {
        String first = key(WINDOW, scope, Long.MIN_VALUE);
        try (KeyValueIterator<String, byte[]> found = store.range(first, key(WINDOW, scope, Long.MAX_VALUE))) {
            while (found.hasNext()) {
                if (isBeside(first, found.next().key)) {
                    return false;
                }
            }
        }
        store.delete(SCOPE + ScopeKey.text(scope));
        if (scope.isVersion()) {
            store.delete(BASELINE + ScopeKey.text(scope));
            store.delete(PREVIOUS + ScopeKey.text(scope));
        }
        return true;
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
        return copy(store, scope, startMs);
    }

    /** The same from outside of the task, through an interactive query. */
    public static QualityCounts copy(ReadOnlyKeyValueStore<String, byte[]> store, Scope scope, long startMs) {
        byte[] value = store.get(key(COPY, scope, startMs));
        return value == null
                ? new QualityCounts()
                : Layouts.read("a copy of quality", VERSION, value, QualityCodec::read);
    }

    /** Deletes the copies of a scope that start before a time. */
    public void deleteCopies(Scope scope, long beforeMs) {
        List<String> keys = new ArrayList<>();
        String first = key(COPY, scope, Long.MIN_VALUE);
        try (KeyValueIterator<String, byte[]> found = store.range(first, key(COPY, scope, beforeMs - 1))) {
            found.forEachRemaining(row -> keys.add(row.key));
        }
        keys.removeIf(key -> !isBeside(first, key));
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

    /** The baseline of a scope that was made by these rules; null while there is none. */
    public @Nullable QualityUsual usual(Scope scope, String rules) {
        return usual(store, scope, rules);
    }

    /** The same from outside of the task. */
    public static @Nullable QualityUsual usual(ReadOnlyKeyValueStore<String, byte[]> store, Scope scope, String rules) {
        byte[] value = store.get(BASELINE + ScopeKey.text(scope));
        Made<QualityUsual> made =
                value == null ? null : Layouts.read("a baseline", VERSION, value, QualityStore::readUsual);
        return made == null || !made.rules.equals(rules) ? null : made.it;
    }

    public void putUsual(Scope scope, String rules, QualityUsual usual) {
        store.put(BASELINE + ScopeKey.text(scope), Layouts.write(VERSION, out -> write(rules, usual, out)));
    }

    /** What a version is compared with that was made by these rules; null while there is none. */
    public @Nullable QualityPrevious previous(Scope version, String rules) {
        return previous(store, version, rules);
    }

    /** The same from outside of the task. */
    public static @Nullable QualityPrevious previous(
            ReadOnlyKeyValueStore<String, byte[]> store, Scope version, String rules) {
        byte[] value = store.get(PREVIOUS + ScopeKey.text(version));
        Made<QualityPrevious> made =
                value == null ? null : Layouts.read("a version before", VERSION, value, QualityStore::readPrevious);
        return made == null || !made.rules.equals(rules) ? null : made.it;
    }

    public void putPrevious(Scope version, String rules, QualityPrevious previous) {
        store.put(PREVIOUS + ScopeKey.text(version), Layouts.write(VERSION, out -> {
            out.writeUTF(previous.version());
            write(rules, previous.usual(), out);
        }));
    }

    /** What is kept, and the rules that it was made by. */
    private record Made<T>(String rules, T it) {}

    private static Made<QualityPrevious> readPrevious(DataInput in) throws IOException {
        String version = in.readUTF();
        Made<QualityUsual> made = readUsual(in);
        return new Made<>(made.rules, new QualityPrevious(version, made.it));
    }

    private static Made<QualityUsual> readUsual(DataInput in) throws IOException {
        String rules = in.readUTF();
        long endMs = in.readLong();
        int windows = in.readInt();
        double[] phi = new double[Dispersion.SCALES];
        for (int i = 0; i < phi.length; i++) {
            phi[i] = in.readDouble();
        }
        QualityBaseline baseline = new QualityBaseline(QualityCodec.read(in), new Dispersion(windows, phi));
        return new Made<>(rules, new QualityUsual(baseline, endMs));
    }

    private static void write(String rules, QualityUsual usual, DataOutput out) throws IOException {
        out.writeUTF(rules);
        out.writeLong(usual.endMs());
        out.writeInt(usual.baseline().dispersion().windows());
        for (double phi : usual.baseline().dispersion().phi()) {
            out.writeDouble(phi);
        }
        QualityCodec.write(usual.baseline().counts(), out);
    }

    private static String key(String kind, Scope scope, long startMs) {
        return kind + ScopeKey.text(scope) + '/' + String.format(Locale.ROOT, "%016x", startMs ^ Long.MIN_VALUE);
    }

    private static long startMs(String key) {
        return Long.parseUnsignedLong(key.substring(key.length() - DIGITS), DIGITS) ^ Long.MIN_VALUE;
    }
}
