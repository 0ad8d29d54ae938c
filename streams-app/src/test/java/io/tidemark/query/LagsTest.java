package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.Rows.Role;
import io.tidemark.query.Rows.Standing;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class LagsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<Runnable> work = new ArrayDeque<>();

    private Map<String, Map<Integer, Long>> brokers() {
        return Map.of("slots", Map.of(0, (long) calls.incrementAndGet()));
    }

    @Test
    void theBrokersAreAskedOnceInAWhile() {
        Lags lags = new Lags(this::brokers, Runnable::run, nanos::get);

        assertThat(lags.of("slots", 0)).isEqualTo(1);
        assertThat(lags.of("slots", 0)).isEqualTo(1);
        nanos.addAndGet(Lags.FRESH.toNanos());
        assertThat(lags.of("slots", 0)).isEqualTo(2);
    }

    @Test
    void whatTheyDoNotSayIsUnknown() {
        Lags lags = new Lags(this::brokers, Runnable::run, nanos::get);
        Lags failing = new Lags(
                () -> {
                    throw new StreamsException("no broker");
                },
                Runnable::run,
                nanos::get);

        assertThat(lags.of("slots", 1)).isNull();
        assertThat(lags.of("grids", 0)).isNull();
        assertThat(failing.of("slots", 0)).isNull();
    }

    /** However long they take, one asks them, and who comes late does not wait. */
    @Test
    void oneAskingIsUnderWayAtATime() {
        Lags lags = new Lags(this::brokers, work::add, nanos::get);

        assertThat(lags.of("slots", 0)).isNull();
        nanos.addAndGet(10 * Lags.FRESH.toNanos());
        assertThat(lags.of("slots", 0)).isNull();
        assertThat(work).hasSize(1);

        work.remove().run();
        lags.of("slots", 0);
        work.remove().run();
        assertThat(lags.of("slots", 0)).isEqualTo(2);
    }

    @Test
    void whoseLagIsUnknownIsTakenForTheFurthestBehind() {
        Standing unknown = new Standing("a:1", Role.STANDBY, null);
        Standing near = new Standing("b:1", Role.STANDBY, 3L);

        assertThat(near.isAheadOf(unknown)).isTrue();
        assertThat(unknown.isAheadOf(near)).isFalse();
        assertThat(unknown.isAheadOf(unknown)).isFalse();
    }
}
