package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.slo.Episode.Breach;
import io.tidemark.slo.Episode.Hearing;
import io.tidemark.slo.FittedTier.Standing;
import io.tidemark.slo.Step.Subject;
import io.tidemark.slo.Step.Telling;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is kept of one objective and slice: its slots, its budget, one episode a severity.
 *
 * <p>A point fills its slot; then every severity is evaluated at the end of the newest slot, in event time. A late point changes a slot
 * and what is said from now on, never what was said. The same points in the same order always make the same steps.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Ledger {
    private final Terms terms;
    private final Slots slots;
    private final Map<Alert.Severity, Episode> episodes = new EnumMap<>(Alert.Severity.class);
    private final List<Waits> waits = new ArrayList<>();

    /** Nothing is known yet. */
    public Ledger(Terms terms) {
        this(terms, new Slots(terms.goal()), List.of());
    }

    /** As it was stored. */
    public Ledger(Terms terms, Slots slots, List<Episode> stored) {
        this.terms = terms;
        this.slots = slots;
        for (FittedTier tier : terms.tiers()) {
            Alert.Severity severity = tier.tier().severity();
            episodes.put(severity, new Episode(severity));
            waits.add(new Waits(tier.others().size()));
        }
        stored.forEach(episode -> episodes.put(episode.severity(), episode));
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
        boolean isLate = !slots.isEmpty() && point.startMs() < slots.newestEndMs();
        List<Standing> before = isLate ? standings(sight()) : List.of();
        double consumed =
                slots.isEmpty() ? 0 : ErrorBudget.of(terms.goal(), slots).consumed();
        Slots.Put put = slots.put(point);
        Status status = status();
        BudgetChange change = new BudgetChange(
                consumed,
                status.budget().consumed(),
                put == Slots.Put.NEWEST ? BudgetChange.Cause.NEWS : BudgetChange.Cause.LATE_DATA);
        Posted posted = new Posted(put, List.of(), List.of(), status, change);
        if (!posted.hasChanged()) {
            return posted;
        }
        boolean isGone = point.isLast() && point.startMs() + terms.goal().slotMs() == slots.newestEndMs();
        advance(posted, before, isGone);
        List<Suppressed> suppressed = new ArrayList<>();
        List<Step> steps = speak(posted, audience, suppressed);
        return new Posted(put, steps, suppressed, status, change);
    }

    private void advance(Posted posted, List<Standing> before, boolean isGone) {
        List<Standing> now = posted.status().tiers();
        for (int tier = 0; tier < now.size(); tier++) {
            Standing standing = now.get(tier);
            boolean isWithdrawn = posted.isBudgetRevised() && before.get(tier).isJustified() && !standing.isJustified();
            Breach breach = isGone ? Breach.GONE : standing.breach();
            Episode episode = episode(standing.severity());
            episode.advance(new Episode.Situation(
                    slots.newestEndMs() - terms.goal().slotMs(),
                    slots.newestEndMs(),
                    slots.onsetMs(),
                    isWithdrawn ? Breach.WITHDRAWN : breach,
                    standing.keepFiringMs(),
                    terms.tiers().get(tier).tier().forMs()));
            if (posted.isBudgetRevised()) {
                episode.markRevised();
            }
            waits.get(tier).note(standing.rules(), sight());
        }
    }

    private List<Step> speak(Posted posted, Audience audience, List<Suppressed> suppressed) {
        List<Step> steps = new ArrayList<>();
        boolean isInhibited = audience == Audience.NOBODY;
        for (int tier = 0; tier < terms.tiers().size(); tier++) {
            Standing standing = posted.status().tiers().get(tier);
            Episode episode = episode(standing.severity());
            Hearing hearing = isInhibited ? Hearing.INHIBITED : hearing(posted);
            Optional<Alert.Notice> notice = episode.speak(hearing);
            Step step = step(episode, notice.map(Ledger::telling).orElse(Telling.NOBODY), standing.burns());
            if (step.isTold() || step.isTransition()) {
                steps.add(step);
            }
            suppressed.addAll(suppressed(terms.tiers().get(tier), standing, hearing));
            isInhibited |= episode.isOpen();
        }
        return steps;
    }

    private Hearing hearing(Posted posted) {
        boolean isBad = slots.isBadNow();
        if (posted.put() == Slots.Put.NEWEST || posted.isBudgetRevised()) {
            return isBad ? Hearing.BAD_SLOT : Hearing.CALM_SLOT;
        }
        return isBad ? Hearing.BAD_DETAIL : Hearing.CALM_DETAIL;
    }

    private static Telling telling(Alert.Notice notice) {
        return Telling.valueOf(notice.name());
    }

    /**
     * An open episode as it stands now, to be told once more though no slot came; counts it.
     *
     * @throws IllegalArgumentException if the policy has no such severity
     */
    public Step repeat(Alert.Severity severity) {
        Episode episode = episode(severity);
        episode.repeat();
        List<Alert.Burn> burns = status().tiers().stream()
                .filter(standing -> standing.severity() == severity)
                .flatMap(standing -> standing.burns().stream())
                .toList();
        return step(episode, Telling.UPDATED, burns);
    }

    private Step step(Episode episode, Telling telling, List<Alert.Burn> burns) {
        Step.Times times = new Step.Times(slots.newestEndMs(), episode.onsetMs(), episode.firedMs(), episode.sinceMs());
        return new Step(
                episode.severity(),
                Subject.BURN,
                telling,
                episode.state(),
                episode.previousState(),
                episode.reason(),
                episode.sequence(),
                times,
                cost(episode),
                episode.isRevised(),
                burns);
    }

    private double cost(Episode episode) {
        return episode.isOpen() || episode.isTold() || episode.state() == Alert.State.RESOLVED
                ? sight().share(slots.badFrom(episode.onsetMs()))
                : 0;
    }

    private List<Suppressed> suppressed(FittedTier tier, Standing standing, Hearing hearing) {
        List<Suppressed> all = new ArrayList<>();
        for (int i = 0; i < tier.pairs().size(); i++) {
            BurnPair pair = tier.pairs().get(i);
            pair.suppressed(standing.burns().get(i), terms.goal(), slots)
                    .ifPresent(why -> all.add(new Suppressed(standing.severity(), pair.longMs(), pair.shortMs(), why)));
        }
        Episode episode = episode(standing.severity());
        if (episode.previousState() == Alert.State.PENDING && episode.state() == Alert.State.INACTIVE) {
            all.add(new Suppressed(standing.severity(), 0, 0, Suppressed.Why.PENDING_DIED));
        }
        if (hearing == Hearing.INHIBITED && episode.state() == Alert.State.FIRING && !episode.isTold()) {
            all.add(new Suppressed(standing.severity(), 0, 0, Suppressed.Why.INHIBITED));
        }
        return all;
    }

    /** How the objective stands. <em>Unchecked:</em> a point was taken. */
    public Status status() {
        return new Status(
                slots.newestEndMs(), ErrorBudget.described(terms, slots), slots.coverage(), standings(sight()));
    }

    private Sight sight() {
        long onsetMs = episodes.values().stream()
                .filter(Episode::isOpen)
                .mapToLong(Episode::onsetMs)
                .min()
                .orElse(Long.MAX_VALUE);
        return new Sight(
                terms.goal(),
                slots,
                ErrorBudget.of(terms.goal(), slots),
                slots.badFrom(Math.min(onsetMs, slots.onsetMs())));
    }

    private List<Standing> standings(Sight sight) {
        List<Standing> standings = new ArrayList<>();
        for (int tier = 0; tier < terms.tiers().size(); tier++) {
            standings.add(terms.tiers().get(tier).measure(sight, waits.get(tier)));
        }
        return standings;
    }

    /** Whether nothing was heard yet. */
    public boolean isEmpty() {
        return slots.isEmpty();
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
        Episode episode = episodes.get(severity);
        if (episode == null) {
            throw new IllegalArgumentException(
                    "the policy has no such severity: severity=" + severity + ", severities=" + episodes.keySet());
        }
        return episode;
    }

    /** The slots as bytes, versioned. */
    public byte[] slotBytes() {
        return slots.toBytes();
    }

    /** The episodes as bytes, versioned. */
    public byte[] episodeBytes() {
        return EpisodeCodec.write(episodes.values());
    }
}
