package io.tidemark.assess;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.verdict.Levels;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures a closed window, alone and with the 1, 2, 4 … 64 windows that end with it: against the monitor's reference, and against each of
 * the other things it is compared with, a reading each.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class WindowReader {
    private static final int LONGEST_SCALE = 1 << (Dispersion.SCALES - 1);

    private final GridBook.Library library;
    private final ClosedState state;
    private final MainReference main;
    private final Counterparts counterparts;
    private final Ranking ranking;

    WindowReader(GridBook.Library library, ClosedState state) {
        this.library = library;
        this.state = state;
        this.main = new MainReference(state);
        this.counterparts = new Counterparts(state, main);
        this.ranking = new Ranking(state, main);
    }

    /** The readings of a scope's window, whose counts are given; the main one first. */
    List<Reading> read(AssessRules rules, Scope scope, TimeWindow window, StoredProfile stored) {
        GridBook book = library.book(scope.model());
        ClosedWindow closed = new ClosedWindow(
                rules,
                scope,
                window,
                stored,
                book,
                history(rules, scope, window, book.at(window.startMs())),
                kept(rules, scope, window));
        double alpha = rules.alpha(closed.era().grids(), slices(closed));
        if (Scope.isDependency(scope.slice())) {
            return List.of(report(closed, levels(closed, alpha)));
        }
        List<Reading> readings = new ArrayList<>();
        readings.add(ranked(closed, read(closed, main.of(closed), levels(closed, alpha))));
        for (Comparison comparison : rules.references().comparisons().of(scope)) {
            readings.add(read(closed, counterparts.of(comparison, closed), levels(comparison, closed, alpha)));
        }
        return readings;
    }

    /** The levels of a window's readings against the monitor's reference. */
    Levels levels(ClosedWindow closed) {
        return levels(closed, closed.rules().alpha(closed.era().grids(), slices(closed)));
    }

    /** The reports of a dependency are measured by what is stated of them, and compared with nothing. */
    private Reading report(ClosedWindow closed, Levels levels) {
        return new Reading(
                closed.scope(),
                closed.window(),
                "",
                closed.stored().revision(),
                closed.profile().rows().events(),
                new WindowQuality(closed, Against.nothing(Comparison.MAIN, ""), levels, state).complete(List.of()));
    }

    /** With the slice's share of the drift of all events. */
    private Reading ranked(ClosedWindow closed, Reading reading) {
        return reading.with(ranking.of(closed, reading.measurements()));
    }

    private History history(AssessRules rules, Scope scope, TimeWindow window, GridBook.Era era) {
        int back =
                LONGEST_SCALE + MainReference.longestTrailing(rules, era.grids().keySet());
        return new History(window, state.windows(scope, window.startMs() - back * rules.windowMs(), window.startMs()));
    }

    /** Nothing reaches back further than the slice's first window, and what is kept. */
    long kept(AssessRules rules, Scope scope, TimeWindow window) {
        ScopeProgress progress = state.scope(scope);
        long first = progress == null ? window.startMs() : progress.firstPaneMs();
        return Math.max(
                window.endMs() - rules.retentionMs(),
                TimeWindow.containing(first, window.lengthMs()).startMs());
    }

    private int slices(ClosedWindow closed) {
        Reference held = main.held(closed.rules(), closed.scope(), closed.window());
        return Math.max(1, held == null ? closed.book().slices().size() : held.slices());
    }

    private Levels levels(ClosedWindow closed, double alpha) {
        return Levels.of(alpha, Math.max(1, closed.era().grids().size()), slices(closed));
    }

    /** A reference that is drawn anew with each window has no level of its own that could be spent once. */
    private Levels levels(Comparison comparison, ClosedWindow closed, double alpha) {
        boolean isDrawnAnew =
                comparison == Comparison.REST || comparison == Comparison.CANARY || comparison == Comparison.PREVIOUS;
        return isDrawnAnew ? Levels.drawnAnew(alpha) : levels(closed, alpha);
    }

    private Reading read(ClosedWindow closed, Against against, Levels levels) {
        WindowComparison comparison =
                new WindowComparison(closed.rules().tolerances(), closed.era(), against.baseline(), levels);
        List<Measurement> measurements = against.isThere()
                ? measure(closed, against.earliestMs(), comparison)
                : comparison.warmingUp(closed.profile());
        boolean isCompared = measurements.stream().anyMatch(m -> m.judged().verdict() != Verdict.WARMING_UP);
        return new Reading(
                closed.scope(),
                closed.window(),
                isCompared ? against.name() : "",
                closed.stored().revision(),
                closed.profile().rows().events(),
                UnreadEvents.told(closed, new WindowQuality(closed, against, levels, state).complete(measurements)),
                false,
                against.comparison(),
                isCompared || !against.isThere() ? against.state() : "warming up");
    }

    private static List<Measurement> measure(ClosedWindow closed, long earliestMs, WindowComparison comparison) {
        TimeWindow window = closed.window();
        long earliest = Math.max(closed.keptMs(), earliestMs);
        List<Measurement> measurements = new ArrayList<>(comparison.base(closed.profile()));
        Profile sum = new Profile();
        sum.add(closed.profile());
        for (int scale = 2; scale <= LONGEST_SCALE && closed.profile().rows().events() > 0; scale *= 2) {
            if (window.last(scale).startMs() < earliest) {
                break;
            }
            for (Profile profile : closed.history()
                    .between(
                            window.last(scale).startMs(), window.last(scale / 2).startMs())) {
                sum.add(profile);
            }
            measurements.addAll(comparison.longer(sum, scale));
        }
        return measurements;
    }
}
