package io.tidemark.runtime.trial;

import java.util.List;

/** A piece of text for people. */
public sealed interface Block {
    /** A line. */
    record Line(String text) implements Block {}

    /**
     * Aligned columns.
     *
     * @param columns one character a column: {@code <} for texts, {@code >} for numbers
     * @param rows the first one names the columns
     */
    record Table(String columns, List<List<String>> rows) implements Block {
        public Table {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** The last word, the worst of which stands out. */
    record Verdict(Tone tone, String text) implements Block {}

    /** How bad it is. */
    enum Tone {
        CALM,
        TICKETS,
        PAGES;

        /** How urgent it is that people look. */
        static Tone of(int pages, int all) {
            if (pages > 0) {
                return PAGES;
            }
            return all > 0 ? TICKETS : CALM;
        }
    }
}
