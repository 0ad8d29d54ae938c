package io.tidemark.runtime.live;

import io.tidemark.config.FieldMapping;
import io.tidemark.config.FieldMapping.Features;
import io.tidemark.config.FieldPath;
import io.tidemark.domain.ColumnPattern;
import io.tidemark.runtime.first.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether what {@code source.fields} names stands in the records of a topic. */
final class FieldsCheck {
    private static final int LISTED = 8;

    private final Watched watched;
    private final TopicFacts facts;
    private final FieldMapping mapping;
    private final Section section;
    private final Set<String> ownNames;

    private FieldsCheck(Watched watched, TopicFacts facts, Section section) {
        this.watched = watched;
        this.facts = facts;
        this.mapping = facts.format().fields();
        this.section = section;
        this.ownNames = ownNames();
    }

    /** Says what is not there; nothing of our own events, nor where no record could be looked into. */
    static void check(Watched watched, TopicFacts facts, Section section) {
        if (!facts.format().isCanonical() && !facts.paths().isEmpty()) {
            FieldsCheck check = new FieldsCheck(watched, facts, section);
            check.mapping.places().forEach(place -> check.require(place.key(), place.path()));
            check.names();
            check.leftOut();
            facts.sharedNames().forEach(section::note);
        }
    }

    /** What all values would be called that no other rule keeps out. */
    private Set<String> ownNames() {
        FieldMapping open = with(new Features(mapping.features().from(), List.of(), List.of(), Map.of()));
        Set<String> names = new TreeSet<>();
        facts.paths().all().forEach(path -> {
            String name = path.getValue().kind() == RecordPaths.Kind.OUTER ? "" : open.column(path.getKey());
            if (!name.isEmpty()) {
                names.add(name);
            }
        });
        return names;
    }

    private FieldMapping with(Features features) {
        return new FieldMapping(
                mapping.roles(),
                mapping.timeFormat(),
                mapping.timeZone(),
                mapping.dimensions(),
                features,
                mapping.constants());
    }

    private void require(String key, FieldPath path) {
        if (!facts.paths().has(path)) {
            absent(
                    key,
                    path.toString(),
                    Near.path(path.toString(), facts.paths().leaves()));
        }
    }

    private void absent(String key, String value, String suggestion) {
        section.mend(watched.place("source.fields." + key) + "=" + value + " is in none of "
                + Figures.plural(facts.records(), "record") + "; " + suggestion);
    }

    private void names() {
        new TreeMap<>(mapping.features().rename()).forEach((own, name) -> {
            if (!ownNames.contains(own)) {
                absent("features.rename", own, Near.path(own, ownNames));
            }
        });
        Set<String> renamed = new TreeSet<>();
        ownNames.forEach(own -> renamed.add(mapping.features().rename().getOrDefault(own, own)));
        patterns("features.include", mapping.features().include(), renamed);
        patterns("features.exclude", mapping.features().exclude(), renamed);
    }

    private void patterns(String key, List<String> patterns, Set<String> names) {
        for (String pattern : patterns) {
            if (names.stream().noneMatch(name -> ColumnPattern.matches(pattern, name))) {
                absent(key, pattern, Near.path(pattern, names));
            }
        }
    }

    /** Values that would be features and that no column can hold. */
    private void leftOut() {
        Set<String> measured = facts.events().of(watched.monitor().model()).columns();
        if (facts.events().events() == 0) {
            return;
        }
        List<String> lists = new ArrayList<>();
        List<String> others = new ArrayList<>();
        facts.paths().all().forEach(path -> {
            String column = mapping.column(path.getKey());
            boolean isItem = path.getKey().steps().stream().anyMatch(FieldPath.Step::isItem);
            boolean isAsked = !column.isEmpty() && watched.monitor().columns().measures(column);
            if (!isItem && isAsked && path.getValue().kind() != RecordPaths.Kind.OUTER && !measured.contains(column)) {
                (path.getValue().kind() == RecordPaths.Kind.LIST ? lists : others)
                        .add(path.getKey().toString());
            }
        });
        say(
                others,
                "times, or bytes: not measured; a time is, as seconds since the epoch, where columns.types says number");
        say(lists, "lists of other things than numbers: not measured, but what features.rename gives a name");
    }

    private void say(List<String> paths, String what) {
        if (!paths.isEmpty()) {
            section.note(String.join(", ", paths.subList(0, Math.min(LISTED, paths.size())))
                    + (paths.size() > LISTED ? ", … (" + paths.size() + ")" : "")
                    + (paths.size() == 1 ? " holds " : " hold ")
                    + what);
        }
    }
}
