package io.tidemark.slo.history;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Scope;
import io.tidemark.slo.Cells;
import io.tidemark.slo.Corrections;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Ledger.Audience;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Point;
import io.tidemark.slo.Posted;
import io.tidemark.slo.Slots;
import io.tidemark.slo.Terms;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.PolicySteps;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One objective over a history: every slice has a ledger, the same as live ones have.
 *
 * <p>While the alert on all events is open and half of the slices or more are bad or have an alert, slices are not told of: the one alert
 * speaks for them, unless a slice burns more urgently than it.
 *
 * <p>Owned by one thread.
 */
public final class Trial implements SlotSums.Out {
    /** Moves, incidents and forgotten slices that are kept, each. */
    public static final int MOST = 10_000;

    private static final double MOST_OF_MODEL = 0.5;

    private final Objective objective;
    private final Terms terms;
    private final Changes changes;
    private final Corrections corrections;
    private final Steps steps;
    private final Map<String, Watched> slices = new LinkedHashMap<>();
    private final List<Watched> gone = new ArrayList<>();
    private final Chronicle chronicle = new Chronicle();
    private long startMs = Long.MAX_VALUE;
    private long endMs;
    private long slots;
    private long silent;
    private long forgotten;
    private long takenOut;

    /** The error-budget policy of an objective, and where it stands. */
    private static final class Steps {
        private final ErrorBudgetPolicy policy;
        private final List<Severity> own;
        private final Goal goal;
        private final PolicySteps held = new PolicySteps();
        private final List<PolicySteps.Change> changes = new ArrayList<>();

        private Steps(ErrorBudgetPolicy policy, Objective objective) {
            this.policy = policy;
            this.own = objective.policy().severities();
            this.goal = objective.goal();
        }

        private void advance(Posted posted) {
            PolicySteps.Spent spent = PolicySteps.Spent.of(
                    goal,
                    posted.status().budget().consumed(),
                    PolicySteps.Counts.of(posted.status().budget()),
                    posted.status().coverage(),
                    posted.status().metricTimeMs());
            for (PolicySteps.Change change : held.advance(policy, own, spent)) {
                if (changes.size() < MOST) {
                    changes.add(change);
                }
            }
        }
    }

    /**
     * An objective before its history.
     *
     * @param objective its goal in the slots that the history comes in
     * @param policy what follows as its budget is used up
     * @param changes what may explain an episode
     * @param corrections time that does not count, of this objective and of others
     */
    public Trial(Objective objective, ErrorBudgetPolicy policy, Changes changes, Corrections corrections) {
        this.objective = objective;
        this.terms = Terms.of(objective.goal(), objective.policy());
        this.changes = changes;
        this.corrections = corrections;
        this.steps = new Steps(policy, objective);
    }

    /**
     * What a slot holds of one slice.
     *
     * @param slice its name
     * @param point what the slot then holds
     */
    public record At(String slice, Point point) {}

    /** Takes a slot of counts in. O(slices). */
    @Override
    public void slot(long slotStartMs, List<SlotSums.Sum> sums) {
        slot(sums.stream().map(sum -> at(slotStartMs, sum)).toList());
    }

    private At at(long slotStartMs, SlotSums.Sum sum) {
        boolean isHeard = sum.presence() == SlotSums.Presence.HEARD;
        Cells cells = new Cells(sum.good(), sum.bad(), isHeard ? Verdict.INSUFFICIENT : Verdict.NO_DATA);
        boolean isLast = sum.presence() == SlotSums.Presence.FORGOTTEN;
        silent += isHeard ? 0 : 1;
        return new At(sum.slice(), new Point(slotStartMs, 0, terms.goal().slot(cells), isLast));
    }

    /**
     * Takes all that is known of one slot in; slots come in order of time, but a slot may come again with higher revisions. O(slices).
     *
     * @param all one or more of each slice; those of the slice of all events are taken first
     */
    public void slot(List<At> all) {
        for (At at : all) {
            if (at.slice().equals(Scope.ALL)) {
                take(at.slice(), at.point(), Optional.empty());
            }
        }
        Optional<Severity> whole = speaksForAll(all);
        for (At at : all) {
            if (!at.slice().equals(Scope.ALL)) {
                take(at.slice(), at.point(), whole);
            }
        }
    }

    private void take(String slice, Point point, Optional<Severity> whole) {
        Watched watched =
                slices.computeIfAbsent(slice, name -> new Watched(name, terms, corrections.of(objective.id(), name)));
        Audience audience =
                whole.isPresent() && !watched.burnsMoreThan(whole.get()) ? Audience.NOBODY : Audience.PEOPLE;
        Posted posted = watched.take(point, audience, chronicle, changes);
        startMs = Math.min(startMs, point.startMs());
        endMs = Math.max(endMs, point.startMs() + terms.goal().slotMs());
        if (posted.put() == Slots.Put.NEWEST) {
            slots++;
            takenOut += watched.isTakenOut(point) ? 1 : 0;
        }
        if (slice.equals(Scope.ALL) && posted.hasChanged()) {
            steps.advance(posted);
        }
        if (point.isLast()) {
            forget(watched);
        }
    }

    private void forget(Watched watched) {
        watched.finish(chronicle);
        slices.remove(watched.slice());
        forgotten++;
        if (gone.size() < MOST) {
            gone.add(watched);
        }
    }

    /** What the alert on all events says for the slices: its severity, while it is open and most of them are affected. */
    private Optional<Severity> speaksForAll(List<At> all) {
        Watched whole = slices.get(Scope.ALL);
        if (whole == null || whole.open().isEmpty()) {
            return Optional.empty();
        }
        long others = 0;
        long affected = 0;
        for (At at : all) {
            Watched slice = slices.get(at.slice());
            if (slice != null && slice != whole) {
                others++;
                affected += slice.isAffected(at.point().slot()) ? 1 : 0;
            }
        }
        return others > 0 && affected >= MOST_OF_MODEL * others ? whole.open() : Optional.empty();
    }

    /** What came of it. Call once, at the end. */
    public Found finish() {
        slices.values().forEach(watched -> watched.finish(chronicle));
        List<Found.End> ends = slices.values().stream()
                .filter(watched -> !watched.isEmpty())
                .map(watched -> new Found.End(watched.slice(), watched.status()))
                .sorted(Comparator.comparing((Found.End end) -> !end.slice().equals(Scope.ALL)))
                .toList();
        List<Incident> incidents = chronicle.incidents().stream()
                .sorted(Comparator.comparingLong(incident -> incident.when().onsetMs()))
                .toList();
        List<Watched> all = new ArrayList<>(slices.values());
        all.addAll(gone);
        Found.Span span = new Found.Span(Math.min(startMs, endMs), endMs, slots, silent, takenOut, forgotten);
        return new Found(
                objective,
                steps.policy,
                span,
                ends,
                new Found.Events(chronicle.moves(), incidents, steps.changes, chronicle.left()),
                all.stream().flatMap(watched -> watched.hushed().stream()).toList(),
                report(all, ends));
    }

    private Report report(Collection<Watched> all, List<Found.End> ends) {
        List<ReportTally> whole = all.stream()
                .filter(watched -> watched.slice().equals(Scope.ALL))
                .map(Watched::tally)
                .toList();
        List<ReportTally> tallies = all.stream().map(Watched::tally).toList();
        double worst = ends.stream()
                .mapToDouble(end -> end.status().budget().consumed())
                .max()
                .orElse(0);
        double consumed = ends.stream()
                .filter(end -> end.slice().equals(Scope.ALL))
                .mapToDouble(end -> end.status().budget().consumed())
                .findFirst()
                .orElse(worst);
        return Report.of(
                tallies,
                whole.isEmpty() ? tallies : whole,
                consumed,
                terms.goal().partsOfSlice());
    }
}
