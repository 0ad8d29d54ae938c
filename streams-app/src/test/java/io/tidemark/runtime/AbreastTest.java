package io.tidemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AbreastTest {
    private static final TopicPartition ALERTS = new TopicPartition("alerts", 0);
    private static final TopicPartition CHANGES = new TopicPartition("changes", 0);
    private static final long NOW = 1_000_000;

    private final Abreast abreast = new Abreast();

    @Test
    void allIsKnownOfWhenTheEndsWereAskedForOnceAllAreReached() {
        ask(Map.of(ALERTS, 10L, CHANGES, 0L), NOW);

        assertThat(abreast.reached(Map.of(ALERTS, 9L, CHANGES, 0L))).isEmpty();
        assertThat(abreast.reached(Map.of(ALERTS, 11L))).isEmpty();
        assertThat(abreast.reached(Map.of(ALERTS, 11L, CHANGES, 0L))).hasValue(NOW);
        assertThat(abreast.reached(Map.of(ALERTS, 11L, CHANGES, 0L))).isEmpty();
    }

    /** As in an outage: polls come back empty and positions are where they were. */
    @Test
    void withoutAnAnswerNothingIsKnown() {
        abreast.tried(NOW);

        assertThat(abreast.reached(Map.of(ALERTS, 11L))).isEmpty();
        assertThat(abreast.isDue(NOW + Abreast.EVERY_MS)).isTrue();
    }

    @Test
    void endsAreAskedForNowAndThenAndNotWhileSomeAreToBeReached() {
        assertThat(abreast.isDue(NOW)).isTrue();
        ask(Map.of(ALERTS, 10L), NOW);
        assertThat(abreast.isDue(NOW + Abreast.EVERY_MS)).isFalse();
        abreast.reached(Map.of(ALERTS, 10L));
        assertThat(abreast.isDue(NOW + Abreast.EVERY_MS - 1)).isFalse();
        assertThat(abreast.isDue(NOW + Abreast.EVERY_MS)).isTrue();
        assertThat(abreast.isDue(NOW - 1)).as("the clock was set back").isTrue();
    }

    @Test
    void endsOfATopicThatWasMadeAnewAreGivenUp() {
        ask(Map.of(ALERTS, 10L), NOW);

        assertThat(abreast.isDue(NOW + Abreast.GIVE_UP_MS)).isTrue();
        ask(Map.of(ALERTS, 2L), NOW + Abreast.GIVE_UP_MS);
        assertThat(abreast.reached(Map.of(ALERTS, 2L))).hasValue(NOW + Abreast.GIVE_UP_MS);
    }

    @Test
    void whatWasAskedOfOtherPartitionsSaysNothing() {
        ask(Map.of(ALERTS, 10L), NOW);
        abreast.restart();

        assertThat(abreast.reached(Map.of(ALERTS, 10L))).isEmpty();
        assertThat(abreast.isDue(NOW + 1)).isTrue();
    }

    private void ask(Map<TopicPartition, Long> ends, long atMs) {
        abreast.tried(atMs);
        abreast.ends(ends, atMs);
    }
}
