package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.query.Rows.Role;
import io.tidemark.query.Rows.Standing;
import io.tidemark.testkit.HungPeer;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two partitions, the first written by another instance, the second by this one. */
@Tag("slow")
class WholeStateTest {
    private static final String HERE = "here:1";
    private static final String NOBODY = "127.0.0.1:1";

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final ChangingRows rows =
            new ChangingRows().with(0, "a", new byte[1]).with(1, "a", new byte[2]);

    private WholeState state(String other, RowSource local) {
        return new WholeState(
                (stage, partition) -> partition == 0 ? List.of(other) : List.of(HERE),
                HERE,
                local,
                HttpClient.newHttpClient(),
                new PeerSettings("http", ""),
                nanos::get);
    }

    private static Answer<Integer> lengths(RowSource source) {
        return new Questions(source).ask(view -> length(view, 1) + length(view, 0));
    }

    private static int length(View view, int partition) {
        return view.ifThere(Kept.SLOTS, partition, store -> store.get("a").length, 0);
    }

    /** One says nothing at all; the other begins an answer that it never ends. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun"})
    void oneThatHangsIsWaitedForOnceAndLetBe(String beginning) throws Exception {
        try (HungPeer hung = new HungPeer(beginning)) {
            WholeState state = state(hung.address(), rows);

            Answer<Integer> first = lengths(state);
            Answer<Integer> second = lengths(state);

            assertThat(first.value()).as("what is here").isEqualTo(2);
            assertThat(first.missing())
                    .containsEntry(
                            "judge-0", "another instance does not answer within 3000 ms: instance=" + hung.address());
            assertThat(second.value()).isEqualTo(2);
            assertThat(second.missing())
                    .containsEntry(
                            "judge-0",
                            "another instance did not answer a moment ago and is let be for 5 s: instance="
                                    + hung.address());
            assertThat(hung.calls()).isEqualTo(1);
        }
    }

    @Test
    void oneThatIsNotThereIsLetBeForAWhile() {
        WholeState state = state(NOBODY, rows);

        String first = lengths(state).missing().get("judge-0");
        String rests = lengths(state).missing().get("judge-0");
        nanos.addAndGet(Rest.LENGTH.toNanos());
        String again = lengths(state).missing().get("judge-0");

        assertThat(first).isEqualTo("another instance does not answer: instance=" + NOBODY);
        assertThat(rests).startsWith("another instance did not answer a moment ago");
        assertThat(again).isEqualTo(first);
    }

    /** The partitions here take all of the time that there is. */
    @Test
    void aQuestionWaitsOnlySoLongForOthersInAll() {
        RowSource slow = ask -> {
            nanos.addAndGet(WholeState.WHOLE_PATIENCE.toNanos());
            return rows.read(ask);
        };

        Answer<Integer> answer = lengths(state(NOBODY, slow));

        assertThat(answer.value()).isEqualTo(2);
        assertThat(answer.missing())
                .containsEntry(
                        "judge-0", "the 6 s that a question waits for other instances are over: instance=" + NOBODY);
        assertThat(rows.reads()).as("read, and once looked at again").isEqualTo(2);
    }

    @Test
    void allThatHoldAPartitionAreNamedIfNoneAnswers() {
        WholeState state = new WholeState(
                (stage, partition) -> List.of(NOBODY, HERE),
                HERE,
                rows.without(0),
                HttpClient.newHttpClient(),
                new PeerSettings("http", ""),
                nanos::get);

        assertThatThrownBy(() -> state.read(new Ask(Kept.SLOTS, 0, Bytes.wrap(new byte[0]), Bytes.wrap(new byte[0]))))
                .isInstanceOf(Unavailable.class)
                .hasMessage("another instance does not answer: instance=" + NOBODY + "; partition 0 is being moved");
    }

    @Test
    void aCopyHereAnswersForOneThatHangs() throws Exception {
        try (HungPeer hung = new HungPeer("")) {
            WholeState state = new WholeState(
                    (stage, partition) -> List.of(hung.address(), HERE),
                    HERE,
                    ask -> new Rows(rows.read(ask).rows(), new Standing(HERE, Role.STANDBY, 3L)),
                    HttpClient.newHttpClient(),
                    new PeerSettings("http", ""),
                    nanos::get);

            Answer<Integer> answer = lengths(state);

            assertThat(answer.value()).isEqualTo(3);
            assertThat(answer.missing()).isEmpty();
            assertThat(answer.standings()).containsEntry("judge-0", new Standing(HERE, Role.STANDBY, 3L));
            assertThat(hung.calls()).isEqualTo(1);
        }
    }

    /** After the rest one asks; the others wait for what comes of that. */
    @Test
    void afterARestOneAsksFirst() {
        Rest rest = new Rest(nanos::get);
        assertThat(rest.mayAsk()).isTrue();

        rest.begin();
        assertThat(rest.mayAsk()).isFalse();

        nanos.addAndGet(Rest.LENGTH.toNanos());
        assertThat(rest.mayAsk()).isTrue();
        assertThat(rest.mayAsk()).isFalse();

        rest.end();
        assertThat(rest.mayAsk()).isTrue();
        assertThat(rest.mayAsk()).isTrue();
    }
}
