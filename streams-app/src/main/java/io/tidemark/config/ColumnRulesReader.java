package io.tidemark.config;

import io.tidemark.stats.ColumnKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The {@code columns} of a monitor. */
final class ColumnRulesReader {
    private static final Map<String, ColumnKind> KINDS = kinds();

    private ColumnRulesReader() {}

    static ColumnRules read(Section columns) {
        Map<String, ColumnKind> kinds = new LinkedHashMap<>();
        columns.entries("types", type -> {
            ColumnKind kind = type.field().choice(KINDS, ColumnKind.CATEGORY);
            if (!type.field().isPresent()) {
                type.field().failMissing("write number, category or boolean");
            }
            kinds.put(type.name(), kind);
        });
        Map<String, AllowedValues> allowed = new LinkedHashMap<>();
        columns.entries("allowed", rule -> {
            Section section = rule.field().section();
            readAllowed(rule.name(), section, kinds, allowed);
            section.finish();
        });
        return new ColumnRules(
                columns.field("include").names(),
                columns.field("exclude").names(),
                kinds,
                allowed,
                columns.field("redact").names());
    }

    private static void readAllowed(
            String column, Section rule, Map<String, ColumnKind> kinds, Map<String, AllowedValues> allowed) {
        Field values = rule.field("values");
        Field pattern = rule.field("pattern");
        double lowest = rule.field("min").number(Double.NEGATIVE_INFINITY);
        double highest = rule.field("max").number(Double.POSITIVE_INFINITY);
        boolean hasRange = rule.has("min") || rule.has("max");
        int rules = (hasRange ? 1 : 0) + (values.isPresent() ? 1 : 0) + (pattern.isPresent() ? 1 : 0);
        if (rules != 1) {
            rule.fail("needs exactly one of min and max, values, and pattern");
        } else if (pattern.isPresent()) {
            readPattern(column, pattern, kinds, allowed);
        } else if (values.isPresent()) {
            allowed.put(column, new AllowedValues.Values(Set.copyOf(values.names())));
        } else {
            checkRange(column, rule, lowest, highest, kinds);
            allowed.put(column, new AllowedValues.Range(lowest, highest));
        }
    }

    private static void readPattern(
            String column, Field field, Map<String, ColumnKind> kinds, Map<String, AllowedValues> allowed) {
        String regex = field.requiredText("write a regular expression");
        try {
            Pattern.compile(regex);
            allowed.put(column, new AllowedValues.Matching(regex));
        } catch (PatternSyntaxException wrong) {
            field.fail("is not a regular expression of Java: " + wrong.getDescription() + " near index "
                    + wrong.getIndex());
        }
        if (kinds.getOrDefault(column, ColumnKind.CATEGORY) == ColumnKind.NUMBER) {
            field.fail("is for texts, but types says that " + column + " is a number; write min and max");
        }
        kinds.putIfAbsent(column, ColumnKind.CATEGORY);
    }

    private static void checkRange(
            String column, Section rule, double lowest, double highest, Map<String, ColumnKind> kinds) {
        if (lowest > highest) {
            rule.field("min").fail("is greater than max=" + rule.field("max").text("") + "; swap them");
        }
        if (kinds.getOrDefault(column, ColumnKind.NUMBER) != ColumnKind.NUMBER) {
            rule.fail("has a range, but types says that " + column + " is no number; write values: [...]");
        }
        kinds.putIfAbsent(column, ColumnKind.NUMBER);
    }

    private static Map<String, ColumnKind> kinds() {
        Map<String, ColumnKind> words = new LinkedHashMap<>();
        words.put("number", ColumnKind.NUMBER);
        words.put("category", ColumnKind.CATEGORY);
        words.put("boolean", ColumnKind.BOOLEAN);
        return words;
    }
}
