package io.tidemark.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * YAML text to nodes with lines. Reports every repeated key; follows aliases, within a limit on what they expand to.
 *
 * <p>Owned by one thread.
 */
final class YamlReader {
    private static final int DEEPEST = 32;
    private static final long MOST_FROM_ALIASES = 100_000;
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final YAMLParser parser;
    private final Report report;
    private final Map<String, YamlNode> anchors = new HashMap<>();
    private long fromAliases;

    private YamlReader(YAMLParser parser, Report report) {
        this.parser = parser;
        this.report = report;
    }

    /**
     * The documents of a text, in order, without empty ones.
     *
     * @throws InvalidMonitorFile with line and column if it is not YAML
     */
    static List<YamlNode> documents(String text, Report report) {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            return new YamlReader(parser, report).all();
        } catch (JsonProcessingException e) {
            throw report.fatal(lineOf(e), syntaxError(e));
        } catch (IOException e) {
            throw report.fatal(0, "cannot be read: " + e.getMessage());
        }
    }

    private static int lineOf(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? 0 : location.getLineNr();
    }

    /** SnakeYAML tells first the context, then the problem, each followed by indented lines. */
    private static String syntaxError(JsonProcessingException e) {
        String problem = e.getOriginalMessage()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .reduce("", (first, second) -> second);
        JsonLocation location = e.getLocation();
        String where =
                location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
        return where + "is not YAML: " + problem + "; check indentation, quotes and the space after each colon";
    }

    private List<YamlNode> all() throws IOException {
        List<YamlNode> documents = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != null) {
            YamlNode node = node(token, documents.isEmpty() ? "" : "document " + (documents.size() + 1) + ": ");
            if (!(node instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.Type.NOTHING)) {
                documents.add(node);
            }
            token = parser.nextToken();
        }
        return documents;
    }

    private YamlNode node(JsonToken token, String path) throws IOException {
        if (token == JsonToken.VALUE_STRING && parser.isCurrentAlias()) {
            return alias(path);
        }
        String anchor = parser.getObjectId() == null ? null : String.valueOf(parser.getObjectId());
        YamlNode node =
                switch (token) {
                    case START_OBJECT -> mapping(path);
                    case START_ARRAY -> sequence(path);
                    default -> scalar(token);
                };
        remember(anchor, node);
        return node;
    }

    private void remember(@Nullable String anchor, YamlNode node) {
        if (anchor != null) {
            anchors.put(anchor, node);
        }
    }

    private YamlNode alias(String path) throws IOException {
        String name = parser.getText();
        YamlNode node = anchors.get(name);
        if (node == null) {
            throw report.fatal(line(), path + "=*" + name + " is an alias of nothing; write &" + name + " before it");
        }
        fromAliases += node.weight();
        if (fromAliases > MOST_FROM_ALIASES) {
            throw report.fatal(
                    line(),
                    path + "=*" + name + " is one alias too many: they stand for more than " + MOST_FROM_ALIASES
                            + " values; write them out, or fewer");
        }
        return node;
    }

    private YamlNode mapping(String path) throws IOException {
        int line = line();
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = line();
            String keyPath = Section.join(path, key);
            entries.put(key, node(parser.nextToken(), keyPath));
            Integer earlier = lines.put(key, keyLine);
            if (earlier != null) {
                report.add(
                        keyLine, keyPath + " is given twice, on lines " + earlier + " and " + keyLine + "; keep one");
            }
        }
        return YamlNode.Mapping.of(line, entries);
    }

    private YamlNode sequence(String path) throws IOException {
        int line = line();
        List<YamlNode> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token, path + "[" + items.size() + "]"));
        }
        return YamlNode.Sequence.of(line, items);
    }

    /** The parser does not tell an empty text in quotes from nothing at all; both are nothing. */
    private YamlNode scalar(JsonToken token) throws IOException {
        String text = token == JsonToken.VALUE_NULL ? "" : parser.getText();
        if (text.isEmpty()) {
            return new YamlNode.Scalar(line(), "", YamlNode.Type.NOTHING);
        }
        YamlNode.Type type =
                switch (token) {
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> YamlNode.Type.NUMBER;
                    case VALUE_TRUE, VALUE_FALSE -> YamlNode.Type.BOOLEAN;
                    default -> YamlNode.Type.TEXT;
                };
        return new YamlNode.Scalar(line(), text, type);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
