package io.tidemark.slo.policy;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.AlertPolicy.Least;
import io.tidemark.slo.Budget;
import io.tidemark.slo.BurnPair;
import io.tidemark.slo.Goal;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Incident;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Step;
import io.tidemark.stats.verdict.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which steps of its policy an objective has entered and not left, and until when its incidents are told.
 *
 * <p><b>Latch.</b> A step is entered once the consumed share reaches its threshold, and left once the share is less than the threshold by
 * more than {@code rearmBelow}; between the two nothing happens. So each is told once, however the share hovers. Shares that jump enter
 * the steps in order, and leave them in the opposite one. Late data and corrections move the share, and nothing else.
 *
 * <p><b>Evidence.</b> A share that rests on fewer rows or slices than the policy wants neither enters nor leaves a step. One that rests on less than half
 * of the expected slots leaves none, for silence is no recovery, and enters those that it reaches even if all that could not be judged was good.
 *
 * <p><b>Chance.</b> A step of the standard policy, which nobody wrote, is told as information where data that use up half of the budget have as many bad rows
 * once in 100,000 months: of the seven rows a month that 10 rows an hour may have bad at 99.9 %, six are no news.
 *
 * <p><b>Edits.</b> A step is known by its threshold. One that the policy no longer has is left; all others hold on, with what the
 * policy asks for now. What people were told of it stays as it was, so that they are told the end of the same thing.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class PolicySteps {
    /** Share of the expected slots that has to be judged. */
    public static final double LEAST_COVERAGE = 0.5;

    private static final double ROUNDING = 1e-9;

    private final List<Held> held = new ArrayList<>();
    private double consumed;
    private long metricTimeMs;
    private long incidentMs = Long.MIN_VALUE;
    private long sequence;

    /**
     * How much of a budget is used, and how sure that is.
     *
     * @param consumed share of it
     * @param total rows or slices that it rests on
     * @param minTotal how many there have to be
     * @param coverage share of the expected slots that could be judged
     * @param chance how often data that use up half of the budget have as many bad rows, in [0, 1]; 0 where slices of time are counted
     * @param metricTimeMs event time
     */
    public record Spent(double consumed, long total, long minTotal, double coverage, double chance, long metricTimeMs) {
        /** Rows that a share has to rest on. */
        private static final long LEAST_ROWS = 20;

        /** Rows, or slices of time, that a share of that goal has to rest on. */
        private static long least(Goal goal) {
            return goal.method() == Alert.Method.OCCURRENCES ? LEAST_ROWS : BurnPair.FEWEST_BAD_SLICES;
        }

        /** A share that is no chance. */
        public Spent(double consumed, long total, long minTotal, double coverage, long metricTimeMs) {
            this(consumed, total, minTotal, coverage, 0, metricTimeMs);
        }

        /** Of rows it matters how many there were, and not how many slots had some. */
        public static Spent of(Goal goal, double consumed, Counts counts, double coverage, long metricTimeMs) {
            if (goal.method() != Alert.Method.OCCURRENCES) {
                return new Spent(consumed, counts.total(), least(goal), coverage, metricTimeMs);
            }
            double chance = Chance.ofAsManyBad(counts.bad(), counts.total(), Least.HEALTHY * goal.errorShare());
            return new Spent(consumed, counts.total(), least(goal), 1, chance, metricTimeMs);
        }

        private boolean isSupported() {
            return Double.isFinite(consumed) && total >= minTotal;
        }

        private boolean isCovered() {
            return coverage >= LEAST_COVERAGE;
        }

        /** The share that is used for certain: all of it, or what is left of it if every slot that could not be judged was good. */
        private double certain() {
            return isCovered() ? consumed : consumed * coverage;
        }
    }

    /**
     * What a share of the budget rests on.
     *
     * @param bad bad rows or slices of the window
     * @param total all of them
     */
    public record Counts(long bad, long total) {
        /** Those of a budget. */
        public static Counts of(Budget budget) {
            return new Counts(budget.bad(), budget.good() + budget.bad());
        }
    }

    /**
     * A step that was entered and not left.
     *
     * @param threshold share of the budget
     * @param policy the policy's name when it was entered
     * @param severity how urgent it is
     * @param isTold whether people were told of it
     * @param sinceMs event time at which it was entered
     */
    public record Held(double threshold, String policy, Severity severity, boolean isTold, long sinceMs) {}

    /** Which way. */
    public enum Direction {
        ENTERED,
        /** The budget recovered. */
        LEFT,
        /** The file has no such step any more, or not the objective. */
        REMOVED,
        /** Nothing was heard for a whole window. */
        EXPIRED
    }

    /**
     * A step entered or left.
     *
     * @param direction which way
     * @param held the step as it was entered
     * @param consumed share of the budget now
     * @param metricTimeMs event time
     * @param sequence counts the changes of the objective, from 1
     */
    public record Change(Direction direction, Held held, double consumed, long metricTimeMs, long sequence) {}

    /**
     * Moves on to the end of a slot. The same input again changes nothing.
     *
     * @param own severities of the objective's own alerts
     * @return what was left, the furthest first, then what was entered, the nearest first
     */
    public List<Change> advance(ErrorBudgetPolicy policy, List<Severity> own, Spent spent) {
        List<Change> changes = new ArrayList<>();
        metricTimeMs = spent.metricTimeMs();
        consumed = Double.isFinite(spent.consumed()) ? spent.consumed() : consumed;
        changes.addAll(retain(policy));
        if (spent.isSupported() && spent.isCovered()) {
            leave(step -> consumed < policy.endsBelow(step.threshold()) - ROUNDING, Direction.LEFT, changes);
        }
        if (spent.isSupported()) {
            enter(policy, spent.certain(), spent.chance() > Least.UNUSUAL ? quiet(own) : own, changes);
        }
        return changes;
    }

    /**
     * Leaves the steps that the policy has no more, though no slot comes.
     *
     * @return what was left, the furthest first
     */
    public List<Change> retain(ErrorBudgetPolicy policy) {
        List<Change> changes = new ArrayList<>();
        leave(step -> policy.step(step.threshold()).isEmpty(), Direction.REMOVED, changes);
        return changes;
    }

    /**
     * Leaves every step.
     *
     * @param why REMOVED or EXPIRED
     * @return what was left, the furthest first
     */
    public List<Change> remove(Direction why) {
        List<Change> changes = new ArrayList<>();
        leave(step -> true, why, changes);
        return changes;
    }

    private void leave(Predicate<Held> isOver, Direction direction, List<Change> changes) {
        for (int i = held.size() - 1; i >= 0; i--) {
            if (isOver.test(held.get(i))) {
                changes.add(change(direction, held.remove(i)));
            }
        }
    }

    private void enter(ErrorBudgetPolicy policy, double certain, List<Severity> own, List<Change> changes) {
        for (Step step : policy.steps()) {
            if (certain >= step.consumed() - ROUNDING && !holds(step.consumed())) {
                Held entered = entered(policy, step, own);
                held.add(place(step.consumed()), entered);
                changes.add(change(Direction.ENTERED, entered));
            }
        }
    }

    /** Of a few bad rows that may be chance people hear as information, if they hear of it at all; the step holds all the same. */
    private static List<Severity> quiet(List<Severity> own) {
        return own.isEmpty() ? own : List.of(Severity.INFO);
    }

    private Held entered(ErrorBudgetPolicy policy, Step step, List<Severity> own) {
        Optional<Severity> voice = policy.voice(step, own);
        return new Held(step.consumed(), policy.name(), voice.orElse(Severity.INFO), voice.isPresent(), metricTimeMs);
    }

    private boolean holds(double threshold) {
        return held.stream().anyMatch(step -> step.threshold() == threshold);
    }

    private int place(double threshold) {
        return (int) held.stream().filter(step -> step.threshold() < threshold).count();
    }

    private Change change(Direction direction, Held step) {
        sequence++;
        return new Change(direction, step, consumed, metricTimeMs, sequence);
    }

    /**
     * Whether an episode has just become an incident: it used as much of the budget as the policy allows one, and its bad run began after the
     * last incident was told. So each bad run is told once, though it may have several episodes, one a severity.
     *
     * @param onsetMs start of the episode's bad run
     * @param episodeConsumed share of the budget that the episode used
     */
    public boolean isNewIncident(Incident rule, long onsetMs, double episodeConsumed) {
        boolean isNew =
                !rule.actions().isEmpty() && episodeConsumed >= rule.budgetShare() - ROUNDING && onsetMs >= incidentMs;
        if (isNew) {
            incidentMs = metricTimeMs;
        }
        return isNew;
    }

    /** The steps that hold, the nearest first. */
    public List<Held> held() {
        return List.copyOf(held);
    }

    /** Share of the budget that was used up last. */
    public double consumed() {
        return consumed;
    }

    /** Event time of the newest slot. */
    public long metricTimeMs() {
        return metricTimeMs;
    }

    /** Event time at which an incident was told last. */
    long incidentMs() {
        return incidentMs;
    }

    long sequence() {
        return sequence;
    }

    /** The steps in the layout of {@link PolicyStepsCodec}. */
    public byte[] toBytes() {
        return PolicyStepsCodec.write(this);
    }

    /**
     * The steps of {@link #toBytes()}.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static PolicySteps fromBytes(byte[] bytes) {
        return PolicyStepsCodec.read(bytes);
    }

    static PolicySteps restored(Stored stored, List<Held> held) {
        PolicySteps steps = new PolicySteps();
        steps.held.addAll(held);
        steps.consumed = stored.consumed();
        steps.metricTimeMs = stored.metricTimeMs();
        steps.incidentMs = stored.incidentMs();
        steps.sequence = stored.sequence();
        return steps;
    }

    /** The numbers of stored steps, in the order of the layout. */
    record Stored(double consumed, long metricTimeMs, long incidentMs, long sequence) {}
}
