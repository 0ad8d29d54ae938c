package io.tidemark.slo.run;

import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport.Phase;
import io.tidemark.slo.run.Mark.Basis;
import io.tidemark.slo.run.Mark.Figure;
import io.tidemark.slo.run.Mark.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one objective finds in one run. A run that failed is told of by the objective of success; what it used until then says nothing, unless it
 * was too much already.
 *
 * <p>What only grows is bad as soon as it is too much, while the run goes on; all else is known at its end.
 */
final class RunCheck {
    /** Of a run that says how much is planned, its pace is looked at from this share on. */
    private static final double PACE_FROM = 0.2;

    /** The rows expected are a promise, and not a habit. */
    private static final double EXPECTED_TOLERANCE = 0.01;

    private final RunObjective objective;
    private final Run run;
    private final RunBook book;

    RunCheck(RunObjective objective, Run run, RunBook book) {
        this.objective = objective;
        this.run = run;
        this.book = book;
    }

    /** What was found. */
    record Found(Outcome outcome, Figure figure) {}

    /**
     * What can be said now; empty if nothing can yet.
     *
     * @param nowMs the wall clock
     */
    Optional<Found> find(long nowMs) {
        return switch (objective.kind()) {
            case SUCCESS -> success();
            case STUCK -> stuck(nowMs);
            default -> compared();
        };
    }

    private Optional<Found> success() {
        return run.isEnded()
                ? Optional.of(new Found(run.phase() == Phase.SUCCEEDED ? Outcome.GOOD : Outcome.BAD, Figure.NONE))
                : Optional.empty();
    }

    /** By the wall clock alone: the run's own says nothing of a silence. */
    private Optional<Found> stuck(long nowMs) {
        if (!(objective.limit() instanceof RunLimit.Silence silence)) {
            throw new IllegalArgumentException("silence needs a limit in time: objective=" + objective.id());
        }
        double silentMs = Math.max(0, nowMs - run.times().heardMs());
        Figure figure = new Figure(silentMs, Double.NEGATIVE_INFINITY, silence.ms(), Double.NaN, 0, Basis.BAND);
        if (run.isEnded()) {
            return Optional.of(new Found(Outcome.GOOD, Figure.NONE));
        }
        return silentMs > silence.ms() ? Optional.of(new Found(Outcome.BAD, figure)) : Optional.empty();
    }

    private Optional<Found> compared() {
        Figure figure = figure();
        boolean isKnown = !Double.isNaN(figure.value())
                && (Double.isFinite(figure.lowest()) || Double.isFinite(figure.highest()));
        if (!run.isEnded()) {
            return isKnown && isBadAlready(figure) ? Optional.of(new Found(Outcome.BAD, figure)) : Optional.empty();
        }
        if (run.phase() == Phase.FAILED) {
            boolean isTooMuch = isKnown && objective.kind().grows() && figure.value() > figure.highest();
            return Optional.of(new Found(isTooMuch ? Outcome.BAD : Outcome.EXCLUDED, figure));
        }
        if (!isKnown) {
            return Optional.of(new Found(Outcome.INSUFFICIENT, figure));
        }
        return Optional.of(new Found(figure.isInOrder() ? Outcome.GOOD : Outcome.BAD, figure));
    }

    private boolean isBadAlready(Figure figure) {
        boolean isPaceKnown = objective.kind() == RunKind.PROGRESS
                && run.share().orElse(0) >= PACE_FROM
                && figure.value() < figure.lowest();
        return isPaceKnown || objective.kind().grows() && figure.value() > figure.highest();
    }

    private Figure figure() {
        if (objective.limit() instanceof RunLimit.Band band) {
            return band(band);
        }
        if (objective.limit() instanceof RunLimit.Trailing trailing) {
            OptionalDouble expected = expected();
            return expected.isPresent() ? asExpected(expected.getAsDouble()) : trailing(trailing);
        }
        throw new IllegalArgumentException("unknown limit of a run: objective=" + objective.id() + ", type="
                + objective.limit().getClass());
    }

    private OptionalDouble expected() {
        OptionalDouble rows = run.amount(RunAmount.ROWS_EXPECTED);
        return objective.kind() == RunKind.ROWS && rows.orElse(0) > 0 ? rows : OptionalDouble.empty();
    }

    private double value() {
        return objective.kind().value(run).orElse(Double.NaN);
    }

    private Figure asExpected(double rows) {
        return new Figure(
                value(), rows * (1 - EXPECTED_TOLERANCE), rows * (1 + EXPECTED_TOLERANCE), rows, 0, Basis.EXPECTED);
    }

    /** A band of rows is one of shares: of those expected, or else of what is usual. */
    private Figure band(RunLimit.Band band) {
        if (objective.kind() != RunKind.ROWS) {
            return new Figure(value(), band.lowest(), band.highest(), Double.NaN, 0, Basis.BAND);
        }
        OptionalDouble expected = expected();
        if (expected.isPresent()) {
            double rows = expected.getAsDouble();
            return new Figure(value(), rows * band.lowest(), rows * band.highest(), rows, 0, Basis.EXPECTED);
        }
        return usual((usual, basis) -> new Figure(
                value(),
                usual.median() * band.lowest(),
                usual.median() * band.highest(),
                usual.median(),
                usual.count(),
                basis));
    }

    private Figure trailing(RunLimit.Trailing trailing) {
        RunKind.Side side = objective.kind().side();
        double tolerance = trailing.tolerance();
        return usual((usual, basis) -> new Figure(
                value(),
                side == RunKind.Side.ABOVE ? Double.NEGATIVE_INFINITY : usual.lowest(tolerance),
                side == RunKind.Side.BELOW ? Double.POSITIVE_INFINITY : usual.highest(tolerance),
                usual.median(),
                usual.count(),
                basis));
    }

    /** Makes a figure of what is usual. */
    private interface Maker {
        Figure of(Usual usual, Basis basis);
    }

    /** As made, or the value alone where too few runs say what is usual. */
    private Figure usual(Maker maker) {
        RunBook.Peers peers = book.peers(run);
        List<Double> values = peers.runs().stream()
                .map(other -> objective.kind().value(other))
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList();
        if (values.size() < Usual.FEWEST) {
            return new Figure(
                    value(),
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    Double.NaN,
                    values.size(),
                    peers.basis());
        }
        return maker.of(Usual.of(values), peers.basis());
    }
}
