package io.tidemark.query.board;

import java.util.UUID;

/** Ids of what people tell: they say which model it is about, so that it can be ended by the id alone. */
public final class OperationId {
    private static final int DIGITS = 8;

    private OperationId() {}

    /** {@code flights/3f2a9c1b}: a new one. */
    public static String of(String model) {
        return model + "/" + UUID.randomUUID().toString().substring(0, DIGITS);
    }

    /** The model of such an id; empty if it is none. */
    public static String model(String id) {
        return id.substring(0, Math.max(0, id.lastIndexOf('/')));
    }
}
