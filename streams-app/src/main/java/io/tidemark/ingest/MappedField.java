package io.tidemark.ingest;

import io.tidemark.domain.NumberText;
import io.tidemark.domain.Observation;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a value of a mapped record is for: a feature, roles, dimensions of slices, or several of these at once. Takes values as the record's
 * format brings them and tells the observation.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class MappedField {
    private final EventPage page;
    private final MappedRoles roles;
    private final Uses uses;
    private final int nameOffset;
    private final int nameLength;
    private final int[] dimensions;
    private final TextNumber number;

    /**
     * What a feature's values are taken for.
     *
     * @param declared what the column is said to hold: in a number's texts that are numbers are numbers, and times are seconds since the epoch; in a
     *     category's whole numbers are their digits, all of them; null if nothing is said
     * @param ofFeatures whether the event then carries features: its label is none
     */
    record Uses(@Nullable ColumnKind declared, boolean ofFeatures) {
        boolean asNumber() {
            return declared == ColumnKind.NUMBER;
        }

        boolean asText() {
            return declared == ColumnKind.CATEGORY || declared == ColumnKind.STRING;
        }
    }

    /**
     * A field of that use.
     *
     * @param column name of the feature's column; empty if it is none
     * @param dimensionNames dimensions whose value it is
     */
    MappedField(EventPage page, MappedRoles roles, String column, List<String> dimensionNames, Uses uses) {
        this.page = page;
        this.roles = roles;
        this.uses = uses;
        this.number = new TextNumber(page);
        byte[] name = column.getBytes(StandardCharsets.UTF_8);
        this.nameOffset = page.name(name);
        this.nameLength = name.length;
        this.dimensions = new int[2 * dimensionNames.size()];
        for (int i = 0; i < dimensionNames.size(); i++) {
            byte[] dimension = dimensionNames.get(i).getBytes(StandardCharsets.UTF_8);
            dimensions[2 * i] = page.name(dimension);
            dimensions[2 * i + 1] = dimension.length;
        }
    }

    /** Whether it is a feature's value. */
    @HotPath
    boolean isFeature() {
        return nameLength > 0;
    }

    private boolean isOnlyFeature() {
        return isFeature() && roles.isNone() && dimensions.length == 0 && uses.ofFeatures();
    }

    /** Whether it is a feature and nothing else, whose texts are taken as they come; the event's features then carry it. */
    boolean isPlainText() {
        return isOnlyFeature() && !uses.asNumber();
    }

    /** The same of whole numbers, and of those of a float's precision. */
    boolean isPlainWhole() {
        return isOnlyFeature() && !uses.asText();
    }

    /** The same of other numbers, and of truths. */
    boolean isPlainNumber() {
        return isOnlyFeature();
    }

    /** Where the feature's name stands among the page's names. */
    int nameOffset() {
        return nameOffset;
    }

    int nameLength() {
        return nameLength;
    }

    @HotPath
    private Observation feature() {
        Observation out = page.out();
        if (uses.ofFeatures()) {
            out.carriesFeatures();
        }
        return out;
    }

    /** There is a field without a value. */
    @HotPath
    void nothing() {
        if (isFeature()) {
            feature().field(Observation.NULL, nameOffset, nameLength);
        }
        roles.nothing();
    }

    /** There is no value, and nothing says of what. */
    @HotPath
    void perhapsNothing() {
        if (isFeature()) {
            feature().field(Observation.PERHAPS_NULL, nameOffset, nameLength);
        }
        roles.nothing();
    }

    /** There is an object or a list, which may have values in it. */
    @HotPath
    void structure() {
        roles.structure();
    }

    /** There is a value that no column can hold. */
    @HotPath
    void other() {
        if (isFeature()) {
            feature().field(Observation.OTHER, nameOffset, nameLength);
        }
        roles.other();
    }

    @HotPath
    void number(double value) {
        if (isFeature()) {
            feature().number(Observation.NUMBER, nameOffset, nameLength, value);
        }
        roles.number(value);
        if (dimensions.length > 0) {
            dimension(NumberText.of(value));
        }
    }

    /** A number of a float's precision, whose text is shorter than that of the double. */
    @HotPath
    void single(float value) {
        if (isFeature() && uses.asText()) {
            featureText(NumberText.of(value));
        } else if (isFeature()) {
            feature().number(Observation.NUMBER, nameOffset, nameLength, value);
        }
        roles.single(value);
        if (dimensions.length > 0) {
            dimension(NumberText.of(value));
        }
    }

    private void featureText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        feature().text(nameOffset, nameLength, page.put(utf8, 0, utf8.length), utf8.length);
    }

    /** A whole number beyond 64 bits, whose digits stand on the page. */
    @HotPath
    void huge(int at, int length, double value) {
        if (isFeature() && uses.asText()) {
            feature().text(nameOffset, nameLength, at, length);
        } else if (isFeature()) {
            feature().number(Observation.NUMBER, nameOffset, nameLength, value);
        }
        roles.huge(at, length, value);
        dimension(at, length);
    }

    @HotPath
    void whole(long value) {
        if (isFeature() && uses.asText()) {
            int at = page.putDigits(value);
            feature().text(nameOffset, nameLength, at, page.end() - at);
        } else if (isFeature()) {
            feature().number(Observation.NUMBER, nameOffset, nameLength, value);
        }
        roles.whole(value);
        digits(value);
    }

    @HotPath
    void truth(boolean value) {
        if (isFeature()) {
            feature().number(Observation.BOOLEAN, nameOffset, nameLength, value ? 1 : 0);
        }
        roles.truth(value);
        if (dimensions.length > 0) {
            dimension(Boolean.toString(value));
        }
    }

    /** A point in time whose type says so, in milliseconds since the epoch. */
    @HotPath
    void time(long milliseconds) {
        if (isFeature() && uses.asNumber()) {
            feature().number(Observation.NUMBER, nameOffset, nameLength, milliseconds / 1e3);
        }
        roles.time(milliseconds);
        digits(milliseconds);
    }

    /** Begins the vector of a {@link #isFeature feature}, whose numbers the observation is then given. */
    @HotPath
    void vector() {
        feature().vector(nameOffset, nameLength);
    }

    /** A text that stands in those bytes. */
    @HotPath
    void text(byte[] bytes, int offset, int length) {
        int at = page.put(bytes, offset, length);
        text(at, length);
    }

    /** A text that was put on the page. */
    @HotPath
    void text(int at, int length) {
        if (isFeature()) {
            featureText(at, length);
        }
        roles.text(at, length);
        dimension(at, length);
    }

    private void featureText(int at, int length) {
        if (uses.asNumber() && number.isNumber(at, length)) {
            feature().number(Observation.NUMBER, nameOffset, nameLength, number.value());
        } else {
            feature().text(nameOffset, nameLength, at, length);
        }
    }

    private void digits(long value) {
        if (dimensions.length > 0) {
            int at = page.putDigits(value);
            dimension(at, page.end() - at);
        }
    }

    private void dimension(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        dimension(page.put(utf8, 0, utf8.length), utf8.length);
    }

    @HotPath
    private void dimension(int at, int length) {
        for (int i = 0; i < dimensions.length; i += 2) {
            page.out().dimension(dimensions[i], dimensions[i + 1], at, length);
        }
    }
}
