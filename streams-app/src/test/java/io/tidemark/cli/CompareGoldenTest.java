package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden values of trusted libraries, from outside: both samples as files, the statistics out of the command's JSON. */
class CompareGoldenTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] FILES = {
        "ks_2samp",
        "wasserstein",
        "psi_quantile10",
        "psi_evidently",
        "mannwhitneyu",
        "anderson_ksamp",
        "cramervonmises_2samp",
        "epps_singleton",
        "ttest",
        "chi2_g_test",
        "categorical_divergence",
        "proportions"
    };

    /** Two constants that differ: scipy inverts a covariance of rounding errors and gives 1.7e32 for what is infinite. */
    private static final double ROUNDING_OF_A_SINGULAR_MATRIX = 1e30;

    @TempDir
    private Path directory;

    /** A case of a file. */
    record Case(String file, JsonNode node) {
        @Override
        public String toString() {
            return file + " " + node.get("name").asText();
        }
    }

    /** Every third case of each file whose samples are in it: all of them are compared with the pure functions elsewhere. */
    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String file : FILES) {
            JsonNode all = read("/golden/" + file + ".json").get("cases");
            for (int i = 0; i < all.size(); i += 3) {
                boolean isEmbedded = !all.get(i).at("/inputs/reference").has("csv");
                boolean isSmall = all.get(i).at("/inputs").toString().length() < 50_000 && rows(all.get(i)) < 50_000;
                if (isEmbedded && isSmall) {
                    cases.add(new Case(file, all.get(i)));
                }
            }
        }
        return cases.stream();
    }

    private static long rows(JsonNode node) {
        long ofCategories = StreamSupport.stream(
                        node.at("/inputs/reference_counts").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .sum();
        return ofCategories + node.at("/inputs/reference_n").asLong();
    }

    private static JsonNode read(String resource) {
        try (InputStream in = CompareGoldenTest.class.getResourceAsStream(resource)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheCommand(Case golden) throws IOException {
        JsonNode inputs = golden.node().get("inputs");
        Path reference = write("reference.csv", sample(inputs, "reference"));
        Path current = write("current.csv", sample(inputs, "current"));

        Shell shell = Shell.run("compare", reference, current, "--exact", "--json");

        assertThat(shell.code()).isLessThan(2);
        JsonNode statistics = JSON.readTree(shell.out()).at("/columns/0/statistics/" + golden.file());
        double tolerance = golden.node().get("tolerance").asDouble();
        agree("", golden.node().get("expected"), statistics, tolerance);
    }

    /** Values as a column; a missing one is an empty field in quotes. */
    private static List<String> sample(JsonNode inputs, String side) {
        List<String> values = new ArrayList<>();
        inputs.path(side).forEach(value -> values.add(value.isNull() ? "\"\"" : value.asText()));
        Iterator<Map.Entry<String, JsonNode>> counts =
                inputs.path(side + "_counts").fields();
        while (counts.hasNext()) {
            Map.Entry<String, JsonNode> count = counts.next();
            for (int i = 0; i < count.getValue().asInt(); i++) {
                values.add('"' + count.getKey() + '"');
            }
        }
        for (int i = 0; i < inputs.path(side + "_n").asInt(); i++) {
            values.add(i < inputs.path(side + "_successes").asInt() ? "1" : "0");
        }
        return values;
    }

    private Path write(String name, List<String> values) throws IOException {
        Path file = directory.resolve(name);
        List<String> lines = new ArrayList<>(List.of("v"));
        lines.addAll(values);
        return Files.write(file, lines);
    }

    private static void agree(String path, JsonNode expected, JsonNode got, double tolerance) {
        if (expected.isObject()) {
            expected.fields()
                    .forEachRemaining(field ->
                            agree(path + "/" + field.getKey(), field.getValue(), got.path(field.getKey()), tolerance));
        } else if (expected.isArray()) {
            assertThat(got.size()).as(path).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                agree(path + "/" + i, expected.get(i), got.get(i), tolerance);
            }
        } else if (expected.asDouble() > ROUNDING_OF_A_SINGULAR_MATRIX) {
            assertThat(got.asText()).as(path).isEqualTo("Infinity");
        } else if (expected.isNumber()) {
            double value = expected.asDouble();
            assertThat(got.isNumber()).as(path + "=" + got).isTrue();
            assertThat(Math.abs(got.asDouble() - value))
                    .as("%s: expected %s, got %s", path, value, got)
                    .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(value)));
        } else if (!expected.isNull()) {
            assertThat(got).as(path).isEqualTo(expected);
        }
    }
}
