package io.tidemark.query.board;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The newest records of each model by their ids, {@value #MOST} of a model, and of {@value #MOST_MODELS} models; what has the id of another takes its place.
 *
 * <p>Owned by {@link Boards}; not thread-safe.
 */
public final class NewestBoard<T> {
    static final int MOST = 1_000;
    static final int MOST_MODELS = 1_000;

    private final Map<String, Map<String, T>> models = new TreeMap<>();

    /** Says whether there was room. */
    boolean put(String model, String id, T value) {
        if (models.size() >= MOST_MODELS && !models.containsKey(model)) {
            return false;
        }
        Map<String, T> ofModel = models.computeIfAbsent(model, any -> new LinkedHashMap<>());
        ofModel.remove(id);
        ofModel.put(id, value);
        if (ofModel.size() > MOST) {
            ofModel.remove(ofModel.keySet().iterator().next());
        }
        return true;
    }

    /** The models that there are records of; an empty name stands for what concerns all. */
    public Set<String> models() {
        return models.keySet();
    }

    /** Those of a model, the oldest first. */
    public Collection<T> of(String model) {
        return models.getOrDefault(model, Map.of()).values();
    }

    /** Those of all models. */
    public List<T> all() {
        List<T> all = new ArrayList<>();
        models.values().forEach(ofModel -> all.addAll(ofModel.values()));
        return all;
    }

    /** Those of a model, and those that concern all. */
    public Stream<T> concerning(String model) {
        return Stream.concat(of(model).stream(), model.isEmpty() ? Stream.empty() : of("").stream());
    }
}
