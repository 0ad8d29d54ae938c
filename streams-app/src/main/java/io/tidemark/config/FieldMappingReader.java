package io.tidemark.config;

import io.tidemark.config.FieldMapping.Constants;
import io.tidemark.config.FieldMapping.Dimensions;
import io.tidemark.config.FieldMapping.Features;
import io.tidemark.config.FieldMapping.Role;
import io.tidemark.domain.LabelColumn;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The {@code source.fields} of a monitor. */
final class FieldMappingReader {
    /** Stands for the time that the Kafka record has of itself. */
    static final String RECORD_TIME = "$timestamp";

    private static final String DIMENSIONS = "dimensions";

    /** Keys that {@code constants} has too. */
    private static final Set<String> OF_ALL_EVENTS = Set.of("version", "stage");

    private static final FieldPath NOWHERE = FieldPath.ofField("");
    private static final Map<String, Role> KEYS = keys();
    private static final Map<String, String> STAGES =
            new TreeMap<>(Map.of("SERVING", "SERVING", "TRAINING", "TRAINING"));

    private FieldMappingReader() {}

    private static Map<String, Role> keys() {
        Map<String, Role> keys = new LinkedHashMap<>();
        keys.put("id", Role.ID);
        keys.put("predictionId", Role.PREDICTION_ID);
        keys.put("model", Role.MODEL);
        keys.put("version", Role.VERSION);
        keys.put("stage", Role.STAGE);
        keys.put("prediction", Role.PREDICTION);
        keys.put("score", Role.SCORE);
        keys.put("latency", Role.LATENCY);
        keys.put("status", Role.STATUS);
        keys.put("label", Role.LABEL);
        return keys;
    }

    static FieldMapping read(Section fields) {
        Map<Role, List<FieldPath>> roles = new EnumMap<>(Role.class);
        time(fields.field("time"), roles);
        KEYS.forEach((key, role) -> {
            if (fields.has(key)) {
                roles.put(role, List.of(path(fields.field(key), key)));
            }
        });
        FieldMapping mapping = new FieldMapping(
                roles,
                SourceReader.timeFormat(fields.field("timeFormat")),
                SourceReader.timeZone(fields.field("timeZone")),
                dimensions(fields),
                fields.section("features", FieldMappingReader::features),
                fields.section("constants", FieldMappingReader::constants));
        checkNames(fields, mapping);
        return mapping;
    }

    /** Names that the file itself gives twice; what only the records show is told when they are read. */
    private static void checkNames(Section fields, FieldMapping mapping) {
        Map<String, String> places = new HashMap<>();
        new TreeMap<>(mapping.dimensions().named()).forEach((name, path) -> {
            Field field = fields.field("dimensions").sectionIfSection().field(name);
            String taken = mapping.takenName(path);
            if (!taken.isEmpty()) {
                field.fail("is a column too, " + taken + ", a name that is given to another field; rename one of them");
            }
            String column = mapping.column(path);
            String other = places.putIfAbsent(column, path.toString());
            if (!column.isEmpty() && other != null && !other.equals(path.toString())) {
                field.fail("comes to the same column as " + other + ": " + column
                        + "; leave features.from out, or exclude the column");
            }
        });
        Section features = fields.field("features").sectionIfSection();
        Section rename = features.field("rename").sectionIfSection();
        for (String own : rename.keys()) {
            Field name = rename.field(own);
            if (mapping.roles().containsKey(Role.LABEL) && name.text("").equals(LabelColumn.NAME)) {
                name.fail("is the column of fields.label; choose another name");
            }
        }
    }

    private static void time(Field time, Map<Role, List<FieldPath>> roles) {
        if (!time.isPresent()) {
            time.failMissing("write the path of the events' time, or " + RECORD_TIME + " for the Kafka record's own");
        } else if (!time.text("").equals(RECORD_TIME)) {
            roles.put(Role.TIME, List.of(path(time)));
        }
    }

    /** A section where a path belongs is a constant that somebody looked for here. */
    private static FieldPath path(Field field, String key) {
        if (!field.isSection()) {
            return path(field);
        }
        Section section = field.section();
        String value =
                section.field("constant").isSingle() ? section.field("constant").text("") : "…";
        boolean isConstant = OF_ALL_EVENTS.contains(key) || key.startsWith(DIMENSIONS + ".");
        String constant = key.startsWith(DIMENSIONS + ".")
                ? "{dimensions: {" + key.substring(DIMENSIONS.length() + 1) + ": " + value + "}}"
                : "{" + key + ": " + value + "}";
        field.fail("is a section, no path; "
                + (isConstant
                        ? "what is the same in all events goes under source.fields.constants: " + constant
                        : "write the path of a field, or leave the key out"));
        return NOWHERE;
    }

    private static FieldPath path(Field field) {
        String text = field.requiredText("write the path of a field, or leave the key out");
        if (text.isBlank()) {
            return NOWHERE;
        }
        try {
            return FieldPath.parse(text);
        } catch (IllegalArgumentException wrong) {
            field.fail(String.valueOf(wrong.getMessage()));
            return NOWHERE;
        }
    }

    private static Dimensions dimensions(Section fields) {
        Field field = fields.field("dimensions");
        if (field.isSingle()) {
            return new Dimensions(Map.of(), List.of(path(field)));
        }
        Map<String, FieldPath> named = new LinkedHashMap<>();
        fields.entries(
                "dimensions", entry -> named.put(entry.name(), path(entry.field(), DIMENSIONS + "." + entry.name())));
        return new Dimensions(named, List.of());
    }

    private static Features features(Section features) {
        Field from = features.field("from");
        List<FieldPath> paths = new ArrayList<>();
        (from.isSingle() ? List.of(from) : from.items()).forEach(item -> paths.add(path(item)));
        Map<String, String> rename = new HashMap<>();
        Set<String> names = new HashSet<>();
        features.entries("rename", entry -> {
            String name = entry.field().requiredText("write the column's name");
            if (!names.add(name)) {
                entry.field().fail("is the name of two columns; choose another");
            }
            rename.put(entry.name(), name);
        });
        return new Features(
                paths,
                features.field("include").names(),
                features.field("exclude").names(),
                rename);
    }

    private static Constants constants(Section constants) {
        Map<String, String> dimensions = new HashMap<>();
        constants.entries(
                "dimensions",
                entry -> dimensions.put(entry.name(), entry.field().requiredText("write the dimension's value")));
        return new Constants(
                constants.field("version").text(""), constants.field("stage").choice(STAGES, ""), dimensions);
    }
}
