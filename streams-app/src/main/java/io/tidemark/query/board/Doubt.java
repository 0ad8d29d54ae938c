package io.tidemark.query.board;

import io.tidemark.config.Names;
import io.tidemark.domain.Operation;
import io.tidemark.domain.SloStatus;
import io.tidemark.slo.Correction;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is strange about what somebody tells: it covers what is not known, or ends what nobody began. It may be meant all the same, for what is still to
 * come.
 */
public final class Doubt {
    private static final String SENT = "; it is sent all the same";

    private Doubt() {}

    /** About a silence or a correction, one sentence at most. */
    public static List<String> ofCover(Operation operation, Collection<SloStatus.Key> known, Asker asker) {
        String model = operation.model();
        List<SloStatus.Key> own =
                known.stream().filter(key -> key.model().equals(model)).toList();
        if (own.isEmpty()) {
            Set<String> models = known.stream().map(SloStatus.Key::model).collect(Collectors.toSet());
            return List.of(unknownModel(asker.name("--model", "model") + "=" + model, model, models) + SENT);
        }
        String objective = operation.cover().objective();
        String slice = operation.cover().slice();
        List<SloStatus.Key> named = selected(own, new Correction.Selector(objective, ""));
        if (named.isEmpty()) {
            return doubt(
                    "the model has no such objective: " + asker.name("--slo", "objective") + "=" + objective,
                    objective,
                    own.stream().map(SloStatus.Key::objective).toList());
        }
        if (selected(named, new Correction.Selector(objective, slice)).isEmpty()) {
            return doubt(
                    "no such slice has a budget: " + asker.name("--slice", "slice") + "=" + slice,
                    slice,
                    named.stream().map(SloStatus.Key::slice).toList());
        }
        return List.of();
    }

    private static List<SloStatus.Key> selected(List<SloStatus.Key> keys, Correction.Selector selector) {
        return keys.stream()
                .filter(key -> selector.selects(key.objective(), key.slice()))
                .toList();
    }

    /**
     * About the end of a silence or a correction.
     *
     * @param begun ids of what was begun
     * @param ended ids of what was ended
     * @param where what they are known from
     */
    public static List<String> ofEnd(Operation end, Set<String> begun, Set<String> ended, String where) {
        String word = end.kind() == Operation.Kind.END_SILENCE ? "silence" : "correction";
        if (ended.contains(end.id())) {
            return List.of("the " + word + " was ended already: id=" + end.id() + SENT);
        }
        if (begun.contains(end.id())) {
            return List.of();
        }
        Set<String> open = new TreeSet<>(begun);
        open.removeAll(ended);
        return doubt(
                "no such " + word + " was begun as far back as " + where + " is kept: id=" + end.id(), end.id(), open);
    }

    /** The kind of operation that an end ends. */
    public static Operation.Kind begin(Operation.Kind end) {
        return end == Operation.Kind.END_SILENCE ? Operation.Kind.SILENCE : Operation.Kind.CORRECT;
    }

    /** That nothing is known of a model. */
    public static String unknownModel(String seen, String typed, Set<String> models) {
        return "no objective of the model is known: " + seen + "; " + names(typed, models);
    }

    /** That there are objectives, and none of them could be judged. */
    public static String nothingJudged(String model) {
        return "the application has judged nothing yet" + (model.isEmpty() ? "" : " of --model=" + model)
                + ": no objective has data that can be judged; tidemark slo and tidemark status show what comes";
    }

    private static List<String> doubt(String what, String typed, Collection<String> known) {
        return List.of(what + "; " + names(typed, known) + SENT);
    }

    private static String names(String typed, Collection<String> known) {
        return known.isEmpty() ? "none is known yet" : Names.suggestion(typed, new TreeSet<>(known), "known are");
    }
}
