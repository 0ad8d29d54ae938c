package io.tidemark.config;

import io.tidemark.domain.ReservedColumn;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.TextPattern;
import io.tidemark.stats.grid.TextShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The {@code columns} of a monitor. */
final class ColumnRulesReader {
    private static final Map<String, ColumnKind> KINDS = kinds();
    private static final Map<String, String> REQUEST = new TreeMap<>(Map.of("latency", "latency", "status", "status"));

    private ColumnRulesReader() {}

    static ColumnRules read(Section columns) {
        Map<String, ColumnKind> kinds = new LinkedHashMap<>();
        columns.entries("types", type -> {
            ColumnKind kind = type.field().choice(KINDS, ColumnKind.CATEGORY);
            if (!type.field().isPresent()) {
                type.field().failMissing("write number, category, boolean, string or embedding");
            }
            kinds.put(type.name(), kind);
        });
        Map<String, List<TextPattern>> patterns = new LinkedHashMap<>();
        columns.entries("patterns", rule -> {
            Section section = rule.field().section();
            patterns.put(rule.name(), readPatterns(rule.name(), section, kinds));
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
                patterns,
                allowed,
                columns.field("redact").names(),
                request(columns.field("request")),
                Hashing.of(columns.field("hash").names()));
    }

    private static Set<String> request(Field field) {
        List<Field> items = field.isSingle() ? List.of(field) : field.items();
        Set<String> names = new TreeSet<>();
        items.forEach(item -> names.add(item.choice(REQUEST, ReservedColumn.LATENCY.column())));
        return names;
    }

    private static List<TextPattern> readPatterns(String column, Section section, Map<String, ColumnKind> kinds) {
        if (kinds.getOrDefault(column, ColumnKind.STRING) != ColumnKind.STRING) {
            section.fail("are for strings, but types says that " + column + " is none; write " + column + ": string");
        }
        kinds.putIfAbsent(column, ColumnKind.STRING);
        List<TextPattern> patterns = new ArrayList<>();
        for (String name : section.keys()) {
            readPattern(name, section.field(name), patterns);
        }
        return List.copyOf(patterns);
    }

    private static void readPattern(String name, Field field, List<TextPattern> patterns) {
        if (!field.isPresent()) {
            field.failMissing("write a regular expression that the whole text must match");
            return;
        }
        String regex = field.requiredText("write a regular expression that the whole text must match");
        if (TextShape.isWord(name)) {
            field.fail("has the name of a built-in shape; give it another one");
            return;
        }
        try {
            patterns.add(new TextPattern(name, regex));
        } catch (PatternSyntaxException e) {
            field.fail("is not a regular expression: " + e.getDescription() + " near index " + e.getIndex());
        }
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
            checkSet(column, rule, kinds);
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
        ColumnKind kind = kinds.getOrDefault(column, ColumnKind.CATEGORY);
        if (kind != ColumnKind.CATEGORY && kind != ColumnKind.STRING) {
            field.fail("is for texts, but types says that " + column + " is none; leave it out");
        }
        kinds.putIfAbsent(column, ColumnKind.CATEGORY);
    }

    private static void checkSet(String column, Section rule, Map<String, ColumnKind> kinds) {
        if (kinds.get(column) == ColumnKind.EMBEDDING) {
            rule.fail("has values, but types says that " + column + " is an embedding; leave it out");
        } else if (kinds.get(column) == ColumnKind.STRING) {
            rule.fail("has values, but types says that " + column + " is a string; declare it a category");
        }
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
        words.put("string", ColumnKind.STRING);
        words.put("embedding", ColumnKind.EMBEDDING);
        return words;
    }
}
