package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Mark;
import io.tidemark.domain.Mark.State;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private final Sources sources = new Sources(1_000);

    @Test
    void partitionWithoutEventsFlowsUntilTheTimeOut() {
        sources.source("t-0", 5_000);

        assertThat(sources.marks(5_999)).containsExactly(new Mark("t-0", Long.MIN_VALUE, 0, State.FLOWING));
        assertThat(sources.marks(6_000)).containsExactly(new Mark("t-0", Long.MIN_VALUE, 0, State.IDLE));
    }

    @Test
    void markSaysTheNewestTimeAndTheNumberOfEvents() {
        Sources.Source source = sources.source("t-0", 0);

        for (long time : new long[] {70, -5, 90, 80}) {
            source.heard(100);
            source.counted(time);
        }

        assertThat(sources.marks(100)).containsExactly(new Mark("t-0", 90, 4, State.FLOWING));
    }

    @Test
    void rejectedRecordIsHeardButDoesNotAdvanceTime() {
        Sources.Source source = sources.source("t-0", 0);
        source.heard(0);
        source.counted(70);

        source.heard(1_500);

        assertThat(sources.marks(2_499)).containsExactly(new Mark("t-0", 70, 1, State.FLOWING));
        assertThat(sources.marks(2_500)).containsExactly(new Mark("t-0", 70, 1, State.IDLE));
    }

    @Test
    void aHeldPartitionIsNotIdleAndHasTheWholeTimeOutAfterwards() {
        Set<String> held = new HashSet<>(Set.of("t-0"));
        Sources holding = new Sources(1_000, held::contains);
        holding.source("t-0", 0);
        holding.source("t-1", 0);

        assertThat(holding.marks(5_000)).extracting(Mark::state).containsExactly(State.FLOWING, State.IDLE);
        held.clear();

        assertThat(holding.marks(5_999)).extracting(Mark::state).containsExactly(State.FLOWING, State.IDLE);
        assertThat(holding.marks(6_000)).extracting(Mark::state).containsExactly(State.IDLE, State.IDLE);
    }

    @Test
    void endedPartitionStaysEndedUntilItIsHeardAgain() {
        Sources.Source source = sources.source("t-0", 0);
        source.heard(0);
        source.end();

        assertThat(sources.marks(9_999)).extracting(Mark::state).containsExactly(State.ENDED);
        source.heard(10_000);
        assertThat(sources.marks(10_000)).extracting(Mark::state).containsExactly(State.FLOWING);
    }

    @Test
    void everyPartitionHasOneMarkInTheOrderOfNames() {
        sources.source("t-1", 0);
        Sources.Source first = sources.source("t-0", 0);
        assertThat(sources.source("t-0", 500)).isSameAs(first);

        assertThat(sources.marks(0)).extracting(Mark::source).containsExactly("t-0", "t-1");
    }
}
