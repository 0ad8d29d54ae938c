package io.tidemark.stats.grid;

import io.tidemark.stats.ColumnKind;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One cell for all texts: a string column is there, missing or of the wrong type, and what it holds is measured by the columns derived of
 * it, its length (on a {@link NumberGrid}) and its shape (on a {@link CategoryGrid} of {@link #shapes()}). However many different values
 * there are, this stays as small.
 *
 * <p>Immutable; any thread.
 */
public final class TextGrid implements Grid {
    private final List<TextPattern> patterns;
    private final String id;

    /**
     * A grid whose texts are told apart by these patterns first, the first that matches, then by {@link TextShape}.
     *
     * @throws IllegalArgumentException if two have the same name, or one the name of a {@link TextShape}
     */
    public TextGrid(List<TextPattern> patterns) {
        this.patterns = List.copyOf(patterns);
        for (TextPattern pattern : patterns) {
            long same = patterns.stream()
                    .filter(other -> other.name().equals(pattern.name()))
                    .count();
            if (same > 1 || TextShape.isWord(pattern.name())) {
                throw new IllegalArgumentException("a pattern's name must be its own: name=" + pattern.name());
            }
        }
        this.id = ContentHash.hex(content());
    }

    private byte[] content() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Varint.writeText(kind().name(), out);
            for (String shape : shapes()) {
                Varint.writeText(shape, out);
            }
            for (TextPattern pattern : patterns) {
                Varint.writeText(pattern.regex(), out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("a byte array takes every byte", impossible);
        }
        return bytes.toByteArray();
    }

    public List<TextPattern> patterns() {
        return patterns;
    }

    /** Every name that a text's shape can have: the patterns', then {@link TextShape}'s. */
    public List<String> shapes() {
        List<String> names =
                new ArrayList<>(patterns.stream().map(TextPattern::name).toList());
        Arrays.stream(TextShape.values()).map(TextShape::word).forEach(names::add);
        return names;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.STRING;
    }

    @Override
    public int cells() {
        return 1;
    }

    @Override
    public String label(int cell) {
        return "any text";
    }
}
