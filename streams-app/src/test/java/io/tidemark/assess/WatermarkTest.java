package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.PINNED;
import static io.tidemark.assess.AssessorBench.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Mark;
import io.tidemark.domain.Mark.State;
import io.tidemark.testkit.HeapAssessState;
import org.junit.jupiter.api.Test;

class WatermarkTest {
    private final HeapAssessState state = new HeapAssessState();

    @Test
    void minimumOfThoseThatFlow() {
        mark("a", 30, State.FLOWING);
        mark("b", 20, State.FLOWING);
        mark("c", 10, State.IDLE);
        mark("d", 5, State.ENDED);

        assertThat(watermark("a", "b", "c", "d")).isEqualTo(new Watermark(20, State.FLOWING));
    }

    @Test
    void unknownWhileOneWasNeverHeardOf() {
        mark("a", 30, State.ENDED);

        assertThat(watermark("a", "b")).isEqualTo(new Watermark(Long.MIN_VALUE, State.FLOWING));
    }

    @Test
    void unknownWhileOneThatFlowsHadNoEvent() {
        mark("a", 30, State.FLOWING);
        mark("b", Long.MIN_VALUE, State.FLOWING);

        assertThat(watermark("a", "b")).isEqualTo(new Watermark(Long.MIN_VALUE, State.FLOWING));
    }

    @Test
    void newestWhereNoneFlows() {
        mark("a", 30, State.IDLE);
        mark("b", 40, State.ENDED);

        assertThat(watermark("a", "b")).isEqualTo(new Watermark(40, State.IDLE));
    }

    @Test
    void endedWhereAllEnded() {
        mark("a", 30, State.ENDED);
        mark("b", Long.MIN_VALUE, State.ENDED);

        assertThat(watermark("a", "b")).isEqualTo(new Watermark(30, State.ENDED));
    }

    @Test
    void marksOfOtherTopicsDoNotCount() {
        mark("a", 30, State.FLOWING);
        mark("other", 1, State.FLOWING);

        assertThat(watermark("a")).isEqualTo(new Watermark(30, State.FLOWING));
    }

    private Watermark watermark(String... sources) {
        return Watermark.of(rules("fraud", PINNED, sources), state);
    }

    private void mark(String source, long newestMs, State heard) {
        state.putMark(new Mark(source, newestMs, 0, heard));
    }
}
