package io.tidemark.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.Reading;
import io.tidemark.schemas.SliReading;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Deserializer;

/** Readings as lines of JSON, as {@link AvroJson} writes them, back as readings. A field that a line lacks has its default. Owned by one thread. */
public final class ReadingLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema SCHEMA = SliReading.getClassSchema();

    private final Deserializer<Reading> reader = new ReadingSerde(0).deserializer();

    /**
     * The reading of a line.
     *
     * @throws IllegalArgumentException if it is none, saying why
     */
    public Reading read(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (!node.path("windowEnd").isTextual()) {
                throw new IllegalArgumentException("no reading: it has no windowEnd");
            }
            return reader.deserialize("", AvroLine.bytes(node, SCHEMA));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("no JSON: " + broken.getOriginalMessage(), broken);
        } catch (DateTimeException | AvroRuntimeException | NumberFormatException | UncheckedIOException wrong) {
            throw new IllegalArgumentException("no reading: " + wrong.getMessage(), wrong);
        }
    }
}
