package io.tidemark.slo.history;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.Breach;
import io.tidemark.slo.Corrections;
import io.tidemark.slo.HeapShelf;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Ledger.Audience;
import io.tidemark.slo.Point;
import io.tidemark.slo.Posted;
import io.tidemark.slo.Slot;
import io.tidemark.slo.Status;
import io.tidemark.slo.Step;
import io.tidemark.slo.Terms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One slice of an objective in a history: its ledger, and what came of it. Owned by one thread. */
final class Watched {
    private final String slice;
    private final Terms terms;
    private final Ledger ledger;
    private final ReportTally tally = new ReportTally();
    private final Hushes hushes;
    private final Map<Key, Ongoing> ongoing = new LinkedHashMap<>();
    private final Corrections corrections;
    private Tallied last = new Tallied(Long.MIN_VALUE, 0, 0);

    /** What the newest slot has added to the tally. */
    private record Tallied(long startMs, long good, long bad) {}

    private record Key(Severity severity, Step.Subject subject) {}

    Watched(String slice, Terms terms, Corrections corrections) {
        this.slice = slice;
        this.terms = terms;
        this.corrections = corrections;
        this.ledger = Ledger.open(terms, corrections, new HeapShelf());
        this.hushes = new Hushes(slice);
    }

    /**
     * Takes a slot in.
     *
     * @param out takes transitions and the incidents that end
     * @param changes what may explain them
     */
    Posted take(Point point, Audience audience, Chronicle out, Changes changes) {
        Posted posted = ledger.take(point, audience);
        long nowMs = point.startMs() + terms.goal().slotMs();
        if (posted.hasChanged()) {
            tally(point, nowMs);
        }
        for (Step step : posted.steps()) {
            tally.step(step, changes.before(step.times().onsetMs()));
            boolean isHeardLate = step.telling() == Step.Telling.OPENED;
            if ((step.isTransition() || isHeardLate) && !isEpilogue(step)) {
                out.add(new Move(slice, step, posted.status().budget()));
            }
            follow(step, out);
            noteCap(step, nowMs);
        }
        hushes.note(posted, audience, terms.goal().slotMs(), nowMs);
        return posted;
    }

    /** A slot that comes again replaces what it said before; one that a correction takes out counts for no target. */
    private void tally(Point point, long endMs) {
        boolean isOut = corrections.cover(point.startMs(), endMs);
        Tallied now = new Tallied(
                point.startMs(),
                isOut ? 0 : point.slot().good(),
                isOut ? 0 : point.slot().bad());
        Tallied before = last.startMs() == now.startMs() ? last : new Tallied(now.startMs(), 0, 0);
        tally.slot(point.startMs(), endMs, now.good() - before.good(), now.bad() - before.bad());
        last = now;
    }

    /** Where an episode was resolved, everything is said. */
    private static boolean isEpilogue(Step step) {
        return step.previousState() == Alert.State.RESOLVED && step.state() == Alert.State.INACTIVE;
    }

    private void noteCap(Step step, long nowMs) {
        if (step.telling() == Step.Telling.OPENED) {
            hushes.noteCap(step.severity(), step.burns(), terms.goal().slotMs(), nowMs);
        }
    }

    private void follow(Step step, Chronicle out) {
        Key key = new Key(step.severity(), step.subject());
        if (step.telling() == Step.Telling.OPENED) {
            ongoing.put(key, new Ongoing(step));
        }
        Ongoing episode = ongoing.get(key);
        if (episode == null) {
            return;
        }
        episode.follow(step);
        if (step.telling() == Step.Telling.CLOSED) {
            ongoing.remove(key);
            out.add(episode.over(slice, step));
        }
    }

    /** The incidents that are not over. */
    void finish(Chronicle out) {
        if (!ledger.isEmpty()) {
            long endMs = ledger.status().metricTimeMs();
            ongoing.values().forEach(episode -> out.add(episode.still(slice, endMs)));
        }
    }

    /** Whether an episode is open, or the slot that is now spends budget faster than it accrues. */
    boolean isAffected(Slot now) {
        return now.bad() > terms.goal().errorShare() * (now.good() + now.bad()) || open().isPresent();
    }

    /** The most urgent severity that is open. */
    Optional<Severity> open() {
        return terms.tiers().stream()
                .map(tier -> tier.tier().severity())
                .filter(severity -> ledger.episode(severity).isOpen())
                .findFirst();
    }

    /** Whether a pair more urgent than that burns. */
    boolean burnsMoreThan(Severity severity) {
        return !ledger.isEmpty()
                && ledger.status().tiers().stream()
                        .anyMatch(standing ->
                                standing.severity().compareTo(severity) < 0 && standing.breach() == Breach.BURNING);
    }

    Status status() {
        return ledger.status();
    }

    boolean isEmpty() {
        return ledger.isEmpty();
    }

    ReportTally tally() {
        return tally;
    }

    List<Hushed> hushed() {
        return hushes.all();
    }

    String slice() {
        return slice;
    }

    /** An episode that people know of. */
    private static final class Ongoing {
        private final Step opened;
        private int flaps;
        private long firingMs;
        private long firingSinceMs;
        private boolean isFiring = true;
        private double consumed;
        private double worstBurn;

        private Ongoing(Step opened) {
            this.opened = opened;
            this.firingSinceMs = opened.times().metricMs();
        }

        private void follow(Step step) {
            consumed = Math.max(consumed, step.consumed());
            for (Alert.Burn burn : step.burns()) {
                worstBurn = Math.max(worstBurn, burn.burnShort());
            }
            long nowMs = step.times().metricMs();
            boolean fires = step.state() == Alert.State.FIRING;
            if (isFiring && !fires) {
                firingMs += nowMs - firingSinceMs;
            } else if (fires && !isFiring) {
                flaps++;
                firingSinceMs = nowMs;
            }
            isFiring = fires;
        }

        private Incident over(String slice, Step closed) {
            return incident(slice, closed.times().metricMs(), closed.reason(), Incident.Standing.OVER);
        }

        private Incident still(String slice, long endMs) {
            if (isFiring) {
                firingMs += endMs - firingSinceMs;
            }
            return incident(slice, endMs, opened.reason(), Incident.Standing.OPEN);
        }

        private Incident incident(String slice, long endMs, Alert.Reason reason, Incident.Standing standing) {
            Incident.When when =
                    new Incident.When(opened.times().onsetMs(), opened.times().metricMs(), endMs, firingMs);
            return new Incident(
                    new Incident.Who(slice, opened.severity(), opened.subject()),
                    when,
                    standing,
                    reason,
                    flaps,
                    consumed,
                    worstBurn);
        }
    }
}
