package io.tidemark.cli;

import java.util.ArrayList;
import java.util.List;

/** Aligned columns without lines between them. Owned by one thread. */
final class TextTable {
    private static final String GAP = "  ";

    private final Align[] aligns;
    private final List<String[]> rows = new ArrayList<>();

    /** Where a column's texts stand. */
    enum Align {
        LEFT,
        RIGHT
    }

    TextTable(Align... aligns) {
        this.aligns = aligns.clone();
    }

    void add(String... cells) {
        rows.add(cells.clone());
    }

    /** One line a row, without blanks at the end. */
    List<String> lines() {
        int[] widths = new int[aligns.length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row[i]));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String blanks = " ".repeat(widths[i] - width(row[i]));
            line.append(i == 0 ? "" : GAP).append(aligns[i] == Align.LEFT ? row[i] + blanks : blanks + row[i]);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
