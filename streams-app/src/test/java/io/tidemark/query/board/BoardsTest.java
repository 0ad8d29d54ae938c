package io.tidemark.query.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import io.tidemark.testkit.AnsweringBoards;
import io.tidemark.testkit.BoardTeller;
import io.tidemark.testkit.TestAlert;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoardsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T15:00:00Z");
    private static final String KEY = AnsweringBoards.KEY;

    private final BoardTeller teller = BoardTeller.ofNew();
    private final Boards boards = teller.boards();

    private List<AlertEntry> open() {
        return boards.ask(view -> List.copyOf(view.alerts().open())).value();
    }

    /** Fired, taken, over: the partitions of several topics come in any order, and the same alert stands on two of them. */
    @Test
    void alertsMayComeInAnyOrderAndAgain() {
        TestAlert fired = TestAlert.page(KEY);
        Alert taken = fired.later(2, 10, Notice.ACKNOWLEDGED, State.FIRING)
                .acknowledgedBy("ada")
                .alert();
        Alert over = fired.later(3, 30, Notice.CLOSED, State.RESOLVED).alert();

        teller.alert(over).alert(taken).alert(fired.alert()).alert(over);

        Episode episode = boards.ask(view -> view.alerts().episode(over.episodeId()))
                .value()
                .orElseThrow();
        assertThat(episode.latest().sequence()).isEqualTo(3);
        assertThat(episode.first().orElseThrow().sequence()).isEqualTo(1);
        assertThat(episode.turns())
                .extracting(Episode.Turn::text)
                .containsExactly(
                        "fired, page, 41 % used, gone in 19 h at this rate",
                        "acknowledged by ada", "resolved: recovered");
        assertThat(episode.turns().get(1).by()).isEqualTo("ada");
        assertThat(open()).isEmpty();
    }

    /** Nobody was told of the first one's end. */
    @Test
    void ofOneIdentityOnlyTheLastEpisodeIsOpen() {
        TestAlert first = TestAlert.page(KEY);
        TestAlert second = first.again(5, 60);

        teller.alert(second.alert()).alert(first.alert());

        assertThat(open()).extracting(AlertEntry::sequence).containsExactly(5L);
        assertThat(boards.ask(view -> view.alerts().latest()).value())
                .extracting(AlertEntry::sequence)
                .containsExactly(5L);
        assertThat(boards.ask(view -> view.alerts().all()).value()).hasSize(2);
    }

    @Test
    void ofManyTurnsThoseInTheMiddleAreLeftOut() {
        TestAlert fired = TestAlert.page(KEY);
        teller.alert(fired.alert());

        IntStream.rangeClosed(2, 300)
                .forEach(i -> teller.alert(
                        fired.later(i, i, Notice.ESCALATED, State.FIRING).alert()));

        Episode episode = boards.ask(view -> view.alerts().episode(fired.alert().episodeId()))
                .value()
                .orElseThrow();
        assertThat(episode.turns()).hasSize(200);
        assertThat(episode.leftOut()).isEqualTo(100);
        assertThat(episode.turns().get(99).times().metricTimeMs()
                        - fired.alert().times().firedMs())
                .isEqualTo(100 * 60_000L);
    }

    @Test
    void theOldestOfTheEndedEpisodesMakeRoom() {
        for (int i = 0; i < AlertBoard.MOST_ENDED + 10; i++) {
            teller.alert(TestAlert.page(String.format(Locale.ROOT, "%032x", i))
                    .again(1, i)
                    .later(2, 1, Notice.CLOSED, State.RESOLVED)
                    .alert());
        }

        List<AlertEntry> kept = boards.ask(view -> view.alerts().all()).value();
        assertThat(kept).hasSize(2_000);
        assertThat(kept.get(1_999).dedupKey()).isEqualTo(String.format(Locale.ROOT, "%032x", 10));
        assertThat(boards.ask(view -> 0).standing().leftOut()).isEqualTo(10);
    }

    @Test
    void aStatusThatIsForgottenIsGone() {
        teller.status(AnsweringBoards.status("shop", "on-time", "*", "HEALTHY", 0.1));
        String moment = boards.moment();

        boards.forget("shop|on-time|*");

        assertThat(boards.ask(view -> view.slos().all().size()).value()).isZero();
        assertThat(boards.moment()).isNotEqualTo(moment);
    }

    /** What was there before anybody could listen is no news. */
    @Test
    void newsBeginOnceTheBoardsAreWhole() throws Exception {
        teller.alert(TestAlert.page(KEY).alert()).whole(NOW);
        long begin = boards.events().newest();

        teller.alert(TestAlert.page(KEY).alert())
                .alert(TestAlert.page(KEY)
                        .later(2, 5, Notice.HEARTBEAT, State.FIRING)
                        .alert())
                .alert(TestAlert.page(KEY)
                        .later(3, 9, Notice.CLOSED, State.RESOLVED)
                        .alert());

        EventRing.Batch news = boards.events().after(begin, 0);
        assertThat(news.events()).hasSize(1);
        assertThat(news.events().get(0).values()).containsEntry("state", "resolved");
        assertThat(boards.events().after(news.upTo(), 0).events()).isEmpty();
    }

    @Test
    void whoIsTooSlowHasMissedSome() throws Exception {
        teller.whole(NOW);
        long begin = boards.events().newest();
        for (String state : Collections.nCopies(EventRing.MOST / 2 + 1, "x")) {
            teller.status(AnsweringBoards.status("shop", "on-time", "*", state + "HEALTHY", 0.1));
            teller.status(AnsweringBoards.status("shop", "on-time", "*", "AT_RISK", 0.6));
        }

        assertThat(boards.events().after(begin, 0).news()).isEqualTo(EventRing.News.MISSED);
        assertThat(boards.events().after(boards.events().newest(), 0).news()).isEqualTo(EventRing.News.HEARD);
        boards.close();
        assertThat(boards.events().after(begin, 60_000).news()).isEqualTo(EventRing.News.CLOSED);
    }

    @Test
    void theEmptiestBudgetOfThoseThatSayAnythingIsTheWorst() {
        teller.status(AnsweringBoards.status("shop", "a", "*", "NO_DATA", 3))
                .status(AnsweringBoards.status("shop", "b", "*", "HEALTHY", 0.1))
                .status(AnsweringBoards.status("shop", "c", "*", "AT_RISK", 0.6))
                .status(AnsweringBoards.status("fraud", "d", "*", "EXHAUSTED", 1.2));

        List<Overview> all = boards.ask(view -> Overview.of(List.of("calm", "shop", "fraud"), view))
                .value();

        assertThat(all).extracting(Overview::model).containsExactly("fraud", "shop", "calm");
        assertThat(all.get(1).worst().orElseThrow().key().objective()).isEqualTo("c");
        assertThat(all.get(2).worst()).isEmpty();
    }
}
