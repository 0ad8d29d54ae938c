package io.tidemark.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A mapping of the file while it is read: knows its path, and which of its keys were asked for. What was not asked for when
 * {@link #finish()} is called is an unknown key.
 */
final class Section {
    private final Report report;
    private final String path;
    private final int line;
    private final Map<String, YamlNode> entries;
    private final Set<String> known = new LinkedHashSet<>();

    Section(Report report, String path, int line, Map<String, YamlNode> entries) {
        this.report = report;
        this.path = path;
        this.line = line;
        this.entries = entries;
    }

    static String join(String path, String key) {
        return path.isEmpty() || path.endsWith(": ") ? path + key : path + "." + key;
    }

    Report report() {
        return report;
    }

    int line() {
        return line;
    }

    String path() {
        return path;
    }

    /** A section that is read elsewhere, whose keys are called as in this one. */
    YamlNode.Mapping here(YamlNode.Mapping made) {
        return report.writtenAt(path, made);
    }

    /** The same place without any key. */
    Section blank() {
        return new Section(report, path, line, Map.of());
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The value of a key, there or not; the key is known from now on. */
    Field field(String key) {
        known.add(key);
        YamlNode node = entries.get(key);
        return node == null ? Field.absent(report, join(path, key), line) : new Field(report, join(path, key), node);
    }

    /** Reads a section of this one, and reports its unknown keys; an absent one is read as empty. */
    <T> T section(String key, Function<Section, T> reader) {
        Section section = field(key).section();
        T result = reader.apply(section);
        section.finish();
        return result;
    }

    /** As {@link #section} for each of a list of sections. */
    <T> List<T> sections(String key, Function<Section, T> reader) {
        List<T> results = new ArrayList<>();
        for (Field item : field(key).items()) {
            Section section = item.section();
            results.add(reader.apply(section));
            section.finish();
        }
        return results;
    }

    /** Every entry of a section whose keys are the user's own names. */
    void entries(String key, Consumer<Named> reader) {
        Section section = field(key).section();
        for (String name : section.keys()) {
            reader.accept(new Named(name, section.field(name)));
        }
    }

    /** A key that is the user's own name, with its value. */
    record Named(String name, Field field) {}

    /** A mistake that concerns the section as a whole. */
    void fail(String what) {
        report.add(line, path.isEmpty() || path.endsWith(" ") ? path + what : path + " " + what);
    }

    /** Reports the keys that nobody asked for. */
    void finish() {
        for (Map.Entry<String, YamlNode> entry : entries.entrySet()) {
            String key = entry.getKey();
            if (!known.contains(key)) {
                report.add(
                        entry.getValue().line(),
                        report.place(entry.getValue(), join(path, key)) + " is not a known key; " + remedy(key));
            }
        }
    }

    private String remedy(String key) {
        if (key.equals("<<")) {
            return "merge keys are not supported, write the keys out or use an alias for a whole section";
        }
        String nearest = Names.nearest(key, known);
        if (!nearest.isEmpty()) {
            return "did you mean " + nearest + "?";
        }
        return known.isEmpty() ? "nothing can stand here" : "known here: " + String.join(", ", known);
    }
}
