package io.tidemark.config;

import io.tidemark.domain.DetectorRule;
import io.tidemark.domain.DetectorRule.Of;
import io.tidemark.stats.detector.DetectorKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code detectors} of a monitor. */
final class DetectorsReader {
    private static final Map<String, Of> QUANTITIES = quantities();
    private static final Map<String, DetectorKind> KINDS = kinds();

    private final ColumnRules columns;
    private final Set<String> seen = new HashSet<>();

    private DetectorsReader(ColumnRules columns) {
        this.columns = columns;
    }

    static List<DetectorRule> read(Section monitor, ColumnRules columns) {
        return monitor.sections("detectors", new DetectorsReader(columns)::rule);
    }

    private DetectorRule rule(Section section) {
        Of of = section.field("of").choice(QUANTITIES, Of.MEAN);
        Field kindField = section.field("kind");
        DetectorKind kind = kindField.choice(KINDS, DetectorKind.ADWIN);
        if (!kindField.isPresent()) {
            kindField.failMissing("write one of " + String.join(", ", KINDS.keySet()));
        }
        List<String> watched = columns(section.field("columns"), of);
        watched.forEach(column -> HashingReader.checkNamed(section.field("value"), column, columns));
        DetectorRule rule = new DetectorRule(watched, of, value(section.field("value"), of), kind);
        if (kindField.isPresent() && !seen.add(rule.label())) {
            kindField.fail("watches " + rule.of().word() + (rule.value().isEmpty() ? "" : " " + rule.value())
                    + " a second time; list all its columns in one entry");
        }
        return rule;
    }

    private List<String> columns(Field field, Of of) {
        if (of == Of.VOLUME) {
            if (field.isPresent()) {
                field.fail("is not for of: volume, which speaks of rows; leave it out");
            }
            return List.of();
        }
        if (!field.isPresent()) {
            field.failMissing("list the columns that are watched, or \"*\" for all: each is a test of the budget");
        }
        List<String> names = new ArrayList<>();
        for (String name : field.names()) {
            if (name.contains("*") || columns.measures(name)) {
                names.add(name);
            } else {
                field.fail(
                        "names " + name + ", which columns.include and columns.exclude leave out; measure it, or take"
                                + " it out here");
            }
        }
        checkShown(field, of, names);
        return names;
    }

    /** The share of a value names it; of a pattern's columns those that are redacted are passed over. */
    private void checkShown(Field field, Of of, List<String> names) {
        for (String name : names) {
            if (of == Of.SHARE && columns.redacts(name)) {
                field.fail("names " + name + ", which columns.redact hides; take it out of one");
            }
        }
    }

    private static String value(Field field, Of of) {
        if (of == Of.SHARE) {
            return field.requiredText("name the value whose share is watched");
        }
        if (field.isPresent()) {
            field.fail("is for of: share; leave it out");
        }
        return "";
    }

    private static Map<String, Of> quantities() {
        Map<String, Of> words = new LinkedHashMap<>();
        for (Of of : Of.values()) {
            words.put(of.word(), of);
        }
        return words;
    }

    private static Map<String, DetectorKind> kinds() {
        Map<String, DetectorKind> words = new LinkedHashMap<>();
        for (DetectorKind kind : DetectorKind.values()) {
            words.put(kind.word(), kind);
        }
        return words;
    }
}
