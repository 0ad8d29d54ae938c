package io.tidemark.notify;

import io.tidemark.domain.Alert;

/**
 * An alert as it came from its topic.
 *
 * @param alert the alert
 * @param json its record as one line, made when it is asked for
 */
public record Heard(Alert alert, Json json) {
    /** Makes the line. */
    public interface Json {
        String line();
    }
}
