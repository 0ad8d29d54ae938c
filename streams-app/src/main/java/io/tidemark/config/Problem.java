package io.tidemark.config;

/**
 * One mistake in a file.
 *
 * @param file the file's name
 * @param line line of the mistake, from 1; 0 if it concerns the file as a whole
 * @param text what is wrong, where, the value seen, and what would be right
 */
public record Problem(String file, int line, String text) {
    @Override
    public String toString() {
        return file + ": " + text;
    }
}
