package io.tidemark.query;

import io.tidemark.domain.Annotation;
import io.tidemark.domain.Operation;
import io.tidemark.query.Exemption.Kind;
import io.tidemark.query.Exemption.Source;
import io.tidemark.query.Exemption.Told;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.Posted;
import io.tidemark.slo.Correction;
import io.tidemark.slo.Correction.When;
import io.tidemark.slo.voice.Silence;
import io.tidemark.store.KeptCorrections;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Silences and corrections: those that judge keeps, those of the monitor file, and, as far back as the boards go, those that are over, were ended or not
 * taken in. What judge keeps is the truth; who told it, and why, the boards know.
 *
 * @param view what the topics say
 * @param kept what judge keeps
 * @param declared corrections of the monitor file, by model
 * @param clockMs by which silences are over
 */
public record Exemptions(Boards.View view, Ledgers.Covers kept, Map<String, List<Correction>> declared, long clockMs) {
    /** All of a model, in no order. */
    public List<Exemption> of(String model) {
        Map<String, Exemption> all = new HashMap<>();
        declared.getOrDefault(model, List.of())
                .forEach(correction -> put(all, of(model, correction, Source.FILE, correction.by())));
        for (Operation operation : view.operations().of(model)) {
            switch (operation.kind()) {
                case SILENCE, CORRECT -> ofBoard(operation).ifPresent(one -> put(all, one));
                case END_SILENCE, END_CORRECTION -> end(all, operation);
                case NOTE, ACKNOWLEDGE, RESOLVE, PIN -> {}
            }
        }
        addKept(all, model);
        return new ArrayList<>(all.values());
    }

    private static void put(Map<String, Exemption> all, Exemption one) {
        all.put(key(one.kind(), one.id()), one);
    }

    private static String key(Kind kind, String id) {
        return kind + " " + id;
    }

    private static Exemption of(String model, Correction correction, Source source, String by) {
        return new Exemption(
                Kind.CORRECTION,
                source,
                correction.id(),
                model,
                new Operation.Cover(
                        correction.selector().objective(), correction.selector().slice(), ""),
                correction.when(),
                correction.category().word(),
                new Told(by, correction.reason(), Long.MIN_VALUE),
                Exemption.State.KEPT,
                "");
    }

    /** Empty of what makes no sense, which the stream does not take in either. */
    private Optional<Exemption> ofBoard(Operation operation) {
        boolean isSilence = operation.kind() == Operation.Kind.SILENCE;
        try {
            When when = isSilence
                    ? new When.Once(operation.span().startMs(), operation.span().endMs())
                    : Correction.of(operation).when();
            boolean isOver = isSilence && operation.span().endMs() <= clockMs;
            return Optional.of(new Exemption(
                    isSilence ? Kind.SILENCE : Kind.CORRECTION,
                    Source.TOLD,
                    operation.id(),
                    operation.model(),
                    operation.cover(),
                    when,
                    operation.category(),
                    new Told(operation.by(), operation.reason(), operation.atMs()),
                    isOver ? Exemption.State.OVER : Exemption.State.SENT,
                    ""));
        } catch (IllegalArgumentException | DateTimeException mistake) {
            return Optional.empty();
        }
    }

    private static void end(Map<String, Exemption> all, Operation end) {
        Kind kind = end.kind() == Operation.Kind.END_SILENCE ? Kind.SILENCE : Kind.CORRECTION;
        String who = end.by().isEmpty() ? "somebody" : end.by();
        String why = end.reason().isEmpty() ? "" : ": " + end.reason();
        all.computeIfPresent(
                key(kind, end.id()),
                (key, one) -> one.source() == Source.FILE || one.state() == Exemption.State.OVER
                        ? one
                        : in(
                                one,
                                Exemption.State.ENDED,
                                who + " ended it at " + Instant.ofEpochMilli(end.atMs()) + why));
    }

    private static Exemption in(Exemption one, Exemption.State state, String note) {
        return new Exemption(
                one.kind(),
                one.source(),
                one.id(),
                one.model(),
                one.cover(),
                one.when(),
                one.category(),
                one.told(),
                state,
                note);
    }

    private void addKept(Map<String, Exemption> all, String model) {
        for (Silence silence : kept.silences()) {
            if (silence.model().equals(model) && silence.startMs() < silence.endMs()) {
                add(all, ofKept(silence));
            }
        }
        for (KeptCorrections.Kept one : kept.corrections()) {
            if (one.model().equals(model)) {
                add(
                        all,
                        of(
                                model,
                                one.correction(),
                                Source.TOLD,
                                one.correction().by()));
            }
        }
    }

    /** An end that judge has not read yet stays one. */
    private static void add(Map<String, Exemption> all, Exemption one) {
        all.merge(
                key(one.kind(), one.id()),
                one,
                (board, store) -> board.state() == Exemption.State.SENT ? in(board, Exemption.State.KEPT, "") : board);
    }

    /** What the operations' topic has forgotten its annotation still says. */
    private Exemption ofKept(Silence silence) {
        Told told = view.annotations().of(silence.model()).stream()
                .map(Posted::value)
                .filter(note -> note.id().equals("silence:" + silence.id()))
                .findFirst()
                .map(Exemptions::told)
                .orElse(Told.UNKNOWN);
        return new Exemption(
                Kind.SILENCE,
                Source.TOLD,
                silence.id(),
                silence.model(),
                silence.cover(),
                new When.Once(silence.startMs(), silence.endMs()),
                "",
                told,
                silence.endMs() <= clockMs ? Exemption.State.OVER : Exemption.State.KEPT,
                "");
    }

    private static Told told(Annotation note) {
        return new Told(note.by(), note.text(), note.times().clockMs());
    }
}
