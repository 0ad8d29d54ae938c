package io.tidemark.stats.grid;

import java.util.regex.Pattern;

/**
 * A shape of texts that the monitor's owner names.
 *
 * @param name what it is called; not one of {@link TextShape}'s names
 * @param regex a regular expression that the whole text must match
 */
public record TextPattern(String name, String regex) {
    /** @throws java.util.regex.PatternSyntaxException if it is no regular expression */
    public TextPattern {
        Pattern.compile(regex);
    }
}
