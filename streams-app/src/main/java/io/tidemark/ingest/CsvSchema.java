package io.tidemark.ingest;

import io.tidemark.config.FieldMapping;
import io.tidemark.config.FieldPath;
import io.tidemark.config.Monitor;
import io.tidemark.config.Salt;
import io.tidemark.config.Source;
import io.tidemark.stats.ColumnKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a CSV file's columns mean for one monitor: made once, from the header and the first rows, and used for every reading of
 * the file.
 *
 * @param header every column's name, in file order
 * @param columns the columns that are measured (prediction and score among them), in file order
 * @param dimensions the columns that slices are made of, in the monitor's order; they may be measured too
 * @param roles fields with a meaning of their own
 * @param delimiter what stands between two fields
 * @param hashed fields whose values are replaced by their hashes
 */
public record CsvSchema(
        List<String> header,
        List<Column> columns,
        List<Dimension> dimensions,
        Roles roles,
        char delimiter,
        Hashed hashed) {
    /** The index of a role that no column has. */
    public static final int NONE = -1;

    public CsvSchema {
        header = List.copyOf(header);
        columns = List.copyOf(columns);
        dimensions = List.copyOf(dimensions);
    }

    /**
     * Fields whose values are replaced by their hashes.
     *
     * @param fields indexes in the header
     * @param salt the key
     */
    public record Hashed(Set<Integer> fields, Salt salt) {
        public Hashed {
            fields = Set.copyOf(fields);
        }
    }

    /**
     * A measured column.
     *
     * @param name as in the header
     * @param field index in the header
     * @param others more fields that come to that name, in their order: a row has the first that is not missing
     * @param kind declared, or inferred from the first 10,000 rows
     */
    public record Column(String name, int field, List<Integer> others, ColumnKind kind) {
        public Column {
            others = List.copyOf(others);
        }

        /** A column of one field. */
        public Column(String name, int field, ColumnKind kind) {
            this(name, field, List.of(), kind);
        }
    }

    /**
     * A column that slices are made of.
     *
     * @param name as in the header
     * @param field index in the header
     */
    public record Dimension(String name, int field) {}

    /**
     * Fields with a meaning of their own, as indexes in the header; {@link #NONE} for none.
     *
     * @param time the event time's; without one every row is dated {@link CsvEvents#UNTIMED_MS}
     */
    public record Roles(
            int time,
            int id,
            int version,
            int prediction,
            int score,
            int latency,
            int status,
            int label,
            int labelTime) {}

    /**
     * The schema of a file for a monitor. Kinds that are not declared are inferred from the first 10,000 rows: NUMBER if at
     * least 95 % of the values that are not missing are numbers (the others are then of the wrong type), BOOLEAN if each is true or false,
     * else CATEGORY (the pin then finds out whether it is a STRING).
     *
     * @throws InvalidCsvFile if the file has no header line, a name twice, or lacks a column that the monitor names
     */
    public static CsvSchema infer(Path file, Monitor monitor) {
        return CsvInference.infer(file, monitor);
    }

    /** Names in a monitor's mapping that no column of the file comes to, a sentence each. */
    public List<String> unmetNames(Monitor monitor) {
        boolean isMapped = !monitor.source().format().fields().equals(FieldMapping.CANONICAL);
        List<FieldPath> paths = header.stream().map(FieldMapping::ofHeader).toList();
        return isMapped ? UnmetNames.of(monitor, paths, "the columns of the file") : List.of();
    }

    /** Tells of the columns that several fields come to, and of fields whose name the mapping gives to another. */
    public void tellNames(Source source, NameListener listener) {
        FieldMapping mapping = source.format().fields();
        for (Column column : columns) {
            if (!column.others().isEmpty()) {
                Stream<Integer> fields = Stream.concat(Stream.of(column.field()), column.others().stream());
                listener.shared(
                        source.topic(),
                        column.name(),
                        fields.map(header::get).map(FieldMapping::ofHeader).toList());
            }
        }
        Set<String> given = header.stream()
                .filter(mapping::gives)
                .map(mapping::columnOfHeader)
                .collect(Collectors.toSet());
        for (String name : header) {
            String column = mapping.columnOfHeader(name);
            if (!column.isEmpty() && given.contains(column) && !mapping.gives(name)) {
                listener.hidden(source.topic(), column, FieldMapping.ofHeader(name));
            }
        }
    }

    /** The position in {@link #columns()} of a measured column, or {@link #NONE}. */
    public int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        return NONE;
    }
}
