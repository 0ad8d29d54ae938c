package io.tidemark.runtime.first;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was looked at, as the first lines of a monitor file say it.
 *
 * @param file that was looked at
 * @param rows it has
 * @param looked at for their values, of these
 * @param forms how they are written; empty where the file's name says it
 */
record FileHeading(Path file, long rows, int looked, String forms) {
    private static final double DAY_MS = 86_400_000;

    /**
     * The lines.
     *
     * @param traffic of the rows that have a time
     */
    List<String> lines(Traffic traffic) {
        boolean isTimed = traffic.rows() > 0;
        String range = isTimed
                ? ", from " + Figures.time(traffic.firstMs()) + " to " + Figures.time(traffic.endMs() - 1) + ", "
                        + perDay(traffic) + " a day"
                : "";
        String some =
                looked == rows ? "" : "; kinds and values of " + Figures.plural(looked, "row") + " from all over it";
        List<String> lines = new ArrayList<>();
        lines.add(
                "The line above is for editors, which complete and check this file: tidemark validate --schema > monitors.schema.json");
        lines.add("A first proposal by tidemark init, of " + file.getFileName() + ": " + Figures.plural(rows, "row")
                + range + some + (forms.isEmpty() ? "" : "; " + forms) + ".");
        lines.add("Read it and correct it" + (isTimed ? "; then: tidemark replay " + file + " --config THIS" : "."));
        return lines;
    }

    private static String perDay(Traffic traffic) {
        return Figures.count(
                Math.round(traffic.rows() / Math.max(1, traffic.length().toMillis() / DAY_MS)));
    }
}
