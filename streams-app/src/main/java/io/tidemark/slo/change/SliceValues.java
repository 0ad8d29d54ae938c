package io.tidemark.slo.change;

import io.tidemark.domain.Change;
import io.tidemark.domain.Scope;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a change touched the events of a slice at all. */
final class SliceValues {
    private static final String VERSION = "version";

    private SliceValues() {}

    /** {@code country=BR,platform=ios} as a map; empty for {@code *}. What stands behind a {@code \} is meant as it stands. */
    static Map<String, String> of(String slice) {
        Map<String, String> values = new HashMap<>();
        StringBuilder text = new StringBuilder();
        String name = "";
        for (int i = 0; i < slice.length(); i++) {
            char letter = slice.charAt(i);
            if (letter == '\\' && i + 1 < slice.length()) {
                i++;
                text.append(slice.charAt(i));
            } else if (letter == '=' && name.isEmpty()) {
                name = text.toString();
                text.setLength(0);
            } else if (letter == ',') {
                values.put(name, text.toString());
                name = "";
                text.setLength(0);
            } else {
                text.append(letter);
            }
        }
        if (!name.isEmpty()) {
            values.put(name, text.toString());
        }
        return values;
    }

    /** Whether a change was made where the slice is not: in another region, or to another version. */
    static boolean contradicts(Change change, String slice) {
        Map<String, String> values = of(slice);
        boolean isElsewhere = change.scope().entrySet().stream()
                .anyMatch(place -> differs(values.get(place.getKey()), place.getValue()));
        boolean isOfOtherVersion =
                change.kind().putsVersionInService() && differs(values.get(VERSION), change.version());
        return isElsewhere || isOfOtherVersion;
    }

    /** Whether a change was made in a part of the slice only: it names a dimension that the slice does not. */
    static boolean isInPart(Change change, String slice) {
        return !of(slice).keySet().containsAll(change.scope().keySet());
    }

    /** Where nothing is said there is no contradiction; nobody knows what the other slices are. */
    private static boolean differs(@Nullable String one, String other) {
        return one != null && !one.equals(Scope.OTHER) && !other.isEmpty() && !one.equals(other);
    }
}
