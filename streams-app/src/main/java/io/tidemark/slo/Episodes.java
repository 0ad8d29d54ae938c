package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.slo.AlertPolicy.Silence;
import io.tidemark.slo.Episode.Hearing;
import io.tidemark.slo.FittedTier.Standing;
import io.tidemark.slo.Step.Subject;
import io.tidemark.slo.Step.Telling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The episodes of a ledger: one a severity, and one of silence.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class Episodes {
    private static final long USUAL_KEEP_MS = 15 * 60_000L;

    private final Terms terms;
    private final Slots slots;
    private final Map<Alert.Severity, Episode> burning = new EnumMap<>(Alert.Severity.class);
    private final List<Waits> waits = new ArrayList<>();
    private Episode silence;

    Episodes(Terms terms, Slots slots) {
        this.terms = terms;
        this.slots = slots;
        for (FittedTier tier : terms.tiers()) {
            Alert.Severity severity = tier.tier().severity();
            burning.put(severity, new Episode(severity));
            waits.add(new Waits(tier.others().size()));
        }
        this.silence = new Episode(silenceSeverity(), Subject.SILENCE);
    }

    private Alert.Severity silenceSeverity() {
        return terms.policy().silence() instanceof Silence.Told told ? told.severity() : Alert.Severity.TICKET;
    }

    /** Takes the episodes that were stored; those of severities that the policy has no more are given back, to be closed. */
    List<Episode> restore(List<Episode> stored) {
        List<Episode> homeless = new ArrayList<>();
        for (Episode episode : stored) {
            boolean isSilence = episode.subject() == Subject.SILENCE;
            boolean isTold = terms.policy().silence() instanceof Silence.Told;
            if (isSilence && episode.severity() == silence.severity() && (isTold || !episode.isOpen())) {
                silence = episode;
            } else if (!isSilence && burning.containsKey(episode.severity())) {
                burning.put(episode.severity(), episode);
            } else {
                homeless.add(episode);
            }
        }
        return homeless;
    }

    /** All of them, the most urgent severity first, silence last. */
    List<Episode> all() {
        List<Episode> all = new ArrayList<>(burning.values());
        all.add(silence);
        return all;
    }

    void forEach(Consumer<Episode> action) {
        all().forEach(action);
    }

    /**
     * The episode of a severity.
     *
     * @throws IllegalArgumentException if the policy has no such severity
     */
    Episode of(Alert.Severity severity) {
        Episode episode = burning.get(severity);
        if (episode == null) {
            throw new IllegalArgumentException(
                    "the policy has no such severity: severity=" + severity + ", severities=" + burning.keySet());
        }
        return episode;
    }

    Episode silence() {
        return silence;
    }

    /** Takes the waits that were stored for the same policy. */
    void restoreWaits(List<long[]> stored) {
        for (int i = 0; i < waits.size(); i++) {
            waits.get(i).restore(stored.get(i));
        }
    }

    List<Waits> waits() {
        return waits;
    }

    /** The bad run of which an episode is about, as the fastest pair that burns sees it. */
    private Episode.Run run(Subject subject, List<Alert.Burn> burns) {
        if (subject == Subject.SILENCE) {
            return new SilentRun(slots, terms);
        }
        return burns.stream()
                .filter(burn -> burn.state() == Alert.PairState.BURNING)
                .min(Comparator.comparingLong(Alert.Burn::longMs))
                .map(burn -> new BurnRun(slots, burn.shortMs()))
                .orElseGet(() -> new BurnRun(slots, terms.briefMs()));
    }

    private record BurnRun(Slots slots, long shortMs) implements Episode.Run {
        @Override
        public long onsetMs() {
            return slots.onsetMs(shortMs);
        }

        @Override
        public long badFrom(long startMs) {
            return slots.badFrom(startMs);
        }
    }

    private record SilentRun(Slots slots, Terms terms) implements Episode.Run {
        @Override
        public long onsetMs() {
            return slots.newestEndMs()
                    - slots.silentSlots(terms.goal().slots()) * terms.goal().slotMs();
        }

        @Override
        public long badFrom(long startMs) {
            return 0;
        }
    }

    /** Bad rows or slices of the present bad run, or since the onset of an open episode; the more of both. */
    long incidentBad() {
        long ofOpen = burning.values().stream()
                .filter(Episode::isOpen)
                .mapToLong(Episode::bad)
                .max()
                .orElse(-1);
        return ofOpen >= 0 ? ofOpen : slots.badFrom(run(Subject.BURN, List.of()).onsetMs());
    }

    /** Counts the bad ones of each anew. */
    void recount() {
        all().forEach(episode -> episode.recount(run(episode.subject(), List.of())));
    }

    /** Moves all on. */
    void advance(Evaluation evaluation) {
        for (int tier = 0; tier < terms.tiers().size(); tier++) {
            Standing standing = evaluation.now().get(tier);
            Episode episode = of(standing.severity());
            episode.advance(situation(
                    run(Subject.BURN, standing.burns()),
                    evaluation.breach(tier),
                    standing.keepFiringMs(),
                    terms.tiers().get(tier).tier().forMs()));
            waits.get(tier).note(standing.rules(), evaluation.sight());
            if (evaluation.isWorthTelling()) {
                episode.markRevised();
            }
        }
        if (terms.policy().silence() instanceof Silence.Told) {
            long keepMs = terms.goal().slotMs() >= USUAL_KEEP_MS ? 0 : USUAL_KEEP_MS;
            silence.advance(situation(run(Subject.SILENCE, List.of()), silent(evaluation), keepMs, 0));
        }
    }

    private Episode.Situation situation(Episode.Run run, Breach breach, long keepFiringMs, long forMs) {
        long nowMs = slots.newestEndMs();
        return new Episode.Situation(nowMs - terms.goal().slotMs(), nowMs, run, breach, keepFiringMs, forMs);
    }

    private Breach silent(Evaluation evaluation) {
        if (evaluation.isGone()) {
            return Breach.GONE;
        }
        if (isSilent()) {
            return Breach.BURNING;
        }
        return slots.silentSlots(1) > 0 ? Breach.UNKNOWN : Breach.CALM;
    }

    /** Whether there were no data for so long that it is told. */
    boolean isSilent() {
        int least = terms.silentSlots();
        if (slots.silentSlots(least) < least) {
            return false;
        }
        int telling = slots.silenceThatTells(least);
        return slots.silentSlots(telling) >= telling;
    }

    /** What there is to tell, and the transitions that are not told. */
    List<Step> speak(Evaluation evaluation, Ledger.Audience audience, List<Suppressed> suppressed) {
        List<Step> steps = new ArrayList<>();
        boolean isInhibited = audience == Ledger.Audience.NOBODY;
        for (int tier = 0; tier < terms.tiers().size(); tier++) {
            Standing standing = evaluation.now().get(tier);
            Episode episode = of(standing.severity());
            Hearing hearing = isInhibited ? Hearing.INHIBITED : hearing(episode, evaluation);
            add(steps, step(episode, hearing, standing.burns()));
            suppressed.addAll(Guards.suppressed(terms.tiers().get(tier), standing, evaluation.sight()));
            suppressed.addAll(Guards.suppressed(episode, hearing));
            isInhibited |= episode.isOpen();
        }
        Hearing ofSilence = audience == Ledger.Audience.NOBODY ? Hearing.INHIBITED : evaluation.hearing();
        add(steps, step(silence, ofSilence == Hearing.CALM_SLOT ? Hearing.BAD_SLOT : ofSilence, List.of()));
        return steps;
    }

    /** An episode that was inhibited is about the run that it fired for; another bad slot, once that is over, is none of its business. */
    private Hearing hearing(Episode episode, Evaluation evaluation) {
        Hearing hearing = evaluation.hearing();
        boolean isAnotherRun = episode.wasInhibited()
                && !episode.isTold()
                && !hearing.isCalm()
                && slots.onsetMs(terms.briefMs()) > episode.firedMs();
        return isAnotherRun ? hearing.calmed() : hearing;
    }

    private static void add(List<Step> steps, Step step) {
        if (step.isTold() || step.isTransition()) {
            steps.add(step);
        }
    }

    /** Of one window's budget: no more than a window of nothing but bad data uses, however long the episode. */
    private double used(Episode episode) {
        return Math.min(1 / terms.goal().errorShare(), ErrorBudget.share(episode.bad(), terms.goal(), slots));
    }

    /** What an episode has to say; counts it. */
    Step step(Episode episode, Hearing hearing, List<Alert.Burn> burns) {
        Telling telling = episode.speak(hearing)
                .map(notice -> Telling.valueOf(notice.name()))
                .orElse(Telling.NOBODY);
        Step.Times times = new Step.Times(slots.newestEndMs(), episode.onsetMs(), episode.firedMs(), episode.sinceMs());
        return new Step(
                episode.severity(),
                episode.subject(),
                telling,
                episode.state(),
                episode.previousState(),
                episode.reason(),
                episode.sequence(),
                times,
                slots.isEmpty() ? 0 : used(episode),
                episode.isRevised(),
                burns);
    }
}
