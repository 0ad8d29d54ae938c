package io.tidemark.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The OpenAPI document in the jar, as what answers are held against. */
public final class ApiDocument {
    private static final JsonNode DOCUMENT = read();

    private ApiDocument() {}

    private static JsonNode read() {
        try (InputStream in = ApiDocument.class.getResourceAsStream("/api/openapi.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(in, "in the jar"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the document cannot be read", unreadable);
        }
    }

    /**
     * What is wrong with an answer.
     *
     * @param path as in the document, {@code /api/v1/models/{model}/slices}
     * @param method {@code get} or {@code post}
     * @param status of the answer
     */
    public static List<?> faults(String path, String method, int status, String body) {
        JsonNode responses = DOCUMENT.path("paths").path(path).path(method).path("responses");
        JsonNode response = responses.has(String.valueOf(status))
                ? responses.get(String.valueOf(status))
                : responses.path("default");
        if (response.isMissingNode()) {
            return List.of("the document has no answer of status " + status + " to " + method + " " + path);
        }
        JsonNode described =
                response.has("$ref") ? DOCUMENT.at(response.get("$ref").asText().substring(1)) : response;
        JsonNode content = described.path("content").elements().next();
        return faults(content.get("schema"), body);
    }

    /** What is wrong with a text under a schema of the document. */
    public static List<?> faults(JsonNode schema, String body) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", DOCUMENT.get("components"));
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), InputFormat.JSON);
        return compiled.validate(body, InputFormat.JSON);
    }
}
