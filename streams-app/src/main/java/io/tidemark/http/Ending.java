package io.tidemark.http;

import io.tidemark.config.Names;
import io.tidemark.domain.Operation;
import io.tidemark.query.Answer;
import io.tidemark.query.Exemption;
import io.tidemark.query.Exemptions;
import io.tidemark.query.Ledgers;
import io.tidemark.query.State;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.OperationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Whether a silence or correction can be ended: the stream ends what it keeps, and nothing else. */
final class Ending {
    private static final int TRIES = 10;
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int NAMED = 5;

    private final Exemption.Kind kind;
    private final String word;
    private final String id;
    private final State state;
    private final Visible visible;

    /** @param kind END_SILENCE or END_CORRECTION */
    Ending(Operation.Kind kind, String id, State state, Visible visible) {
        this.visible = visible;
        this.kind = kind == Operation.Kind.END_SILENCE ? Exemption.Kind.SILENCE : Exemption.Kind.CORRECTION;
        this.word = kind == Operation.Kind.END_SILENCE ? "silence" : "correction";
        this.id = id;
        this.state = state;
    }

    /**
     * What there is of that kind.
     *
     * @param isWhole whether nothing else can be kept anywhere
     */
    private record Known(List<Exemption> all, boolean isWhole) {}

    /**
     * What is strange about it, for people. Of what was told a moment ago, perhaps to another instance, the boards hear within a second: so long they are
     * asked again.
     *
     * @throws Problem.Failure 404 if there is none, 409 if it ended already or cannot be ended here
     */
    List<String> check() {
        Known known = known();
        Optional<Exemption> found = find(known);
        for (int i = 0; i < TRIES && found.isEmpty(); i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            known = known();
            found = find(known);
        }
        if (found.isPresent()) {
            refuseUnlessItStands(found.get());
            return List.of();
        }
        if (known.isWhole() || !state.models().names().contains(OperationId.model(id))) {
            throw unknown(known.all());
        }
        return List.of("a part of what is kept cannot be asked now, so nobody can say whether there is such a " + word
                + ": id=" + id + "; it is sent all the same");
    }

    private Known known() {
        Answer<Ledgers.Covers> kept = state.ledgers().covers();
        long nowMs = state.desk().clock().millis();
        Boards.Told<List<Exemption>> all = state.boards().ask(view -> {
            Exemptions exemptions =
                    new Exemptions(view, kept.value(), state.ledgers().declared(), nowMs);
            return visible.of(state.models().names()).stream()
                    .flatMap(model -> exemptions.of(model).stream())
                    .filter(one -> one.kind() == kind)
                    .toList();
        });
        return new Known(all.value(), kept.missing().isEmpty() && all.standing().isWhole());
    }

    private Optional<Exemption> find(Known known) {
        return known.all().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private void refuseUnlessItStands(Exemption one) {
        if (one.source() == Exemption.Source.FILE) {
            throw conflict("the correction is in the monitor file; take it out there: id=" + id);
        }
        if (one.state() == Exemption.State.ENDED) {
            throw conflict("the " + word + " was ended already, " + one.note() + ": id=" + id);
        }
        if (one.state() == Exemption.State.OVER) {
            throw conflict("the " + word + " is over already: id=" + id);
        }
    }

    private static Problem.Failure conflict(String detail) {
        return Problem.of(409, "cannot be ended", detail).failure();
    }

    private Problem.Failure unknown(List<Exemption> all) {
        List<String> standing = all.stream()
                .filter(Exemption::stands)
                .map(Exemption::id)
                .sorted()
                .toList();
        List<String> beginning = standing.stream().filter(this::begins).toList();
        String nearest = beginning.isEmpty() ? Names.nearest(id, standing) : beginning.get(0);
        return new Problem(
                        404,
                        "unknown " + word,
                        "there is no such " + word + ": id=" + id + "; " + instead(standing, beginning),
                        nearest.isEmpty() ? Map.of() : Map.of("nearest", nearest))
                .failure();
    }

    /** With its model, or without. */
    private boolean begins(String known) {
        return !id.isEmpty()
                && (known.startsWith(id)
                        || known.substring(known.lastIndexOf('/') + 1).startsWith(id));
    }

    private String instead(List<String> standing, List<String> beginning) {
        if (standing.isEmpty()) {
            return "none is in force or to come";
        }
        if (beginning.isEmpty()) {
            return Names.suggestion(id, standing, "there are");
        }
        int more = beginning.size() - NAMED;
        return beginning.size() + (beginning.size() == 1 ? " begins" : " begin") + " so, write the whole id: "
                + String.join(", ", beginning.subList(0, Math.min(NAMED, beginning.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
