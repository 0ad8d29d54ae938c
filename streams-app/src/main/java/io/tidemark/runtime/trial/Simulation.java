package io.tidemark.runtime.trial;

import io.tidemark.config.MonitorFile;
import io.tidemark.domain.WorldFailure;
import io.tidemark.runtime.Progress;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Slices;
import io.tidemark.slo.history.SlotLength;
import io.tidemark.slo.history.SlotSums;
import io.tidemark.slo.history.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** SLOs over a file of points. */
public final class Simulation {
    private Simulation() {}

    /**
     * What is to be simulated.
     *
     * @param file the SLO file, read
     * @param path where it came from, for messages
     * @param slos names of the SLOs; none for all
     * @param points the history
     * @param dimensions its columns that name the slice; none for the column {@code slice}, if there is one
     * @param strictness what becomes of bad lines
     */
    public record Request(
            MonitorFile file,
            Path path,
            List<String> slos,
            Path points,
            List<String> dimensions,
            Strictness strictness) {}

    /** What becomes of lines that cannot be used. */
    public enum Strictness {
        /** They are left out, and told. */
        LENIENT,
        /** Nothing is run. */
        STRICT
    }

    /** One SLO on its way through the history. */
    private record Running(Trial trial, SlotSums sums) {}

    /**
     * Runs it.
     *
     * @throws WorldFailure if an SLO or the points cannot be used
     */
    public static Simulated run(Request request, Progress progress) {
        List<Candidate> candidates = Candidate.of(request.file(), request.path(), request.slos());
        PointSource source = PointSource.open(request.points(), request.dimensions(), progress);
        Points points = source.points();
        if (request.strictness() == Strictness.STRICT && points.rejected() > 0) {
            throw new WorldFailure(refused(points));
        }
        return run(candidates, source, points);
    }

    private static String refused(Points points) {
        String more = points.rejected() > points.bad().size() ? "; …" : "";
        return points.file() + " has lines that cannot be used, and --strict is given: lines=" + points.rejected()
                + ": "
                + points.bad().stream()
                        .map(bad -> "line " + bad.line() + " " + bad.text())
                        .collect(Collectors.joining("; "))
                + more;
    }

    static Simulated run(List<Candidate> candidates, PointSource source, Points points) {
        List<Running> all = new ArrayList<>();
        candidates.forEach(candidate -> all.add(running(candidate, points)));
        Moments moments = new Moments((timeMs, slice, good, bad) -> {
            for (Running one : all) {
                one.sums.add(timeMs, slice, good, bad);
            }
        });
        source.each(moments);
        moments.finish();
        all.forEach(one -> one.sums.finish());
        return new Simulated(
                points,
                moments.repeated(),
                all.stream()
                        .map(one -> new Simulated.OfSlo(one.trial.finish(), one.sums.folded(), one.sums.leftOut()))
                        .toList());
    }

    private static Running running(Candidate candidate, Points points) {
        Objective objective = candidate.objective();
        Goal goal = SlotLength.fitted(objective.goal(), points.resolutionMs());
        Trial trial = candidate.trial(goal);
        SlotSums.Layout layout = new SlotSums.Layout(
                goal.slotMs(),
                goal.slots(),
                slices(objective, points),
                points.whole() == Points.Whole.GIVEN,
                candidate.mostSlices());
        return new Running(trial, new SlotSums(layout, trial));
    }

    /** A history without slices is of what the objective is of, even if that is one dependency or one version. */
    private static Slices slices(Objective objective, Points points) {
        boolean isOne = points.slices() == 1 && points.whole() == Points.Whole.GIVEN;
        return isOne ? Slices.WHOLE : objective.subject().slices();
    }
}
