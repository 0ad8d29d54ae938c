package io.tidemark.config;

import io.tidemark.config.CsvMapping.Decimal;
import io.tidemark.config.CsvMapping.Delimiter;
import io.tidemark.config.FieldMapping.Role;
import io.tidemark.config.RecordFormat.Encoding;
import io.tidemark.config.TimeFormat.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The {@code source} of a monitor. */
final class SourceReader {
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Map<String, Delimiter> DELIMITERS = delimiters();
    private static final Map<String, Decimal> DECIMALS = new TreeMap<>(Map.of(".", Decimal.POINT, ",", Decimal.COMMA));
    private static final Map<String, Kind> TIME_FORMATS = timeFormats();
    static final Map<String, Encoding> ENCODINGS = new TreeMap<>(Map.of("avro", Encoding.AVRO, "json", Encoding.JSON));
    private static final long LARGEST_SCHEMA = 1 << 20;

    private SourceReader() {}

    static Source read(Section monitor, String model) {
        if (!monitor.field("source").isPresent()) {
            monitor.field("source").failMissing("write source: {topic: …}, or source: {csv: {time: …}}");
        }
        return monitor.section("source", source -> {
            String topic = topic(source.field("topic"), model + "-events");
            RecordFormat format = format(source);
            checkTraining(source.field("training"), format.fields());
            CsvMapping csv = source.section("csv", section -> csv(section, format.fields()));
            boolean areInEvents = format.fields().roles().containsKey(Role.LABEL)
                    && csv.labels().label().isEmpty();
            return new Source(
                    topic,
                    csv,
                    training(source.field("training")),
                    dependencies(source, topic),
                    format,
                    LabelSourceReader.read(monitor, model, topic, areInEvents));
        });
    }

    /** A topic of their own: they are of another record, and may be of several models. */
    private static String dependencies(Section source, String events) {
        if (!source.has("dependencies")) {
            return "";
        }
        Section dependencies = source.field("dependencies").section();
        Field field = dependencies.field("topic");
        if (!field.isPresent() && source.field("dependencies").isSection()) {
            field.failMissing("name the topic of the dependencies' reports");
        }
        String topic = training(field);
        if (topic.equals(events)) {
            field.fail("is the topic of the model's events too; dependencies need one of their own");
        }
        dependencies.finish();
        return topic;
    }

    private static String training(Field field) {
        return field.isPresent() ? topic(field, "") : "";
    }

    static String topic(Field field, String usual) {
        String topic = field.text(usual);
        if (field.isSingle() && !TOPIC.matcher(topic).matches()) {
            field.fail("is not a topic's name; write letters, digits, '.', '_' and '-', at most 249");
        }
        return topic;
    }

    /** On a topic of their own nothing else says whose they are. */
    private static void checkTraining(Field training, FieldMapping fields) {
        if (training.isPresent() && !fields.roles().containsKey(Role.MODEL)) {
            training.fail(
                    "brings training events of a topic of their own, which must name their model; add fields.model");
        }
    }

    private static RecordFormat format(Section source) {
        Encoding encoding = source.field("format").choice(ENCODINGS, Encoding.AVRO);
        Field schema = source.field("schema");
        if (schema.isPresent() && encoding != Encoding.AVRO) {
            schema.fail("is for format: avro; JSON needs none");
        }
        FieldMapping fields = source.has("fields")
                ? source.section("fields", FieldMappingReader::read).ofEvents()
                : FieldMapping.CANONICAL;
        return new RecordFormat(encoding, schema(schema), fields);
    }

    private static String schema(Field field) {
        if (!field.isPresent()) {
            return "";
        }
        String named = field.requiredText("name the file of the writer's schema");
        Path file = field.report().resolve(named);
        try {
            if (Files.size(file) <= LARGEST_SCHEMA) {
                return Files.readString(file);
            }
            field.fail("is larger than " + LARGEST_SCHEMA + " bytes; name a file of an Avro schema");
        } catch (IOException failure) {
            field.fail(
                    "cannot be read; name a file of an Avro schema, from the monitor file's directory: path=" + file);
        }
        return "";
    }

    /** What the fields of records say, a file's columns of the same name say too. */
    private static CsvMapping csv(Section csv, FieldMapping fields) {
        boolean isMapped = fields != FieldMapping.CANONICAL;
        Function<Role, String> mapped = role -> isMapped ? fields.place(role) : "";
        Delimiter delimiter = csv.field("delimiter").choice(DELIMITERS, Delimiter.AUTO);
        return new CsvMapping(
                name(
                        csv,
                        "time",
                        isMapped && fields.roles().containsKey(Role.TIME) ? fields.place(Role.TIME) : "timestamp"),
                csv.has("timeFormat") || !isMapped ? timeFormat(csv.field("timeFormat")) : fields.timeFormat(),
                csv.has("timeZone") || !isMapped ? timeZone(csv.field("timeZone")) : fields.timeZone(),
                name(csv, "id", mapped.apply(Role.ID)),
                name(csv, "version", mapped.apply(Role.VERSION)),
                name(csv, "prediction", mapped.apply(Role.PREDICTION)),
                name(csv, "score", mapped.apply(Role.SCORE)),
                name(csv, "latency", mapped.apply(Role.LATENCY)),
                name(csv, "status", mapped.apply(Role.STATUS)),
                missing(csv.field("missing")),
                delimiter,
                decimal(csv.field("decimal"), delimiter),
                labels(csv));
    }

    /** A label is known from its time on, or so long after its row's. */
    private static CsvLabels labels(Section csv) {
        String label = name(csv, "label", "");
        Field time = csv.field("labelTime");
        Field delay = csv.field("labelDelay");
        if (time.isPresent() && delay.isPresent()) {
            delay.fail("stands beside labelTime, which says when each label became known; leave one of them out");
        }
        Field alone = time.isPresent() ? time : delay;
        if (label.isEmpty() && alone.isPresent()) {
            alone.fail("says when labels became known, and label names no column; add label");
        }
        return new CsvLabels(label, name(csv, "labelTime", ""), delay.durationOrZero(Duration.ZERO));
    }

    /** Where a comma could stand between two fields, it does. */
    private static Decimal decimal(Field field, Delimiter delimiter) {
        Decimal decimal = field.choice(DECIMALS, Decimal.POINT);
        if (decimal == Decimal.COMMA && delimiter != Delimiter.SEMICOLON && delimiter != Delimiter.TAB) {
            field.fail("needs fields that are not divided by commas; add delimiter: \";\" or delimiter: tab");
        }
        return decimal;
    }

    private static String name(Section csv, String key, String fallback) {
        Field field = csv.field(key);
        return field.isPresent() ? field.requiredText("name a column, or leave the key out") : fallback;
    }

    private static Set<String> missing(Field field) {
        if (!field.isPresent()) {
            return CsvMapping.USUAL_MISSING;
        }
        List<Field> texts = field.items();
        return Set.copyOf(texts.stream().map(text -> text.text("")).distinct().toList());
    }

    static ZoneId timeZone(Field field) {
        String zone = field.text("UTC");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            String nearest = Names.nearest(zone, ZoneId.getAvailableZoneIds());
            field.fail("is not a time zone; "
                    + (nearest.isEmpty() ? "write UTC, +10:00 or Australia/Sydney" : "did you mean " + nearest + "?"));
            return ZoneOffset.UTC;
        }
    }

    static TimeFormat timeFormat(Field field) {
        String text = field.text("auto");
        Kind kind = TIME_FORMATS.get(text);
        if (kind != null) {
            return new TimeFormat(kind, "");
        }
        if (!isPattern(text)) {
            field.fail("is not a time format; write " + String.join(", ", TIME_FORMATS.keySet())
                    + " or a pattern like dd.MM.yyyy HH:mm");
            return TimeFormat.AUTO;
        }
        return new TimeFormat(Kind.PATTERN, text);
    }

    private static boolean isPattern(String text) {
        try {
            String parts = DateTimeFormatter.ofPattern(text, Locale.ROOT).toString();
            return parts.contains("Year") || parts.contains("Epoch");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Map<String, Delimiter> delimiters() {
        Map<String, Delimiter> words = new LinkedHashMap<>();
        words.put("auto", Delimiter.AUTO);
        words.put(",", Delimiter.COMMA);
        words.put(";", Delimiter.SEMICOLON);
        words.put("tab", Delimiter.TAB);
        return words;
    }

    private static Map<String, Kind> timeFormats() {
        Map<String, Kind> words = new LinkedHashMap<>();
        words.put("auto", Kind.AUTO);
        words.put("iso", Kind.ISO);
        words.put("seconds", Kind.SECONDS);
        words.put("millis", Kind.MILLIS);
        words.put("micros", Kind.MICROS);
        return words;
    }
}
