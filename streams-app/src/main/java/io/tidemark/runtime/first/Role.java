package io.tidemark.runtime.first;

/** What a column or path is for. */
enum Role {
    TIME("time"),
    ID("id"),
    MODEL("model"),
    VERSION("version"),
    PREDICTION("prediction"),
    SCORE("score"),
    LABEL("label"),
    LATENCY("latency"),
    STATUS("status"),
    FEATURE(""),
    /** Left out, with a reason. */
    LEFT_OUT("");

    private final String key;

    Role(String key) {
        this.key = key;
    }

    /** As {@code source.csv} and {@code source.fields} say it; empty for none. */
    String key() {
        return key;
    }
}
