package io.tidemark.stats.grid;

import io.tidemark.stats.ColumnKind;

/** A column's cells, frozen with its reference and shared by all slices; two grids of equal content have equal ids. */
public sealed interface Grid permits NumberGrid, CategoryGrid, TextGrid, EmbeddingGrid {
    /** Hash of the content: 16 hexadecimal digits. Counts on different ids are never added. */
    String id();

    ColumnKind kind();

    /** Number of cells, ≥ 1. */
    int cells();

    /**
     * What a cell holds, for people: {@code (12.5, 14]}, {@code = 0}, {@code "BR"}, {@code else}.
     *
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    String label(int cell);
}
