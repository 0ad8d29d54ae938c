package io.tidemark.config;

/** How long OpenSLO's texts may be. */
final class Lengths {
    private static final int LONGEST_DESCRIPTION = 1050;

    private Lengths() {}

    /** The text of a {@code description}. */
    static String checkDescription(Field field) {
        String text = field.text("");
        if (text.length() > LONGEST_DESCRIPTION) {
            field.fail("has " + text.length() + " characters; write at most " + LONGEST_DESCRIPTION);
        }
        return text;
    }
}
