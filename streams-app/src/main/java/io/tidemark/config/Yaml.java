package io.tidemark.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Nodes that we make ourselves, and nodes as text. */
final class Yaml {
    private static final int WIDTH = 100;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./+~-]([A-Za-z0-9_./+ ~-]*[A-Za-z0-9_./+~-])?");
    /** What YAML would not take for a text, or not everybody's YAML. */
    private static final Pattern MISLEADING =
            Pattern.compile("[-+.\\d~].*|(?i:true|false|yes|no|on|off|y|n|null)", Pattern.DOTALL);

    private static final Pattern SOUND = Pattern.compile("-?\\d{4}-\\d{2}-\\d{2}|\\d+(ms|[smhdwMQY])");

    private Yaml() {}

    /** A text. */
    static YamlNode text(int line, String text) {
        return new YamlNode.Scalar(line, text, YamlNode.Type.TEXT);
    }

    /** A number, as people would write it. */
    static YamlNode number(int line, String number) {
        return new YamlNode.Scalar(line, number, YamlNode.Type.NUMBER);
    }

    static YamlNode list(int line, YamlNode... items) {
        return YamlNode.Sequence.of(line, Arrays.asList(items));
    }

    /** A section of keys and values, in turn; a value is a node or a text. */
    static YamlNode.Mapping section(int line, Object... keysAndValues) {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            Object value = keysAndValues[i + 1];
            entries.put(
                    (String) keysAndValues[i],
                    value instanceof YamlNode node ? node : text(line, String.valueOf(value)));
        }
        return YamlNode.Mapping.of(line, entries);
    }

    /** One document, in lines of at most a hundred characters where its texts allow it; reading it gives the same nodes. */
    static String document(YamlNode.Mapping node) {
        List<String> lines = new ArrayList<>();
        block(node, "", lines);
        return String.join("\n", lines) + "\n";
    }

    private static void block(YamlNode.Mapping node, String indent, List<String> lines) {
        node.entries().forEach((key, value) -> {
            String flow = indent + quoted(key) + ": " + flow(value);
            boolean isTop = indent.isEmpty() && value instanceof YamlNode.Mapping;
            if (value instanceof YamlNode.Scalar || isEmpty(value) || (flow.length() <= WIDTH && !isTop)) {
                lines.add(flow.stripTrailing());
            } else {
                lines.add(indent + quoted(key) + ":");
                below(value, indent + "  ", lines);
            }
        });
    }

    private static void below(YamlNode value, String indent, List<String> lines) {
        if (value instanceof YamlNode.Mapping mapping) {
            block(mapping, indent, lines);
        } else if (value instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(item -> item(item, indent, lines));
        }
    }

    private static void item(YamlNode item, String indent, List<String> lines) {
        String flow = indent + "- " + flow(item);
        if (flow.length() <= WIDTH || item instanceof YamlNode.Scalar || isEmpty(item)) {
            lines.add(flow);
            return;
        }
        List<String> inner = new ArrayList<>();
        below(item, indent + "  ", inner);
        inner.set(0, indent + "- " + inner.get(0).substring(indent.length() + 2));
        lines.addAll(inner);
    }

    private static boolean isEmpty(YamlNode node) {
        return (node instanceof YamlNode.Mapping mapping && mapping.entries().isEmpty())
                || (node instanceof YamlNode.Sequence sequence
                        && sequence.items().isEmpty());
    }

    private static String flow(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            List<String> entries = new ArrayList<>();
            mapping.entries().forEach((key, value) -> entries.add(quoted(key) + ": " + flow(value)));
            return "{" + String.join(", ", entries) + "}";
        }
        if (node instanceof YamlNode.Sequence sequence) {
            return "["
                    + String.join(
                            ", ", sequence.items().stream().map(Yaml::flow).toList()) + "]";
        }
        return node instanceof YamlNode.Scalar scalar ? scalar(scalar) : "";
    }

    private static String scalar(YamlNode.Scalar scalar) {
        return switch (scalar.type()) {
            case NUMBER, BOOLEAN -> scalar.text();
            case NOTHING -> "null";
            case TEXT -> quoted(scalar.text());
        };
    }

    private static String quoted(String text) {
        boolean isPlain = PLAIN.matcher(text).matches()
                && (!MISLEADING.matcher(text).matches() || SOUND.matcher(text).matches());
        return isPlain ? text : inQuotes(text);
    }

    private static String inQuotes(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
