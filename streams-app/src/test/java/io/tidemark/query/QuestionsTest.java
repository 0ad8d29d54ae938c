package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.query.Answer.Moment;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    private final ChangingRows rows =
            new ChangingRows().with(0, "a", new byte[1]).with(0, "b", new byte[2]);

    private static Function<View, Integer> lengths() {
        return view -> {
            ViewStore<String> store = ViewStore.text(view, Kept.SLOTS, 0);
            return length(store, "a") + length(store, "b") + length(store, "c");
        };
    }

    private static int length(ViewStore<String> store, String key) {
        byte[] value = store.get(key);
        return value == null ? 0 : value.length;
    }

    @Test
    void whatDoesNotChangeIsOfOneMoment() {
        Answer<Integer> answer = new Questions(rows).ask(lengths());

        assertThat(answer.value()).isEqualTo(3);
        assertThat(answer.moment()).isEqualTo(Moment.ONE);
        assertThat(answer.standings()).containsOnlyKeys("judge-0");
        assertThat(answer.missing()).isEmpty();
    }

    /** The first reading of a changes it: a 1, b 3. Never is that the answer. */
    @Test
    void whatChangesWhileItIsReadIsReadAnew() {
        Answer<Integer> answer = new Questions(rows.changing(1)).ask(lengths());

        assertThat(answer.value()).isEqualTo(2 + 3);
        assertThat(answer.moment()).isEqualTo(Moment.ONE);
    }

    @Test
    void whatNeverRestsIsToldAsOfSeveralMoments() {
        Answer<Integer> answer = new Questions(rows.changing(1_000)).ask(lengths());

        assertThat(answer.moment()).isEqualTo(Moment.SEVERAL);
        assertThat(rows.reads())
                .as("bounded: four times three rows, each time looked at again")
                .isLessThanOrEqualTo(24);
    }

    @Test
    void whatThereIsNoTimeToReadAnewIsToldAsOfSeveralMoments() {
        ChangingRows changing = rows.changing(1_000);
        RowSource late = new RowSource() {
            @Override
            public Rows read(Ask ask) {
                return changing.read(ask);
            }

            @Override
            public boolean hasTimeToAskAnew() {
                return false;
            }
        };

        assertThat(new Questions(late).ask(lengths()).moment()).isEqualTo(Moment.SEVERAL);
        assertThat(rows.reads()).as("three rows, some of them twice").isLessThanOrEqualTo(6);
    }

    /** Rows of 1 and 2 bytes, and their keys, are some 200 bytes. */
    @Test
    void anAnswerHoldsSoMuchAndNoMore() {
        assertThat(new Questions(rows, new AnswerRoom(250, 250)).ask(lengths()).value())
                .isEqualTo(3);
        assertThatThrownBy(() -> new Questions(rows, new AnswerRoom(150, 1_000)).ask(lengths()))
                .isInstanceOf(TooMuch.class)
                .hasMessageContaining("ask for a shorter range, a longer step, or fewer columns");
    }

    /** What others hold leaves no room for one more; once they are done, there is. */
    @Test
    void answersShareTheRoomThatThereIs() {
        Questions questions = new Questions(rows, new AnswerRoom(1_000, 350));

        assertThatThrownBy(() -> questions.ask(view -> {
                    int own = lengths().apply(view);
                    return own + questions.ask(lengths()).value();
                }))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("no room for more; ask again in a moment");
        for (int i = 0; i < 10; i++) {
            assertThat(questions.ask(lengths()).value()).isEqualTo(3);
        }
    }

    @Test
    void aPartThatNobodyAnswersForIsMissingOrTheQuestionFails() {
        ChangingRows lost = rows.without(1);

        Answer<Integer> partial = new Questions(lost)
                .ask(view -> view.ifThere(Kept.PROGRESS, 1, store -> 5, -1)
                        + view.ifThere(Kept.PROGRESS, 1, store -> length(store.get("a")), -1));

        assertThat(partial.value()).isEqualTo(5 - 1);
        assertThat(partial.missing()).containsExactly(Map.entry("assess-1", "partition 1 is being moved"));
        assertThatThrownBy(() -> new Questions(lost)
                        .ask(view -> ViewStore.text(view, Kept.SLOTS, 1).get("a")))
                .isInstanceOf(Unavailable.class)
                .hasMessage("partition 1 is being moved");
    }

    private static int length(byte[] value) {
        return value.length;
    }
}
