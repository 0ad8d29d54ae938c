package io.tidemark.stats.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reference values from trusted libraries; see {@code golden/README.md}. */
public final class Golden {
    private Golden() {}

    /** A case of a golden file. */
    public record Case(String name, JsonNode inputs, JsonNode expected, double tolerance) {
        /** Whether the inputs are in the file, not in a CSV beside it. */
        public boolean isEmbedded() {
            return !inputs.path("reference").has("csv");
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

    /** The cases of a file. */
    public static Stream<Case> cases(String file) {
        try (InputStream stream = Golden.class.getResourceAsStream("/golden/" + file)) {
            JsonNode root = new ObjectMapper().readTree(stream);
            return StreamSupport.stream(root.get("cases").spliterator(), false)
                    .map(node -> new Case(
                            node.get("name").asText(),
                            node.get("inputs"),
                            node.get("expected"),
                            node.get("tolerance").asDouble()));
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
}
