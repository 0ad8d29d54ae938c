package io.tidemark.query;

import io.tidemark.domain.Mark;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.Stage;
import io.tidemark.store.ProgressStore;
import io.tidemark.store.ScopeKey;
import io.tidemark.topology.ScopesAndMarks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** How far the models are: their closed windows, their slices, and the source partitions that they wait for. Any thread may ask. */
public final class Models {
    private final Questions questions;
    private final List<String> names;
    private final int partitions;

    /**
     * Of an application.
     *
     * @param names the models that it watches
     * @param partitions of assess
     */
    public Models(Questions questions, List<String> names, int partitions) {
        this.questions = questions;
        this.names = names.stream().sorted().toList();
        this.partitions = partitions;
    }

    /**
     * A model.
     *
     * @param closedThroughMs end of the last closed window of all its events; {@link Long#MIN_VALUE} before the first
     * @param slices how many of its slices are known, that of all events among them
     */
    public record Model(String name, long closedThroughMs, int slices) {}

    /** The models that are watched, by name. */
    public List<String> names() {
        return names;
    }

    /** All of them, by name. */
    public Answer<List<Model>> all() {
        return questions.ask(
                view -> names.stream().map(name -> model(view, name)).toList());
    }

    private Model model(View view, String name) {
        return new Model(name, closed(view, name), slices(view, name).size());
    }

    private long closed(View view, String name) {
        Scope whole = new Scope(name, Stage.SERVING, Scope.ALL);
        int home = ScopesAndMarks.partition(ScopeKey.text(whole), partitions);
        return view.ifThere(Kept.PROGRESS, home, store -> ProgressStore.closedThrough(store, name), Long.MIN_VALUE);
    }

    /** End of the last closed window of all events of each model, by name; {@link Long#MIN_VALUE} before the first. A row of each is read. */
    public Answer<Map<String, Long>> closedThrough() {
        return questions.ask(this::closed);
    }

    private Map<String, Long> closed(View view) {
        Map<String, Long> closed = new TreeMap<>();
        names.forEach(name -> closed.put(name, closed(view, name)));
        return closed;
    }

    /** End of the last closed window of all events of a model that is watched; {@link Long#MIN_VALUE} before the first. */
    public Answer<Long> closedThrough(String model) {
        return questions.ask(view -> closed(view, model));
    }

    /** The slices of a model, by stage and name. */
    public Answer<List<ScopeProgress>> slices(String model) {
        return questions.ask(view -> slices(view, model));
    }

    private List<ScopeProgress> slices(View view, String model) {
        List<ScopeProgress> slices = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            slices.addAll(view.ifThere(
                    Kept.PROGRESS, partition, store -> ProgressStore.scopes(store, model), List.<ScopeProgress>of()));
        }
        slices.sort(Comparator.comparing(ScopeProgress::scope));
        return slices;
    }

    /** How far each source partition is, by name: what the task that has heard least of it knows. */
    public Answer<List<Mark>> sources() {
        return questions.ask(this::marks);
    }

    private List<Mark> marks(View view) {
        Map<String, Mark> marks = new TreeMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            for (Mark mark : view.ifThere(Kept.PROGRESS, partition, ProgressStore::marks, List.<Mark>of())) {
                marks.merge(
                        mark.source(),
                        mark,
                        (left, right) -> left.newestEventTimeMs() <= right.newestEventTimeMs() ? left : right);
            }
        }
        return List.copyOf(marks.values());
    }

    /** What is made of the marks, by name, and of the ends of the last closed windows, by model. */
    <T> Answer<T> progress(BiFunction<List<Mark>, Map<String, Long>, T> made) {
        return questions.ask(view -> made.apply(marks(view), closed(view)));
    }
}
