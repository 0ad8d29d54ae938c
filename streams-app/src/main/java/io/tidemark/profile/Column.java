package io.tidemark.profile;

import io.tidemark.domain.NumberText;
import io.tidemark.domain.QualityRules;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.stats.HotPath;
import io.tidemark.stats.Stretch;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One watched column: its name, its grid if it has one, and where its counts begin in a pane's flat array.
 *
 * <p>Behind the cells stand {@value #EXTRAS} more numbers: wrong type, NaN, infinite, out of range, sum, sum of squares, and for a
 * reserved name the features that bear it.
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
    static final int EXTRAS = 7;

    private final String name;
    private final byte[] utf8;
    private final long head;
    private final @Nullable Grid grid;
    private final @Nullable NumberGrid numbers;
    private final @Nullable CategoryGrid categories;
    private final int offset;
    private final boolean isReserved;
    private final double min;
    private final double max;
    private final Set<String> allowedValues;
    private final @Nullable PatternCheck pattern;
    private final boolean isRedacted;

    Column(String name, @Nullable Grid grid, int offset, ProfileRules.Allowed allowed, QualityRules quality) {
        this.name = name;
        this.utf8 = name.getBytes(StandardCharsets.UTF_8);
        this.head = Stretch.head(utf8, 0, utf8.length);
        this.grid = grid;
        this.numbers = grid instanceof NumberGrid number ? number : null;
        this.categories = grid instanceof CategoryGrid category ? category : null;
        this.offset = offset;
        this.isReserved = ReservedColumn.isReserved(name);
        this.min = allowed.min();
        this.max = allowed.max();
        this.allowedValues = allowed.values();
        this.pattern = allowed.pattern().map(PatternCheck::new).orElse(null);
        this.isRedacted = quality.redacts(name);
    }

    @HotPath
    boolean hasName(byte[] buffer, int at, int length) {
        return Stretch.isKey(utf8, head, buffer, at, length);
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
