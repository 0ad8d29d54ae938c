package io.tidemark.query.board;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest records of each model by their ids, {@value #MOST} of a model, and of {@value #MOST_MODELS} models; what has the id of another takes its
 * place. The newest are those of the latest times, whenever they came: partitions are read one after the other.
 *
 * <p>Owned by {@link Boards}; not thread-safe.
 */
public final class NewestBoard<T> {
    static final int MOST = 1_000;
    static final int MOST_MODELS = 1_000;

    private final Map<String, OfModel<T>> models = new TreeMap<>();
    private long leftOut;

    private record Held(long timeMs, String id) {
        static final Comparator<Held> OLDEST_FIRST =
                Comparator.comparingLong(Held::timeMs).thenComparing(Held::id);
    }

    private record OfModel<T>(Map<String, T> values, Map<String, Held> held, NavigableSet<Held> byTime) {
        OfModel() {
            this(new LinkedHashMap<>(), new TreeMap<>(), new TreeSet<>(Held.OLDEST_FIRST));
        }

        void put(Held key, T value) {
            remove(held.get(key.id()));
            values.put(key.id(), value);
            held.put(key.id(), key);
            byTime.add(key);
        }

        void remove(@Nullable Held key) {
            if (key != null) {
                values.remove(key.id());
                held.remove(key.id());
                byTime.remove(key);
            }
        }
    }

    /**
     * Takes in a record; the oldest of its model, which may be this one, makes room for it.
     *
     * @param timeMs when it was, by what orders such records
     */
    void put(String model, String id, long timeMs, T value) {
        if (models.size() >= MOST_MODELS && !models.containsKey(model)) {
            leftOut++;
            return;
        }
        OfModel<T> ofModel = models.computeIfAbsent(model, any -> new OfModel<>());
        ofModel.put(new Held(timeMs, id), value);
        if (ofModel.byTime().size() > MOST) {
            ofModel.remove(ofModel.byTime().first());
            leftOut++;
        }
    }

    /** The models that there are records of; an empty name stands for what concerns all. */
    public Set<String> models() {
        return models.keySet();
    }

    /** Those of a model, in the order in which they came. */
    public Collection<T> of(String model) {
        OfModel<T> ofModel = models.get(model);
        return ofModel == null ? List.of() : ofModel.values().values();
    }

    /** Those of all models. */
    public List<T> all() {
        List<T> all = new ArrayList<>();
        models.values().forEach(ofModel -> all.addAll(ofModel.values().values()));
        return all;
    }

    /** Those of a model, and those that concern all. */
    public Stream<T> concerning(String model) {
        return Stream.concat(of(model).stream(), model.isEmpty() ? Stream.empty() : of("").stream());
    }

    /** How many records there was no room for, at once or in the end. */
    public long leftOut() {
        return leftOut;
    }
}
