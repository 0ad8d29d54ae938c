package io.tidemark.pin;

import io.tidemark.domain.Observation;

/** Events that can be read more than once, always the same ones: a file, or a range of a topic. */
public interface EventScan {
    /** Reads from the beginning until there is no more, or the visitor has had enough. */
    void scan(Visitor visitor);

    /** Takes events one by one. */
    interface Visitor {
        /**
         * Takes an event.
         *
         * @param event valid during the call only
         * @param place a hash of its place in the log, the same whenever it is read again
         * @return whether to go on
         */
        boolean visit(Observation event, long place);
    }
}
