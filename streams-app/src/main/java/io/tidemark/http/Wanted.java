package io.tidemark.http;

import io.tidemark.domain.SloStatus;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.SloEntry;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whose records of a board are asked for; an empty name stands for all.
 *
 * @param model a model that is watched
 * @param objective an objective that there is a status of
 * @param slice a slice that there is a status of
 * @param visible which models are there at all
 */
record Wanted(String model, String objective, String slice, Visible visible) {
    /** {@code dryRun} says nothing. */
    static final String ANY = "any";

    /**
     * What the parameters ask for. As long as the boards are not whole, what they do not know may still come.
     *
     * @throws Problem.Failure 404 of a name that is not known
     */
    static Wanted of(Parameters parameters, Sources sources) {
        Wanted wanted = new Wanted(
                parameters.text("model"), parameters.text("objective"), parameters.text("slice"), parameters.visible());
        wanted.checkModel(sources);
        Boards.Told<List<SloStatus.Key>> keys = sources.state().boards().ask(view -> wanted.keys(view));
        if (keys.standing().isWhole()) {
            check("objective", wanted.objective, keys.value().stream(), SloStatus.Key::objective);
            check(
                    "slice",
                    wanted.slice,
                    keys.value().stream()
                            .filter(key -> wanted.objective.isEmpty()
                                    || key.objective().equals(wanted.objective)),
                    SloStatus.Key::slice);
        }
        return wanted;
    }

    /** Of a model, which is watched, alone. */
    static Wanted ofModel(Parameters parameters, Sources sources) {
        Wanted wanted = new Wanted(parameters.text("model"), "", "", parameters.visible());
        wanted.checkModel(sources);
        return wanted;
    }

    private void checkModel(Sources sources) {
        if (!model.isEmpty()) {
            Parameters.known("model", model, visible.of(sources.state().models().names()));
        }
    }

    private List<SloStatus.Key> keys(Boards.View view) {
        if (objective.isEmpty() && slice.isEmpty()) {
            return List.of();
        }
        Collection<SloEntry> entries =
                model.isEmpty() ? view.slos().all() : view.slos().of(model);
        return entries.stream()
                .map(SloEntry::key)
                .filter(key -> visible.has(key.model()))
                .toList();
    }

    private static void check(
            String what, String value, Stream<SloStatus.Key> keys, Function<SloStatus.Key, String> name) {
        if (!value.isEmpty()) {
            Parameters.known(what, value, keys.map(name).distinct().sorted().toList());
        }
    }

    boolean has(SloStatus.Key key) {
        return visible.has(key.model())
                && (model.isEmpty() || model.equals(key.model()))
                && (objective.isEmpty() || objective.equals(key.objective()))
                && (slice.isEmpty() || slice.equals(key.slice()));
    }

    /** One of these words in lower case; empty if the parameter is not given. */
    static String word(Parameters parameters, String name, List<String> words) {
        String text = parameters.text(name);
        if (!text.isEmpty() && !words.contains(text.toLowerCase(Locale.ROOT))) {
            throw Parameters.wrong(name + " must be one of " + words + ": " + name + "=" + text);
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** An enum's words. */
    static List<String> words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** A constant's word. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** {@code true}, {@code false} or {@code any}. */
    static boolean isWanted(String dryRun, boolean isDryRun) {
        return dryRun.equals(ANY) || dryRun.equals(Boolean.toString(isDryRun));
    }

    /** {@code dryRun}; another word if it is not given. */
    static String dryRun(Parameters parameters, String otherwise) {
        String word = word(parameters, "dryRun", List.of("true", "false", ANY));
        return word.isEmpty() ? otherwise : word;
    }

    /**
     * When; the whole time if nothing is said.
     *
     * @param fromMs inclusive
     * @param toMs exclusive
     */
    record Times(long fromMs, long toMs) {
        static Times of(Parameters parameters) {
            long from = parameters.time("from").map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
            long to = parameters.time("to").map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
            if (from >= to) {
                throw Parameters.wrong(
                        "from must be before to: from=" + parameters.text("from") + ", to=" + parameters.text("to"));
            }
            return new Times(from, to);
        }

        boolean has(long ms) {
            return ms >= fromMs && ms < toMs;
        }

        /** Whether it shares an instant with a span, whose end counts. */
        boolean meets(long startMs, long endMs) {
            return startMs < toMs && endMs >= fromMs;
        }
    }
}
