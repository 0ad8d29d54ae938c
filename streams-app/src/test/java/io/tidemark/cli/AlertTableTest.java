package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.notify.Heard;
import io.tidemark.testkit.TestAlert;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertTableTest {
    private static final TestAlert PAGE = TestAlert.page("k1");

    @Test
    void theMostUrgentIsTheLast() {
        List<Heard> alerts = Stream.of(
                        PAGE.acknowledgedBy("ann"),
                        TestAlert.page("k2")
                                .severity(Severity.TICKET)
                                .slice("country=BR")
                                .silencedBy("s1"),
                        TestAlert.page("k3").later(4, 30, Notice.CLOSED, State.RESOLVED),
                        TestAlert.page("k4").roles("tech-lead"))
                .map(alert -> new Heard(alert.alert(), () -> "{}"))
                .sorted(AlertTable.ORDER)
                .toList();

        assertThat(String.join("\n", AlertTable.lines(alerts, new AlertTable.Sum(3, 0))) + "\n")
                .isEqualTo(
                        """
                        severity  state                since              budget  who              what
                        page      resolved: recovered  2026-03-01 12:00Z    41 %  team-fraud told  fraud · drift · *
                            fraud · amount drifted in all events since 2026-03-01 12:00Z (js 0.31 > 0.10)
                            episode k3:1772373600
                        ticket    firing               2026-03-01 12:00Z    41 %  silenced by s1   fraud · drift · country=BR
                            fraud · amount drifted in all events since 2026-03-01 12:00Z (js 0.31 > 0.10)
                            episode k2:1772373600
                        page      firing               2026-03-01 12:00Z    41 %  ann has it       fraud · drift · *
                            fraud · amount drifted in all events since 2026-03-01 12:00Z (js 0.31 > 0.10)
                            episode k1:1772373600
                        page      firing               2026-03-01 12:00Z    41 %  tech-lead told   fraud · drift · *
                            fraud · amount drifted in all events since 2026-03-01 12:00Z (js 0.31 > 0.10)
                            episode k4:1772373600
                        3 alerts are open: 2 page, 1 ticket
                        """);
    }

    @Test
    void nothingOpenIsSaid() {
        assertThat(AlertTable.lines(List.of(), new AlertTable.Sum(0, 0))).containsExactly("no alert is open");
        assertThat(AlertTable.json(List.of(), new AlertTable.Sum(0, 0)))
                .isEqualTo("{\"open\":0,\"onTrial\":0,\"alerts\":[]}");
    }

    /** Nothing open is no good news where objectives are only tried out. */
    @Test
    void whatIsOpenOnTrialIsSaid() {
        assertThat(AlertTable.lines(List.of(), new AlertTable.Sum(0, 2)))
                .containsExactly(
                        "2 are open on trial (dry run), and nobody is told: --all shows them", "no alert is open");
        assertThat(AlertTable.json(List.of(), new AlertTable.Sum(0, 2)))
                .isEqualTo("{\"open\":0,\"onTrial\":2,\"alerts\":[]}");
    }
}
