package io.tidemark.judge;

import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Change;
import io.tidemark.domain.TimeText;
import io.tidemark.slo.change.Awaited;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was changed, as a colleague would say it. */
final class ChangeText {
    private static final int DAY = "1997-05-05".length();

    private ChangeText() {}

    /**
     * {@code just before: deployed v42 (13:58Z), schema of payments-features v7 → v8 (13:40Z)}; empty without candidates.
     *
     * @param onsetMs the day that needs no naming
     */
    static String justBefore(List<AlertContext.Suspect> suspects, long onsetMs) {
        return suspects.isEmpty()
                ? ""
                : suspects.stream()
                        .map(suspect -> what(suspect.change()) + " ("
                                + time(suspect.change().atMs(), onsetMs) + ")")
                        .collect(Collectors.joining(", ", "just before: ", ""));
    }

    private static String time(long ms, long onsetMs) {
        String time = TimeText.instant(ms);
        boolean isSameDay = time.regionMatches(0, TimeText.instant(onsetMs), 0, DAY);
        return isSameDay ? time.substring(DAY + 1) : time;
    }

    /** {@code rolled back to v42 (2001-06-12 14:30Z)}. */
    static String dated(Change change) {
        return what(change) + " (" + TimeText.instant(change.atMs()) + ")";
    }

    /** {@code deployed v42}, {@code schema of payments-features v7 → v8 in region=eu}. */
    static String what(Change change) {
        String where = change.scope().isEmpty()
                ? ""
                : new TreeMap<>(change.scope())
                        .entrySet().stream()
                                .map(place -> place.getKey() + "=" + place.getValue())
                                .collect(Collectors.joining(",", " in ", ""));
        String everywhere = change.concernsAllModels() ? " for all models" : "";
        return happened(change) + where + everywhere;
    }

    private static String happened(Change change) {
        return switch (change.kind()) {
            case DEPLOYED -> verb("deployed", change);
            case LOADED -> verb("loaded", change);
            case LOAD_FAILED -> verb("failed to load", change);
            case PROMOTED -> verb("promoted", change);
            case ROLLED_BACK -> verb("rolled back to", change);
            case RETRAINED -> verb("retrained", change);
            case DEMOTED -> verb("demoted", change);
            case CONFIG_CHANGED -> noun("configuration", change);
            case SCHEMA_CHANGED -> noun("schema", change);
            case DATA_SOURCE_CHANGED -> noun("data source", change);
            case FEATURE_FLAG -> noun("flag", change);
            case DEPENDENCY -> noun("dependency", change);
            case OTHER -> change.subject().isEmpty() ? "another change" : change.subject() + versions(change);
        };
    }

    private static String verb(String verb, Change change) {
        String subject = change.subject().isEmpty() ? "" : " " + change.subject();
        String version = change.version().isEmpty() ? "" : " " + change.version();
        return subject.isEmpty() && version.isEmpty() ? verb + " a version" : verb + subject + version;
    }

    private static String noun(String noun, Change change) {
        String subject = change.subject().isEmpty() ? " changed" : " of " + change.subject();
        boolean isThing = change.kind() == Change.Kind.FEATURE_FLAG
                || change.kind() == Change.Kind.DEPENDENCY
                || change.kind() == Change.Kind.DATA_SOURCE_CHANGED;
        return noun + (isThing ? subject.replace(" of ", " ") : subject) + versions(change);
    }

    private static String versions(Change change) {
        if (change.version().isEmpty()) {
            return "";
        }
        return change.previousVersion().isEmpty()
                ? " " + change.version()
                : " " + change.previousVersion() + " → " + change.version();
    }

    /** Whether an intended version was seen. */
    static String arrival(Awaited.Heard heard) {
        String version = heard.version() + ", in service since " + TimeText.instant(heard.atMs()) + ", ";
        String took = TimeText.duration(heard.untilMs() - heard.atMs());
        return switch (heard.news()) {
            case CONFIRMED -> version + "is in the data: seen within " + took;
            case CONFIRMED_LATE -> version + "is in the data at last: seen after " + took;
            case OVERDUE -> version + "is not in the data: other versions only, for " + took;
            case OVERDUE_WITHOUT_VERSIONS ->
                version + "cannot be confirmed: no event has carried a version for " + took;
            case OVERDUE_WITHOUT_DATA -> version + "is not in the data: none came for " + took;
        };
    }
}
