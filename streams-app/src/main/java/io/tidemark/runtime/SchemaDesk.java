package io.tidemark.runtime;

import io.tidemark.config.DurationText;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.serde.Registry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets writers' schemas from the registry on a thread of its own, so that nobody who reads a topic waits long for a registry that is down.
 *
 * <p>An id that the registry does not answer of is asked for again until it does. Once it has not answered for the patience, there is no
 * schema of such an id, until it answers again. An id that it does not have yet waits for the grace that {@link Registry#doubting} gives. Any thread.
 */
final class SchemaDesk implements SchemaSource, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SchemaDesk.class);
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_TRIES = 150;

    private final Registry registry;
    private final Duration patience;
    private final InstantSource clock;
    private final Set<Integer> waiting = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread asker = new Thread(task, "schemas");
        asker.setDaemon(true);
        return asker;
    });
    private @Nullable Instant silentSince;
    private boolean toldOfGivingUp;

    /** @param patience how long ids wait while the registry does not answer */
    SchemaDesk(Registry registry, Duration patience, InstantSource clock) {
        this.registry = registry;
        this.patience = patience;
        this.clock = clock;
        thread.scheduleWithFixedDelay(this::askAgain, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Whether {@link #schemaById} says of an id at once what its schema is, or that there is none. The first to ask waits for the registry's
     * answer, a second at most.
     */
    boolean isAnswered(int id) {
        return registry.remembers(id) || begins(id) && askNow(id) || isGivenUp();
    }

    /** Whether nobody waits for it yet. Beyond {@value #MOST_WAITING} ids the next ones wait until there is room. */
    private synchronized boolean begins(int id) {
        return waiting.size() < MOST_WAITING && waiting.add(id);
    }

    private boolean askNow(int id) {
        try {
            thread.submit(() -> ask(id)).get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | RejectedExecutionException slowOrClosed) {
            log.debug("no answer at once schemaId={}", id);
        } catch (ExecutionException bug) {
            throw new IllegalStateException("cannot ask for a schema: id=" + id, bug.getCause());
        }
        return registry.remembers(id);
    }

    private void askAgain() {
        Set<Integer> all;
        synchronized (this) {
            all = Set.copyOf(waiting);
        }
        all.forEach(this::ask);
    }

    private void ask(int id) {
        try {
            registry.schemaById(id);
            answered(id);
        } catch (UnknownSchema thereIsNone) {
            answered(id);
        } catch (Unanswered notYet) {
            if (registry.isSilent()) {
                unanswered(id, notYet);
            } else {
                answers(); // It says that there is none, which is doubted for a while.
            }
        }
    }

    private synchronized void answered(int id) {
        waiting.remove(id);
        answers();
    }

    private synchronized void answers() {
        if (registry.isSilent()) {
            return; // What it said before it fell silent is an answer too.
        }
        Instant since = silentSince;
        if (since != null) {
            log.info(
                    "the schema registry answers again seconds={}", since(since).toSeconds());
        }
        silentSince = null;
        toldOfGivingUp = false;
    }

    private synchronized void unanswered(int id, Unanswered why) {
        if (silentSince == null) {
            silentSince = clock.instant();
            log.warn(
                    "the schema registry does not answer: partitions whose next record has a schema that is not known are held, all others go on"
                            + " schemaId={} patience={} why={}",
                    id,
                    DurationText.of(patience),
                    why.getMessage());
        }
        if (isGivenUp() && !toldOfGivingUp) {
            toldOfGivingUp = true;
            log.warn(
                    "records of schemas that are not known go to the dead letters until the schema registry answers"
                            + " waited={}",
                    DurationText.of(patience));
        }
    }

    /** Whether the registry has not answered for so long that nobody waits for it. */
    private synchronized boolean isGivenUp() {
        Instant since = silentSince;
        return since != null && since(since).compareTo(patience) >= 0;
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }

    /** Waits half a minute where it was not asked whether the id is answered, and then says that there is none: no task fails for it. */
    @Override
    public String schemaById(int id) throws UnknownSchema {
        for (int tries = 0; tries < MOST_TRIES && !isGivenUp() && !isAnswered(id); tries++) {
            LockSupport.parkNanos(EVERY.toNanos());
        }
        if (!registry.remembers(id)) {
            throw new UnknownSchema("registry=" + registry.address() + " did not answer; a schema is waited for "
                    + DurationText.of(patience));
        }
        return registry.schemaById(id);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
