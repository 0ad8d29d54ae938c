package io.tidemark.serde;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.schemas.SliReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Readings as {@link SliReading} in the wire format. Our own topic: its writer's schema is this build's. */
public final class ReadingSerde implements Serde<Reading> {
    private static final int HEADER = 5;

    static {
        GeneratedClasses.trust();
    }

    private final int schemaId;

    /** A serde that writes this schema id. */
    public ReadingSerde(int schemaId) {
        this.schemaId = schemaId;
    }

    @Override
    public Serializer<Reading> serializer() {
        WireFormat<SliReading> format = new WireFormat<>(schemaId, SliReading.class);
        return (topic, reading) -> format.write(toAvro(reading));
    }

    private static SliReading toAvro(Reading reading) {
        return new SliReading(
                reading.scope().model(),
                io.tidemark.schemas.Stage.valueOf(reading.scope().stage().name()),
                reading.scope().slice(),
                Instant.ofEpochMilli(reading.window().startMs()),
                Instant.ofEpochMilli(reading.window().endMs()),
                reading.reference(),
                reading.revision(),
                reading.rows(),
                AvroMeasurements.toAvro(reading.measurements()),
                reading.isLast(),
                reading.comparison().word(),
                reading.referenceState());
    }

    @Override
    public Deserializer<Reading> deserializer() {
        SpecificDatumReader<SliReading> reader = new SpecificDatumReader<>(SliReading.class);
        return (topic, bytes) -> toDomain(read(reader, bytes));
    }

    private static SliReading read(SpecificDatumReader<SliReading> reader, byte[] bytes) {
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read a reading: length=" + bytes.length, broken);
        }
    }

    static Reading toDomain(SliReading avro) {
        return new Reading(
                new Scope(avro.getModel(), Stage.valueOf(avro.getStage().name()), avro.getSlice()),
                new TimeWindow(
                        avro.getWindowStart().toEpochMilli(),
                        avro.getWindowEnd().toEpochMilli()),
                avro.getReference(),
                avro.getRevision(),
                avro.getRows(),
                AvroMeasurements.toDomain(avro.getMeasurements()),
                avro.getLast(),
                Comparison.of(avro.getComparison()),
                avro.getReferenceState());
    }
}
