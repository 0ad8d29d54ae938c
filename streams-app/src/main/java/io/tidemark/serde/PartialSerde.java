package io.tidemark.serde;

import io.tidemark.domain.Partial;
import io.tidemark.store.PartialCodec;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Partials in {@link PartialCodec}'s layout: a topic of our own, read by this application only. */
public final class PartialSerde implements Serde<Partial> {
    @Override
    public Serializer<Partial> serializer() {
        return (topic, partial) -> PartialCodec.write(partial);
    }

    @Override
    public Deserializer<Partial> deserializer() {
        return (topic, bytes) -> PartialCodec.read(bytes);
    }
}
