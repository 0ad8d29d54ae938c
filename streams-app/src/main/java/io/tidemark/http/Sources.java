package io.tidemark.http;

import io.tidemark.query.State;
import java.util.function.Supplier;

/**
 * What the server answers from.
 *
 * @param health of this instance
 * @param telemetry what is measured, and what is handed out of it
 * @param states the state stores; the supplier throws {@link io.tidemark.query.Unavailable} while the application starts
 */
public record Sources(Supplier<Health> health, Telemetry telemetry, Supplier<State> states) {
    State state() {
        return states.get();
    }
}
