package io.tidemark.query;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far the copies of this instance are behind. The brokers know, and are asked at most once in a while, one asking at a time, on another thread: who
 * needs to know waits half a second at most. What they do not say is unknown. Any thread.
 */
final class Lags {
    static final Duration FRESH = Duration.ofMillis(1_500);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Supplier<Map<String, Map<Integer, Long>>> brokers;
    private final Executor executor;
    private final LongSupplier nanos;
    private @Nullable CompletableFuture<Map<String, Map<Integer, Long>>> asked;
    private long askedNs;

    /**
     * Of an instance.
     *
     * @param brokers asks them: by store and partition, records that are yet to be read; may block, and may throw
     * @param executor where they are asked
     * @param nanos a clock of nanoseconds that never goes back
     */
    Lags(Supplier<Map<String, Map<Integer, Long>>> brokers, Executor executor, LongSupplier nanos) {
        this.brokers = brokers;
        this.executor = executor;
        this.nanos = nanos;
    }

    /** Records that are yet to be read; null if that is not known. */
    @Nullable
    Long of(String store, int partition) {
        try {
            CompletableFuture<Map<String, Map<Integer, Long>>> last = last();
            return last.get(left().toMillis(), TimeUnit.MILLISECONDS)
                    .getOrDefault(store, Map.of())
                    .get(partition);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException unknown) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private synchronized CompletableFuture<Map<String, Map<Integer, Long>>> last() {
        long now = nanos.getAsLong();
        CompletableFuture<Map<String, Map<Integer, Long>>> last = asked;
        if (last == null || last.isDone() && now - askedNs >= FRESH.toNanos()) {
            CompletableFuture<Map<String, Map<Integer, Long>>> next = new CompletableFuture<>();
            executor.execute(() -> tell(next));
            last = next;
            asked = next;
            askedNs = now;
        }
        return last;
    }

    private void tell(CompletableFuture<Map<String, Map<Integer, Long>>> who) {
        try {
            who.complete(brokers.get());
        } catch (RuntimeException failure) {
            who.completeExceptionally(failure);
        }
    }

    /** Of the time that one asking is waited for, whoever waits. */
    private synchronized Duration left() {
        Duration left = PATIENCE.minusNanos(nanos.getAsLong() - askedNs);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
