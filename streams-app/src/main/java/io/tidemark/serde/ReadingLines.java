package io.tidemark.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.Reading;
import io.tidemark.schemas.SliReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Readings as lines of JSON, as {@link AvroJson} writes them, back as readings. A field that a line lacks has its default. Owned by one thread. */
public final class ReadingLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema SCHEMA = SliReading.getClassSchema();

    private static final int HEADER = 5;

    private final Serializer<Reading> writer = new ReadingSerde(0).serializer();
    private final GenericDatumReader<GenericRecord> generic = new GenericDatumReader<>(SCHEMA);
    private final Deserializer<Reading> reader = new ReadingSerde(0).deserializer();

    /** A line of a reading for programs, without its end: null for NaN and ±Infinity. */
    public String write(Reading reading) {
        byte[] bytes = writer.serialize("", reading);
        try {
            return AvroJson.strictLine(
                    generic.read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null)));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    /** A line of each. */
    public List<String> write(List<Reading> readings) {
        return readings.stream().map(this::write).toList();
    }

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
