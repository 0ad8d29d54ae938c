package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.AlertContext.AffectedSlice;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTextTest {
    private static Alert alert(AlertContext.Slices slices, AlertContext.Standing standing) {
        return new Alert(
                        "k",
                        "k:1",
                        1,
                        Alert.Severity.PAGE,
                        false,
                        new Alert.Transition(Alert.Notice.OPENED, State.FIRING, State.INACTIVE, Alert.Reason.BURN),
                        new Alert.Promise(
                                "drift",
                                new Scope("ctr", Stage.SERVING, "*"),
                                0.95,
                                1,
                                Alert.Method.TIMESLICES,
                                1,
                                "",
                                "",
                                ""),
                        new Alert.Times(0, 0, 0, 0),
                        new Alert.Budget(0, 1, 0, new Alert.TimeLeft.Lasting()),
                        List.of(),
                        new Alert.Finding(List.of(), 1, false, List.of()),
                        AlertContext.NONE,
                        "ctr drifted")
                .with(AlertContext.NONE.with(slices).with(standing));
    }

    @Test
    void slicesPeopleAndSilencesHaveALineEach() {
        AlertContext.Slices slices = new AlertContext.Slices(
                7,
                12,
                List.of(
                        new AffectedSlice("country=BR", State.FIRING, 0.5, 20),
                        new AffectedSlice("country=AR", State.FIRING, 0.5, 14.2),
                        new AffectedSlice("platform=ios", State.RECOVERING, 0.5, 9.06),
                        new AffectedSlice("platform=web", State.FIRING, 0.5, 1)));
        AlertContext.Standing standing =
                new AlertContext.Standing("ada", 1_767_607_200_000L, List.of("night", "move"), List.of(), 0, List.of());

        assertThat(StandingText.on(alert(slices, standing)).summary())
                .isEqualTo(
                        """
                        ctr drifted
                          in 7 of 12 slices, most in country=BR (burn 20), country=AR (burn 14) and platform=ios (burn 9.1)
                          acknowledged by ada 2026-01-05 10:00Z     silenced by night, move""");
    }

    @Test
    void nothingIsSaidWhereThereIsNothing() {
        Alert alone = alert(AlertContext.Slices.NONE, AlertContext.Standing.OPEN);

        assertThat(StandingText.on(alone)).isSameAs(alone);
    }
}
