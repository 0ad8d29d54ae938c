package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Health;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.RequestStatus;
import io.tidemark.testkit.Seen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How requests ended and took, and how dependencies are, of writers whose schemas differ from ours; the bytes come from Avro's own writer. */
class RequestFieldsTest {
    private static final String HEAD = "{\"type\":\"record\",\"name\":\"E\",\"fields\":["
            + "{\"name\":\"model\",\"type\":\"string\"},{\"name\":\"eventTime\",\"type\":\"long\"},";

    private final Observation observation = new Observation();

    @ParameterizedTest
    @CsvSource({"OK, OK", "TIMEOUT, TIMEOUT", "timeout, ERROR", "THROTTLED, ERROR"})
    void statusMayBeAText(String written, RequestStatus status) throws IOException {
        Schema schema =
                schema("{\"name\":\"score\",\"type\":\"double\"},{\"name\":\"status\",\"type\":[\"null\",\"string\"]}");
        GenericRecord event = event(schema);
        event.put("score", 0.5);
        event.put("status", written);

        assertThat(decode(schema, event)).isNull();
        assertThat(observation.request().status()).isEqualTo(status);
    }

    @Test
    void statusOfALaterSchemaIsAnError() throws IOException {
        Schema schema = schema("{\"name\":\"latencyMs\",\"type\":\"int\"},{\"name\":\"status\",\"type\":"
                + "{\"type\":\"enum\",\"name\":\"S\",\"symbols\":[\"SHED\",\"OK\"]}}");
        GenericRecord event = event(schema);
        event.put("latencyMs", 7);
        event.put("status", new GenericData.EnumSymbol(schema.getField("status").schema(), "SHED"));

        assertThat(decode(schema, event)).isNull();
        assertThat(observation.request().status()).isEqualTo(RequestStatus.ERROR);
        assertThat(observation.request().latencyMs()).isEqualTo(7);
        assertThat(Seen.text(observation)).isEqualTo("m v=- SERVING @5 prediction <latency>=7.0 <status>=\"ERROR\"");
    }

    @Test
    void whatIsNullSaysNothing() throws IOException {
        Schema schema = schema("{\"name\":\"latencyMs\",\"type\":[\"null\",\"float\"]},{\"name\":\"status\",\"type\":"
                + "[\"null\",\"string\"]}");
        GenericRecord event = event(schema);

        assertThat(decode(schema, event)).isNull();
        assertThat(observation.request().status()).isNull();
        assertThat(observation.request().latencyMs()).isNaN();
        assertThat(observation.hasPrediction()).isTrue();
        assertThat(observation.fields()).isZero();
    }

    @Test
    void statusOfAFeatureEventIsNoRequests() throws IOException {
        Schema schema = schema("{\"name\":\"features\",\"type\":{\"type\":\"map\",\"values\":\"double\"}},"
                + "{\"name\":\"status\",\"type\":\"string\"}");
        GenericRecord event = event(schema);
        event.put("features", Map.of("x", 1.0));
        event.put("status", "OK");

        assertThat(decode(schema, event)).isNull();
        assertThat(observation.request().status()).isNull();
    }

    @Test
    void reportOfADependencyIsNoFeatureAndNoPrediction() throws IOException {
        Schema schema =
                schema("{\"name\":\"status\",\"type\":\"string\"},{\"name\":\"dependency\",\"type\":\"string\"},"
                        + "{\"name\":\"health\",\"type\":{\"type\":\"enum\",\"name\":\"H\",\"symbols\":"
                        + "[\"DOWN\",\"ASLEEP\"]}}");
        GenericRecord event = event(schema);
        event.put("status", "x");
        event.put("dependency", "features-db");
        event.put("health", new GenericData.EnumSymbol(schema.getField("health").schema(), "DOWN"));

        assertThat(decode(schema, event)).isNull();
        assertThat(observation.request().isOfDependency()).isTrue();
        assertThat(observation.text(
                        observation.request().dependencyOffset(),
                        observation.request().dependencyLength()))
                .isEqualTo("features-db");
        assertThat(observation.request().health()).isEqualTo(Health.DOWN);
        assertThat(observation.hasPrediction()).isFalse();
        assertThat(observation.hasFeatures()).isFalse();
        assertThat(observation.fields()).isZero();

        event.put("health", new GenericData.EnumSymbol(schema.getField("health").schema(), "ASLEEP"));
        decode(schema, event);
        assertThat(observation.request().health()).isEqualTo(Health.UNKNOWN);
    }

    private static Schema schema(String fields) {
        return new Schema.Parser().parse(HEAD + fields + "]}");
    }

    private static GenericRecord event(Schema schema) {
        GenericRecord event = new GenericData.Record(schema);
        event.put("model", "m");
        event.put("eventTime", 5L);
        return event;
    }

    private @Nullable Rejection decode(Schema schema, GenericRecord event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, 0, 0, 0, 9});
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(event, out);
        out.flush();
        return new EventDecoder(id -> schema.toString()).decode(bytes.toByteArray(), observation);
    }
}
