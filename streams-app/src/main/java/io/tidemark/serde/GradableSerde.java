package io.tidemark.serde;

import io.tidemark.domain.Gradable;
import io.tidemark.store.GradableCodec;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Gradables in {@link GradableCodec}'s layout: a topic of our own, read by this application only. */
public final class GradableSerde implements Serde<Gradable> {
    @Override
    public Serializer<Gradable> serializer() {
        return (topic, partial) -> GradableCodec.write(partial);
    }

    @Override
    public Deserializer<Gradable> deserializer() {
        return (topic, bytes) -> GradableCodec.read(bytes);
    }
}
