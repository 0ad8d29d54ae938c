package io.tidemark.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.drill.Heard.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static Heard heard(String key, long atMs, Turn turn) {
        return new Heard(key, "slo-" + key, "*", "TICKET", List.of("price"), "", atMs, turn);
    }

    private static Heard step(String key, String severity, long atMs) {
        return new Heard(key, "slo-" + key, "*", severity, List.of(), "default 50 %", atMs, Turn.OPENED);
    }

    @Test
    void anAlertThatIsOpenAnywayDoesNotCount() {
        Baseline baseline = Baseline.of(List.of(heard("a", 10, Turn.OPENED), heard("a", 20, Turn.CLOSED)));

        assertThat(baseline.firstBeside(List.of(heard("a", 10, Turn.OPENED)), 0, 100))
                .isEmpty();
        assertThat(baseline.firstBeside(List.of(heard("a", 20, Turn.OPENED)), 0, 100))
                .isEmpty();
    }

    @Test
    void theSameAlertEarlierOrAgainCounts() {
        Baseline baseline = Baseline.of(List.of(heard("a", 10, Turn.OPENED), heard("a", 20, Turn.CLOSED)));

        assertThat(baseline.firstBeside(List.of(heard("a", 9, Turn.OPENED)), 0, 100))
                .isPresent();
        assertThat(baseline.firstBeside(List.of(heard("a", 21, Turn.OPENED)), 0, 100))
                .isPresent();
    }

    @Test
    void anAlertThatNeverEndsCoversTheRest() {
        Baseline baseline = Baseline.of(List.of(heard("a", 10, Turn.OPENED)));

        assertThat(baseline.firstBeside(List.of(heard("a", 90, Turn.OPENED)), 0, 100))
                .isEmpty();
        assertThat(baseline.openIn(50, 60)).hasSize(1);
        assertThat(baseline.openIn(0, 9)).isEmpty();
    }

    @Test
    void theFirstOneWithinTheTimeIsToldBurnsBeforeSteps() {
        Baseline baseline = Baseline.of(List.of());
        List<Heard> heard = List.of(
                heard("early", 4, Turn.OPENED),
                step("s", "TICKET", 7),
                heard("b", 7, Turn.OPENED),
                heard("a", 8, Turn.OPENED),
                heard("c", 6, Turn.CLOSED));

        assertThat(baseline.firstBeside(heard, 5, 9)).hasValue(heard("b", 7, Turn.OPENED));
        assertThat(baseline.firstBeside(heard, 9, 20)).isEmpty();
    }

    @Test
    void infosOfPolicyStepsTellNobody() {
        Baseline baseline = Baseline.of(List.of());

        assertThat(baseline.firstBeside(List.of(step("s", "INFO", 7)), 0, 9)).isEmpty();
        assertThat(baseline.firstBeside(List.of(step("s", "PAGE", 7)), 0, 9)).isPresent();
    }

    @Test
    void theQuietMomentIsTheFirstWithNothingOpen() {
        Baseline baseline = Baseline.of(List.of(heard("a", 25, Turn.OPENED), heard("a", 31, Turn.CLOSED)));

        assertThat(baseline.quietMoment(0, 100, 10, 20)).isZero();
        assertThat(baseline.quietMoment(10, 100, 10, 20)).isEqualTo(40);
        assertThat(baseline.quietMoment(10, 30, 10, 20)).isEqualTo(10);
    }
}
