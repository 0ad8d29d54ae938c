package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tidemark.domain.Tiding;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.query.State;
import io.tidemark.testkit.AnsweringBoards;
import io.tidemark.testkit.AnsweringState;
import io.tidemark.testkit.ApiDocument;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field of every body that the OpenAPI document describes, with every kind of value that its schema forbids: each is refused with a 4xx whose text
 * names the field and shows what was seen, and nothing is told.
 */
@Tag("slow")
class BodiesTest {
    private static final String ACT = "act-0123456789abcdef";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> NO_TIMES = List.of(
            "",
            "soon",
            "2026-01-31",
            "2026-02-30T00:00:00Z",
            "+1000000000-01-01T00:00:00Z",
            "+999999999-12-31T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "9999-01-01T00:00:00Z");

    /** Bodies that are taken, by path. Of a path, several may be. */
    private static final List<Sound> SOUND = List.of(
            new Sound("/episodes/{episodeId}/acknowledge", "{}"),
            new Sound("/episodes/{episodeId}/resolve", "{\"by\": \"ada\", \"reason\": \"known\"}"),
            new Sound("/silences", "{\"model\": \"fraud\", \"to\": \"2026-03-01T16:00:00Z\", \"reason\": \"known\"}"),
            new Sound("/silences/{id}/end", "{}"),
            new Sound(
                    "/corrections",
                    "{\"model\": \"fraud\", \"category\": \"chaos\", \"reason\": \"test\", \"from\": \"2026-03-01T12:00:00Z\","
                            + " \"to\": \"2026-03-01T13:00:00Z\"}"),
            new Sound(
                    "/corrections",
                    "{\"model\": \"fraud\", \"category\": \"chaos\", \"reason\": \"test\", \"recurrence\": \"FREQ=DAILY\","
                            + " \"durationMs\": 60000}"),
            new Sound("/corrections/{id}/end", "{}"),
            new Sound("/notes", "{\"model\": \"fraud\", \"text\": \"new feed\"}"),
            new Sound("/changes", "{\"kind\": \"other\"}"),
            new Sound("/runs", "{\"model\": \"fraud\", \"runId\": \"r1\", \"phase\": \"started\", \"cost\": 3.5}"),
            new Sound(
                    "/models/{model}/reference",
                    "{\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2026-01-01T00:05:00Z\", \"reason\": \"season\"}"));

    private final List<Tiding> told = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ApiServer server = start();

    private record Sound(String path, String body) {
        String asked() {
            String id = path.startsWith("/silences") ? AnsweringState.SILENCE : AnsweringState.CORRECTION;
            return path.replace("{episodeId}", AnsweringBoards.EPISODE)
                    .replace("{id}", id)
                    .replace("{model}", "shop");
        }
    }

    private ApiServer start() {
        State state = AnsweringState.with(AnsweringBoards.desk(told));
        return ApiServer.start(
                HttpSettings.of("127.0.0.1", 0, Tokens.of(Map.of("admin.on-call", ACT)), Openness.GUARDED),
                new Sources(() -> new Health(true, true, "running", ""), type -> "", () -> state));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1" + path))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .headers("Authorization", "Bearer " + ACT, "Content-Type", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, JsonNode body) throws Exception {
        return post(path, JSON.writeValueAsBytes(body));
    }

    private static JsonNode document() {
        try (var in = BodiesTest.class.getResourceAsStream("/api/openapi.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readTree(in);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the document cannot be read", unreadable);
        }
    }

    private static JsonNode schema(String path) {
        return document().path("paths").path("/api/v1" + path).at("/post/requestBody/content/application~1json/schema");
    }

    static Stream<Sound> sound() {
        return SOUND.stream();
    }

    @Test
    void everyPathThatTakesABodyIsWalked() {
        TreeSet<String> documented = new TreeSet<>();
        document().get("paths").properties().forEach(path -> {
            if (path.getValue().has("post")) {
                documented.add(path.getKey().substring("/api/v1".length()));
            }
        });

        assertThat(new TreeSet<>(SOUND.stream().map(Sound::path).toList())).isEqualTo(documented);
    }

    @ParameterizedTest
    @MethodSource("sound")
    void whatTheSchemaAllowsIsTaken(Sound sound) throws Exception {
        HttpResponse<String> response = post(sound.asked(), JSON.readTree(sound.body()));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(told).hasSize(1);
        assertThat(ApiDocument.faults(schema(sound.path()), sound.body())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sound")
    void whatTheSchemaForbidsIsRefusedByNameAndValue(Sound sound) throws Exception {
        JsonNode schema = schema(sound.path());
        int tried = 0;
        for (Map.Entry<String, JsonNode> field : schema.get("properties").properties()) {
            for (JsonNode wrong : wrong(field.getValue())) {
                ObjectNode body = (ObjectNode) JSON.readTree(sound.body());
                body.set(field.getKey(), wrong);
                refused(sound, body, field.getKey(), wrong);
                tried++;
            }
        }

        assertThat(tried).isGreaterThan(5 * schema.get("properties").size());
    }

    private void refused(Sound sound, JsonNode body, String field, JsonNode wrong) throws Exception {
        HttpResponse<String> response = post(sound.asked(), body);

        String what = sound.path() + " " + field + "=" + shortened(wrong) + ": " + response.body();
        assertThat(response.statusCode()).as(what).isIn(400, 404);
        assertThat(response.headers().firstValue("Content-Type")).as(what).contains("application/problem+json");
        assertThat(ApiDocument.faults("/api/v1" + sound.path(), "post", response.statusCode(), response.body()))
                .as(what)
                .isEmpty();
        String detail = JSON.readTree(response.body()).get("detail").asText();
        assertThat(detail).as(what).contains(field);
        assertThat(detail).as(what).containsAnyOf(field + "=" + shortened(wrong), "length=", "it is empty");
        assertThat(detail.length()).as(what).isLessThan(700);
        assertThat(told).as(what).isEmpty();
    }

    private static String shortened(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : value.toString();
        return text.length() > 20 ? text.substring(0, 20) : text;
    }

    /** Values that a schema forbids. */
    private static List<JsonNode> wrong(JsonNode schema) {
        boolean mayBeNull = schema.path("type").isArray();
        List<JsonNode> wrong = new ArrayList<>(List.of(NODES.booleanNode(true), NODES.arrayNode()));
        if (!mayBeNull) {
            wrong.add(NODES.nullNode());
        }
        String type = mayBeNull
                ? schema.path("type").get(0).asText()
                : schema.path("type").asText();
        if (schema.has("enum")) {
            Stream.of("", "zzz", schema.get("enum").get(0).asText() + "x", " ").forEach(word -> wrong.add(text(word)));
            wrong.add(NODES.numberNode(7));
        } else if (type.equals("string")) {
            wrong.addAll(texts(schema));
        } else if (type.equals("integer")) {
            wrong.addAll(numbers(schema));
        } else if (type.equals("number")) {
            wrong.addAll(
                    List.of(text("7"), NODES.numberNode(schema.get("minimum").asDouble() - 0.5)));
        } else {
            wrong.addAll(objects(schema));
        }
        return wrong;
    }

    private static TextNode text(String text) {
        return NODES.textNode(text);
    }

    private static List<JsonNode> texts(JsonNode schema) {
        List<JsonNode> wrong = new ArrayList<>(List.of(NODES.numberNode(7), NODES.objectNode()));
        if (schema.has("format")) {
            NO_TIMES.forEach(time -> wrong.add(text(time)));
            return wrong;
        }
        assertThat(schema.has("maxLength")).as("how long: " + schema).isTrue();
        wrong.add(text("x".repeat(schema.get("maxLength").asInt() + 1)));
        if (schema.path("minLength").asInt() > 0) {
            wrong.add(text(""));
            wrong.add(text(" \t"));
        }
        return wrong;
    }

    private static List<JsonNode> numbers(JsonNode schema) {
        return List.of(
                text("7"),
                NODES.numberNode(schema.get("minimum").asLong() - 1),
                NODES.numberNode(schema.get("maximum").asLong() + 1),
                NODES.numberNode(Long.MIN_VALUE),
                NODES.numberNode(BigInteger.TWO.pow(64).add(BigInteger.valueOf(60_000))),
                NODES.numberNode(1.5),
                NODES.numberNode(1e300));
    }

    private static List<JsonNode> objects(JsonNode schema) {
        assertThat(schema.has("maxProperties")).as("how many: " + schema).isTrue();
        return List.of(text("a=b"), text(""), NODES.numberNode(7));
    }

    @Test
    void whatIsWrongInAScopeIsNamed() throws Exception {
        String long201 = "x".repeat(201);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 17; i++) {
            many.append(i == 0 ? "" : ",").append("\"d").append(i).append("\":\"v\"");
        }

        assertThat(detail("/changes", "{\"kind\":\"other\",\"scope\":{\"region\":7}}"))
                .isEqualTo("scope must be an object of texts of at most 200 characters: scope.region=7");
        assertThat(detail("/changes", "{\"kind\":\"other\",\"scope\":{\"region\":null}}"))
                .isEqualTo("scope must be an object of texts of at most 200 characters: scope.region=null");
        assertThat(detail("/changes", "{\"kind\":\"other\",\"scope\":{\"" + long201 + "\":\"eu\"}}"))
                .isEqualTo("scope, its dimension must have at most 200 characters: length=201");
        assertThat(detail("/changes", "{\"kind\":\"other\",\"scope\":{" + many + "}}"))
                .isEqualTo("scope must have at most 16 dimensions: there are 17");
        assertThat(told).isEmpty();
    }

    private String detail(String path, String body) throws Exception {
        HttpResponse<String> response = post(path, body.getBytes(StandardCharsets.UTF_8));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        return JSON.readTree(response.body()).get("detail").asText();
    }

    @ParameterizedTest
    @MethodSource("sound")
    void whatIsNeededIsAskedForByName(Sound sound) throws Exception {
        for (JsonNode required : schema(sound.path()).path("required")) {
            ObjectNode body = (ObjectNode) JSON.readTree(sound.body());
            body.remove(required.asText());

            assertThat(detail(sound.asked(), body.toString()))
                    .contains("the body needs")
                    .contains(required.asText());
        }
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sound")
    void anUnknownFieldIsToldWithTheNearest(Sound sound) throws Exception {
        for (String name :
                (Iterable<String>) () -> schema(sound.path()).get("properties").fieldNames()) {
            String typed = name.equals("step") ? "stepp" : name + "s";
            ObjectNode body = (ObjectNode) JSON.readTree(sound.body());
            body.put(typed, "x");

            HttpResponse<String> response = post(sound.asked(), body);

            JsonNode problem = JSON.readTree(response.body());
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(problem.get("detail").asText())
                    .isEqualTo("there is no such field: " + typed + "; did you mean " + name + "?");
            assertThat(problem.get("nearest").asText()).isEqualTo(name);
        }
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sound")
    void whatIsNoObjectOfJsonIsRefused(Sound sound) throws Exception {
        List<byte[]> bodies = List.of(
                new byte[0],
                new byte[] {0, 0, 1, 2, 3, 4, 5, 6},
                new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0, 1, 2, 3, 4},
                new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
                "null".getBytes(StandardCharsets.UTF_8),
                "7".getBytes(StandardCharsets.UTF_8),
                "[".repeat(60_000).getBytes(StandardCharsets.UTF_8),
                ("{\"reason\":" + "9".repeat(5_000) + "}").getBytes(StandardCharsets.UTF_8),
                "{\"by\":\"a\",\"by\":\"b\"}".getBytes(StandardCharsets.UTF_8),
                "{} {}".getBytes(StandardCharsets.UTF_8));
        for (byte[] body : bodies) {
            HttpResponse<String> response = post(sound.asked(), body);

            assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
            assertThat(JSON.readTree(response.body()).get("detail").asText())
                    .matches("(?s)(the body|there is no such field).*")
                    .hasSizeLessThan(400);
        }
        assertThat(told).isEmpty();
    }
}
