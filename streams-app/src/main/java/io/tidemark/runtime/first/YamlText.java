package io.tidemark.runtime.first;

import java.util.List;
import java.util.regex.Pattern;

/** Commented YAML, line by line. Owned by one writer; not thread-safe. */
final class YamlText {
    private static final int COMMENTS_AT = 44;
    private static final int WIDTH = 138;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$][A-Za-z0-9_.$/-]*(\\[\\d+\\][A-Za-z0-9_.$/-]*)*");
    private static final Pattern MISLEADING = Pattern.compile("(?i)true|false|yes|no|on|off|y|n|null|.*\\[.*");

    private final StringBuilder text = new StringBuilder();

    /** A line of YAML, with or without a comment behind it. */
    YamlText line(int indent, String yaml, String comment) {
        String start = " ".repeat(indent) + yaml;
        if (comment.isEmpty()) {
            return add(start);
        }
        String space = " ".repeat(Math.max(2, COMMENTS_AT - start.length()));
        return add(start + space + "# " + comment);
    }

    YamlText line(int indent, String yaml) {
        return line(indent, yaml, "");
    }

    /** A comment of its own, in as many lines as it takes. */
    YamlText comment(int indent, String comment) {
        StringBuilder line = new StringBuilder();
        for (String word : comment.split(" ")) {
            if (line.length() > 0 && indent + line.length() + word.length() > WIDTH) {
                add(" ".repeat(indent) + "# " + line);
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        return add((" ".repeat(indent) + "# " + line).stripTrailing());
    }

    /** A line that would be YAML without its {@code #}, with a comment behind it. */
    YamlText suggestion(int indent, String yaml, String comment) {
        return line(indent, "# " + yaml, comment);
    }

    YamlText blank() {
        return add("");
    }

    private YamlText add(String line) {
        text.append(line.replace('\n', ' ')).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** A name or a value as YAML reads it back. */
    static String quoted(String value) {
        if (PLAIN.matcher(value).matches() && !MISLEADING.matcher(value).matches()) {
            return value;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                quoted.append(String.format("\\x%02x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** Values in a list on one line. */
    static String list(List<String> values) {
        return "[" + String.join(", ", values.stream().map(YamlText::quoted).toList()) + "]";
    }
}
