package io.tidemark.notify;

/** Text that came from data or people, so that it is shown as it is and neither breaks a table nor becomes a mark-up of its own. */
final class Markdown {
    private Markdown() {}

    /** On one line; {@code | < [ ] ` *} and backslashes stand for themselves. */
    static String text(String text) {
        return text.replaceAll("\\s+", " ")
                .replaceAll("([\\\\`*\\[\\]|])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .strip();
    }
}
