package io.tidemark.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.Alert;
import java.time.DateTimeException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Alerts as lines of JSON, as {@link AvroJson} writes them, back as alerts. A field that a line lacks has its default. Owned by one thread. */
public final class AlertLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema SCHEMA = io.tidemark.schemas.Alert.getClassSchema();

    private final AlertDeserializer reader = new AlertDeserializer(id -> SCHEMA.toString());

    /**
     * The alert of a line.
     *
     * @throws IllegalArgumentException if it is none, saying why
     */
    public Alert read(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (!node.path("dedupKey").isTextual()) {
                throw new IllegalArgumentException("no alert: it has no dedupKey");
            }
            return reader.deserialize("", AvroLine.bytes(node, SCHEMA));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("no JSON: " + broken.getOriginalMessage(), broken);
        } catch (DateTimeException
                | AvroRuntimeException
                | NumberFormatException
                | AlertDeserializer.BrokenAlert wrong) {
            throw new IllegalArgumentException("no alert: " + wrong.getMessage(), wrong);
        }
    }
}
