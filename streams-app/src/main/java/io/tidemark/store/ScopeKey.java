package io.tidemark.store;

import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import java.nio.charset.StandardCharsets;

/**
 * A scope as a key: {@code model/STAGE/slice}. Model names hold no slash (the monitor file sees to it), so it reads back.
 */
public final class ScopeKey {
    private ScopeKey() {}

    public static String text(Scope scope) {
        return scope.model() + '/' + scope.stage() + '/' + scope.slice();
    }

    public static byte[] bytes(Scope scope) {
        return text(scope).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The scope of a key.
     *
     * @throws IllegalArgumentException if it has not three parts or no such stage
     */
    public static Scope scope(String key) {
        String[] parts = key.split("/", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a scope's key must be model/STAGE/slice: key=" + key);
        }
        return new Scope(parts[0], Stage.valueOf(parts[1]), parts[2]);
    }
}
