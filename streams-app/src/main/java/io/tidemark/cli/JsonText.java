package io.tidemark.cli;

import java.util.Locale;

/** Texts as JSON strings. */
final class JsonText {
    private static final int SPACE = 0x20;

    private JsonText() {}

    /** In quotes, on one line. */
    static String quote(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\t' -> json.append("\\t");
                default -> json.append(c < SPACE ? String.format(Locale.ROOT, "\\u%04x", c) : String.valueOf((char) c));
            }
        });
        return json.append('"').toString();
    }
}
