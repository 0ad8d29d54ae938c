package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tidemark.schemas.Alert;
import io.tidemark.schemas.Annotation;
import io.tidemark.schemas.ChangeEvent;
import io.tidemark.schemas.Measurement;
import io.tidemark.schemas.PolicyDecision;
import io.tidemark.schemas.SloStatus;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What stands on a topic has the same fields over HTTP. */
class RecordsInDocumentTest {
    private static final Map<String, Schema> RECORDS = Map.of(
            "AlertRecord", Alert.getClassSchema(),
            "AlertMeasurement", Measurement.getClassSchema(),
            "AnnotationRecord", Annotation.getClassSchema(),
            "ChangeRecord", ChangeEvent.getClassSchema(),
            "DecisionRecord", PolicyDecision.getClassSchema(),
            "SloStatusRecord", SloStatus.getClassSchema());

    @Test
    void recordsOfTopicsHaveTheFieldsOfTheirSchemas() throws Exception {
        try (InputStream in = RecordsInDocumentTest.class.getResourceAsStream("/api/openapi.yaml")) {
            JsonNode schemas = new ObjectMapper(new YAMLFactory()).readTree(in).at("/components/schemas");

            RECORDS.forEach((name, schema) -> {
                List<String> fields = new ArrayList<>(
                        schema.getFields().stream().map(Schema.Field::name).toList());
                if (name.equals("SloStatusRecord")) {
                    fields.add("firing");
                }
                List<String> documented = new ArrayList<>();
                schemas.at("/" + name + "/properties").fieldNames().forEachRemaining(documented::add);
                assertThat(documented).as(name).isEqualTo(fields);
            });
        }
    }
}
