package io.tidemark.slo.voice;

import static io.tidemark.slo.voice.Stage.FRESH;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Reason;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Operation.Kind;
import io.tidemark.slo.voice.Vigil.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class VigilTest {
    /** Fires from the first slot on. */
    private static Stage firing(int slots) {
        Stage stage = new Stage(FRESH);
        for (int slot = 0; slot < slots; slot++) {
            stage.sing(FRESH, "*", slot, 'F');
        }
        return stage;
    }

    @Test
    void heartbeatRepeatsTheLastNumberAndIsNoTransition() {
        Stage stage = firing(2);
        stage.clockMs = 90_000;

        List<Alert> beats = stage.vigil.heartbeats(stage.clockMs);

        assertThat(beats).singleElement().satisfies(beat -> {
            assertThat(beat.sequence()).isEqualTo(2);
            assertThat(beat.transition())
                    .isEqualTo(new Alert.Transition(Notice.HEARTBEAT, State.FIRING, State.FIRING, Reason.BURN));
            assertThat(beat.times().clockTimeMs()).isEqualTo(90_000);
            assertThat(beat.times().metricTimeMs()).isEqualTo(120_000);
        });
    }

    @Test
    void closedAlertBeatsNoMore() {
        Stage stage = firing(1).sing(FRESH, "*", 1, '.');

        assertThat(stage.vigil.heartbeats(90_000)).isEmpty();
    }

    @Test
    void acknowledgementIsToldOnceAndStays() {
        Stage stage = firing(1);
        String episode = stage.told.get(0).episodeId();
        stage.clockMs = 5_000;

        Answer first = stage.say(Kind.ACKNOWLEDGE, "1", episode, 0, 0);
        Answer second = stage.restart().say(Kind.ACKNOWLEDGE, "2", episode, 0, 0);

        assertThat(first).isInstanceOfSatisfying(Answer.Tell.class, tell -> {
            assertThat(tell.alert().sequence()).isEqualTo(2);
            assertThat(tell.alert().transition().notice()).isEqualTo(Notice.ACKNOWLEDGED);
            assertThat(tell.alert().context().standing().acknowledgedBy()).isEqualTo("ada");
            assertThat(tell.alert().context().standing().acknowledgedMs()).isEqualTo(5_000);
        });
        assertThat(second).isEqualTo(new Answer.Known());
        stage.sing(FRESH, "*", 1, 'F');
        Alert next = stage.told.get(1);
        assertThat(next.sequence()).isEqualTo(3);
        assertThat(next.context().standing().acknowledgedBy()).isEqualTo("ada");
    }

    @Test
    void acknowledgementByDedupKeyMeansTheOpenEpisode() {
        Stage stage = firing(1);

        assertThat(stage.say(Kind.ACKNOWLEDGE, "1", stage.told.get(0).dedupKey(), 0, 0))
                .isInstanceOf(Answer.Tell.class);
    }

    @Test
    void nextEpisodeIsNotAcknowledged() {
        Stage stage = firing(1);
        stage.say(Kind.ACKNOWLEDGE, "1", stage.told.get(0).episodeId(), 0, 0);

        stage.sing(FRESH, "*", 1, '.').sing(FRESH, "*", 2, 'F');

        assertThat(stage.told.get(1).context().standing().acknowledgedBy()).isEqualTo("ada");
        assertThat(stage.told.get(2).context().standing()).isEqualTo(AlertContext.Standing.OPEN);
    }

    @Test
    void closedOrUnknownEpisodeCannotBeAcknowledged() {
        Stage stage = firing(1).sing(FRESH, "*", 1, '.');
        Answer refused = new Answer.Refused("the episode is not open, or was never told of");

        assertThat(stage.say(Kind.ACKNOWLEDGE, "1", stage.told.get(0).episodeId(), 0, 0))
                .isEqualTo(refused);
        assertThat(stage.say(Kind.ACKNOWLEDGE, "2", "nobody:12", 0, 0)).isEqualTo(refused);
    }

    @Test
    void closedByHandItIsQuietUntilTheNextEpisode() {
        Stage stage = firing(2);

        Answer answer = stage.say(Kind.RESOLVE, "1", stage.told.get(0).episodeId(), 0, 0);
        stage.sing(FRESH, "*", 2, 'F').sing(FRESH, "*", 3, '.').sing(FRESH, "*", 4, 'F');

        assertThat(answer).isInstanceOfSatisfying(Answer.Tell.class, tell -> assertThat(
                        tell.alert().transition())
                .isEqualTo(new Alert.Transition(Notice.CLOSED, State.RESOLVED, State.FIRING, Reason.MANUAL)));
        assertThat(stage.heard()).containsExactly("f * 1 OPENED", "f * 2 UPDATED", "f * 5 OPENED");
        assertThat(stage.told.get(2).sequence()).isEqualTo(5);
    }

    @Test
    void silenceIsSaidWhenItBeginsAndTheAlertOpenedAgainWhenItEnds() {
        Stage stage = firing(1);

        assertThat(stage.say(Kind.SILENCE, "night", "", 1_000, 2_000)).isEqualTo(new Answer.Holds());
        List<Alert> before = stage.vigil.silenced(999);
        List<Alert> begins = stage.vigil.silenced(1_000);
        begins.forEach(stage.vigil::told);
        List<Alert> during = stage.restart().vigil.silenced(1_500);
        List<Alert> ends = stage.vigil.silenced(2_000);

        assertThat(before).isEmpty();
        assertThat(begins).singleElement().satisfies(alert -> {
            assertThat(alert.transition().notice()).isEqualTo(Notice.UPDATED);
            assertThat(alert.context().standing().silencedBy()).containsExactly("night");
        });
        assertThat(during).isEmpty();
        assertThat(ends).singleElement().satisfies(alert -> {
            assertThat(alert.transition().notice()).isEqualTo(Notice.OPENED);
            assertThat(alert.transition().previousState()).isEqualTo(State.FIRING);
            assertThat(alert.context().standing().silencedBy()).isEmpty();
            assertThat(alert.sequence()).isEqualTo(3);
        });
    }

    @Test
    void alertThatOpensUnderASilenceSaysSo() {
        Stage stage = new Stage(FRESH);
        stage.say(Kind.SILENCE, "night", "", 0, 2_000);

        stage.sing(FRESH, "*", 0, 'F');

        assertThat(stage.told.get(0).context().standing().silencedBy()).containsExactly("night");
    }

    @Test
    void silenceEndsBeforeItsTimeById() {
        Stage stage = new Stage(FRESH);
        stage.say(Kind.SILENCE, "night", "", 0, 2_000);
        stage.sing(FRESH, "*", 0, 'F');

        assertThat(stage.say(Kind.END_SILENCE, "night", "", 0, 0)).isEqualTo(new Answer.Holds());
        assertThat(stage.say(Kind.END_SILENCE, "night", "", 0, 0))
                .isEqualTo(new Answer.Refused("there is no such silence"));
        assertThat(stage.vigil.silenced(1_000))
                .singleElement()
                .satisfies(alert -> assertThat(alert.transition().notice()).isEqualTo(Notice.OPENED));
    }

    @Test
    void silenceThatIsOverIsRefused() {
        Stage stage = new Stage(FRESH);
        stage.clockMs = 3_000;

        assertThat(stage.say(Kind.SILENCE, "night", "", 1_000, 3_000))
                .isEqualTo(new Answer.Refused(
                        "the silence is over already: to=1970-01-01T00:00:03Z, clock=1970-01-01T00:00:03Z"));
    }

    @Test
    void whatExpiresIsClosedAndForgotten() {
        Stage stage = firing(1);

        List<Alert> closing = stage.vigil.expire(stage.told.get(0).dedupKey(), Alert.Reason.EXPIRED, 7_000);

        assertThat(closing).singleElement().satisfies(alert -> assertThat(alert.transition())
                .isEqualTo(new Alert.Transition(Notice.CLOSED, State.RESOLVED, State.FIRING, Reason.EXPIRED)));
        assertThat(stage.vigil.heartbeats(8_000)).isEmpty();
        assertThat(stage.memory.voices()).isEmpty();
    }
}
