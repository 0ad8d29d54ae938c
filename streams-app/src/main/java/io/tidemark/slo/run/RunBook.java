package io.tidemark.slo.run;

import io.tidemark.domain.RunReport;
import io.tidemark.slo.run.Run.News;
import io.tidemark.slo.run.Run.Taken;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model's last training runs. It keeps {@value #MOST}: of more, that which said nothing for longest goes, by its own clock.
 *
 * <p>Mutable; owned by one task.
 */
public final class RunBook {
    /** Most runs of a model. */
    public static final int MOST = 128;

    /** Hops from a run to its parents that are followed. */
    private static final int MOST_PARENTS = 64;

    private static final Comparator<Run> OLDEST =
            Comparator.comparingLong(Run::orderMs).thenComparing(Run::id);

    private final Map<String, Run> runs = new LinkedHashMap<>();

    /** A book of runs. */
    public static RunBook of(Collection<Run> runs) {
        RunBook book = new RunBook();
        runs.forEach(book::put);
        return book;
    }

    /**
     * What came of a report.
     *
     * @param run the run after it
     * @param news what it was
     * @param left the run that had to go; empty if none had to
     */
    public record Entry(Run run, News news, Optional<Run> left) {}

    /** Takes a report in. O(runs) where one has to go. */
    public Entry take(RunReport report, long clockMs) {
        Run known = runs.get(report.run().id());
        Taken taken = known == null ? Run.first(report, clockMs) : known.take(report, clockMs);
        runs.put(taken.run().id(), taken.run());
        if (runs.size() <= MOST) {
            return new Entry(taken.run(), taken.news(), Optional.empty());
        }
        Run oldest = runs.values().stream().min(OLDEST).orElseThrow();
        runs.remove(oldest.id());
        return new Entry(
                taken.run(), oldest.id().equals(taken.run().id()) ? News.KNOWN : taken.news(), Optional.of(oldest));
    }

    /** Puts a run in the place of what was known of it. */
    void put(Run run) {
        runs.put(run.id(), run);
    }

    /** A run; empty if the book does not have it. */
    public Optional<Run> run(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    /** All runs, the oldest first. O(n log n). */
    public List<Run> runs() {
        return runs.values().stream().sorted(OLDEST).toList();
    }

    /**
     * Runs that another is compared with, the newest first.
     *
     * @param runs at most {@value Usual#MOST}
     * @param basis what holds them together
     */
    record Peers(List<Run> runs, Mark.Basis basis) {}

    /**
     * The runs that succeeded before a run did, or before its last word: of those that hang together with it by their parents, if they are
     * {@value Usual#FEWEST} or more; else those of the model that have a parent as it has, or have none as it has. O(n log n).
     */
    Peers peers(Run run) {
        List<Run> before = runs.values().stream()
                .filter(other -> other.phase() == RunReport.Phase.SUCCEEDED)
                .filter(other -> !other.id().equals(run.id()) && OLDEST.compare(other, run) < 0)
                .sorted(OLDEST.reversed())
                .toList();
        if (!run.name().parent().isEmpty()) {
            String root = root(run);
            List<Run> chain = newest(before.stream().filter(other -> root(other).equals(root)));
            if (chain.size() >= Usual.FEWEST) {
                return new Peers(chain, Mark.Basis.CHAIN);
            }
        }
        boolean hasParent = !run.name().parent().isEmpty();
        return new Peers(
                newest(before.stream()
                        .filter(other -> hasParent != other.name().parent().isEmpty())),
                Mark.Basis.MODEL);
    }

    private static List<Run> newest(Stream<Run> runs) {
        return runs.limit(Usual.MOST).toList();
    }

    /** The first of a run's parents, whether or not the book has it; the run itself if it has none. */
    private String root(Run run) {
        Set<String> seen = new HashSet<>();
        Run at = run;
        while (!at.name().parent().isEmpty() && seen.add(at.id()) && seen.size() <= MOST_PARENTS) {
            Run parent = runs.get(at.name().parent());
            if (parent == null) {
                return at.name().parent();
            }
            at = parent;
        }
        return at.id();
    }
}
