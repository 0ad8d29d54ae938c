package io.tidemark.testkit;

import io.tidemark.schemas.DependencyEvent;
import io.tidemark.schemas.DependencyHealth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** Reports of dependencies in the wire format, as a producer with the generated classes writes them. */
public final class Reports {
    private static final SpecificDatumWriter<DependencyEvent> WRITER = new SpecificDatumWriter<>(DependencyEvent.class);

    private final int schemaId;

    /** Reports under that schema id. */
    public Reports(int schemaId) {
        this.schemaId = schemaId;
    }

    /**
     * A report's bytes.
     *
     * @param model empty for every model
     */
    public byte[] write(String model, String dependency, long timeMs, DependencyHealth health) {
        DependencyEvent event = DependencyEvent.newBuilder()
                .setModel(model)
                .setDependency(dependency)
                .setEventTime(Instant.ofEpochMilli(timeMs))
                .setKind("database")
                .setHealth(health)
                .setLatencyMs(12.5)
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(schemaId).array());
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            WRITER.write(event, out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }
}
