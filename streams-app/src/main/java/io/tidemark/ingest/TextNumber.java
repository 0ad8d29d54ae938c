package io.tidemark.ingest;

import io.tidemark.ingest.CsvRow.FieldKind;

/** Texts of an event's page that are numbers. Owned by one task; not thread-safe. */
final class TextNumber {
    private static final int LONGEST = 64;

    private final EventPage page;
    private final CsvNumber number = new CsvNumber();
    private final char[] digits = new char[LONGEST];

    TextNumber(EventPage page) {
        this.page = page;
    }

    /** Whether a text is a number of at most {@value #LONGEST} characters; {@link #value()} then is it. */
    boolean isNumber(int at, int length) {
        if (length == 0 || length > LONGEST) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            digits[i] = (char) (page.texts()[at + i] & 0xff);
        }
        return number.parse(digits, 0, length) != FieldKind.TEXT;
    }

    double value() {
        return number.doubleValue();
    }
}
