package io.tidemark.domain;

/** Where an event comes from. */
public enum Stage {
    /** The pipeline that trains the model. */
    TRAINING,
    /** The pipeline that serves it. */
    SERVING
}
