package io.tidemark.assess;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.domain.WatchStates;
import io.tidemark.stats.detector.ChangeWatch;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.verdict.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The early detectors: fed with the panes of each window when it closes, in the order of event time; what they say is a measurement
 * {@code change} of the window's reading.
 *
 * <p>Late data does not rewind them: the repaired reading says of changes what the first one said. A slice that is no longer
 * spoken of, or a new reference, lets them begin anew.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class Changes {
    private static final Profile NOTHING = new Profile();

    private final GridBook.Library library;
    private final AssessState state;

    Changes(GridBook.Library library, AssessState state) {
        this.library = library;
        this.state = state;
    }

    /** The reading of a window that closes, with what the detectors say of its panes. */
    Reading atClose(AssessRules rules, Reading reading, List<StoredProfile> panes) {
        Scope scope = reading.scope();
        if (rules.changes().rules().isEmpty() || Scope.isDependency(scope.slice())) {
            return reading;
        }
        Reference reference = new MainReference(state).held(rules, scope, reading.window());
        if (reference == null || !reading.reference().equals(reference.name())) {
            return reading;
        }
        List<Measurement> told = feed(rules, reference, reading, panes);
        state.changes().putChanges(scope, reading.window().startMs(), told);
        return reading.with(told);
    }

    private List<Measurement> feed(AssessRules rules, Reference reference, Reading reading, List<StoredProfile> panes) {
        SortedMap<String, Grid> grids = library.book(reading.scope().model())
                .at(reading.window().startMs())
                .grids();
        double alpha = rules.alpha(grids, reference.slices());
        WatchStates known = state.changes().watches(reading.scope());
        WatchStates before = known.reference().equals(reference.id()) ? known : WatchStates.NONE;
        SortedMap<String, double[]> after = new TreeMap<>();
        List<Measurement> told = new ArrayList<>();
        for (ChangeSequence sequence : new ChangeSequences(rules, reference).of(grids)) {
            ChangeWatch watch = new ChangeWatch(sequence.kind(), sequence.scale(), alpha);
            double[] remembered = before.watches().get(sequence.name());
            if (remembered != null) {
                watch.restore(remembered);
            }
            tell(rules, reading.window(), panes, sequence, watch);
            Judged judged = watch.judge(sequence.label(), reading.rows());
            told.add(new Measurement(
                    sequence.column(), 1, judged, sequence.scale().phi(), List.of()));
            after.put(sequence.name(), watch.state());
        }
        state.changes().putWatches(reading.scope(), new WatchStates(reference.id(), after));
        return told;
    }

    /** An empty pane is told too: no rows is a volume. */
    private static void tell(
            AssessRules rules,
            TimeWindow window,
            List<StoredProfile> panes,
            ChangeSequence sequence,
            ChangeWatch watch) {
        int next = 0;
        long paneMs = rules.changes().paneMs();
        for (long startMs = window.startMs(); startMs < window.endMs(); startMs += paneMs) {
            Profile profile = NOTHING;
            if (next < panes.size() && panes.get(next).startMs() == startMs) {
                profile = panes.get(next++).profile();
            }
            sequence.tell(profile, watch);
        }
    }

    /** The reading of a window that late data repaired, with what the detectors said when it closed. */
    Reading repaired(AssessRules rules, Reading reading) {
        return rules.changes().rules().isEmpty()
                ? reading
                : reading.with(state.changes()
                        .changes(reading.scope(), reading.window().startMs()));
    }

    /** Forgets what is known of a slice that is no longer spoken of. */
    void forget(AssessRules rules, Scope scope) {
        if (!rules.changes().rules().isEmpty()
                && !state.changes().watches(scope).equals(WatchStates.NONE)) {
            state.changes().deleteWatches(scope);
        }
    }

    /** Forgets what was told of windows that start in [fromMs, toMs). */
    void expire(AssessRules rules, Scope scope, long fromMs, long toMs) {
        if (!rules.changes().rules().isEmpty()) {
            state.changes().deleteChanges(scope, fromMs, toMs);
        }
    }
}
