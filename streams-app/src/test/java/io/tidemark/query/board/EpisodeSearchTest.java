package io.tidemark.query.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import io.tidemark.query.board.EpisodeSearch.NotFound;
import io.tidemark.query.board.EpisodeSearch.Why;
import io.tidemark.testkit.TestAlert;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What somebody typed to name an episode: of seven that are open six begin with a, and two are closed. */
class EpisodeSearchTest {
    private static final List<AlertEntry> ALL = all();

    private static List<AlertEntry> all() {
        List<AlertEntry> open = IntStream.range(0, 6)
                .mapToObj(i -> entry(TestAlert.page("a" + i + "0".repeat(30))))
                .toList();
        return Stream.concat(
                        open.stream(),
                        Stream.of(
                                entry(TestAlert.page("b".repeat(32))),
                                entry(closed("c1" + "0".repeat(30))),
                                entry(closed("c2" + "0".repeat(30)))))
                .toList();
    }

    private static TestAlert closed(String key) {
        return TestAlert.page(key).later(9, 30, Notice.CLOSED, State.RESOLVED);
    }

    private static AlertEntry entry(TestAlert alert) {
        return AlertEntry.of(alert.alert(), () -> "");
    }

    private static AlertEntry open(String typed, Asker asker) {
        return EpisodeSearch.open(ALL, AlertEntry::isOpen, typed, asker);
    }

    @Test
    void theOnlyOneThatBeginsSoIsMeant() {
        assertThat(open("b", Asker.API).dedupKey()).isEqualTo("b".repeat(32));
        assertThat(open("a3", Asker.API).dedupKey()).startsWith("a3");
    }

    @Test
    void ofSeveralAFewAreNamed() {
        assertThatThrownBy(() -> open("a", Asker.API))
                .isInstanceOfSatisfying(
                        NotFound.class, none -> assertThat(none.why()).isEqualTo(Why.SEVERAL))
                .hasMessageStartingWith(
                        "6 open alerts begin so: episode=a; write more of the one that is meant: a0000000")
                .hasMessageEndingWith("(fraud, drift, *) and 1 more, see GET /api/v1/alerts?state=open");
        assertThatThrownBy(() -> open("a", Asker.COMMAND)).hasMessageEndingWith(" and 1 more, see tidemark alerts");
    }

    @Test
    void whatIsClosedIsNotCalledUnknown() {
        assertThatThrownBy(() -> open("c1", Asker.API))
                .isInstanceOfSatisfying(
                        NotFound.class, none -> assertThat(none.why()).isEqualTo(Why.CLOSED))
                .hasMessageStartingWith("the alert is closed since 2026-03-01 14:30Z (recovered): episode=c1000");
        assertThatThrownBy(() -> open("c", Asker.API))
                .isInstanceOfSatisfying(
                        NotFound.class, none -> assertThat(none.why()).isEqualTo(Why.CLOSED))
                .hasMessageStartingWith("2 alerts begin so, and none of them is open: episode=c; open are ");
    }

    @Test
    void ofWhatIsUnknownTheOpenOnesAreTold() {
        assertThatThrownBy(() -> open("d", Asker.API))
                .isInstanceOfSatisfying(
                        NotFound.class, none -> assertThat(none.why()).isEqualTo(Why.UNKNOWN))
                .hasMessageStartingWith("no alert is known by that id: episode=d; open are a0000000");
        assertThatThrownBy(() -> EpisodeSearch.open(List.of(), AlertEntry::isOpen, "d", Asker.API))
                .hasMessage("no alert is known by that id: episode=d; no alert is open");
    }
}
