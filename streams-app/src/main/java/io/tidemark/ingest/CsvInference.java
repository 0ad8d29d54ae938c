package io.tidemark.ingest;

import de.siegmar.fastcsv.reader.CsvReader;
import io.tidemark.config.CsvMapping;
import io.tidemark.config.CsvMapping.Decimal;
import io.tidemark.config.FieldMapping;
import io.tidemark.config.FieldPath;
import io.tidemark.config.Hashing;
import io.tidemark.config.Monitor;
import io.tidemark.config.Names;
import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.DerivedColumn;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.ingest.CsvRow.FieldKind;
import io.tidemark.stats.ColumnKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks at a CSV file's header and first rows. */
final class CsvInference {
    private static final int MOST_ROWS = 10_000;

    /** Of the values of a number column; the others are faults, of the wrong type. */
    private static final int PERCENT_NUMBERS = 95;

    /** What bytes that are not UTF-8 are read as. */
    private static final char NO_UTF8 = '\uFFFD';

    private final Path file;
    private final Monitor monitor;
    private final FieldMapping fields;
    private final List<String> header;
    private final List<String> names;

    private CsvInference(Path file, Monitor monitor, List<String> header) {
        this.file = file;
        this.monitor = monitor;
        this.header = header;
        this.fields = monitor.source().format().fields();
        this.names = header.stream().map(fields::columnOfHeader).toList();
    }

    static CsvSchema infer(Path file, Monitor monitor) {
        try (CsvSource source = CsvSource.open(file)) {
            char delimiter = source.delimiter(monitor.source().csv().delimiter());
            try (CsvReader<CsvFields> reader = CsvEvents.reader(source, delimiter)) {
                Iterator<CsvFields> rows = CsvEvents.safe(reader.iterator(), file);
                CsvInference inference = new CsvInference(file, monitor, header(rows, file));
                return inference.schema(rows, delimiter);
            }
        } catch (IOException e) {
            throw CsvSource.unreadable(file, e);
        }
    }

    /** The names in the first row, which is taken. */
    static List<String> header(Iterator<CsvFields> rows, Path file) {
        if (!rows.hasNext()) {
            throw new InvalidCsvFile(
                    "the file has no header line: file=" + file + "; write the columns' names into the first line");
        }
        return header(rows.next(), file);
    }

    private static List<String> header(CsvFields fields, Path file) {
        List<String> names = new ArrayList<>();
        checkIsText(fields, file);
        for (int i = 0; i < fields.count(); i++) {
            String name = fields.string(i).strip();
            if (names.contains(name)) {
                throw new InvalidCsvFile("the header names a column twice: column=" + name + ", file=" + file);
            }
            names.add(name.isEmpty() ? "column_" + (i + 1) : name);
        }
        return names;
    }

    /** Archives, Parquet files and pictures hold control characters in their first line, or begin with a byte that is no UTF-8. */
    private static void checkIsText(CsvFields fields, Path file) {
        for (int i = 0; i < fields.start(fields.count()); i++) {
            char c = fields.text()[i];
            boolean isControl = c < ' ' && c != '\t' && c != '\n' && c != '\r';
            if (isControl || i == 0 && c == NO_UTF8) {
                throw new InvalidCsvFile("the file is not CSV: file=" + file + ", its first line holds character "
                        + String.format(Locale.ROOT, "U+%04X", (int) c)
                        + "; write it as CSV in UTF-8 with a header line, gzip or not");
            }
        }
    }

    private CsvSchema schema(Iterator<CsvFields> rows, char delimiter) {
        CsvMapping csv = monitor.source().csv();
        CsvSchema.Roles roles = new CsvSchema.Roles(
                field(csv.time(), "source.csv.time"),
                field(csv.id(), "source.csv.id"),
                field(csv.version(), "source.csv.version"),
                field(csv.prediction(), "source.csv.prediction"),
                field(csv.score(), "source.csv.score"),
                field(csv.latency(), "source.csv.latency"),
                field(csv.status(), "source.csv.status"),
                field(csv.labels().label(), "source.csv.label"),
                field(csv.labels().time(), "source.csv.labelTime"));
        List<CsvSchema.Dimension> dimensions = new ArrayList<>();
        for (String dimension : monitor.slices().dimensions()) {
            dimensions.add(dimension(dimension));
        }
        checkFeatures();
        checkNamedColumns();
        checkHiddenColumns();
        CsvSchema.Hashed hashed = hashed(roles, dimensions);
        return new CsvSchema(header, columns(roles, seen(rows), hashed.fields()), dimensions, roles, delimiter, hashed);
    }

    private CsvSchema.Dimension dimension(String name) {
        FieldPath placed = fields.dimensions().named().get(name);
        if (placed == null) {
            return new CsvSchema.Dimension(name, field(name, "slices"));
        }
        String column = header.contains(placed.name()) ? placed.name() : name;
        return new CsvSchema.Dimension(name, field(column, "source.fields.dimensions." + name));
    }

    private int field(String column, String key) {
        if (column.isEmpty()) {
            return CsvSchema.NONE;
        }
        int field = header.indexOf(column);
        if (field < 0) {
            throw new InvalidCsvFile("the file has no such column: " + key + "=" + column + ", file=" + file + "; "
                    + Names.suggestion(column, header, "its columns are") + present(column));
        }
        return field;
    }

    /** A column by the name that it is measured under. */
    private void column(String name, String key) {
        if (!names.contains(name)) {
            field(name, key);
        }
    }

    /** A column that is to be measured, if nothing else is made of it. */
    private void feature(String name, String key) {
        column(name, key);
        CsvMapping csv = monitor.source().csv();
        boolean isOutcome = name.equals(csv.prediction()) || name.equals(csv.score());
        if (!names.contains(name) && !isOutcome && fields.isOutside(name)) {
            throw new InvalidCsvFile("the file's column is none under source.fields.features.from: " + key + "=" + name
                    + ", file=" + file + "; features.from names paths, and a header is one: write it there too");
        }
    }

    private String present(String column) {
        return Names.nearest(column, header).isEmpty() ? "" : " its columns are " + String.join(", ", header);
    }

    /** As of other records: where nothing stands under a path, all that it is to bring would be missing. */
    private void checkFeatures() {
        List<FieldPath> paths = header.stream().map(FieldMapping::ofHeader).toList();
        for (FieldPath from : fields.equals(FieldMapping.CANONICAL)
                ? List.<FieldPath>of()
                : fields.features().from()) {
            if (paths.stream().noneMatch(path -> path.isWithin(from))) {
                throw new InvalidCsvFile(
                        "no column of the file stands under what the monitor names: source.fields.features.from=" + from
                                + ", file=" + file + "; a header is a path, like " + from + ".x; its columns are "
                                + String.join(", ", header));
            }
        }
    }

    /** Columns that rules speak of must be there; a typing mistake would else leave a column unwatched. */
    private void checkNamedColumns() {
        for (String column : ofFeatures(Set.copyOf(monitor.columns().include()))) {
            if (!column.contains("*")) {
                feature(column, "columns.include");
            }
        }
        for (String column : ofFeatures(monitor.columns().kinds().keySet())) {
            feature(DerivedColumn.owner(column, names), "columns.types");
        }
        for (String column : ofFeatures(monitor.columns().allowed().keySet())) {
            feature(DerivedColumn.owner(column, names), "columns.allowed");
        }
    }

    /** What the request brings has a name of its own, whatever the file calls it. */
    private Set<String> ofFeatures(Set<String> names) {
        Set<String> features = new TreeSet<>(names);
        features.removeAll(monitor.requestColumns());
        return features;
    }

    /** What is not there cannot be left out or hidden: it would be misspelt. */
    private void checkHiddenColumns() {
        for (String column : monitor.columns().exclude()) {
            if (!column.contains("*")) {
                column(column, "columns.exclude");
            }
        }
        for (String column : monitor.columns().redact()) {
            if (names.stream().noneMatch(name -> ColumnPattern.matches(column, name))) {
                column(column, "columns.redact");
            }
        }
        for (String column : monitor.columns().hash().written()) {
            if (!isThere(column)) {
                column(column, "columns.hash");
            }
        }
    }

    /** By any name that its values go by. */
    private boolean isThere(String hashed) {
        boolean isOfRole =
                !monitor.source().csv().prediction().isEmpty() && hashed.equals(ReservedColumn.PREDICTION.column());
        return isOfRole
                || hashed.equals(Hashing.ID)
                || Stream.of(header, names, monitor.slices().dimensions())
                        .flatMap(List::stream)
                        .anyMatch(name -> ColumnPattern.matches(hashed, name));
    }

    private CsvSchema.Hashed hashed(CsvSchema.Roles roles, List<CsvSchema.Dimension> dimensions) {
        Hashing hash = monitor.columns().hash();
        Set<Integer> fields = new TreeSet<>();
        for (int i = 0; i < header.size() && hash.isAsked(); i++) {
            boolean isKept = i == roles.time()
                    || i == roles.version()
                    || i == roles.score()
                    || i == roles.latency()
                    || i == roles.labelTime();
            if (!isKept && i != roles.status() && isHashed(i, roles, dimensions)) {
                fields.add(i);
            }
        }
        return new CsvSchema.Hashed(fields, hash.salt());
    }

    private boolean isHashed(int field, CsvSchema.Roles roles, List<CsvSchema.Dimension> dimensions) {
        Hashing hash = monitor.columns().hash();
        return hash.hashes(header.get(field))
                || (!names.get(field).isEmpty() && hash.hashes(names.get(field)))
                || (field == roles.id() && hash.hashes(Hashing.ID))
                || ((field == roles.prediction() || field == roles.label())
                        && hash.hashes(ReservedColumn.PREDICTION.column()))
                || dimensions.stream().anyMatch(one -> one.field() == field && hash.hashes(one.name()));
    }

    /** What is hashed is a category, whatever its values look like. */
    private List<CsvSchema.Column> columns(CsvSchema.Roles roles, Seen[] seen, Set<Integer> hashed) {
        List<CsvSchema.Column> columns = new ArrayList<>();
        Map<String, List<Integer>> sharing = sharing(roles);
        for (int i = 0; i < header.size(); i++) {
            boolean isKey = i == roles.time()
                    || i == roles.id()
                    || i == roles.version()
                    || i == roles.latency()
                    || i == roles.status()
                    || i == roles.label()
                    || i == roles.labelTime();
            boolean isOutcome = i == roles.prediction() || i == roles.score();
            String name = isOutcome ? header.get(i) : names.get(i);
            List<Integer> fields = isOutcome ? List.of(i) : sharing.getOrDefault(name, List.of(i));
            if (!isKey
                    && !name.isEmpty()
                    && fields.get(0) == i
                    && monitor.columns().measures(name)) {
                ColumnKind kind = monitor.columns().kinds().getOrDefault(name, Seen.kind(fields, seen));
                boolean isKept = kind == ColumnKind.STRING || !hashed.contains(i);
                columns.add(new CsvSchema.Column(
                        name, i, fields.subList(1, fields.size()), isKept ? kind : ColumnKind.CATEGORY));
            }
        }
        return columns;
    }

    /** The fields of every column, in the order of their places. */
    private Map<String, List<Integer>> sharing(CsvSchema.Roles roles) {
        Map<String, List<Integer>> sharing = new HashMap<>();
        List<Integer> ofRoles = List.of(
                roles.time(),
                roles.id(),
                roles.version(),
                roles.latency(),
                roles.status(),
                roles.prediction(),
                roles.score(),
                roles.label(),
                roles.labelTime());
        for (int i = 0; i < header.size(); i++) {
            if (!ofRoles.contains(i)) {
                sharing.computeIfAbsent(names.get(i), ignored -> new ArrayList<>())
                        .add(i);
            }
        }
        Comparator<Integer> order = Comparator.comparing(header::get, fields.orderOfHeaders());
        for (List<Integer> sharers : sharing.values()) {
            if (sharers.stream().map(header::get).anyMatch(fields::gives)) {
                sharers.removeIf(field -> !fields.gives(header.get(field)));
            }
            sharers.sort(order);
        }
        return sharing;
    }

    private Seen[] seen(Iterator<CsvFields> rows) {
        Seen[] seen = new Seen[header.size()];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = new Seen(monitor.source().csv().decimal());
        }
        CsvMissing missing = new CsvMissing(monitor.source().csv().missing());
        for (int row = 0; row < MOST_ROWS && rows.hasNext(); row++) {
            CsvFields fields = rows.next();
            for (int i = 0; i < seen.length && fields.count() == seen.length; i++) {
                seen[i].see(fields, i, missing);
            }
        }
        return seen;
    }

    /** What a column's values have been so far. */
    private static final class Seen {
        private final CsvNumber number;
        private long values;
        private long numbers;
        private long booleans;

        Seen(Decimal decimal) {
            this.number = new CsvNumber(decimal);
        }

        void see(CsvFields fields, int field, CsvMissing missing) {
            char[] text = fields.text();
            int start = fields.start(field);
            int length = fields.length(field);
            if (missing.isMissing(text, start, length)) {
                return;
            }
            values++;
            numbers += number.parse(text, start, length) == FieldKind.TEXT ? 0 : 1;
            booleans += CsvRow.isBoolean(text, start, length) ? 1 : 0;
        }

        /** Of several fields the kind of all their values. */
        static ColumnKind kind(List<Integer> fields, Seen[] seen) {
            Seen all = new Seen(Decimal.POINT);
            for (int field : fields) {
                all.values += seen[field].values;
                all.numbers += seen[field].numbers;
                all.booleans += seen[field].booleans;
            }
            return all.kind();
        }

        private ColumnKind kind() {
            if (values > 0 && numbers * 100 >= values * PERCENT_NUMBERS) {
                return ColumnKind.NUMBER;
            }
            return values > 0 && booleans == values ? ColumnKind.BOOLEAN : ColumnKind.CATEGORY;
        }
    }
}
