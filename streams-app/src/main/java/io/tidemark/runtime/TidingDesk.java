package io.tidemark.runtime;

import io.tidemark.domain.Change;
import io.tidemark.domain.Operation;
import io.tidemark.domain.RunReport;
import io.tidemark.domain.Tiding;
import io.tidemark.query.Unavailable;
import io.tidemark.topology.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Tells the application what people say over HTTP, one after the other. Any thread may tell. */
final class TidingDesk {
    private static final long PATIENCE_SECONDS = 5;

    private final AppSettings settings;
    private final Topics topics;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable TidingPublisher publisher;

    TidingDesk(AppSettings settings) {
        this.settings = settings;
        this.topics = new Topics(settings.applicationId(), Map.of());
    }

    /**
     * Returns the name of the topic when that has it.
     *
     * @throws Unavailable if others before him wait for the cluster
     * @throws io.tidemark.domain.WorldFailure if the cluster or the registry does not take it
     */
    String tell(Tiding tiding) {
        try {
            if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Unavailable("others wait to be heard; say it again in a moment");
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server stops");
        }
        try {
            return send(tiding);
        } finally {
            lock.unlock();
        }
    }

    private String send(Tiding tiding) {
        TidingPublisher open = publisher == null ? TidingPublisher.of(settings) : publisher;
        publisher = open;
        if (tiding instanceof Change change) {
            open.changes(List.of(change));
            return topics.changes();
        }
        if (tiding instanceof Operation operation) {
            open.operation(operation);
            return topics.operations();
        }
        if (tiding instanceof RunReport report) {
            open.runs(List.of(report));
            return topics.runs();
        }
        throw new IllegalArgumentException("nothing to tell: type=" + tiding.getClass());
    }
}
