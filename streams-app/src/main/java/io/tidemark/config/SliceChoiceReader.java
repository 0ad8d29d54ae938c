package io.tidemark.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code slices} of an SLO: {@code "*"}, {@code all}, {@code origin}, {@code "origin,carrier"}, or a list of such; {@code *} is always kept. */
final class SliceChoiceReader {
    private SliceChoiceReader() {}

    static SliceChoice read(Field field, @Nullable Monitor monitor) {
        List<String> texts = field.names();
        if (texts.isEmpty() || texts.equals(List.of("*"))) {
            return new SliceChoice(SliceChoice.Kind.WHOLE, List.of());
        }
        if (texts.equals(List.of("all"))) {
            return new SliceChoice(SliceChoice.Kind.EVERY, List.of());
        }
        List<List<String>> groupings = new ArrayList<>();
        for (String text : texts) {
            List<String> grouping =
                    Arrays.stream(text.split(",")).map(String::strip).toList();
            checkKnown(field, text, Set.copyOf(grouping), monitor);
            groupings.add(grouping);
        }
        return new SliceChoice(SliceChoice.Kind.GROUPINGS, groupings);
    }

    private static void checkKnown(Field field, String text, Set<String> grouping, @Nullable Monitor monitor) {
        if (monitor == null || isGrouping(grouping, monitor)) {
            return;
        }
        List<String> known = new ArrayList<>(List.of("*", "all"));
        monitor.slices().groupings().forEach(dimensions -> known.add(String.join(",", dimensions)));
        field.fail("names " + text + ", which is no grouping of the monitor's slices; "
                + Names.suggestion(text, known, "known here:"));
    }

    private static boolean isGrouping(Set<String> grouping, Monitor monitor) {
        return monitor.slices().groupings().stream()
                .anyMatch(dimensions -> Set.copyOf(dimensions).equals(grouping));
    }
}
