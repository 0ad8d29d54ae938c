package io.tidemark.config;

import io.tidemark.domain.ColumnPattern;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which values are replaced by keyed hashes before anything is counted.
 *
 * @param written names or patterns as the monitor file has them
 * @param names these, and all other names of the same values: a file's column, a path, a dimension, {@link #ID}
 * @param salt the key; {@link Salt#NONE} until somebody who may know it has given it
 */
public record Hashing(List<String> written, List<String> names, Salt salt) {
    /** Nothing is hashed. */
    public static final Hashing NONE = new Hashing(List.of(), List.of(), Salt.NONE);

    /** Name of events' ids among columns. */
    public static final String ID = "$id";

    /** Letters of a hash: four bits each, so 80 bits. */
    public static final int LETTERS = 20;

    private static final Pattern HASH = Pattern.compile("[a-p]{" + LETTERS + "}");

    public Hashing {
        written = List.copyOf(written);
        names = List.copyOf(names);
    }

    /** As the file has it, before it is known what else the values are called. */
    static Hashing of(List<String> written) {
        return written.isEmpty() ? NONE : new Hashing(written, written, Salt.NONE);
    }

    /** Whether anything is hashed. */
    public boolean isAsked() {
        return !names.isEmpty();
    }

    /** Whether the values of a column, a dimension or {@link #ID} are hashed. */
    public boolean hashes(String name) {
        return ColumnPattern.anyMatches(names, name);
    }

    /** Whether a text is written as a hash is. */
    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /** The same for a file that may lack some of the columns. */
    public Hashing among(List<String> header) {
        return new Hashing(header.stream().filter(this::hashes).toList(), names, salt);
    }

    /** What either of them hashes, with the key that one of them has. */
    public Hashing and(Hashing other) {
        if (!isAsked() || !other.isAsked()) {
            return isAsked() ? this : other;
        }
        return new Hashing(together(written, other.written), together(names, other.names), salt);
    }

    private static List<String> together(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    Hashing with(Salt key) {
        return isAsked() ? new Hashing(written, names, key) : this;
    }
}
