package io.tidemark.judge;

import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.Operation;
import io.tidemark.domain.TimeText;
import io.tidemark.slo.voice.Vigil.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is written down of what people told judge: also that something could not be done, and why. */
final class OperationNotes {
    private OperationNotes() {}

    static List<Annotation> of(Operation operation, Answer answer, long clockMs) {
        if (answer instanceof Answer.Refused refused) {
            return List.of(
                    note(operation, Kind.NOTE, asked(operation) + ": nothing was done, " + refused.why(), clockMs));
        }
        return switch (operation.kind()) {
            case NOTE -> List.of(note(operation, Kind.NOTE, operation.reason(), clockMs));
            case ACKNOWLEDGE ->
                answer instanceof Answer.Known
                        ? List.of()
                        : List.of(note(operation, Kind.ACKNOWLEDGED, asked(operation), clockMs));
            case RESOLVE, PIN -> List.of(note(operation, Kind.NOTE, asked(operation), clockMs));
            case SILENCE, END_SILENCE -> List.of(note(operation, Kind.SILENCE, asked(operation), clockMs));
            case CORRECT, END_CORRECTION ->
                answer instanceof Answer.Known
                        ? List.of()
                        : List.of(note(operation, Kind.CORRECTION, asked(operation), clockMs));
        };
    }

    /** {@code ada acknowledged 3f…:1764: on it}. */
    private static String asked(Operation operation) {
        String who = operation.by().isEmpty() ? "somebody" : operation.by();
        String did =
                switch (operation.kind()) {
                    case NOTE -> " noted";
                    case ACKNOWLEDGE -> " acknowledged " + operation.episodeId();
                    case RESOLVE -> " closed " + operation.episodeId();
                    case SILENCE ->
                        " silenced " + covered(operation.cover()) + " until "
                                + TimeText.instant(operation.span().endMs());
                    case END_SILENCE -> " ended the silence " + operation.id();
                    case CORRECT -> " corrected " + covered(operation.cover());
                    case END_CORRECTION -> " ended the correction " + operation.id();
                    case PIN ->
                        " asked for a reference of "
                                + TimeText.instant(operation.span().startMs()) + " to "
                                + TimeText.instant(operation.span().endMs());
                };
        return who + did + (operation.reason().isEmpty() ? "" : ": " + operation.reason());
    }

    private static String covered(Operation.Cover cover) {
        String objective = cover.objective().isEmpty() ? "all objectives" : cover.objective();
        String slice = cover.slice().isEmpty() ? "" : " in " + cover.slice();
        return objective + slice + (cover.severity().isEmpty() ? "" : ", " + cover.severity() + " only");
    }

    private static Annotation note(Operation operation, Kind kind, String text, long clockMs) {
        String word = operation.kind().name().toLowerCase(Locale.ROOT);
        boolean hasSpan = operation.span().startMs() > 0;
        long fromMs = hasSpan ? operation.span().startMs() : operation.atMs();
        long toMs = hasSpan && operation.span().endMs() > 0 ? operation.span().endMs() : fromMs;
        SortedMap<String, String> values = new TreeMap<>(Map.of("operation", word, "operationId", operation.id()));
        return new Annotation(
                word + ":" + operation.id(),
                kind,
                new Annotation.Subject(
                        operation.model(),
                        operation.cover().objective(),
                        operation.cover().slice(),
                        operation.episodeId()),
                new Annotation.Times(fromMs, toMs, clockMs),
                operation.by(),
                text,
                "",
                values);
    }
}
