package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Reason;
import io.tidemark.domain.Alert.State;
import io.tidemark.slo.Step.Subject;
import java.util.Optional;

/**
 * The life of an alert: INACTIVE → PENDING → FIRING → RECOVERING → RESOLVED, in event time.
 *
 * <p>An episode that burns again while RECOVERING is FIRING again and nobody is told anew; one that dies while PENDING was never told.
 * So each episode that people hear of is opened once and closed once. An episode inhibited by a more urgent one lives on in silence; it
 * speaks once that one is over and its own slots are still bad.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Episode {
    private final Alert.Severity severity;
    private final Subject subject;
    private State state = State.INACTIVE;
    private State previousState = State.INACTIVE;
    private Reason reason = Reason.BURN;
    private long sinceMs;
    private long onsetMs;
    private long firedMs;
    private long keepFiringMs;
    private long sequence;
    private boolean isTold;
    private boolean wasInhibited;
    private boolean isRevised;
    private long bad;
    private Cause cause = Cause.UNKNOWN;

    /** An episode of burning that has not begun. */
    public Episode(Alert.Severity severity) {
        this(severity, Subject.BURN);
    }

    /** An episode that has not begun. */
    Episode(Alert.Severity severity, Subject subject) {
        this.severity = severity;
        this.subject = subject;
    }

    /**
     * What the episode is about, as people were last told; kept, for when it closes the data no longer show it.
     *
     * @param what who and what: {@code electricity · vicprice drifted}
     * @param proof how sure: {@code ks 0.93 > 0.05, …}
     */
    public record Cause(String what, String proof) {
        static final Cause UNKNOWN = new Cause("", "");

        public boolean isKnown() {
            return !what.isEmpty();
        }
    }

    /**
     * What the pairs of one severity say at the end of the newest slot.
     *
     * @param slotStartMs start of that slot
     * @param nowMs its end: the instant of the evaluation, event time
     * @param run the bad run, worked out only when it is needed
     * @param breach what the pairs say
     * @param keepFiringMs how long the pairs that burn ask for calm before the episode closes
     * @param forMs how long it has to burn first
     */
    public record Situation(long slotStartMs, long nowMs, Run run, Breach breach, long keepFiringMs, long forMs) {}

    /** The newest bad run. */
    public interface Run {
        /** Start of its first bad slot, event time. */
        long onsetMs();

        /** Bad rows or slices from an instant on. */
        long badFrom(long startMs);
    }

    /** Moves on. Evaluating the same instant again with the same breach changes nothing. */
    public void advance(Situation now) {
        previousState = state;
        if (now.breach() == Breach.UNKNOWN) {
            return;
        }
        if (state == State.INACTIVE || state == State.RESOLVED || state == State.PENDING) {
            advanceQuiet(now);
        } else {
            advanceOpen(now);
        }
    }

    private void advanceQuiet(Situation now) {
        if (isClosedByHand(now)) {
            return;
        }
        if (now.breach() != Breach.BURNING) {
            enter(State.INACTIVE, now.nowMs());
            return;
        }
        if (state != State.PENDING) {
            enter(State.PENDING, now.slotStartMs());
        }
        if (now.nowMs() - sinceMs >= now.forMs()) {
            previousState = State.PENDING;
            fire(now);
        }
    }

    /** Whether a person closed the episode of this very run: only calm, or another run, begins anew. */
    private boolean isClosedByHand(Situation now) {
        boolean isNotCalm = now.breach() == Breach.BURNING || now.breach() == Breach.HOLDING;
        return state == State.RESOLVED
                && reason == Reason.MANUAL
                && isNotCalm
                && now.run().onsetMs() < sinceMs;
    }

    private void fire(Situation now) {
        enter(State.FIRING, now.nowMs());
        reason = subject == Subject.BURN ? Reason.BURN : Reason.NO_DATA;
        firedMs = now.nowMs();
        onsetMs = now.run().onsetMs();
        bad = now.run().badFrom(onsetMs);
        keepFiringMs = now.keepFiringMs();
        wasInhibited = false;
        isRevised = false;
        cause = Cause.UNKNOWN;
    }

    private void advanceOpen(Situation now) {
        switch (now.breach()) {
            case BURNING -> {
                keepFiringMs = Math.max(keepFiringMs, now.keepFiringMs());
                enter(State.FIRING, now.nowMs());
            }
            case HOLDING -> sinceMs = state == State.RECOVERING ? now.nowMs() : sinceMs;
            case CALM -> recover(now);
            case UNKNOWN -> {}
            case GONE -> resolve(Reason.NO_DATA, now.nowMs());
            case WITHDRAWN -> resolve(Reason.REVISED, now.nowMs());
            case CORRECTED -> resolve(Reason.CORRECTION, now.nowMs());
            case REDEFINED -> resolve(Reason.SLO_CHANGED, now.nowMs());
        }
    }

    private void recover(Situation now) {
        enter(State.RECOVERING, now.nowMs());
        if (now.nowMs() - sinceMs >= keepFiringMs) {
            resolve(Reason.RECOVERED, now.nowMs());
        }
    }

    /** Closes it for a reason that is none of the data's; nothing if it is not open. */
    void close(Reason why, long nowMs) {
        previousState = state;
        if (isOpen()) {
            resolve(why, nowMs);
        } else if (state == State.PENDING) {
            enter(State.INACTIVE, nowMs);
        }
    }

    private void resolve(Reason why, long nowMs) {
        enter(State.RESOLVED, nowMs);
        reason = why;
    }

    private void enter(State next, long nowMs) {
        if (state != next) {
            state = next;
            sinceMs = nowMs;
        }
    }

    /**
     * What there is to tell now, if anything; counts it. Call once after {@link #advance}.
     *
     * @param hearing who listens
     */
    public Optional<Notice> speak(Hearing hearing) {
        Optional<Notice> notice = notice(hearing);
        wasInhibited |= hearing == Hearing.INHIBITED && !isTold;
        isTold = isOpen() && (isTold || notice.isPresent());
        sequence += notice.isPresent() ? 1 : 0;
        return notice;
    }

    private Optional<Notice> notice(Hearing hearing) {
        if (!isOpen()) {
            return isTold ? Optional.of(Notice.CLOSED) : Optional.empty();
        }
        if (isTold) {
            return hearing.takesUpdates() ? Optional.of(Notice.UPDATED) : Optional.empty();
        }
        boolean speaksUp = state == State.FIRING && hearing != Hearing.INHIBITED && !(wasInhibited && hearing.isCalm());
        return speaksUp ? Optional.of(Notice.OPENED) : Optional.empty();
    }

    /** Who listens to an episode. */
    public enum Hearing {
        /** The newest slot is a new one, and bad. */
        BAD_SLOT,
        /** The newest slot is a new one, and not bad. */
        CALM_SLOT,
        /** An older slot changed, and moved the budget by less than a point; the newest slot is bad. */
        BAD_DETAIL,
        /** An older slot changed, and moved the budget by less than a point; the newest slot is not bad. */
        CALM_DETAIL,
        /** A more urgent episode of the same slice is open. */
        INHIBITED;

        private boolean takesUpdates() {
            return this == BAD_SLOT || this == CALM_SLOT;
        }

        boolean isCalm() {
            return this == CALM_SLOT || this == CALM_DETAIL;
        }

        /** The same, were the newest slot not bad. */
        Hearing calmed() {
            return switch (this) {
                case BAD_SLOT -> CALM_SLOT;
                case BAD_DETAIL -> CALM_DETAIL;
                case CALM_SLOT, CALM_DETAIL, INHIBITED -> this;
            };
        }
    }

    /** Whether it fires or recovers. */
    public boolean isOpen() {
        return state == State.FIRING || state == State.RECOVERING;
    }

    /** Remembers what people are told. */
    public void setCause(Cause told) {
        cause = told;
    }

    /** Notes that slots from its onset on hold that many bad ones more, or fewer. */
    void addBad(long slotStartMs, long more) {
        bad += isOpen() && slotStartMs >= onsetMs ? more : 0;
    }

    /** Counts its bad ones anew. */
    void recount(Run run) {
        bad = isOpen() ? run.badFrom(onsetMs) : bad;
    }

    /** Forgets that it was told: who listens now has not heard of it. */
    void forgetTelling() {
        isTold = false;
    }

    /** Notes that late data moved the budget by a point or more while the episode was open. */
    public void markRevised() {
        isRevised |= isOpen();
    }

    public Alert.Severity severity() {
        return severity;
    }

    public Subject subject() {
        return subject;
    }

    /** Bad rows or slices since the onset; after the end, those until then. */
    public long bad() {
        return bad;
    }

    public State state() {
        return state;
    }

    public State previousState() {
        return previousState;
    }

    /** Why it is in its state. */
    public Reason reason() {
        return reason;
    }

    /** Event time at which it entered its state; for PENDING, start of the slot that began it. */
    public long sinceMs() {
        return sinceMs;
    }

    /** Start of the bad run that fired. */
    public long onsetMs() {
        return onsetMs;
    }

    public long firedMs() {
        return firedMs;
    }

    long keepFiringMs() {
        return keepFiringMs;
    }

    /** Alerts told under this severity so far, over all episodes. */
    public long sequence() {
        return sequence;
    }

    /** Whether people know of it and do not know yet that it is over. */
    public boolean isTold() {
        return isTold;
    }

    boolean wasInhibited() {
        return wasInhibited;
    }

    public boolean isRevised() {
        return isRevised;
    }

    public Cause cause() {
        return cause;
    }

    /** The episode as it was stored. */
    static Episode restored(Alert.Severity severity, Subject subject, EpisodeCodec.Stored stored, Cause cause) {
        Episode episode = new Episode(severity, subject);
        episode.state = stored.state();
        episode.previousState = stored.state();
        episode.reason = stored.reason();
        episode.sinceMs = stored.sinceMs();
        episode.onsetMs = stored.onsetMs();
        episode.firedMs = stored.firedMs();
        episode.keepFiringMs = stored.keepFiringMs();
        episode.sequence = stored.sequence();
        episode.bad = stored.bad();
        episode.isTold = (stored.flags() & EpisodeCodec.TOLD) != 0;
        episode.wasInhibited = (stored.flags() & EpisodeCodec.INHIBITED) != 0;
        episode.isRevised = (stored.flags() & EpisodeCodec.REVISED) != 0;
        episode.cause = cause;
        return episode;
    }
}
