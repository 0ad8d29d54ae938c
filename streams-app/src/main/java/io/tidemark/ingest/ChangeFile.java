package io.tidemark.ingest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tidemark.config.InvalidMonitorFile;
import io.tidemark.config.Names;
import io.tidemark.config.Problem;
import io.tidemark.domain.Change;
import io.tidemark.domain.EventTimeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Changes out of a file, for a replay: CSV with a header, or JSON lines if the first line begins with a brace. The names are those of
 * ChangeEvent; eventTime and kind are needed. A scope is {@code region=eu;device=ios} in CSV, an object in JSON.
 */
public final class ChangeFile {
    private static final List<String> FIELDS = List.of(
            "eventTime",
            "kind",
            "model",
            "version",
            "previousVersion",
            "scope",
            "subject",
            "actor",
            "summary",
            "link",
            "eventId");
    private static final int MOST_LINES = 100_000;

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    private ChangeFile(Path file) {
        this.file = file;
    }

    /**
     * The changes of a file, in its order.
     *
     * @throws InvalidMonitorFile with every mistake in it
     * @throws UncheckedIOException if it cannot be read
     */
    public static List<Change> read(Path file) {
        ChangeFile reading = new ChangeFile(file);
        try {
            List<String> lines = Files.readAllLines(file);
            boolean isJson = lines.stream()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .map(line -> line.strip().startsWith("{"))
                    .orElse(false);
            if (lines.size() > MOST_LINES) {
                reading.problem(0, "has " + lines.size() + " lines; at most " + MOST_LINES + " can be read");
            } else if (isJson) {
                reading.json(lines);
            } else {
                reading.csv();
            }
        } catch (IOException | CsvParseException failure) {
            throw new UncheckedIOException(
                    "cannot read changes: path=" + file,
                    failure instanceof IOException broken ? broken : new IOException(failure));
        }
        if (!reading.problems.isEmpty()) {
            throw new InvalidMonitorFile(reading.problems);
        }
        return List.copyOf(reading.changes);
    }

    private void problem(long line, String text) {
        problems.add(new Problem(file.toString(), (int) line, text));
    }

    private void csv() throws IOException {
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().skipEmptyLines(true).ofNamedCsvRecord(file)) {
            boolean isFirst = true;
            for (NamedCsvRecord row : rows) {
                Map<String, String> values = new LinkedHashMap<>(row.getFieldsAsMap());
                if (isFirst && !areKnown(1, values)) {
                    return;
                }
                isFirst = false;
                take(row.getStartingLineNumber(), values);
            }
        }
    }

    private void json(List<String> lines) {
        ObjectMapper mapper = new ObjectMapper();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            try {
                Map<String, String> values = new LinkedHashMap<>();
                mapper.readTree(lines.get(i)).properties().forEach(field -> values.put(field.getKey(), text(field)));
                if (areKnown(i + 1, values)) {
                    take(i + 1, values);
                }
            } catch (JacksonException broken) {
                problem(i + 1, "is no JSON object: " + broken.getOriginalMessage());
            }
        }
    }

    private static String text(Map.Entry<String, JsonNode> field) {
        return field.getValue().isObject()
                ? field.getValue().properties().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue().asText())
                        .collect(Collectors.joining(";"))
                : field.getValue().asText();
    }

    private boolean areKnown(long line, Map<String, String> values) {
        int before = problems.size();
        for (String name : values.keySet()) {
            if (!FIELDS.contains(name)) {
                problem(line, name + " is not a field of a change; " + Names.suggestion(name, FIELDS, "known:"));
            }
        }
        for (String needed : FIELDS.subList(0, 2)) {
            if (!values.containsKey(needed)) {
                problem(line, needed + " is missing; a change needs eventTime and kind");
            }
        }
        return problems.size() == before;
    }

    private void take(long line, Map<String, String> values) {
        int before = problems.size();
        Change.Kind kind = kind(line, values.getOrDefault("kind", ""));
        long atMs = time(line, values.getOrDefault("eventTime", ""));
        Map<String, String> scope = scope(line, values.getOrDefault("scope", ""));
        if (problems.size() == before) {
            changes.add(new Change(
                    values.getOrDefault("eventId", ""),
                    kind,
                    values.getOrDefault("model", ""),
                    atMs,
                    values.getOrDefault("version", ""),
                    values.getOrDefault("previousVersion", ""),
                    scope,
                    values.getOrDefault("subject", ""),
                    values.getOrDefault("actor", ""),
                    values.getOrDefault("summary", ""),
                    values.getOrDefault("link", "")));
        }
    }

    private Change.Kind kind(long line, String word) {
        try {
            return Change.Kind.of(word);
        } catch (IllegalArgumentException unknown) {
            problem(
                    line,
                    "kind=" + word + " is not a kind of change; "
                            + Names.suggestion(word, Change.Kind.words(), "there are"));
            return Change.Kind.OTHER;
        }
    }

    private long time(long line, String text) {
        try {
            return EventTimeText.parse(text).toEpochMilli();
        } catch (IllegalArgumentException wrong) {
            problem(line, "eventTime=" + text + " is not a time; write 2001-06-12T13:58Z or milliseconds");
            return 0;
        }
    }

    private Map<String, String> scope(long line, String text) {
        Map<String, String> scope = new LinkedHashMap<>();
        for (String part : text.isBlank() ? new String[0] : text.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals <= 0) {
                problem(line, "scope=" + text + " is not a list of dimensions; write region=eu;device=ios");
                return Map.of();
            }
            scope.put(
                    part.substring(0, equals).strip(),
                    part.substring(equals + 1).strip());
        }
        return scope;
    }
}
