package io.tidemark.query.board;

import io.tidemark.domain.Change;
import io.tidemark.domain.Operation;
import io.tidemark.slo.Correction;
import io.tidemark.slo.voice.Silence;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the stream would refuse, cut or leave out of what somebody tells: so that he hears it at the door, in the words that would be written down of it.
 * The rules are the stream's own.
 */
public final class Admission {
    private Admission() {}

    /** What is wrong with a recurrence, in words that follow on the rule; empty if nothing is. Its zone must be one. */
    public static Optional<String> ofRule(Operation.Span span) {
        long endMs = span.endMs() == 0 ? Long.MAX_VALUE : span.endMs();
        return Correction.When.mistakeOfRule(span.recurrence(), span.startMs(), endMs, ZoneId.of(span.timeZone()));
    }

    /** What is wrong with how long a recurrence lasts, in words that follow on it; empty if nothing is. */
    public static Optional<String> ofDuration(long durationMs) {
        return Correction.When.mistakeOfDuration(durationMs);
    }

    /** Why nothing would be done of what somebody tells, by itself; empty if there is no reason. */
    public static Optional<String> of(Operation operation, Asker asker, long clockMs) {
        return tooLong(texts(operation, asker), Operation.LONGEST).or(() -> refusal(operation, clockMs));
    }

    private static Optional<String> refusal(Operation operation, long clockMs) {
        return switch (operation.kind()) {
            case SILENCE -> Silence.refusal(operation, clockMs);
            case CORRECT -> ofCorrection(operation);
            case NOTE, ACKNOWLEDGE, RESOLVE, END_SILENCE, END_CORRECTION, PIN -> Optional.empty();
        };
    }

    private static Optional<String> ofCorrection(Operation operation) {
        try {
            Correction.of(operation);
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeException mistake) {
            return Optional.of(String.valueOf(mistake.getMessage()));
        }
    }

    private static Map<String, String> texts(Operation operation, Asker asker) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(asker.name("--slo", "objective"), operation.cover().objective());
        texts.put(asker.name("--slice", "slice"), operation.cover().slice());
        texts.put(asker.name("--by", "by"), operation.by());
        texts.put(
                asker.name("--reason", operation.kind() == Operation.Kind.NOTE ? "text" : "reason"),
                operation.reason());
        return texts;
    }

    /** What of a change is longer than what is kept of it; empty if all of it is kept. */
    public static Optional<String> of(Change change, Asker asker) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(asker.name("MODEL", "model"), change.model());
        names.put(asker.name("--id", "eventId"), change.eventId());
        names.put(asker.name("--version", "version"), change.version());
        names.put(asker.name("--previous", "previousVersion"), change.previousVersion());
        names.put(asker.name("--subject", "subject"), change.subject());
        names.put(asker.name("--by", "actor"), change.actor());
        change.scope().forEach((name, value) -> {
            names.put(asker.name("--scope", "scope") + ", its dimension", name);
            names.put(asker.name("--scope", "scope") + "." + shortened(name), value);
        });
        Map<String, String> sentences = new LinkedHashMap<>();
        sentences.put(asker.name("--summary", "summary"), change.summary());
        sentences.put(asker.name("--link", "link"), change.link());
        return tooLong(names, Change.LONGEST_NAME)
                .or(() -> tooLong(sentences, Change.LONGEST_SENTENCE))
                .or(() -> tooMany(change, asker));
    }

    private static Optional<String> tooMany(Change change, Asker asker) {
        int size = change.scope().size();
        return size <= Change.MOST_DIMENSIONS
                ? Optional.empty()
                : Optional.of(asker.name("--scope", "scope") + " must have at most " + Change.MOST_DIMENSIONS
                        + " dimensions: there are " + size);
    }

    private static Optional<String> tooLong(Map<String, String> texts, int most) {
        return texts.entrySet().stream()
                .filter(text -> text.getValue().length() > most)
                .findFirst()
                .map(text -> text.getKey() + " must have at most " + most + " characters: length="
                        + text.getValue().length());
    }

    private static String shortened(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "…" : name;
    }
}
