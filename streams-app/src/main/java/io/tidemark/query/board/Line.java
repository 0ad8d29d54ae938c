package io.tidemark.query.board;

/** A record of a topic as JSON, made each time that it is asked for: on a board it stays in its bytes, which are a quarter of that. Any thread may ask. */
@FunctionalInterface
public interface Line {
    /** One object, with the names of the fields on the topic. */
    String json();
}
