package io.tidemark.domain;

import java.util.List;
import java.util.Locale;

/**
 * What judge says of one objective, slice and severity at the end of one slot: what people are told and what machines act on.
 *
 * <p>All but {@link Times#clockTimeMs()} follows from readings alone, so a replay makes the same alerts. Consumers drop what they have
 * seen by ({@code episodeId}, {@code sequence}).
 *
 * @param dedupKey identity of (model, objective, slice, severity): the same over restarts, episodes and values
 * @param episodeId the dedupKey, a colon, and the second since the epoch at which this episode fired
 * @param sequence number of this alert under its dedupKey, from 1
 * @param severity how urgent
 * @param isDryRun whether it only shows what people would have been told; never to be sent to them
 * @param transition what changed
 * @param promise the objective that is being missed
 * @param times since when, and the two clocks
 * @param budget what it costs
 * @param burn the burn-rate pairs of this severity, in the policy's order
 * @param finding what the data show
 * @param context what else is known of it: who has it, what explains it, what changed before
 * @param summary the sentence for people, two lines
 */
public record Alert(
        String dedupKey,
        String episodeId,
        long sequence,
        Severity severity,
        boolean isDryRun,
        Transition transition,
        Promise promise,
        Times times,
        Budget budget,
        List<Burn> burn,
        Finding finding,
        AlertContext context,
        String summary) {
    public Alert {
        burn = List.copyOf(burn);
    }

    /** What identifies this record among all alerts: the dedup key, a colon, and the sequence in ten digits, so that text sorts as numbers do. */
    public String id() {
        return dedupKey + ":" + String.format(Locale.ROOT, "%010d", sequence);
    }

    /**
     * Whether it was said after another of its identity: of a later episode, or with a higher number. An identity that is forgotten and comes
     * back begins at 1 again, with a later episode.
     *
     * @param otherFiredMs when the other's episode fired, event time
     * @param otherSequence the other's number
     */
    public boolean isAfter(long otherFiredMs, long otherSequence) {
        return times.firedMs() > otherFiredMs || (times.firedMs() == otherFiredMs && sequence > otherSequence);
    }

    /** Whether people have something to do: the episode fires, or is only just recovering. */
    public boolean isOpen() {
        return transition.state() == State.FIRING || transition.state() == State.RECOVERING;
    }

    /** This alert with another context. */
    public Alert with(AlertContext other) {
        return new Alert(
                dedupKey,
                episodeId,
                sequence,
                severity,
                isDryRun,
                transition,
                promise,
                times,
                budget,
                burn,
                finding,
                other,
                summary);
    }

    /**
     * This alert told again, or told otherwise.
     *
     * @param number its sequence
     * @param told what changed
     * @param clockTimeMs when, by the clock
     */
    public Alert as(long number, Transition told, long clockTimeMs) {
        return new Alert(
                dedupKey,
                episodeId,
                number,
                severity,
                isDryRun,
                told,
                promise,
                new Times(times.metricTimeMs(), clockTimeMs, times.sinceMs(), times.firedMs()),
                budget,
                burn,
                finding,
                context,
                summary);
    }

    /** This alert with another promise: another cause, as a rule. */
    public Alert with(Promise other) {
        return new Alert(
                dedupKey,
                episodeId,
                sequence,
                severity,
                isDryRun,
                transition,
                other,
                times,
                budget,
                burn,
                finding,
                context,
                summary);
    }

    /** This alert with another sentence. */
    public Alert withSummary(String sentence) {
        return new Alert(
                dedupKey,
                episodeId,
                sequence,
                severity,
                isDryRun,
                transition,
                promise,
                times,
                budget,
                burn,
                finding,
                context,
                sentence);
    }

    /** How urgent an alert is; the most urgent first. */
    public enum Severity {
        /** Wake someone. */
        PAGE("page"),
        /** Look in working hours. */
        TICKET("ticket"),
        /** Good to know. */
        INFO("info");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        /** The word in the dedup key, in files and on topics. */
        public String word() {
            return word;
        }
    }

    /** Where an episode stands. */
    public enum State {
        /** Nothing burns. */
        INACTIVE,
        /** It burns, but not yet for long enough. */
        PENDING,
        /** It burns; people know. */
        FIRING,
        /** The short lookback is calm; the episode stays open for a while so that it does not flap. */
        RECOVERING,
        /** Over. */
        RESOLVED
    }

    /** What a consumer has to do. */
    public enum Notice {
        /** Tell people: an episode begins. */
        OPENED,
        /** Refresh what is shown; tell nobody. */
        UPDATED,
        /** Tell people: the episode is over. */
        CLOSED,
        /** Nothing new: it is still so. */
        HEARTBEAT,
        /** Somebody has it; the escalation stops. */
        ACKNOWLEDGED,
        /** Nobody has it: tell the roles of {@link AlertContext.Standing#roles()}. */
        ESCALATED
    }

    /** Why the state is what it is. */
    public enum Reason {
        /** The error budget burns too fast: why an episode is open. */
        BURN,
        /** The data are in order again. */
        RECOVERED,
        /** Late data showed that the episode was not justified. */
        REVISED,
        /** The slice fell silent: not the same as recovered. */
        NO_DATA,
        /** The objective was edited. */
        SLO_CHANGED,
        /** A declared correction covers it. */
        CORRECTION,
        /** A person closed it. */
        MANUAL,
        /** The slice was not seen for a whole window. */
        EXPIRED
    }

    /** How an objective counts. */
    public enum Method {
        /** Bad rows over all rows. */
        OCCURRENCES,
        /** Bad slices of time over the slices expected. */
        TIMESLICES,
        /** The mean of the slices' own shares, each counting the same however many rows it had. */
        RATIO_TIMESLICES
    }

    /** How a burn-rate pair stands. */
    public enum PairState {
        /** Neither lookback reaches the factor. */
        OK,
        /** Only the short lookback reaches it. */
        RISING,
        /** Both reach it, but on too few rows, or too few bad ones, to act on. */
        GUARDED,
        /** Both reach it. */
        BURNING,
        /** Only the long lookback still reaches it. */
        RECOVERING
    }

    /**
     * What changed.
     *
     * @param notice what a consumer has to do
     * @param state the episode's state now
     * @param previousState its state before
     * @param reason why it is in its state
     */
    public record Transition(Notice notice, State state, State previousState, Reason reason) {
        /** The same with another notice. */
        public Transition as(Notice other) {
            return new Transition(other, state, previousState, reason);
        }

        /** Nothing changed, and yet there is something to say. */
        public Transition still(Notice other) {
            return new Transition(other, state, state, reason);
        }
    }

    /**
     * The objective, as far as a reader of the alert needs it.
     *
     * @param objective the objective's id
     * @param scope model, stage and slice
     * @param target share that has to be good, in (0, 1)
     * @param windowMs length of the rolling window
     * @param method what is counted
     * @param slotMs length of a slot; for time slices, of the slice
     * @param owner who is told; empty if nobody is named
     * @param runbook where to read on; empty if there is none
     * @param revision hash of what the objective means; empty if nobody knows
     * @param cause where what is told most likely comes from; the owner is who is told of that
     */
    public record Promise(
            String objective,
            Scope scope,
            double target,
            long windowMs,
            Method method,
            long slotMs,
            String owner,
            String runbook,
            String revision,
            Cause cause) {
        /** A promise of unknown cause. */
        public Promise(
                String objective,
                Scope scope,
                double target,
                long windowMs,
                Method method,
                long slotMs,
                String owner,
                String runbook,
                String revision) {
            this(objective, scope, target, windowMs, method, slotMs, owner, runbook, revision, Cause.UNKNOWN);
        }

        /** The same, whose cause is another one, of which somebody else is told. */
        public Promise with(Cause other, String told) {
            return new Promise(objective, scope, target, windowMs, method, slotMs, told, runbook, revision, other);
        }

        /** A promise of unknown revision. */
        public Promise(
                String objective,
                Scope scope,
                double target,
                long windowMs,
                Method method,
                long slotMs,
                String owner,
                String runbook) {
            this(objective, scope, target, windowMs, method, slotMs, owner, runbook, "");
        }
    }

    /**
     * The instants of an alert, in milliseconds since the epoch.
     *
     * @param metricTimeMs event time of the evaluation: the end of the newest slot
     * @param clockTimeMs wall clock of the evaluation; the only part that a replay changes
     * @param sinceMs event time of the onset: start of the first bad slot of the bad run that fired
     * @param firedMs event time at which the episode fired
     */
    public record Times(long metricTimeMs, long clockTimeMs, long sinceMs, long firedMs) {}

    /**
     * The error budget of the rolling window; what is missing of a young objective's window counts as good.
     *
     * @param consumed share of the budget that is used; ≥ 0, above 1 when overspent
     * @param remaining 1 − consumed; negative when overspent
     * @param remainingMs time of entirely bad data that is left; negative when overspent
     * @param timeLeft when the budget will be gone at the present rate
     */
    public record Budget(double consumed, double remaining, long remainingMs, TimeLeft timeLeft) {}

    /** When a budget will be gone. */
    public sealed interface TimeLeft {
        /** It is gone already. */
        record Gone() implements TimeLeft {}

        /** At the present rate it outlives the window. */
        record Lasting() implements TimeLeft {}

        /**
         * It will be gone.
         *
         * @param ms from the metric time on, > 0 and less than the window
         */
        record Until(long ms) implements TimeLeft {}
    }

    /**
     * One burn-rate pair.
     *
     * @param longMs long lookback, after adaptation to the slot's length
     * @param shortMs short lookback, likewise
     * @param burnLong multiples of the sustainable error rate over the long lookback
     * @param burnShort the same over the short one
     * @param factor what both have to reach
     * @param factorRaw the factor before the reachability cap
     * @param bad bad rows or slices in the long lookback
     * @param total all rows or judged slices in it
     * @param state what follows
     */
    public record Burn(
            long longMs,
            long shortMs,
            double burnLong,
            double burnShort,
            double factor,
            double factorRaw,
            long bad,
            long total,
            PairState state) {
        /** Whether the factor was lowered because data that are bad throughout would hardly reach it. */
        public boolean isCapped() {
            return factor < factorRaw;
        }
    }

    /**
     * What the data show.
     *
     * @param evidence the measurements that decided the newest slot, most telling first, one a column; empty where it was not bad. Tolerance and
     *     verdict are those of the objective, which may have a fixed limit: then the tolerance is how far that is from the reference
     * @param coverage share of the expected slots that could be judged, in [0, 1]
     * @param isRevised whether late data moved the budget by a point or more while the episode was open
     * @param alsoMoved the other columns whose distribution moved in the newest slot's window, the most telling first, at most ten
     */
    public record Finding(List<Measurement> evidence, double coverage, boolean isRevised, List<Measurement> alsoMoved) {
        public Finding {
            evidence = List.copyOf(evidence);
            alsoMoved = List.copyOf(alsoMoved);
        }
    }
}
