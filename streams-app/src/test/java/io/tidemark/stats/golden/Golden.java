package io.tidemark.stats.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** Reference values from trusted libraries; see {@code golden/README.md}. */
public final class Golden {
    private Golden() {}

    /**
     * A case of a golden file.
     *
     * @param exactTolerance relative, of {@code pvalue_exact}; NaN where the file has none of its own
     */
    public record Case(String name, JsonNode inputs, JsonNode expected, double tolerance, double exactTolerance) {
        /** The rows of an input, in file order, without missing values. */
        public double[] numbers(String input) {
            JsonNode node = inputs.get(input);
            return node.has("csv") ? rows(node) : Golden.numbers(node);
        }

        /** The counts by category of an input. */
        public Map<String, Long> counts(String input) {
            Map<String, Long> counts = new LinkedHashMap<>();
            inputs.get(input)
                    .fields()
                    .forEachRemaining(
                            field -> counts.put(field.getKey(), field.getValue().asLong()));
            return counts;
        }

        /** Every expected number by its path, steps joined by dots; what is null, or a name, is not there. */
        public Map<String, Double> values() {
            Map<String, Double> values = new LinkedHashMap<>();
            flatten("", expected, values);
            return values;
        }

        /** Compares with an expected number at a JSON path such as {@code /a/b}, unless it is null. */
        public void expects(String pointer, double got) {
            JsonNode node = expected.at(pointer);
            assertThat(node.isMissingNode()).as(pointer).isFalse();
            if (node.isNumber()) {
                double value = node.asDouble();
                assertThat(got).as(name + pointer).isCloseTo(value, within(tolerance * Math.max(1, Math.abs(value))));
            } else if (node.isTextual()) {
                assertThat(got).as(name + pointer).isEqualTo(Double.parseDouble(node.asText()));
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static void flatten(String path, JsonNode node, Map<String, Double> values) {
        String prefix = path.isEmpty() ? "" : path + ".";
        if (node.isObject()) {
            node.fields().forEachRemaining(field -> flatten(prefix + field.getKey(), field.getValue(), values));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(prefix + i, node.get(i), values);
            }
        } else if (node.isBoolean()) {
            values.put(path, node.asBoolean() ? 1.0 : 0.0);
        } else if (node.isTextual() && node.asText().endsWith("Infinity")) {
            values.put(path, Double.parseDouble(node.asText()));
        } else if (node.isNumber()) {
            values.put(path, node.asDouble());
        }
    }

    /** The cases of a file. */
    public static Stream<Case> cases(String file) {
        try (InputStream stream = Golden.class.getResourceAsStream("/golden/" + file)) {
            JsonNode root = new ObjectMapper().readTree(stream);
            return StreamSupport.stream(root.get("cases").spliterator(), false)
                    .map(node -> new Case(
                            node.get("name").asText(),
                            node.get("inputs"),
                            node.get("expected"),
                            node.get("tolerance").asDouble(),
                            node.path("tolerance_pvalue_exact").asDouble(Double.NaN)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers of an array, without missing values. */
    public static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /** The rows that an input names, carried in {@code golden/rows}: one value a line. */
    private static double[] rows(JsonNode input) {
        String file = "/golden/rows/" + input.get("csv").asText().replace(".csv.gz", "") + "."
                + input.get("column").asText() + "." + input.get("row_from").asLong() + "-"
                + input.get("row_to_exclusive").asLong() + ".gz";
        try (InputStream stream = new GZIPInputStream(Golden.class.getResourceAsStream(file));
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty())
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
