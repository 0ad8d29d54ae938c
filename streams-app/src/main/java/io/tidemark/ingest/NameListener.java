package io.tidemark.ingest;

import io.tidemark.config.FieldPath;
import java.util.List;

/** Hears of names in a topic's records that do not make a column of their own. Any task may call. */
public interface NameListener {
    /** Does not care. */
    NameListener NONE = new NameListener() {
        @Override
        public void shared(String topic, String column, List<FieldPath> places) {}

        @Override
        public void hidden(String topic, String column, FieldPath place) {}

        @Override
        public void refused(String topic, Limit limit, FieldPath outer) {}
    };

    /** What there may be only so many, or so much, of. */
    enum Limit {
        /** Names of a topic. */
        NAMES,
        /** Keys of one map of an Avro schema. */
        KEYS,
        /** Characters of a name. */
        LENGTH
    }

    /**
     * Several places of a record come to one column, which takes the first of them that has a value. Told again where one more does.
     *
     * @param places in their order
     */
    void shared(String topic, String column, List<FieldPath> places);

    /** A place is not measured: its name is one that the mapping gives to another. */
    void hidden(String topic, String column, FieldPath place);

    /**
     * A value is not measured: its name is beyond a limit. Told of every such value.
     *
     * @param outer where the name was met; the whole record if it has no steps
     */
    void refused(String topic, Limit limit, FieldPath outer);
}
