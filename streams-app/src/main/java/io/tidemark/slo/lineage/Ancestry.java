package io.tidemark.slo.lineage;

import io.tidemark.domain.Change;
import io.tidemark.domain.Lineage;
import io.tidemark.domain.NumberText;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeText;
import io.tidemark.domain.VersionLineage;
import io.tidemark.slo.lineage.VersionBook.Seen;
import io.tidemark.slo.promotion.RunOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Puts together what is known of a model's versions: run → version → deployment → predictions.
 *
 * @param book what readings show
 * @param changes the model's changes, oldest first
 * @param runs its training runs, the newest first
 */
public record Ancestry(VersionBook book, List<Change> changes, List<RunOutcome> runs) {
    private static final int MOST_MEASURES = 4;

    public Ancestry {
        changes = List.copyOf(changes);
        runs = List.copyOf(runs);
    }

    /** All versions of which anything is known, the one that was heard of last first; at most {@value VersionBook#MOST}. */
    public List<VersionLineage> versions() {
        TreeSet<String> names = new TreeSet<>(book.versions());
        changes.stream()
                .filter(change -> change.kind().putsVersionInService()
                        && !change.version().isEmpty())
                .forEach(change -> names.add(name(change.version())));
        runs.stream().filter(run -> !run.version().isEmpty()).forEach(run -> names.add(name(run.version())));
        return names.stream()
                .map(this::of)
                .sorted(Comparator.comparingLong(Ancestry::newestMs).reversed().thenComparing(VersionLineage::version))
                .limit(VersionBook.MOST)
                .toList();
    }

    /** As slices write it. */
    private static String name(String version) {
        return new Scope("", Stage.SERVING, Scope.versionSlice(version)).version();
    }

    private static long newestMs(VersionLineage lineage) {
        return Math.max(
                Math.max(lineage.runEndedMs(), lineage.deployedMs()),
                Math.max(lineage.servedToMs(), lineage.dataToMs()));
    }

    /** What is known of a version, as slices write it. */
    public VersionLineage of(String version) {
        Seen seen = book.of(version);
        long deployedMs = changes.stream()
                .filter(change -> change.kind().putsVersionInService()
                        && name(change.version()).equals(version))
                .mapToLong(Change::atMs)
                .max()
                .orElse(0);
        List<RunOutcome> run = runs.stream()
                .filter(one -> !one.version().isEmpty() && name(one.version()).equals(version))
                .limit(1)
                .toList();
        long statedRows = run.stream().mapToLong(RunOutcome::rows).max().orElse(-1);
        long seenRows = seen.training().isKnown() ? seen.training().rows() : -1;
        return new VersionLineage(
                version,
                run.stream().map(RunOutcome::id).collect(Collectors.joining()),
                run.stream()
                        .map(one -> one.end().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining()),
                run.stream().mapToLong(RunOutcome::endedMs).max().orElse(0),
                statedRows >= 0 ? statedRows : seenRows,
                seen.training().fromMs(),
                seen.training().toMs(),
                findings(seen, run),
                deployedMs,
                seen.serving().fromMs(),
                seen.serving().toMs());
    }

    private static String findings(Seen seen, List<RunOutcome> run) {
        List<String> parts = new ArrayList<>();
        if (!seen.findings().isEmpty()) {
            parts.add("BAD in training: " + String.join(", ", seen.findings()));
        } else if (seen.training().isKnown()) {
            parts.add("nothing BAD in training");
        }
        String measures = run.stream()
                .flatMap(one -> one.measures().entrySet().stream())
                .limit(MOST_MEASURES)
                .map(measure -> measure.getKey() + " " + NumberText.of(measure.getValue()))
                .collect(Collectors.joining(", "));
        if (!measures.isEmpty()) {
            parts.add("the run said " + measures);
        }
        return String.join("; ", parts);
    }

    /**
     * Where the version comes from that a slice is about: its own; else the one that was put in service last at that event time, if anybody
     * said so. Predictions are not asked which version serves: judge hears the slices of a window in any order, and an alert must not
     * depend on it.
     */
    public Lineage behind(Scope scope, long atMs) {
        String version = scope.isVersion() ? scope.version() : inService(atMs);
        if (version.isEmpty()) {
            return Lineage.NONE;
        }
        VersionLineage known = of(version);
        return new Lineage(version, known.run(), text(known));
    }

    private String inService(long atMs) {
        return changes.stream()
                .filter(change -> change.atMs() <= atMs
                        && change.kind().putsVersionInService()
                        && !change.version().isEmpty())
                .max(Comparator.comparingLong(Change::atMs).thenComparing(Change::version))
                .map(change -> name(change.version()))
                .orElse("");
    }

    /** One line; empty where nothing is known of how the version was made. */
    private static String text(VersionLineage known) {
        List<String> parts = new ArrayList<>();
        if (!known.run().isEmpty()) {
            parts.add("run " + known.run() + " " + known.runEnd() + " " + TimeText.instant(known.runEndedMs()));
        }
        if (known.rows() >= 0) {
            parts.add(String.format(Locale.ROOT, "%,d rows", known.rows())
                    + (known.dataToMs() == 0
                            ? ""
                            : " of " + TimeText.instant(known.dataFromMs()) + " to "
                                    + TimeText.instant(known.dataToMs())));
        }
        if (parts.isEmpty()) {
            return "";
        }
        if (!known.findings().isEmpty()) {
            parts.add(known.findings());
        }
        if (known.deployedMs() != 0) {
            parts.add("in service since " + TimeText.instant(known.deployedMs()));
        }
        return "version " + known.version() + ": " + String.join("; ", parts);
    }
}
