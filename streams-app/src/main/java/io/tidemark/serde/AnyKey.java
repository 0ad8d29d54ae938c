package io.tidemark.serde;

import io.tidemark.stats.HotPath;
import io.tidemark.store.DeadLetter;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a key's bytes as they came, for the dead letters, and writes every key as the same empty one: profile needs no keys, and the sparks'
 * table, which has one entry for all, would drop records without one. None is {@link DeadLetter#NO_KEY}. Makes no object.
 */
public final class AnyKey implements Serde<byte[]> {
    @Override
    public Serializer<byte[]> serializer() {
        return (topic, key) -> DeadLetter.NO_KEY;
    }

    @Override
    public Deserializer<byte[]> deserializer() {
        return (topic, key) -> read(key);
    }

    @HotPath
    private static byte[] read(byte @Nullable [] key) {
        return key == null ? DeadLetter.NO_KEY : key;
    }
}
