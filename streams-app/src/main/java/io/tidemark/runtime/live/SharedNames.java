package io.tidemark.runtime.live;

import io.tidemark.config.FieldPath;
import io.tidemark.ingest.NameListener;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a topic's sample tells of names that make no column of their own. Owned by one reader; not thread-safe. */
final class SharedNames implements NameListener {
    private static final int MOST = 20;

    private final Map<String, String> notes = new TreeMap<>();

    @Override
    public void shared(String topic, String column, List<FieldPath> places) {
        note(
                "column " + column,
                places.stream().map(FieldPath::toString).collect(Collectors.joining(", "))
                        + " come to one column, which takes the first of them that has a value: " + column);
    }

    @Override
    public void hidden(String topic, String column, FieldPath place) {
        note("place " + place, place + " is not measured: source.fields gives its name to another, " + column);
    }

    @Override
    public void refused(String topic, Limit limit, FieldPath outer) {
        note("", "there are more names than are measured, or longer ones; see docs/limits.md");
    }

    private void note(String key, String note) {
        if (notes.size() < MOST || notes.containsKey(key)) {
            notes.put(key, note);
        }
    }

    List<String> notes() {
        return List.copyOf(notes.values());
    }
}
