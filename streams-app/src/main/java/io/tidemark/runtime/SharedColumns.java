package io.tidemark.runtime;

import io.tidemark.config.Hashing;
import io.tidemark.config.Monitor;
import io.tidemark.config.Names;
import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.DerivedColumn;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.CsvSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which columns two files are compared by, under the names of their headers.
 *
 * @param both in both files, in the reference's order
 * @param added only in the current file
 * @param removed only in the reference
 */
record SharedColumns(List<String> both, List<String> added, List<String> removed) {
    /**
     * The columns that the monitor measures and that were asked for.
     *
     * @param asked names or patterns; none: all
     * @throws WorldFailure if a name that was asked for, or that the monitor speaks of, is in neither file: all such names at once; or if the files
     *     have no column in common
     */
    static SharedColumns of(CsvSchema reference, CsvSchema current, Monitor monitor, List<String> asked) {
        Set<String> before = measured(reference, monitor);
        Set<String> after = measured(current, monitor);
        Set<String> all = new LinkedHashSet<>(before);
        all.addAll(after);
        checkNames(asked, all, monitor);
        checkRedacted(reference, current, monitor);
        all.removeIf(name -> !asked.isEmpty() && !ColumnPattern.anyMatches(asked, name));
        SharedColumns shared = new SharedColumns(
                all.stream()
                        .filter(name -> before.contains(name) && after.contains(name))
                        .toList(),
                all.stream().filter(name -> !before.contains(name)).toList(),
                all.stream().filter(name -> !after.contains(name)).toList());
        if (shared.both.isEmpty() && asked.isEmpty()) {
            throw new WorldFailure("the files have no column in common: the reference's are " + listed(before)
                    + "; the current file's are " + listed(after));
        }
        return shared;
    }

    private static Set<String> measured(CsvSchema schema, Monitor monitor) {
        Set<String> names = new LinkedHashSet<>(schema.header());
        names.removeAll(List.of(
                monitor.source().csv().time(),
                monitor.source().csv().id(),
                monitor.source().csv().version()));
        names.removeIf(name -> !monitor.columns().measures(name));
        return names;
    }

    private static void checkNames(List<String> asked, Set<String> all, Monitor monitor) {
        List<String> wrong = new ArrayList<>();
        asked.forEach(name -> check("--column=", name, all, wrong));
        monitor.columns().include().forEach(name -> check("columns.include=", name, all, wrong));
        monitor.columns().kinds().keySet().stream()
                .map(name -> DerivedColumn.owner(name, all))
                .sorted()
                .distinct()
                .forEach(name -> check("columns.types=", name, all, wrong));
        monitor.columns().allowed().keySet().stream()
                .map(name -> DerivedColumn.owner(name, all))
                .sorted()
                .distinct()
                .forEach(name -> check("columns.allowed=", name, all, wrong));
        if (!wrong.isEmpty()) {
            throw new WorldFailure(String.join("; ", wrong));
        }
    }

    /** A misspelt name would hide nothing. */
    private static void checkRedacted(CsvSchema reference, CsvSchema current, Monitor monitor) {
        Set<String> all = new LinkedHashSet<>(reference.header());
        all.addAll(current.header());
        List<String> wrong = new ArrayList<>();
        monitor.columns().redact().stream()
                .filter(name -> !ReservedColumn.isReserved(name) && !ReservedColumn.isOfRequest(name))
                .forEach(name -> check("columns.redact=", name, all, wrong));
        monitor.columns().hash().written().stream()
                .filter(name -> !ReservedColumn.isReserved(name) && !name.equals(Hashing.ID))
                .forEach(name -> check("columns.hash=", name, all, wrong));
        if (!wrong.isEmpty()) {
            throw new WorldFailure(String.join("; ", wrong));
        }
    }

    private static void check(String key, String name, Set<String> all, List<String> wrong) {
        if (all.stream().noneMatch(known -> ColumnPattern.matches(name, known))) {
            wrong.add("neither file has the column " + key + name + ": "
                    + Names.suggestion(name, all, "their columns are"));
        }
    }

    private static String listed(Set<String> names) {
        return Names.suggestion("", names, "").strip();
    }
}
