package io.tidemark.runtime.live;

import io.tidemark.config.Names;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Names that may have been meant. */
final class Near {
    private static final int LISTED = 30;

    private Near() {}

    /** The end of a message about a path that is nowhere: one that is spelt almost so, else those that end alike, else what there is. */
    static String path(String typed, Collection<String> paths) {
        String nearest = Names.nearest(typed, paths);
        if (!nearest.isEmpty()) {
            return "did you mean " + nearest + "?";
        }
        String last = last(typed);
        List<String> alike = paths.stream()
                .filter(path -> !Names.nearest(last, List.of(last(path))).isEmpty())
                .limit(LISTED)
                .toList();
        return alike.isEmpty() ? name(typed, paths, "there are") : "did you mean " + String.join(", or ", alike) + "?";
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The end of a message about a name that is nowhere, with names in order. */
    static String name(String typed, Collection<String> names, String otherwise) {
        return names.isEmpty() ? "there are none" : Names.suggestion(typed, new TreeSet<>(names), otherwise);
    }
}
