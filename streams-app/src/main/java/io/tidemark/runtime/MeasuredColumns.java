package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.Names;
import io.tidemark.config.References;
import io.tidemark.config.SloSpec;
import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.DetectorRule;
import io.tidemark.domain.WorldFailure;
import io.tidemark.pin.Pin;
import io.tidemark.stats.grid.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Objectives, detectors and references speak of columns that there are: one about a misspelt column would be silent for ever. */
final class MeasuredColumns {
    private MeasuredColumns() {}

    /**
     * Compares the objectives' columns with those that a pin found.
     *
     * @throws WorldFailure if an objective names a column, or a pattern, that no column has
     */
    static void check(List<SloSpec> slos, Pin pin) {
        Set<String> measured = pin.era().grids().keySet();
        for (SloSpec slo : slos) {
            for (String column : slo.indicator().columns()) {
                if (measured.stream().noneMatch(name -> ColumnPattern.matches(column, name))) {
                    throw new WorldFailure(message(slo, column, measured));
                }
            }
        }
    }

    /**
     * Compares the columns of a monitor's detectors and references with those that a pin found.
     *
     * @throws WorldFailure if one names a column, or a pattern, that no column has, or a detector watches what its columns have not; each on
     *     a line of its own
     */
    static void check(Monitor monitor, Pin pin) {
        List<String> unfit = unfit(monitor, pin);
        if (!unfit.isEmpty()) {
            throw new WorldFailure(String.join("\n", unfit));
        }
    }

    /** What detectors and references name and the data has not, a sentence each, in the file's order. */
    static List<String> unfit(Monitor monitor, Pin pin) {
        List<String> unfit = new ArrayList<>();
        List<References.ForColumns> references = monitor.references().overrides();
        for (int i = 0; i < references.size(); i++) {
            for (String column : references.get(i).columns()) {
                if (matching(column, pin).isEmpty()) {
                    unfit.add(absent("references[" + i + "]", column, pin));
                }
            }
        }
        for (int i = 0; i < monitor.detectors().size(); i++) {
            DetectorRule rule = monitor.detectors().get(i);
            for (String column : rule.columns()) {
                unfit(rule, "detectors[" + i + "]", column, pin).ifPresent(unfit::add);
            }
        }
        return unfit;
    }

    private static Optional<String> unfit(DetectorRule rule, String path, String column, Pin pin) {
        SortedMap<String, Grid> matching = matching(column, pin);
        if (matching.isEmpty()) {
            return Optional.of(absent(path, column, pin));
        }
        if (matching.values().stream().anyMatch(grid -> rule.fits(grid.kind()))) {
            return Optional.empty();
        }
        String word = matching.values().iterator().next().kind().name().toLowerCase(Locale.ROOT);
        return Optional.of("a detector watches what its column has not: model=" + pin.model() + ", " + path + ".of="
                + rule.of().word() + ", column=" + column + " is of kind " + word + "; "
                + (rule.of() == DetectorRule.Of.MEAN
                        ? "a mean is of numbers: watch a share, missing or invalid, or say types: {" + column
                                + ": number}"
                        : "a share is of values that are no numbers: watch the mean, missing or invalid"));
    }

    private static SortedMap<String, Grid> matching(String column, Pin pin) {
        SortedMap<String, Grid> matching = new TreeMap<>(pin.era().grids());
        matching.keySet().removeIf(name -> !ColumnPattern.matches(column, name));
        return matching;
    }

    private static String absent(String path, String column, Pin pin) {
        return "the data has no column that the monitor file names: model=" + pin.model() + ", " + path + ".columns="
                + column + "; "
                + Names.suggestion(column, pin.era().grids().keySet(), "measured are");
    }

    /** Columns that the monitor declares and that the pin did not find, in their order; excluded and redacted ones it could not tell. */
    static SortedSet<String> unknown(Monitor monitor, Pin pin) {
        SortedSet<String> named = new TreeSet<>(monitor.columns().kinds().keySet());
        named.addAll(monitor.columns().allowed().keySet());
        named.removeIf(column -> !monitor.columns().measures(column));
        named.removeAll(pin.era().grids().keySet());
        return named;
    }

    /** The same, a sentence each for people. */
    static List<String> notes(Monitor monitor, Pin pin) {
        Set<String> measured = pin.era().grids().keySet();
        return unknown(monitor, pin).stream()
                .map(column -> (monitor.columns().kinds().containsKey(column) ? "columns.types." : "columns.allowed.")
                        + column + " is in no event of the reference; "
                        + Names.suggestion(column, measured, "measured are"))
                .toList();
    }

    private static String message(SloSpec slo, String column, Set<String> measured) {
        String nearest = Names.nearest(column, measured);
        return "the data has no column that an objective names: slo=" + slo.name() + ", column=" + column
                + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?")
                + " Measured are " + String.join(", ", measured)
                + " (the predicted class or value is always called prediction, its score score)";
    }
}
