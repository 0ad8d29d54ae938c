package io.tidemark.runtime;

import java.util.Map;

/**
 * A line or record of a file that is no event.
 *
 * @param place where it stands: {@code line 7}
 * @param detail what was seen, and what would be right; nothing that the monitor redacts
 * @param bytes what a topic is given of it
 * @param headers what the topic's record says of it
 */
record BadRecord(String place, String detail, byte[] bytes, Map<String, String> headers) {
    BadRecord {
        headers = Map.copyOf(headers);
    }

    String text() {
        return place + ": " + detail;
    }

    /** Is told of every one, and of what else is not for the reader. */
    interface Listener {
        void bad(BadRecord found);

        /** The same of an event that is of another model, or names none: it is passed over. */
        void ofAnother(String model);
    }
}
