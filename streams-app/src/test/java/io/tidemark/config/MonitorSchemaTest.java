package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema of the monitor file says what the readers do. */
class MonitorSchemaTest {
    private static final String UNKNOWN = "zzqqxxjjkkww";
    private static final Pattern KNOWN = Pattern.compile(UNKNOWN + " is not a known key; known here: (.*)");
    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"\\R(.*?)\"\"\"", Pattern.DOTALL);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String TEXT = text();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT, InputFormat.JSON);

    private static final String MONITOR = "monitors: [{model: m, source: {topic: t}, %s}]";
    private static final String SOURCE = "monitors: [{model: m, source: {topic: t, %s}}]";
    private static final String TENANT =
            "{apiVersion: tidemark.io/v1, kind: Tenant, metadata: {name: ads}, spec: %s}\n---\n"
                    + "monitors: [{model: m, tenant: ads, source: {topic: t}}]";
    private static final String PRESET =
            "{apiVersion: tidemark.io/v1, kind: Preset, spec: {slo: %s, model: m, owner: o, KEY: 1}}";

    /** Every section of the schema, and files in which a key that nobody knows stands there; what their readers ask for adds up. */
    private static Map<String, List<String>> sections() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        sections.put("/$defs/monitors", List.of("{monitors: [{model: m, source: {}}], KEY: 1}"));
        sections.put("/$defs/monitor", List.of(MONITOR.formatted("KEY: 1")));
        sections.put(
                "/$defs/monitor/source",
                List.of(SOURCE.formatted(
                        "training: x, dependencies: {topic: d}, fields: {time: a, model: b}, KEY: 1")));
        sections.put("/$defs/monitor/source/csv", List.of(SOURCE.formatted("csv: {KEY: 1}")));
        sections.put(
                "/$defs/monitor/source/dependencies", List.of(SOURCE.formatted("dependencies: {topic: d, KEY: 1}")));
        sections.put(
                "/$defs/monitor/source/fields",
                List.of(
                        SOURCE.formatted(
                                "fields: {time: a, id: b, predictionId: p, model: c, version: d, stage: e, prediction: f, score: g, latency: h, status: i, label: j, KEY: 1}")));
        sections.put(
                "/$defs/monitor/source/fields/features",
                List.of(SOURCE.formatted("fields: {time: a, features: {KEY: 1}}")));
        sections.put(
                "/$defs/monitor/source/fields/constants",
                List.of(SOURCE.formatted("fields: {time: a, constants: {KEY: 1}}")));
        sections.put("/$defs/monitor/columns", List.of(MONITOR.formatted("columns: {KEY: 1}")));
        sections.put("/$defs/allowed", List.of(MONITOR.formatted("columns: {allowed: {a: {min: 1, KEY: 1}}}")));
        sections.put("/$defs/monitor/windows", List.of(MONITOR.formatted("windows: {KEY: 1}")));
        sections.put(
                "/$defs/monitor/reference",
                List.of(
                        MONITOR.formatted("reference: {first: 7d, KEY: 1}"),
                        MONITOR.formatted("reference: {seasonal: hour-of-day, KEY: 1}")));
        sections.put(
                "/$defs/monitor/references/items",
                List.of(
                        MONITOR.formatted("references: [{columns: [a], trailing: 5, KEY: 1}]"),
                        MONITOR.formatted("references: [{columns: [a], seasonal: hour-of-day, KEY: 1}]")));
        sections.put("/$defs/monitor/changes", List.of(MONITOR.formatted("changes: {KEY: 1}")));
        sections.put("/$defs/monitor/labels", List.of(MONITOR.formatted("labels: {within: 1, task: numbers, KEY: 1}")));
        sections.put(
                "/$defs/monitor/labels/baseline",
                List.of(MONITOR.formatted("labels: {baseline: {from: 2026-01-01, to: 2026-02-01, KEY: 1}}")));
        sections.put("/$defs/monitor/promotion", List.of(MONITOR.formatted("promotion: {KEY: 1}")));
        sections.put(
                "/$defs/monitor/promotion/runs", List.of(MONITOR.formatted("promotion: {runs: {last: 3, KEY: 1}}")));
        sections.put(
                "/$defs/monitor/promotion/dryRunPages",
                List.of(MONITOR.formatted("promotion: {dryRunPages: {most: 1, KEY: 1}}")));
        sections.put("/$defs/monitor/tolerances", List.of(MONITOR.formatted("tolerances: {KEY: 1}")));
        sections.put(
                "/$defs/monitor/detectors/items",
                List.of(MONITOR.formatted("detectors: [{of: volume, kind: adwin, KEY: 1}]")));
        sections.put("/$defs/monitor/quality", List.of(MONITOR.formatted("quality: {KEY: 1}")));
        sections.put("/$defs/monitor/quality/rows", List.of(MONITOR.formatted("quality: {rows: {min: 1, KEY: 1}}")));
        sections.put(
                "/$defs/monitor/quality/volume", List.of(MONITOR.formatted("quality: {volume: {weeks: 1, KEY: 1}}")));
        sections.put(
                "/$defs/monitor/comparisons/items",
                List.of(
                        MONITOR.formatted("comparisons: [{canary: a, against: b, KEY: 1}]"),
                        MONITOR.formatted("comparisons: [{launch: 7d, KEY: 1}]")));
        sections.put("/$defs/owners", List.of(MONITOR.formatted("owners: {KEY: 1}")));
        sections.put("tenant", List.of(TENANT.formatted("{KEY: 1}")));
        sections.put("tenant/quotas", List.of(TENANT.formatted("{quotas: {KEY: 1}}")));
        sections.put(
                "preset",
                Stream.concat(Preset.words().keySet().stream(), RunPresetReader.words().keySet().stream())
                        .map(word -> MONITOR.formatted("future: 1h") + "\n---\n" + PRESET.formatted(word))
                        .toList());
        return sections;
    }

    static Stream<String> names() {
        return sections().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void keysAreThoseThatTheReadersAskFor(String section) throws IOException {
        Set<String> asked = new TreeSet<>();
        for (String file : Objects.requireNonNull(sections().get(section))) {
            asked.addAll(asked(file.replace("KEY", UNKNOWN)));
        }
        if (section.endsWith("/comparisons/items")) {
            asked.removeAll(Set.of("training", "rest", "previous")); // words, told beside the keys
        }

        assertThat(keys().get(section)).isEqualTo(asked);
    }

    @Test
    void everySectionOfTheSchemaIsLookedAt() throws IOException {
        assertThat(sections().keySet()).containsExactlyInAnyOrderElementsOf(keys().keySet());
    }

    @Test
    void everyKeyIsExplained() throws IOException {
        List<String> silent = new ArrayList<>();
        for (JsonNode properties : YAML.readTree(TEXT).findValues("properties")) {
            properties.properties().forEach(property -> {
                boolean isDocumented = property.getValue().has("description")
                        || !property.getValue().has("type");
                if (!isDocumented && !Set.of("spec", "labels", "annotations").contains(property.getKey())) {
                    silent.add(property.getKey());
                }
            });
        }

        assertThat(silent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"electricity.yaml", "flights.yaml", "departures.yaml"})
    void demoIsValid(String file) throws IOException {
        assertThat(mistakes(Files.readString(Path.of("src/main/resources/demo", file))))
                .isEmpty();
    }

    @Test
    void whatTheReadersOfTheTestsTakeIsValid() throws IOException {
        List<String> taken = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher block = TEXT_BLOCK.matcher(Files.readString(source));
                while (block.find()) {
                    String text = block.group(1).stripIndent().translateEscapes();
                    if (isTaken(text)) {
                        taken.add(text);
                        assertThat(mistakes(text)).as("%s: %s", source, text).isEmpty();
                    }
                }
            }
        }

        assertThat(taken).hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "monitors: [{model: m, source: {topic: t}, window: {size: 1h}}]",
                "monitors: [{model: m, source: {topik: t}}]",
                "monitors: [{source: {topic: t}}]",
                "monitors: [{model: m}]",
                "monitors: [{model: a b, source: {topic: t}}]",
                "monitors: [{model: m, source: {topic: a/b}}]",
                "monitors: [{model: m, source: {topic: t, format: protobuf}}]",
                "monitors: [{model: m, source: {topic: t, fields: {id: a}}}]",
                "monitors: [{model: m, source: {topic: t, csv: {delimiter: '|'}}}]",
                "monitors: [{model: m, source: {topic: t}, windows: {size: 1}}]",
                "monitors: [{model: m, source: {topic: t}, windows: {size: 1 hour}}]",
                "monitors: [{model: m, source: {topic: t}, reference: {first: 3 weeks}}]",
                "monitors: [{model: m, source: {topic: t}, reference: {}}]",
                "monitors: [{model: m, source: {topic: t}, reference: {seasonal: hourly}}]",
                "monitors: [{model: m, source: {topic: t}, columns: {types: {a: float}}}]",
                "monitors: [{model: m, source: {topic: t}, columns: {allowed: {a: {min: 0, values: [1]}}}}]",
                "monitors: [{model: m, source: {topic: t}, columns: {allowed: {a: {min: low}}}}]",
                "monitors: [{model: m, source: {topic: t}, maxSlices: 0}]",
                "monitors: [{model: m, source: {topic: t}, falseAlarms: 1 a month}]",
                "monitors: [{model: m, source: {topic: t}, tolerances: strict}]",
                "monitors: [{model: m, source: {topic: t}, tolerances: {ks: 5}}]",
                "monitors: [{model: m, source: {topic: t}, detectors: [{of: mean}]}]",
                "monitors: [{model: m, source: {topic: t}, comparisons: [yesterday]}]",
                "monitors: [{model: m, source: {topic: t}, comparisons: [{canary: a}]}]",
                "monitors: [{model: m, source: {topic: t}, quality: {expectedRows: 48}}]",
                "monitors: [{model: m, source: {topic: t}, labels: {mature: 80}}]",
                "monitors: [{model: m, source: {topic: t}, labels: {task: ranking}}]",
                "monitors: [{model: m, source: {topic: t}, labels: {tolerances: {accuracy: 5}}}]",
                "monitors: {model: m}",
                "monitors: []",
                "monitor: [{model: m, source: {topic: t}}]",
                "{apiVersion: openslo/v2, kind: SLO, spec: {objectives: []}}",
                "{apiVersion: openslo/v1, kind: Slo, spec: {objectives: []}}",
                "{kind: SLO, spec: {objectives: []}}",
                "{apiVersion: openslo/v1, kind: Preset, spec: {slo: drift, model: m, owner: o}}",
                "{apiVersion: tidemark.io/v1, kind: Preset, spec: {slo: drifting, model: m, owner: o}}",
                "{apiVersion: tidemark.io/v1, kind: Preset, spec: {slo: drift, model: m, owner: o, collumns: [a]}}",
                "{apiVersion: tidemark.io/v1, kind: Preset, spec: {slo: drift, model: m, owner: o, target: 99}}"
            })
    void usualMistakesAreNot(String text) throws IOException {
        assertThat(mistakes(text)).isNotEmpty();
    }

    private static boolean isTaken(String text) {
        if (!text.contains("monitors:") || text.contains("&")) {
            return false;
        }
        try {
            MonitorFileReader.parse("test.yaml", text);
            return true;
        } catch (InvalidMonitorFile invalid) {
            return false;
        }
    }

    private static List<String> mistakes(String text) throws IOException {
        List<String> mistakes = new ArrayList<>();
        for (JsonNode document :
                YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll()) {
            if (!document.isNull() && !document.isMissingNode()) {
                SCHEMA.validate(document.toString(), InputFormat.JSON).forEach(error -> mistakes.add(error.toString()));
            }
        }
        return mistakes;
    }

    /** What the readers say is known beside the unknown key. */
    private static Set<String> asked(String file) {
        try {
            MonitorFileReader.parse("test.yaml", file);
        } catch (InvalidMonitorFile invalid) {
            for (Problem problem : invalid.problems()) {
                Matcher known = KNOWN.matcher(problem.toString());
                if (known.find()) {
                    return new TreeSet<>(
                            List.of(known.group(1).replaceAll("[^\\w ,]+$", "").split(", ")));
                }
            }
            throw new AssertionError("no unknown key is told: " + invalid.problems());
        }
        throw new AssertionError("an unknown key was taken: " + file);
    }

    /** The keys of each section of the schema. */
    private static Map<String, Set<String>> keys() throws IOException {
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        JsonNode definitions = YAML.readTree(TEXT).get("$defs");
        for (String name : List.of("monitors", "monitor", "allowed", "owners")) {
            collect("/$defs/" + name, definitions.get(name), keys);
        }
        for (JsonNode kind : definitions.get("object").get("allOf")) {
            if (kind.at("/if/properties/kind/const").asText().equals("Preset")) {
                collect("preset", kind.at("/then/properties/spec"), keys);
            }
            if (kind.at("/if/properties/kind/const").asText().equals("Tenant")) {
                collect("tenant", kind.at("/then/properties/spec"), keys);
            }
        }
        return keys;
    }

    private static void collect(String place, JsonNode node, Map<String, Set<String>> keys) {
        if (node.has("properties")) {
            Set<String> names = keys.computeIfAbsent(place, ignored -> new TreeSet<>());
            node.get("properties").properties().forEach(property -> {
                names.add(property.getKey());
                collect(place + "/" + property.getKey(), property.getValue(), keys);
            });
        }
        if (node.has("items")) {
            collect(place + "/items", node.get("items"), keys);
        }
        node.path("oneOf").forEach(way -> collect(place, way, keys));
    }

    private static String text() {
        try (InputStream in = MonitorSchemaTest.class.getResourceAsStream("/io/tidemark/monitors.schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
