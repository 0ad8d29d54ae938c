package io.tidemark.runtime;

import io.tidemark.compare.Comparison;
import io.tidemark.config.Monitor;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.domain.WorldFailure;
import io.tidemark.query.Kept;
import io.tidemark.query.KeptGrids;
import io.tidemark.query.LocalRows;
import io.tidemark.query.Monitored;
import io.tidemark.query.Questions;
import io.tidemark.query.RangeComparison;
import io.tidemark.query.RangeComparison.Side;
import io.tidemark.query.Refused;
import io.tidemark.query.Whereabouts;
import java.util.List;
import java.util.Map;

/**
 * Two ranges that are to be compared at the end of a replay.
 *
 * @param reference the range that says what is in order
 * @param current the range that is judged
 * @param slice {@code *}, {@code dimension=value} or {@code version=…}
 * @param falseAlarms how many of such comparisons may have a BAD although nothing changed, in (0, 1)
 */
public record ReplayRanges(TimeWindow reference, TimeWindow current, String slice, double falseAlarms) {
    /**
     * Compares them on an application whose stores are all in this process.
     *
     * @param partitions of assess
     * @throws WorldFailure if a range is not closed, no longer kept that fine, without events, or on other grids than the other
     */
    Comparison compare(MonitorApp app, Monitor monitor, int partitions) {
        Whereabouts here = new Whereabouts(
                app.streams(), Map.of(Kept.Stage.ASSESS, app.topics().partials()), "here");
        Monitored monitored = Monitored.of(List.of(monitor), partitions, new KeptGrids(app.streams()));
        Scope scope = new Scope(monitor.model(), Stage.SERVING, slice);
        try {
            return new RangeComparison(
                            new Questions(new LocalRows(app.streams(), here, Runnable::run, System::nanoTime)),
                            monitored)
                    .of(
                            new Side(scope, reference),
                            new Side(scope, current),
                            new RangeComparison.Terms(List.of(), falseAlarms))
                    .value()
                    .comparison();
        } catch (Refused refused) {
            throw new WorldFailure("--ranges: " + refused.getMessage(), refused);
        }
    }
}
