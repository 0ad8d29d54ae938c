package io.tidemark.query.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Annotation;
import io.tidemark.domain.Change;
import io.tidemark.domain.Operation;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.testkit.BoardTeller;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewestBoardTest {
    private final NewestBoard<String> board = new NewestBoard<>();

    /** Another partition, or a change that a tool tells late: it is of yesterday, but comes last. */
    @Test
    void theOldestMakesRoomWheneverItCame() {
        for (int i = 1; i <= NewestBoard.MOST; i++) {
            board.put("m", "id" + i, 1_000 + i, "of " + i);
        }
        assertThat(board.leftOut()).isZero();

        board.put("m", "late", 1, "of yesterday");
        assertThat(board.of("m")).hasSize(NewestBoard.MOST).contains("of 1").doesNotContain("of yesterday");
        assertThat(board.leftOut()).isEqualTo(1);

        board.put("m", "new", 10_000, "of today");
        assertThat(board.of("m")).hasSize(NewestBoard.MOST).contains("of today").doesNotContain("of 1");
        assertThat(board.leftOut()).isEqualTo(2);
    }

    @Test
    void whatIsToldAgainTakesThePlaceOfWhatWasAndOfItsTime() {
        for (int i = 1; i <= NewestBoard.MOST; i++) {
            board.put("m", "id" + i, 1_000 + i, "of " + i);
        }
        board.put("m", "id1", 20_000, "corrected");
        assertThat(board.leftOut()).isZero();

        board.put("m", "new", 10_000, "of today");
        assertThat(board.of("m"))
                .hasSize(NewestBoard.MOST)
                .contains("corrected")
                .doesNotContain("of 2");
    }

    @Test
    void modelsBeyondTheMostAreCounted() {
        for (int i = 0; i < NewestBoard.MOST_MODELS + 3; i++) {
            board.put("m" + i, "id", 1, "of " + i);
        }

        assertThat(board.models()).hasSize(NewestBoard.MOST_MODELS);
        assertThat(board.leftOut()).isEqualTo(3);
    }

    /** An end is heard after its beginning, whatever the clocks of those who told them say. */
    @Test
    void theyAreToldInTheOrderInWhichTheyCame() {
        board.put("m", "begin", 20, "begin");
        board.put("m", "end", 10, "end");

        assertThat(board.of("m")).containsExactly("begin", "end");
    }

    @Test
    void boardsCountWhatHadToMakeRoomOfEachKind() {
        BoardTeller teller = BoardTeller.ofNew();
        for (int i = 0; i <= NewestBoard.MOST; i++) {
            teller.change(new Change(
                            "c" + i, Change.Kind.DEPLOYED, "m", i, "v2", "v1", Map.of(), "", "ci", "deployed", ""))
                    .annotation(Annotation.of(
                            "a" + i,
                            Annotation.Kind.NOTE,
                            new Annotation.Subject("m", "", "", ""),
                            new Annotation.Times(i, i, i),
                            "note",
                            Map.of()))
                    .operation(new Operation(
                            "m/" + i,
                            Operation.Kind.NOTE,
                            "m",
                            i,
                            "ada",
                            "",
                            "",
                            Operation.Cover.ALL,
                            Operation.Span.NONE,
                            ""))
                    .decision(new PolicyDecision("m" + i, PolicyDecision.Freedom.FULL, List.of(), List.of(), i, i));
        }

        Boards.Told<Integer> told = teller.boards().ask(view -> view.decisions().size());
        assertThat(told.value()).isEqualTo(NewestBoard.MOST_MODELS);
        assertThat(told.standing().leftOut()).isEqualTo(4);
    }
}
