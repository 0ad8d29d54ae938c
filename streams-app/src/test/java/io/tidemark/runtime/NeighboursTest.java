package io.tidemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.topology.Topics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    private final Neighbours neighbours =
            new Neighbours("acme", new Topics("acme", Map.of("orders", 2, "acme-events", 1)));

    @Test
    void instancesOfTheSameFileAgree() {
        assertThat(neighbours.disagreeing(List.of("orders", "acme-partials", "orders", "acme-events", "acme-readings")))
                .isEmpty();
    }

    @Test
    void nobodyDisagreesWhereNothingIsSharedOut() {
        assertThat(neighbours.disagreeing(List.of())).isEmpty();
        assertThat(neighbours.disagreeing(List.of("acme-partials"))).isEmpty();
    }

    @Test
    void whoWatchesMoreLessOrOthersDisagrees() {
        assertThat(neighbours.disagreeing(List.of("orders", "acme-partials"))).containsExactly("orders");
        assertThat(neighbours.disagreeing(List.of("orders", "acme-events", "clicks")))
                .containsExactly("acme-events", "clicks", "orders");
        assertThat(neighbours.disagreeing(List.of("clicks", "acme-partials"))).containsExactly("clicks");
    }
}
