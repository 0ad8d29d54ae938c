package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.query.Pulses.Told;
import io.tidemark.testkit.AnsweringState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PulsesTest {
    private static final long CLOSED = Instant.parse("2026-01-01T00:05:00Z").toEpochMilli();

    private final State state = AnsweringState.twoModels();
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void aModelIsReadOnceAWindow() {
        Pulses pulses = over(state.local());

        assertThat(pulses.of("shop", CLOSED).pulse()).isPresent();
        int first = reads.get();

        assertThat(pulses.of("shop", CLOSED).pulse()).isPresent();
        assertThat(reads).hasValue(first);
    }

    /** What is too wide would be read up to its limit at each glance. */
    @Test
    void aModelThatIsTooWideSaysSoAndIsNotReadAgain() {
        Pulses pulses = over(ask -> {
            throw new TooMuch("more than 64 MB");
        });

        Told told = pulses.of("shop", CLOSED);
        int first = reads.get();

        assertThat(told).isEqualTo(new Told(Optional.empty(), "too wide to be told at a glance: more than 64 MB"));
        assertThat(pulses.of("shop", CLOSED)).isEqualTo(told);
        assertThat(reads).hasValue(first);
        pulses.of("shop", CLOSED + 60_000);
        assertThat(reads).hasValueGreaterThan(first);
    }

    @Test
    void whoIsAwayIsAskedAgain() {
        Pulses pulses = over(ask -> {
            throw new Unavailable("instance b is away");
        });

        assertThat(pulses.of("shop", CLOSED)).isEqualTo(new Told(Optional.empty(), "instance b is away"));
        int first = reads.get();
        pulses.of("shop", CLOSED);
        assertThat(reads).hasValueGreaterThan(first);
    }

    @Test
    void whoAsksTheSameWaitsForTheFirst() throws Exception {
        over(state.local()).of("shop", CLOSED);
        int once = reads.getAndSet(0);
        CountDownLatch go = new CountDownLatch(1);
        Pulses pulses = over(ask -> {
            waitFor(go);
            return state.local().read(ask);
        });
        CompletableFuture<Told> first = new CompletableFuture<>();
        CompletableFuture<Told> second = new CompletableFuture<>();
        Thread one = asks(pulses, first);
        Thread other = asks(pulses, second);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> one.getState() == Thread.State.WAITING && other.getState() == Thread.State.WAITING);

        go.countDown();

        assertThat(first.get().pulse()).isPresent();
        assertThat(second.get()).isSameAs(first.get());
        assertThat(reads).hasValue(once);
    }

    private static Thread asks(Pulses pulses, CompletableFuture<Told> answer) {
        Thread thread = new Thread(() -> answer.complete(pulses.of("shop", CLOSED)));
        thread.start();
        return thread;
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("nobody interrupts", stopped);
        }
    }

    private Pulses over(RowSource source) {
        RowSource counted = ask -> {
            reads.incrementAndGet();
            return source.read(ask);
        };
        return new Pulses(new Questions(counted), state.monitored());
    }
}
