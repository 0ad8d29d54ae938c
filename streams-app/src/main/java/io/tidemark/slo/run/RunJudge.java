package io.tidemark.slo.run;

import io.tidemark.domain.Alert.Reason;
import io.tidemark.domain.RunReport.Phase;
import io.tidemark.slo.run.Mark.Outcome;
import io.tidemark.slo.run.Mark.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Judges a model's runs: what is decided of a run stays decided, a bad one is told of once, and its alert is over when a later run is good, or
 * the one that was stuck goes on.
 *
 * <p>Mutable through its book; owned by one task.
 */
public final class RunJudge {
    private final List<RunObjective> objectives;
    private final RunBook book;
    private final BiPredicate<RunObjective, Run> covered;

    /**
     * A judge.
     *
     * @param objectives of one model
     * @param book its runs
     * @param covered whether a correction takes a run out of an objective's budget
     */
    public RunJudge(List<RunObjective> objectives, RunBook book, BiPredicate<RunObjective, Run> covered) {
        this.objectives = List.copyOf(objectives);
        this.book = book;
        this.covered = covered;
    }

    /** What is to be told of a run. */
    public sealed interface Verdict {
        /** By which objective. */
        RunObjective objective();

        /** The run as it is now. */
        Run run();

        /** It is bad. */
        record Opened(RunObjective objective, Run run, Mark mark) implements Verdict {}

        /** That is over. */
        record Closed(RunObjective objective, Run run, Mark mark, Reason reason) implements Verdict {}
    }

    /**
     * Looks at a run again, of which something was heard, and at those whose alerts that may end.
     *
     * @param nowMs the wall clock, for silence alone
     */
    public List<Verdict> heard(String id, long nowMs) {
        List<Verdict> verdicts = new ArrayList<>();
        for (RunObjective objective : objectives) {
            book.run(id).ifPresent(run -> {
                goesOn(objective, run, verdicts);
                decide(objective, run, nowMs, verdicts);
                endOthers(objective, id, verdicts);
            });
        }
        return verdicts;
    }

    /** Looks at the clock: which runs are stuck. A run says nothing while it hangs, so nothing else would tell. */
    public List<Verdict> tick(long nowMs) {
        List<Verdict> verdicts = new ArrayList<>();
        for (RunObjective objective : objectives) {
            if (objective.kind() == RunKind.STUCK) {
                for (Run run : book.runs()) {
                    if (!run.isEnded() && !isGivenUp(objective, run)) {
                        decide(objective, run, nowMs, verdicts);
                    }
                }
            }
        }
        return verdicts;
    }

    /** Looks at all runs again: corrections changed. */
    public List<Verdict> reconsider() {
        List<Verdict> verdicts = new ArrayList<>();
        for (RunObjective objective : objectives) {
            for (Run run : book.runs()) {
                if (isOpen(objective, run) && covered.test(objective, run)) {
                    close(objective, run, Reason.CORRECTION, verdicts);
                }
            }
        }
        return verdicts;
    }

    /** What is to be told of open alerts that the file means otherwise: tried out now, or no longer. */
    public List<Verdict> meantOtherwise(BiPredicate<RunObjective, Run> isOtherwise) {
        List<Verdict> verdicts = new ArrayList<>();
        for (RunObjective objective : objectives) {
            for (Run run : book.runs()) {
                if (isOpen(objective, run) && isOtherwise.test(objective, run)) {
                    close(objective, run, Reason.SLO_CHANGED, verdicts);
                }
            }
        }
        return verdicts;
    }

    /** What is to be told of a run that the book keeps no more. */
    public List<Verdict> left(Run run) {
        List<Verdict> verdicts = new ArrayList<>();
        for (RunObjective objective : objectives) {
            if (isOpen(objective, run)) {
                verdicts.add(
                        new Verdict.Closed(objective, run, mark(objective, run).orElseThrow(), Reason.EXPIRED));
            }
        }
        return verdicts;
    }

    /** An objective's budget at the end of the newest run. */
    public RunBudget budget(RunObjective objective) {
        long nowMs = newestMs();
        return RunBudget.of(objective, book, run -> covered.test(objective, run), nowMs);
    }

    /** The newest word of any run, by the runs' own clocks; the epoch if there is none. */
    public long newestMs() {
        return book.runs().stream().mapToLong(run -> run.times().lastMs()).max().orElse(0);
    }

    /** A run that was stuck and comes further is stuck no more; that it was stays against it. */
    private void goesOn(RunObjective objective, Run run, List<Verdict> verdicts) {
        mark(objective, run)
                .filter(mark -> objective.kind() == RunKind.STUCK && mark.said() == Said.OPENED)
                .filter(mark -> run.isEnded() || run.times().progressMs() > mark.atMs())
                .ifPresent(mark -> close(objective, run, Reason.RECOVERED, verdicts));
    }

    private void decide(RunObjective objective, Run run, long nowMs, List<Verdict> verdicts) {
        Optional<Mark> known = mark(objective, run);
        boolean mayHangAgain = objective.kind() == RunKind.STUCK
                && known.filter(mark ->
                                mark.said() != Said.OPENED && run.times().progressMs() > mark.atMs())
                        .isPresent()
                && !run.isEnded();
        if (known.filter(mark -> mark.outcome().counts()).isPresent() && !mayHangAgain) {
            return;
        }
        new RunCheck(objective, run, book).find(nowMs).ifPresent(found -> note(objective, run, found, verdicts));
    }

    private void note(RunObjective objective, Run run, RunCheck.Found found, List<Verdict> verdicts) {
        boolean isTold = found.outcome() == Outcome.BAD && !covered.test(objective, run);
        // That of a silence is when it began, so that the next word is seen to be later.
        long atMs = objective.kind() == RunKind.STUCK && !run.isEnded()
                ? run.times().progressMs()
                : run.orderMs();
        Mark mark = new Mark(found.outcome(), isTold ? Said.OPENED : Said.NOTHING, found.figure(), atMs);
        Run marked = run.with(objective.id(), mark);
        book.put(marked);
        if (isTold) {
            verdicts.add(new Verdict.Opened(objective, marked, mark));
        }
    }

    /** A later run that is good ends what earlier ones opened; of one that hangs, any that succeeded. */
    private void endOthers(RunObjective objective, String id, List<Verdict> verdicts) {
        Run run = book.run(id).orElseThrow();
        boolean isGood = mark(objective, run)
                .filter(mark -> mark.outcome() == Outcome.GOOD)
                .isPresent();
        boolean hasSucceeded = objective.kind() != RunKind.STUCK || run.phase() == Phase.SUCCEEDED;
        if (!run.isEnded() || !isGood || !hasSucceeded) {
            return;
        }
        for (Run other : book.runs()) {
            if (isOpen(objective, other) && isLater(run, other)) {
                close(objective, other, Reason.RECOVERED, verdicts);
            }
        }
    }

    private static boolean isLater(Run run, Run other) {
        return run.times().firstMs() > other.times().firstMs();
    }

    /**
     * Whether a run was given up: by its own clock it was silent for too long already when a later one succeeded. Nobody is told of runs that
     * died in the past; of two at once the one that hangs is told, though the other succeeds meanwhile.
     */
    private boolean isGivenUp(RunObjective objective, Run run) {
        long silentMs = objective.limit() instanceof RunLimit.Silence silence ? silence.ms() : 0;
        return book.runs().stream()
                .anyMatch(other -> other.phase() == Phase.SUCCEEDED
                        && isLater(other, run)
                        && other.times().endedMs() - run.times().lastMs() > silentMs);
    }

    private void close(RunObjective objective, Run run, Reason reason, List<Verdict> verdicts) {
        Mark closed = mark(objective, run).orElseThrow().said(Said.CLOSED);
        Run marked = run.with(objective.id(), closed);
        book.put(marked);
        verdicts.add(new Verdict.Closed(objective, marked, closed, reason));
    }

    /** Whether people were told that a run is bad, and not yet that it is over. */
    public static boolean isOpen(RunObjective objective, Run run) {
        return mark(objective, run).filter(mark -> mark.said() == Said.OPENED).isPresent();
    }

    private static Optional<Mark> mark(RunObjective objective, Run run) {
        return Optional.ofNullable(run.marks().get(objective.id()));
    }
}
