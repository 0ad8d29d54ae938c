package io.tidemark.store;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Scope;
import io.tidemark.domain.WatchStates;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What the early detectors of assess remember, in the store of {@link ProgressStore}: the detectors of each slice, and what they told of
 * each closed window that is still kept.
 *
 * <pre>
 *  key    watch/MODEL/STAGE/SLICE
 *  value  u8 version = 1   utf reference id   i32 watches, each: utf name   i32 numbers   f64 …
 *  key    change/MODEL/STAGE/SLICE/START   (start ms with the sign bit turned, 16 hexadecimal digits)
 *  value  u8 version = 1   i32 measurements, each: utf column   i32 scale   f64 φ   utf measure   utf label   f64 value, lower,
 *         upper, n, m, reference, tolerance   i64 count, total, minimum n   f64 smallest visible   utf verdict
 * </pre>
 *
 * <p>Big-endian. Owned by one stream task; not thread-safe.
 */
public final class ChangeStore {
    private static final int VERSION = 1;
    private static final String WATCH = "watch/";
    private static final String CHANGE = "change/";

    private final KeyValueStore<String, byte[]> store;

    public ChangeStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** What the detectors of a slice know; {@link WatchStates#NONE} before the first window. */
    public WatchStates watches(Scope scope) {
        byte[] value = store.get(WATCH + ScopeKey.text(scope));
        return value == null ? WatchStates.NONE : Layouts.read("detectors", VERSION, value, ChangeStore::readWatches);
    }

    private static WatchStates readWatches(DataInput in) throws IOException {
        String reference = in.readUTF();
        SortedMap<String, double[]> watches = new TreeMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            double[] numbers = new double[in.readInt()];
            for (int j = 0; j < numbers.length; j++) {
                numbers[j] = in.readDouble();
            }
            watches.put(name, numbers);
        }
        return new WatchStates(reference, watches);
    }

    public void putWatches(Scope scope, WatchStates states) {
        store.put(WATCH + ScopeKey.text(scope), Layouts.write(VERSION, out -> {
            out.writeUTF(states.reference());
            out.writeInt(states.watches().size());
            for (Map.Entry<String, double[]> watch : states.watches().entrySet()) {
                out.writeUTF(watch.getKey());
                out.writeInt(watch.getValue().length);
                for (double number : watch.getValue()) {
                    out.writeDouble(number);
                }
            }
        }));
    }

    public void deleteWatches(Scope scope) {
        store.delete(WATCH + ScopeKey.text(scope));
    }

    /** What was told of a closed window; empty if nothing. */
    public List<Measurement> changes(Scope scope, long windowStartMs) {
        return changes(store, scope, windowStartMs);
    }

    /** The same from outside of the task, through an interactive query. */
    public static List<Measurement> changes(
            ReadOnlyKeyValueStore<String, byte[]> store, Scope scope, long windowStartMs) {
        byte[] value = store.get(key(scope, windowStartMs));
        return value == null ? List.of() : Layouts.read("changes", VERSION, value, ChangeStore::readChanges);
    }

    public void putChanges(Scope scope, long windowStartMs, List<Measurement> told) {
        store.put(key(scope, windowStartMs), Layouts.write(VERSION, out -> {
            out.writeInt(told.size());
            for (Measurement measurement : told) {
                write(measurement, out);
            }
        }));
    }

    /** Deletes what was told of the windows that start in [fromMs, toMs). */
    public void deleteChanges(Scope scope, long fromMs, long toMs) {
        if (fromMs >= toMs) {
            return;
        }
        List<String> keys = new ArrayList<>();
        String first = key(scope, fromMs);
        try (KeyValueIterator<String, byte[]> found = store.range(first, key(scope, toMs - 1))) {
            found.forEachRemaining(row -> keys.add(row.key));
        }
        keys.removeIf(key -> !QualityStore.isBeside(first, key));
        keys.forEach(store::delete);
    }

    private static String key(Scope scope, long startMs) {
        return CHANGE + ScopeKey.text(scope) + '/' + String.format(Locale.ROOT, "%016x", startMs ^ Long.MIN_VALUE);
    }

    private static void write(Measurement measurement, DataOutput out) throws IOException {
        Judged judged = measurement.judged();
        Estimate estimate = judged.estimate();
        out.writeUTF(measurement.column());
        out.writeInt(measurement.scale());
        out.writeDouble(measurement.dispersion());
        out.writeUTF(judged.measure().word());
        out.writeUTF(judged.label());
        out.writeDouble(estimate.value());
        out.writeDouble(estimate.lower());
        out.writeDouble(estimate.upper());
        out.writeDouble(estimate.n());
        out.writeDouble(estimate.m());
        out.writeDouble(judged.reference());
        out.writeDouble(judged.tolerance());
        out.writeLong(judged.count());
        out.writeLong(judged.total());
        out.writeLong(judged.minimumN());
        out.writeDouble(judged.smallestVisible());
        out.writeUTF(judged.verdict().name());
    }

    private static List<Measurement> readChanges(DataInput in) throws IOException {
        int count = in.readInt();
        List<Measurement> told = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            told.add(readMeasurement(in));
        }
        return told;
    }

    private static Measurement readMeasurement(DataInput in) throws IOException {
        String column = in.readUTF();
        int scale = in.readInt();
        double phi = in.readDouble();
        Judged judged = new Judged(
                Measure.of(in.readUTF()),
                in.readUTF(),
                new Estimate(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()),
                in.readDouble(),
                in.readDouble(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                Verdict.valueOf(in.readUTF()));
        return new Measurement(column, scale, judged, phi, List.of());
    }
}
