package io.tidemark.serde;

import io.tidemark.domain.Annotation;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.common.serialization.Serializer;

/** Annotations as {@link io.tidemark.schemas.Annotation} in the wire format. */
public final class AnnotationSerializer implements Serializer<Annotation> {
    private final WireFormat<io.tidemark.schemas.Annotation> format;

    /** A serializer that writes this schema id. */
    public AnnotationSerializer(int schemaId) {
        this.format = new WireFormat<>(schemaId, io.tidemark.schemas.Annotation.class);
    }

    @Override
    public byte[] serialize(String topic, Annotation annotation) {
        return format.write(new io.tidemark.schemas.Annotation(
                annotation.id(),
                annotation.kind().name().toLowerCase(Locale.ROOT),
                annotation.subject().model(),
                annotation.subject().objective(),
                annotation.subject().slice(),
                Instant.ofEpochMilli(annotation.times().fromMs()),
                Instant.ofEpochMilli(annotation.times().toMs()),
                Instant.ofEpochMilli(annotation.times().clockMs()),
                annotation.by(),
                annotation.text(),
                annotation.link(),
                annotation.subject().episodeId(),
                annotation.values()));
    }
}
