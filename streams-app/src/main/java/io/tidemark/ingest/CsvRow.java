package io.tidemark.ingest;

import io.tidemark.config.CsvMapping;
import io.tidemark.domain.RequestStatus;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.HotPath;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One event of a CSV file, typed. A flyweight: the same object holds the next row after {@link CsvEvents#next()}.
 *
 * <p>Owned by one reader; not thread-safe.
 */
public final class CsvRow {
    private final CsvSchema schema;
    private final CsvFields fields;
    private final CsvMissing missing;
    private final CsvNumber number;
    private final CsvTexts texts = new CsvTexts();
    private final int[][] sharing;
    private final int[] columnFields;
    private final int[] dimensionFields;
    private final ColumnKind[] columnKinds;
    private final FieldKind[] kinds;
    private final long[] longs;
    private final double[] doubles;
    private final boolean[] hashed;
    private final ValueHash hash;
    private final CsvVector vectors = new CsvVector();
    private final int[] vectorStarts;
    private long eventTimeMs;

    CsvRow(CsvSchema schema, CsvMapping mapping, CsvFields fields) {
        List<CsvSchema.Column> columns = schema.columns();
        this.schema = schema;
        this.fields = fields;
        this.missing = new CsvMissing(mapping.missing());
        this.number = new CsvNumber(mapping.decimal());
        this.sharing = columns.stream().map(CsvRow::sharing).toArray(int[][]::new);
        this.columnFields = columns.stream().mapToInt(CsvSchema.Column::field).toArray();
        this.dimensionFields = schema.dimensions().stream()
                .mapToInt(CsvSchema.Dimension::field)
                .toArray();
        this.columnKinds = columns.stream().map(CsvSchema.Column::kind).toArray(ColumnKind[]::new);
        this.kinds = new FieldKind[columns.size()];
        this.longs = new long[columns.size()];
        this.doubles = new double[columns.size()];
        this.vectorStarts = new int[columns.size() + 1];
        this.hashed = new boolean[schema.header().size()];
        schema.hashed().fields().forEach(field -> hashed[field] = true);
        this.hash = new ValueHash(schema.hashed().salt());
    }

    private static int[] sharing(CsvSchema.Column column) {
        return column.others().isEmpty()
                ? new int[0]
                : IntStream.concat(
                                IntStream.of(column.field()),
                                column.others().stream().mapToInt(Integer::intValue))
                        .toArray();
    }

    /** What a field of a row holds. */
    public enum FieldKind {
        MISSING,
        /** An integer; {@link #longValue} and {@link #doubleValue}. */
        LONG,
        /** Also NaN and the infinities; {@link #doubleValue}. */
        DOUBLE,
        /** {@link #longValue} is 1 for true, 0 for false. */
        BOOLEAN,
        /** {@link #text}; in a NUMBER or BOOLEAN column: a value of the wrong type. */
        TEXT,
        /** In an EMBEDDING column: {@link #elements} and {@link #element}. */
        VECTOR
    }

    /** Types the fields of the row that the parser has just filled in. */
    @HotPath
    void load(long timeMs) {
        eventTimeMs = timeMs;
        char[] text = fields.text();
        vectors.clear();
        for (int i = 0; i < kinds.length; i++) {
            if (sharing[i].length > 0) {
                columnFields[i] = first(sharing[i]);
            }
            int start = fields.start(columnFields[i]);
            int length = fields.length(columnFields[i]);
            vectorStarts[i] = vectors.size();
            kinds[i] = missing.isMissing(text, start, length) ? FieldKind.MISSING : typed(i, text, start, length);
        }
        vectorStarts[kinds.length] = vectors.size();
    }

    /** The first of some fields that is not missing; the first one if all are. */
    private int first(int[] some) {
        for (int field : some) {
            if (!isMissingField(field)) {
                return field;
            }
        }
        return some[0];
    }

    private FieldKind typed(int column, char[] text, int start, int length) {
        if (columnKinds[column] == ColumnKind.CATEGORY || columnKinds[column] == ColumnKind.STRING) {
            return FieldKind.TEXT;
        }
        if (columnKinds[column] == ColumnKind.EMBEDDING) {
            return vectors.parse(text, start, length) ? FieldKind.VECTOR : FieldKind.TEXT;
        }
        if (columnKinds[column] == ColumnKind.BOOLEAN) {
            longs[column] = isTrue(text, start, length) ? 1 : 0;
            return isBoolean(text, start, length) ? FieldKind.BOOLEAN : FieldKind.TEXT;
        }
        FieldKind kind = number.parse(text, start, length);
        longs[column] = number.longValue();
        doubles[column] = number.doubleValue();
        return kind;
    }

    static boolean isBoolean(char[] text, int start, int length) {
        return isTrue(text, start, length) || isWord("false", text, start, length);
    }

    private static boolean isTrue(char[] text, int start, int length) {
        return isWord("true", text, start, length);
    }

    /** Compares with a lower-case ASCII word, ignoring case. */
    private static boolean isWord(String word, char[] text, int start, int length) {
        if (length != word.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((text[start + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Line of the file that the row begins on, from 1. */
    public long line() {
        return fields.line();
    }

    public long eventTimeMs() {
        return eventTimeMs;
    }

    /** The event id; empty if the file or the row has none. */
    public String id() {
        return role(schema.roles().id());
    }

    /** The model version; empty if the file has none. */
    public String version() {
        return role(schema.roles().version());
    }

    /** The predicted class or value as written; empty if the file has none or it is missing. */
    public String prediction() {
        return role(schema.roles().prediction());
    }

    /** What was true, as written; empty if the file does not say it. */
    public String label() {
        return role(schema.roles().label());
    }

    /** LONG or DOUBLE if the row has a score, which then is {@link #scoreValue()}; MISSING or TEXT if not. */
    public FieldKind scoreKind() {
        return numberIn(schema.roles().score());
    }

    private FieldKind numberIn(int field) {
        if (field == CsvSchema.NONE || isMissingField(field)) {
            return FieldKind.MISSING;
        }
        return number.parse(fields.text(), fields.start(field), fields.length(field));
    }

    /** LONG or DOUBLE if the row says how long the request took, which then is {@link #latencyMs()}; MISSING or TEXT if not. */
    public FieldKind latencyKind() {
        return numberIn(schema.roles().latency());
    }

    /** Milliseconds; only directly after {@link #latencyKind()} said LONG or DOUBLE. */
    public double latencyMs() {
        return number.doubleValue();
    }

    /** How the request ended: OK where the file has no such column; ERROR where it says nothing, or what is no status. */
    public RequestStatus status() {
        int field = schema.roles().status();
        return field == CsvSchema.NONE ? RequestStatus.OK : RequestStatus.ofAnswer(role(field));
    }

    /** The score; only directly after {@link #scoreKind()} said LONG or DOUBLE. */
    public double scoreValue() {
        return number.doubleValue();
    }

    /** The value of a dimension of the schema; empty if it is missing. */
    public String dimension(int dimension) {
        return role(dimensionFields[dimension]);
    }

    /** The text of a field by its index in the header; empty if it is missing, or {@link CsvSchema#NONE}. */
    public String role(int field) {
        return field == CsvSchema.NONE || isMissingField(field) ? "" : textOf(field);
    }

    private String textOf(int field) {
        String text = texts.text(fields.text(), fields.start(field), fields.length(field));
        return hashed[field] ? hash.of(text) : text;
    }

    private boolean isMissingField(int field) {
        return missing.isMissing(fields.text(), fields.start(field), fields.length(field));
    }

    /** What a measured column holds, by its position in the schema. */
    public FieldKind kind(int column) {
        return kinds[column];
    }

    /** The value if the kind is LONG or BOOLEAN; else anything. */
    public long longValue(int column) {
        return longs[column];
    }

    /** The value if the kind is LONG or DOUBLE; else anything. */
    public double doubleValue(int column) {
        return doubles[column];
    }

    /** How many numbers the vector has, if the kind is VECTOR; else 0. */
    public int elements(int column) {
        return vectorStarts[column + 1] - vectorStarts[column];
    }

    /** A number of the vector. */
    public double element(int column, int index) {
        return vectors.value(vectorStarts[column] + index);
    }

    /** The field as written, whatever its kind, or its hash; the same object for the same text most of the time. */
    public String text(int column) {
        return textOf(columnFields[column]);
    }
}
