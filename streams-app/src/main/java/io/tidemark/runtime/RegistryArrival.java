package io.tidemark.runtime;

import io.tidemark.config.DurationText;
import io.tidemark.domain.WorldFailure;
import io.tidemark.serde.BackOff;
import io.tidemark.serde.Registry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wait for a registry that comes up after us. Used by one thread. */
final class RegistryArrival {
    private static final Logger log = LoggerFactory.getLogger(RegistryArrival.class);
    private static final Duration TOLD_EVERY = Duration.ofSeconds(5);

    private final Duration patience;
    private final InstantSource clock;

    /** @param patience how long to wait */
    RegistryArrival(Duration patience, InstantSource clock) {
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Does what needs the registry, again and again until it answers.
     *
     * @param work may be done more than once
     * @throws Registry.RegistryFailure if the registry refuses
     * @throws WorldFailure if it does not answer within the patience, or the thread is interrupted
     */
    <T> T await(Supplier<T> work) {
        Instant begin = clock.instant();
        Instant tell = begin;
        for (BackOff backOff = BackOff.NONE.longer(); ; backOff = backOff.longer()) {
            try {
                T done = work.get();
                if (tell.isAfter(begin)) {
                    log.info(
                            "the schema registry answers, the application starts seconds={}",
                            Duration.between(begin, clock.instant()).toSeconds());
                }
                return done;
            } catch (Registry.RegistryFailure failure) {
                Instant now = clock.instant();
                Duration left = patience.minus(Duration.between(begin, now));
                if (!failure.isSilence()) {
                    throw failure;
                }
                if (left.isNegative() || left.isZero()) {
                    throw givenUp(failure);
                }
                if (!now.isBefore(tell)) {
                    log.warn(
                            "waits for the schema registry before it starts patience={} why={}",
                            DurationText.of(patience),
                            failure.getMessage());
                    tell = now.plus(TOLD_EVERY);
                }
                pause(backOff.pause().compareTo(left) < 0 ? backOff.pause() : left, failure);
            }
        }
    }

    private WorldFailure givenUp(Registry.RegistryFailure failure) {
        return new WorldFailure("waited " + DurationText.of(patience) + " (--schema-patience) for the schema registry: "
                + failure.getMessage());
    }

    private static void pause(Duration pause, Registry.RegistryFailure failure) {
        try {
            Thread.sleep(pause.toMillis() + 1);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
