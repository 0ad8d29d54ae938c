package io.tidemark.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one file. Owned by one reader; not thread-safe. */
final class Report {
    private final String file;
    private final Path directory;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    /** By identity: an alias is one node in several places. */
    private final IdentityHashMap<YamlNode, String> places = new IdentityHashMap<>();

    private final Set<YamlNode> told = Collections.newSetFromMap(new IdentityHashMap<>());

    /** A file, or a text, that names no other files but from where the process runs. */
    Report(String file) {
        this(file, Path.of(""));
    }

    /** @param directory where the files are that it names */
    Report(String file, Path directory) {
        this.file = file;
        this.directory = directory;
    }

    /** A file that this one names. */
    Path resolve(String named) {
        return directory.resolve(named);
    }

    /** Notes that a node is read elsewhere than where people wrote it, so that its mistakes are told there. */
    <N extends YamlNode> N writtenAt(String path, N node) {
        places.put(node, path);
        return node;
    }

    /** Where people wrote a node that is read at a path. */
    String place(YamlNode node, String path) {
        return places.getOrDefault(node, path);
    }

    /** Notes that a node stands for one that is wrong, which is told already: nothing more is said of it. */
    <N extends YamlNode> N told(N node) {
        told.add(node);
        return node;
    }

    boolean isTold(YamlNode node) {
        return told.contains(node);
    }

    void add(int line, String text) {
        problems.add(new Problem(file, line, text));
    }

    /** What the file may say, but hardly means. */
    void warn(int line, String text) {
        warnings.add(new Problem(file, line, text));
    }

    /** The warnings, in file order. */
    List<Problem> warnings() {
        return warnings.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    /** How many problems there are so far; for checks that need sound parts. */
    int count() {
        return problems.size();
    }

    /** A problem after which the rest of the file says nothing. */
    InvalidMonitorFile fatal(int line, String text) {
        return new InvalidMonitorFile(List.of(new Problem(file, line, text)));
    }

    /** @throws InvalidMonitorFile if there is any problem */
    void throwIfAny() {
        if (problems.isEmpty()) {
            return;
        }
        throw new InvalidMonitorFile(
                problems.stream()
                        .distinct()
                        .sorted(Comparator.comparingInt(Problem::line))
                        .toList(),
                warnings());
    }
}
