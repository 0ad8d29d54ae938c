package io.tidemark.benchmarks;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store over a map, of which only {@code get} works. */
final class MapStore {
    private MapStore() {}

    @SuppressWarnings("unchecked")
    static KeyValueStore<String, byte[]> of(Map<String, byte[]> content) {
        return (KeyValueStore<String, byte[]>) Proxy.newProxyInstance(
                MapStore.class.getClassLoader(), new Class<?>[] {KeyValueStore.class}, (self, method, arguments) -> {
                    if (!method.getName().equals("get")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return content.get((String) arguments[0]);
                });
    }
}
