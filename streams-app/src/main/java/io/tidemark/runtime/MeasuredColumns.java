package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.Names;
import io.tidemark.config.SloSpec;
import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.WorldFailure;
import io.tidemark.pin.Pin;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Objectives speak of columns that there are: one about a misspelt column would be silent for ever. */
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

    /** Columns that the monitor declares and that the pin did not find, in their order; excluded and redacted ones it could not tell. */
    static SortedSet<String> unknown(Monitor monitor, Pin pin) {
        SortedSet<String> named = new TreeSet<>(monitor.columns().kinds().keySet());
        named.addAll(monitor.columns().allowed().keySet());
        named.removeIf(column -> !monitor.columns().measures(column));
        named.removeAll(pin.era().grids().keySet());
        return named;
    }

    private static String message(SloSpec slo, String column, Set<String> measured) {
        String nearest = Names.nearest(column, measured);
        return "the data has no column that an objective names: slo=" + slo.name() + ", column=" + column
                + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?")
                + " Measured are " + String.join(", ", measured)
                + " (the predicted class or value is always called prediction, its score score)";
    }
}
