package io.tidemark.profile;

import io.tidemark.domain.NumberText;
import io.tidemark.domain.QualityRules;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.stats.HotPath;
import io.tidemark.stats.Stretch;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.EmbeddingGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.grid.TextGrid;
import io.tidemark.stats.grid.TextReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One watched column: its name, its grid if it has one, and where its counts begin in a pane's flat array.
 *
 * <p>Behind the cells stand {@value #EXTRAS} more numbers: wrong type, NaN, infinite, out of range, sum, sum of squares, for a
 * reserved name the features that bear it, and nulls; behind those, for an embedding, the sums of its vectors.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class Column {
    static final int WRONG_TYPE = 0;
    static final int NOT_A_NUMBER = 1;
    static final int INFINITE = 2;
    static final int OUT_OF_RANGE = 3;
    static final int SUM = 4;
    static final int SQUARES = 5;
    static final int AS_FEATURE = 6;
    static final int NULLS = 7;
    static final int EXTRAS = 8;

    private final String name;
    private final byte[] utf8;
    private final long head;
    private final @Nullable Grid grid;
    private final @Nullable NumberGrid numbers;
    private final @Nullable CategoryGrid categories;
    private final @Nullable TextReader texts;
    private final @Nullable EmbeddingGrid vectors;
    private final boolean isDerived;
    private final boolean isNamed;
    private final int offset;
    private final boolean isReserved;
    private final double min;
    private final double max;
    private final Set<String> allowedValues;
    private final @Nullable PatternCheck pattern;
    private final boolean isRedacted;

    Column(String name, @Nullable Grid grid, int offset, ProfileRules.Allowed allowed, QualityRules quality) {
        this(name, grid, offset, allowed, quality, Origin.EVENT);
    }

    private Column(
            String name,
            @Nullable Grid grid,
            int offset,
            ProfileRules.Allowed allowed,
            QualityRules quality,
            Origin origin) {
        this.name = name;
        this.utf8 = name.getBytes(StandardCharsets.UTF_8);
        this.head = Stretch.head(utf8, 0, utf8.length);
        this.grid = grid;
        this.numbers = grid instanceof NumberGrid number ? number : null;
        this.categories = grid instanceof CategoryGrid category ? category : null;
        this.texts = grid instanceof TextGrid text ? new TextReader(text) : null;
        this.vectors = grid instanceof EmbeddingGrid embedding ? embedding : null;
        this.isDerived = origin == Origin.DERIVED;
        this.offset = offset;
        this.isNamed = !isDerived && !(origin == Origin.REQUEST && ReservedColumn.isOfRequest(name));
        this.isReserved = origin == Origin.REQUEST;
        this.min = allowed.min();
        this.max = allowed.max();
        this.allowedValues = allowed.values();
        this.pattern = allowed.pattern().map(PatternCheck::new).orElse(null);
        this.isRedacted = quality.redacts(name);
    }

    /** Where values come from. */
    private enum Origin {
        EVENT,
        /** The prediction or the request itself. */
        REQUEST,
        DERIVED
    }

    /** A column that a prediction has besides its features. */
    static Column reserved(
            String name, @Nullable Grid grid, int offset, ProfileRules.Allowed allowed, QualityRules quality) {
        return new Column(name, grid, offset, allowed, quality, Origin.REQUEST);
    }

    /** A column made of another one's values. */
    static Column derived(String name, Grid grid, int offset, ProfileRules.Allowed allowed, QualityRules quality) {
        return new Column(name, grid, offset, allowed, quality, Origin.DERIVED);
    }

    /** How many numbers a column on that grid takes in a pane's flat array. */
    static int size(Grid grid) {
        return grid.cells() + EXTRAS + (grid instanceof EmbeddingGrid embedding ? embedding.dimension() : 0);
    }

    /** Whether a feature of that name is this column: what is derived, or the request's own, goes by another way. */
    @HotPath
    boolean hasName(byte[] buffer, int at, int length) {
        return Stretch.isKey(utf8, head, buffer, at, length) && isNamed;
    }

    String name() {
        return name;
    }

    @Nullable
    Grid grid() {
        return grid;
    }

    @Nullable
    NumberGrid numbers() {
        return numbers;
    }

    @Nullable
    CategoryGrid categories() {
        return categories;
    }

    /** Reads the texts of a string column; null for other columns. */
    @Nullable
    TextReader texts() {
        return texts;
    }

    @Nullable
    EmbeddingGrid vectors() {
        return vectors;
    }

    /** Whether its values are made of another column's, and not the event's own. */
    boolean isDerived() {
        return isDerived;
    }

    /** The index of the k-th column derived of this one, whose own index is given: they stand behind it. */
    @HotPath
    int part(int index, int k) {
        return index + 1 + k;
    }

    /** Index of an embedding's first vector sum, behind the other numbers. */
    int vectorSums() {
        return extras() + EXTRAS;
    }

    /** Whether the name is one of a prediction's own columns. */
    boolean isReserved() {
        return isReserved;
    }

    /** Index of the first cell. */
    int offset() {
        return offset;
    }

    /** Index of the first number behind the cells. */
    int extras() {
        return offset + (grid == null ? 0 : grid.cells());
    }

    boolean isOutOfRange(double value) {
        return value < min || value > max;
    }

    /** Whether values are limited to a set. */
    boolean hasSet() {
        return !allowedValues.isEmpty();
    }

    boolean isOutOfSet(String value) {
        return !allowedValues.contains(value);
    }

    /** Whether a text is one that the monitor does not allow. */
    @HotPath
    boolean isRefused(byte[] bytes, int at, int length) {
        return (pattern != null && !pattern.matches(bytes, at, length))
                || (hasSet() && isOutOfSet(new String(bytes, at, length, StandardCharsets.UTF_8)));
    }

    /** Whether a number is one that the monitor does not allow. */
    @HotPath
    boolean isRefused(double value) {
        return isOutOfRange(value) || (hasSet() && isOutOfSet(NumberText.of(value)));
    }

    /** Whether its values never leave. */
    boolean isRedacted() {
        return isRedacted;
    }
}
