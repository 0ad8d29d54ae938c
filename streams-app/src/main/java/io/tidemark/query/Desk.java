package io.tidemark.query;

import io.tidemark.domain.ChangeDating;
import io.tidemark.domain.Tiding;
import java.time.Clock;
import java.util.function.Function;

/**
 * Where people tell the application something.
 *
 * @param teller writes it to a topic of the application and returns that topic's name when it has it; throws {@link Unavailable} or
 *     {@link io.tidemark.domain.WorldFailure} if it does not take it
 * @param clock by which it was told
 * @param dating when a change may be dated
 */
public record Desk(Function<Tiding, String> teller, Clock clock, ChangeDating dating) {}
