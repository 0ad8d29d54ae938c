package io.tidemark.serde;

import io.tidemark.domain.Annotation;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.SchemaSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.serialization.Deserializer;

/** Annotations from their topic, as {@link OwnReader} reads them. Owned by one thread. */
public final class AnnotationDeserializer implements Deserializer<Annotation> {
    private final OwnReader<io.tidemark.schemas.Annotation> reader;

    private AnnotationDeserializer(SchemaSource schemas) {
        this.reader = new OwnReader<>(schemas, io.tidemark.schemas.Annotation.getClassSchema());
    }

    /** Of annotations on a topic whose schemas are in that registry. */
    public static AnnotationDeserializer of(Registry registry) {
        return new AnnotationDeserializer(registry.ofOwn(io.tidemark.schemas.Annotation.getClassSchema()));
    }

    /**
     * The annotation of those bytes.
     *
     * @throws WorldFailure if they are none, or their schema cannot be had
     */
    @Override
    public Annotation deserialize(String topic, byte[] bytes) {
        if (!OwnReader.isWireFormat(bytes)) {
            throw new WorldFailure("no annotation in the wire format: topic=" + topic + ", length=" + bytes.length);
        }
        try {
            return toDomain(reader.read(bytes));
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | SchemaSource.UnknownSchema broken) {
            throw new WorldFailure(
                    "cannot read an annotation: topic=" + topic + ", schema id=" + OwnReader.schemaId(bytes), broken);
        }
    }

    private static Annotation toDomain(io.tidemark.schemas.Annotation in) {
        return new Annotation(
                in.getId(),
                kind(in.getKind()),
                new Annotation.Subject(in.getModel(), in.getObjective(), in.getSlice(), in.getEpisodeId()),
                new Annotation.Times(
                        in.getFrom().toEpochMilli(),
                        in.getTo().toEpochMilli(),
                        in.getClockTime().toEpochMilli()),
                in.getBy(),
                in.getText(),
                in.getLink(),
                new TreeMap<>(in.getValues()));
    }

    /** A later build may know kinds that this one does not. */
    private static Annotation.Kind kind(String word) {
        return Arrays.stream(Annotation.Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(Annotation.Kind.NOTE);
    }
}
