package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Change;
import io.tidemark.domain.TimeText;
import io.tidemark.slo.Selection.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is said of versions that do not load, or are not seen serving.
 *
 * <pre>
 * payments · version v43 does not load in region=eu since 2026-11-20 10:02Z: out of memory
 *   see https://ci.example.com/4711     budget: 4 % used, lasts
 *   owner team-serving     runbook https://example.com/runbooks/load
 * </pre>
 */
final class ReleaseText {
    private static final String GAP = "     ";

    private ReleaseText() {}

    /**
     * An alert's lines.
     *
     * @param about the changes that it is about, oldest first; never empty
     * @param why why it is not seen, or what ended it; may be empty
     */
    static String summary(Alert alert, Kind kind, List<Change> about, String why) {
        List<String> lines = new ArrayList<>();
        String mark = alert.isDryRun() ? "dry run: " : "";
        lines.add(mark + alert.promise().scope().model() + " · " + what(kind, about) + span(alert)
                + (why.isEmpty() ? "" : ": " + why));
        String link = link(about);
        lines.add("  " + (link.isEmpty() ? "" : "see " + link + GAP) + AlertText.budget(alert.budget()));
        lines.add(AlertText.third(alert.promise()));
        return lines.stream().filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
    }

    private static String span(Alert alert) {
        String since = TimeText.instant(alert.times().sinceMs());
        return alert.isOpen()
                ? " since " + since
                : " from " + since + " to " + TimeText.instant(alert.times().metricTimeMs());
    }

    private static String what(Kind kind, List<Change> about) {
        String versions = about.stream()
                .map(Change::version)
                .filter(version -> !version.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        String version = versions.isEmpty() ? "a version" : "version " + versions;
        return version + (kind == Kind.LOADING ? " does not load" : " is not seen serving") + places(about);
    }

    private static String places(List<Change> about) {
        String places = about.stream()
                .map(change -> place(change.scope()))
                .filter(place -> !place.isEmpty())
                .distinct()
                .collect(Collectors.joining(" and "));
        return places.isEmpty() ? "" : " in " + places;
    }

    private static String place(Map<String, String> scope) {
        return new TreeMap<>(scope)
                .entrySet().stream()
                        .map(dimension -> dimension.getKey() + "=" + dimension.getValue())
                        .collect(Collectors.joining(","));
    }

    /** What the newest of the changes says of itself. */
    static String said(List<Change> about) {
        return about.get(about.size() - 1).summary();
    }

    private static String link(List<Change> about) {
        return about.get(about.size() - 1).link();
    }
}
