package io.tidemark.ingest;

import io.tidemark.config.FieldMapping;
import io.tidemark.config.FieldMapping.Place;
import io.tidemark.config.FieldMapping.Role;
import io.tidemark.config.Monitor;
import io.tidemark.config.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A mapping speaks of places that a file's records have: one that is misspelt would be missing for ever. */
final class MappingCheck {
    private MappingCheck() {}

    /** The places that a file must have for a monitor. */
    static List<Place> wanted(FieldMapping fields) {
        if (fields.equals(FieldMapping.CANONICAL)) {
            return fields.places().stream()
                    .filter(place -> place.key().equals("time") || place.key().equals("model"))
                    .toList();
        }
        List<Place> wanted = new ArrayList<>(fields.places());
        if (fields.features().from().isEmpty()) {
            fields.renamedItems().forEach(path -> wanted.add(new Place("features.rename", path)));
        }
        return wanted;
    }

    /**
     * Compares a mapping with what was looked at of a file.
     *
     * @param where what that was: {@code the file's schema}
     * @return names in the monitor's rules that nothing comes to, a sentence each
     * @throws InvalidEventFile if one of the places is nowhere
     */
    static List<String> check(Monitor monitor, FilePaths paths, Path file, String where) {
        FieldMapping fields = monitor.source().format().fields();
        if (!fields.roles().containsKey(Role.TIME)) {
            throw new InvalidEventFile(
                    "source.fields.time is $timestamp, the Kafka record's own time, which a file does not have: file="
                            + file + "; name the field of a time; "
                            + listed(paths));
        }
        List<Place> absent = wanted(fields).stream()
                .filter(place -> !paths.has(place.path()))
                .toList();
        if (!absent.isEmpty()) {
            throw new InvalidEventFile(absent(fields, absent, paths, file));
        }
        boolean isKnown = !fields.equals(FieldMapping.CANONICAL) && !paths.all().isEmpty();
        return isKnown ? UnmetNames.of(monitor, paths.all(), where) : List.of();
    }

    private static String absent(FieldMapping fields, List<Place> absent, FilePaths paths, Path file) {
        if (fields.equals(FieldMapping.CANONICAL)) {
            String names = absent.stream().map(place -> place.path().toString()).collect(Collectors.joining(" and "));
            return "no record of the file has " + names + ", which an event of Tidemark's own has: file=" + file
                    + "; say by source.fields what the fields of other records mean; " + listed(paths);
        }
        boolean isOne = absent.size() == 1;
        String named = absent.stream()
                .map(place -> "source.fields." + place.key() + "=" + place.path() + (isOne ? "" : meant(place, paths)))
                .collect(Collectors.joining(", "));
        return "no record of the file has what the monitor names: " + named + ", file=" + file + "; "
                + (isOne
                        ? Names.suggestion(absent.get(0).path().toString(), paths.places(), "they have")
                        : listed(paths));
    }

    private static String meant(Place place, FilePaths paths) {
        String nearest = Names.nearest(place.path().toString(), paths.places());
        return nearest.isEmpty() ? "" : " (did you mean " + nearest + "?)";
    }

    private static String listed(FilePaths paths) {
        return Names.suggestion("", paths.places(), "they have");
    }
}
