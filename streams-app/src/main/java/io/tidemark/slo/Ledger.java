package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.slo.BudgetChange.Cause;
import io.tidemark.slo.Episode.Hearing;
import io.tidemark.slo.FittedTier.Standing;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is kept of one objective and slice: its slots, its budget, one episode a severity and one of silence.
 *
 * <p>A point fills its slot; then every severity is evaluated at the end of the newest slot, in event time. A late point changes a slot
 * and what is said from now on, never what was said. The same points in the same order always make the same steps.
 *
 * <p>Other corrections, or another goal or policy, are noticed when a ledger is opened: the slots are kept, summed up anew, and evaluated
 * again at the next {@link #take} or {@link #reconsider}. With another indicator it begins anew, and what was open is closed.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Ledger {
    private final Terms terms;
    private final Corrections corrections;
    private final Shelf shelf;
    private final Slots slots;
    private final Episodes episodes;
    private final List<Step> owed = new ArrayList<>();
    private Cause cause = Cause.NEWS;
    private List<Standing> before = List.of();
    private double consumed;

    /** Nothing is known yet; on the heap. */
    public Ledger(Terms terms) {
        this(terms, Corrections.NONE, new HeapShelf());
    }

    private Ledger(Terms terms, Corrections corrections, Shelf shelf) {
        this.terms = terms;
        this.corrections = corrections;
        this.shelf = shelf;
        this.slots = new Slots(terms.goal(), terms.lookbacks(), shelf, corrections);
        this.episodes = new Episodes(terms, slots);
    }

    /**
     * As it was kept.
     *
     * @param corrections those of this ledger, see {@link Corrections#of(String, String)}
     * @throws IllegalStateException if the layout is unknown
     */
    public static Ledger open(Terms terms, Corrections corrections, Shelf shelf) {
        Ledger ledger = new Ledger(terms, corrections, shelf);
        byte[] head = shelf.head();
        if (head.length > 0) {
            ledger.restore(LedgerCodec.read(head));
        }
        return ledger;
    }

    private void restore(LedgerCodec.Head head) {
        List<Episode> homeless = new ArrayList<>(episodes.restore(head.episodes()));
        if (head.isDryRun() != isDryRun()) {
            episodes.forEach(Episode::forgetTelling);
        }
        boolean isSameIndicator =
                head.revision().indicator() == terms.revision().indicator();
        if (isSameIndicator) {
            slots.read(head.slots());
            consumed = head.consumed();
            renew(head);
        } else {
            slots.beginAfter(LedgerCodec.clear(head, shelf));
            homeless.addAll(episodes.all());
        }
        for (Episode episode : homeless) {
            Step step = closed(episode, Alert.Reason.SLO_CHANGED);
            if (step.isTold()) {
                owed.add(step);
            }
        }
    }

    /** Sums up anew where other slots count now, or others are summed. */
    private void renew(LedgerCodec.Head head) {
        boolean isSameTerms = head.revision().terms() == terms.revision().terms();
        if (isSameTerms) {
            episodes.restoreWaits(head.waits());
        }
        if (isSameTerms && head.corrections() == corrections.hash()) {
            return;
        }
        before = isSameTerms ? standings(sight()) : List.of();
        boolean isOther = slots.recompute(terms.lookbacks());
        episodes.recount();
        if (!isSameTerms) {
            cause = Cause.SLO_CHANGED;
        } else if (isOther) {
            cause = Cause.CORRECTION;
        }
    }

    private boolean isDryRun() {
        return terms.policy().mode() == AlertPolicy.Mode.DRY_RUN;
    }

    /** Keeps the head on the shelf; the blocks are there already. Nothing to do for a ledger on the heap that is used on. */
    public void keep() {
        if (!slots.isEmpty()) {
            LedgerCodec.Head head = new LedgerCodec.Head(
                    terms.goal().slotMs(),
                    terms.revision(),
                    corrections.hash(),
                    isDryRun(),
                    consumed,
                    slots.headBytes(),
                    episodes.waits().stream().map(Waits::stored).toList(),
                    episodes.all());
            shelf.putHead(LedgerCodec.write(head));
        }
    }

    /** Who listens to a ledger. */
    public enum Audience {
        /** People. */
        PEOPLE,
        /** Nobody: another alert is open that explains this one. Episodes live on in silence. */
        NOBODY
    }

    /** Takes a point in, with people listening. */
    public Posted take(Point point) {
        return take(point, Audience.PEOPLE);
    }

    /**
     * Takes a point in.
     *
     * @throws IllegalArgumentException if the point does not start where a slot starts
     */
    public Posted take(Point point, Audience audience) {
        List<Step> first = isReconsidered() ? List.of() : reconsider(audience).steps();
        boolean isLate = !slots.isEmpty() && point.startMs() < slots.newestEndMs();
        List<Standing> stood = isLate ? standings(sight()) : List.of();
        long badBefore = slots.badOf(point.startMs());
        Slots.Put put = slots.put(point);
        if (put == Slots.Put.UNCHANGED || put == Slots.Put.TOO_LATE) {
            return new Posted(put, first, List.of(), status(), new BudgetChange(consumed, consumed, Cause.NEWS));
        }
        long more = slots.badOf(point.startMs()) - badBefore;
        episodes.forEach(episode -> episode.addBad(point.startMs(), more));
        boolean isGone = point.isLast() && point.startMs() + terms.goal().slotMs() == slots.newestEndMs();
        return evaluate(put, put == Slots.Put.NEWEST ? Cause.NEWS : Cause.LATE_DATA, stood, isGone, audience)
                .after(first);
    }

    /** Whether there is nothing to {@link #reconsider}. */
    public boolean isReconsidered() {
        return cause == Cause.NEWS && owed.isEmpty();
    }

    /**
     * Evaluates the end of the newest slot again, if other corrections, another goal or another policy ask for it; {@link #take} does so
     * by itself. <em>Unchecked:</em> a point was taken, or {@link #isReconsidered} is false.
     */
    public Posted reconsider(Audience audience) {
        List<Step> first = List.copyOf(owed);
        owed.clear();
        Cause why = cause;
        cause = Cause.NEWS;
        if (why == Cause.NEWS) {
            return new Posted(
                    Slots.Put.UNCHANGED, first, List.of(), status(), new BudgetChange(consumed, consumed, why));
        }
        return evaluate(Slots.Put.REVISED, why, before, false, audience).after(first);
    }

    private Posted evaluate(Slots.Put put, Cause why, List<Standing> stood, boolean isGone, Audience audience) {
        Status status = status();
        BudgetChange change = new BudgetChange(consumed, status.budget().consumed(), why);
        consumed = change.to();
        Evaluation evaluation = new Evaluation(sight(), status.tiers(), stood, put, change, isGone);
        episodes.advance(evaluation);
        List<Suppressed> suppressed = new ArrayList<>();
        List<Step> steps = episodes.speak(evaluation, audience, suppressed);
        return new Posted(put, steps, suppressed, status, change);
    }

    /**
     * Closes an episode by hand: it opens again only once it was calm, or for another bad run.
     *
     * @return its last step, told or not; empty if it is not open
     */
    public List<Step> resolve(Alert.Severity severity, Step.Subject subject) {
        Episode episode = subject == Step.Subject.SILENCE ? episodes.silence() : episodes.of(severity);
        if (!episode.isOpen()) {
            return List.of();
        }
        return List.of(closed(episode, Alert.Reason.MANUAL));
    }

    private Step closed(Episode episode, Alert.Reason reason) {
        episode.close(reason, slots.newestEndMs());
        return episodes.step(episode, Hearing.CALM_SLOT, List.of());
    }

    /**
     * An episode as it stands now, to be told once more though no slot came; counts it. <em>Unchecked:</em> it is one of this ledger's.
     *
     * @return its step; empty if it is not open, or people do not know of it
     */
    public List<Step> repeat(Episode episode) {
        if (!episode.isOpen() || !episode.isTold()) {
            return List.of();
        }
        List<Alert.Burn> burns = episode.subject() == Step.Subject.SILENCE
                ? List.of()
                : standings(sight()).stream()
                        .filter(standing -> standing.severity() == episode.severity())
                        .flatMap(standing -> standing.burns().stream())
                        .toList();
        return List.of(episodes.step(episode, Hearing.CALM_SLOT, burns));
    }

    /** Whether nothing was heard of the slice for a whole window before that event time, so that it can {@link #expire}. */
    public boolean isUnseen(long nowMs) {
        return slots.isEmpty()
                || nowMs - slots.newestEndMs() >= terms.goal().window().longestMs();
    }

    /** Closes what is open, and removes the ledger from its shelf. */
    public List<Step> expire() {
        List<Step> steps = new ArrayList<>();
        for (Episode episode : episodes.all()) {
            if (episode.isOpen()) {
                steps.add(closed(episode, Alert.Reason.EXPIRED));
            }
        }
        slots.clear();
        shelf.putHead(new byte[0]);
        return steps;
    }

    /** How the objective stands. <em>Unchecked:</em> a point was taken. */
    public Status status() {
        return new Status(
                slots.newestEndMs(),
                ErrorBudget.described(terms, slots, episodes),
                slots.coverage(),
                standings(sight()));
    }

    private Sight sight() {
        return new Sight(terms.goal(), slots, ErrorBudget.of(terms.goal(), slots), episodes::incidentBad);
    }

    private List<Standing> standings(Sight sight) {
        List<Standing> standings = new ArrayList<>();
        for (int tier = 0; tier < terms.tiers().size(); tier++) {
            standings.add(
                    terms.tiers().get(tier).measure(sight, episodes.waits().get(tier)));
        }
        return standings;
    }

    /** Whether nothing was heard yet. */
    public boolean isEmpty() {
        return slots.isEmpty();
    }

    public Terms terms() {
        return terms;
    }

    /** Points that came too late to be taken, ever. */
    public long tooLate() {
        return slots.tooLate();
    }

    /** Whether the newest slot spends budget faster than it accrues. */
    public boolean isBadNow() {
        return slots.isBadNow();
    }

    /** End of the newest bad slot; of the newest slot if none is bad. */
    public long lastBadEndMs() {
        return slots.lastBadEndMs();
    }

    /**
     * The episode of a severity.
     *
     * @throws IllegalArgumentException if the policy has no such severity
     */
    public Episode episode(Alert.Severity severity) {
        return episodes.of(severity);
    }

    /** The episode of silence. */
    public Episode silence() {
        return episodes.silence();
    }

    /** All episodes, the most urgent severity first, silence last. */
    public List<Episode> episodes() {
        return episodes.all();
    }
}
