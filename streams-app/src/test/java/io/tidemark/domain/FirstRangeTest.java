package io.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Windows are of one millisecond, so that a time is a window's number. */
class FirstRangeTest {
    private static final int LENGTH = 20;

    private final NavigableMap<Long, Long> rows = new TreeMap<>();

    private FirstRangeTest rows(long from, long to, long each) {
        for (long window = from; window < to; window++) {
            rows.merge(window, each, Long::sum);
        }
        return this;
    }

    private String complete(long closedThrough) {
        return new FirstRange(rows, 1, LENGTH)
                .complete(closedThrough)
                .map(range -> range.startMs() + ".." + range.endMs())
                .orElse("none");
    }

    @Test
    void rangeBeginsWithTheFirstWindow() {
        rows(100, 200, 50);

        assertThat(complete(119)).isEqualTo("none");
        assertThat(complete(120)).isEqualTo("100..120");
        assertThat(complete(200)).isEqualTo("100..120");
    }

    @Test
    void oneEventOfLongAgoDoesNotBeginTheStream() {
        rows(-5_000, -4_999, 1).rows(100, 200, 50);

        assertThat(complete(100)).isEqualTo("none");
        assertThat(complete(120)).isEqualTo("100..120");
    }

    @Test
    void oneEventOfAWeekAgoDoesNotBeginTheStreamEvenWhileNothingElseHasClosed() {
        rows(0, 1, 1);

        assertThat(complete(1_000)).isEqualTo("none");
    }

    @Test
    void sprinkledOldEventsAreTooFewToBeginTheStream() {
        for (long window = 80; window < 100; window += 5) {
            rows(window, window + 1, 1);
        }
        rows(100, 200, 50);

        // what begins at 80 holds 4 rows when it is complete, and by then nothing else is known: it is the stream's
        // beginning
        assertThat(complete(100)).isEqualTo("80..100");
    }

    @Test
    void gapsDoNotHinderARange() {
        for (long day = 0; day < 10; day++) {
            rows(day * 10, day * 10 + 2, 50);
        }

        assertThat(complete(20)).isEqualTo("0..20");
    }

    @Test
    void streamThatGrowsBeginsWhereItBegan() {
        for (long window = 0; window < 100; window++) {
            rows(window, window + 1, 1 + window * window);
        }

        assertThat(complete(100)).isEqualTo("0..20");
    }

    @Test
    void whatIsKnownLaterDoesNotMoveTheRange() {
        rows(0, 40, 1).rows(40, 100, 1_000_000);

        assertThat(complete(20)).isEqualTo("0..20");
        assertThat(complete(100)).isEqualTo("0..20");
    }
}
