package io.tidemark.serde;

import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads every key, null too, as the same empty text: profile needs no keys, and the sparks' table would drop records without one.
 */
public final class ConstantKey implements Deserializer<String> {
    @Override
    public String deserialize(String topic, byte @Nullable [] key) {
        return "";
    }
}
