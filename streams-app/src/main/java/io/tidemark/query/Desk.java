package io.tidemark.query;

import io.tidemark.domain.Tiding;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Where people tell the application something.
 *
 * @param teller writes it to the application's topic and returns when the topic has it; throws {@link Unavailable} or
 *     {@link io.tidemark.domain.WorldFailure} if it does not take it
 * @param clock by which it was told
 */
public record Desk(Consumer<Tiding> teller, Clock clock) {}
