package io.tidemark.store;

import io.tidemark.slo.run.Run;
import io.tidemark.slo.run.RunBook;
import io.tidemark.slo.run.RunCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The training runs that judge keeps, in the store {@value StoreNames#OPERATIONS}: a run each, so that a report writes no more than its own.
 *
 * <pre>
 * key                     value
 * run/MODEL|RUN           {@link RunCodec}
 * run-status/MODEL|ID     nothing: judge told how that objective of runs stands
 * </pre>
 */
public final class KeptRuns {
    private static final String RUN = "run/";
    private static final String STATUS = "run-status/";
    private static final String AFTER_ALL = "\uffff";

    private KeptRuns() {}

    /** Of which model a run is. */
    public record Id(String model, String run) {
        static Id of(String key) {
            int bar = key.indexOf('|');
            return new Id(key.substring(key.indexOf('/') + 1, bar), key.substring(bar + 1));
        }
    }

    /** A model's runs. O(runs), which are at most {@value RunBook#MOST}. */
    public static RunBook book(ReadOnlyKeyValueStore<String, byte[]> store, String model) {
        List<Run> runs = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> range = store.range(RUN + model + "|", RUN + model + "|" + AFTER_ALL)) {
            while (range.hasNext()) {
                runs.add(RunCodec.read(range.next().value));
            }
        }
        return RunBook.of(runs);
    }

    /** The models that have runs. O(runs of all). */
    public static List<String> models(ReadOnlyKeyValueStore<String, byte[]> store) {
        return keys(store, RUN).stream().map(Id::model).distinct().toList();
    }

    /** The objectives of which judge told how they stand, by model and id. */
    public static List<Id> told(ReadOnlyKeyValueStore<String, byte[]> store) {
        return keys(store, STATUS);
    }

    private static List<Id> keys(ReadOnlyKeyValueStore<String, byte[]> store, String prefix) {
        List<Id> ids = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> range = store.range(prefix, prefix + AFTER_ALL)) {
            while (range.hasNext()) {
                KeyValue<String, byte[]> entry = range.next();
                ids.add(Id.of(entry.key));
            }
        }
        return ids;
    }

    /** Keeps a run. */
    public static void put(KeyValueStore<String, byte[]> store, String model, Run run) {
        store.put(RUN + model + "|" + run.id(), RunCodec.write(run));
    }

    /** Keeps a run no more. */
    public static void delete(KeyValueStore<String, byte[]> store, String model, String run) {
        store.delete(RUN + model + "|" + run);
    }

    /** Notes that judge told how an objective stands. */
    public static void putTold(KeyValueStore<String, byte[]> store, String model, String objective) {
        store.put(STATUS + model + "|" + objective, new byte[] {1});
    }

    /** Notes that it is told no more. */
    public static void deleteTold(KeyValueStore<String, byte[]> store, String model, String objective) {
        store.delete(STATUS + model + "|" + objective);
    }
}
