package io.tidemark.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.testkit.TestAlert;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToldTest {
    private final TestAlert page = TestAlert.page("k");
    private final Told told = new Told(target(Set.of(), Set.of()));

    @Test
    void anEpisodeIsToldByItsTransitions() {
        assertThat(hear(page)).isEqualTo(Action.OPEN);
        assertThat(hear(page.later(2, 1, Notice.UPDATED, State.FIRING))).isEqualTo(Action.NOTHING);
        assertThat(hear(page.later(3, 2, Notice.HEARTBEAT, State.FIRING))).isEqualTo(Action.NOTHING);
        assertThat(hear(page.later(4, 3, Notice.ESCALATED, State.FIRING))).isEqualTo(Action.ESCALATE);
        assertThat(hear(page.later(5, 4, Notice.ACKNOWLEDGED, State.FIRING))).isEqualTo(Action.ACKNOWLEDGE);
        assertThat(hear(page.later(6, 5, Notice.UPDATED, State.RECOVERING))).isEqualTo(Action.NOTHING);
        assertThat(hear(page.later(7, 6, Notice.UPDATED, State.FIRING))).isEqualTo(Action.NOTHING);
        assertThat(hear(page.later(8, 7, Notice.CLOSED, State.RESOLVED))).isEqualTo(Action.CLOSE);
        assertThat(hear(page.again(9, 60))).isEqualTo(Action.OPEN);
    }

    @Test
    void aNumberHeardBeforeIsNothing() {
        hear(page);
        hear(page.later(2, 1, Notice.ACKNOWLEDGED, State.FIRING));

        assertThat(hear(page)).isEqualTo(Action.NOTHING);
        assertThat(hear(page.later(2, 1, Notice.ACKNOWLEDGED, State.FIRING))).isEqualTo(Action.NOTHING);
    }

    @Test
    void anIdentityThatWasForgottenAndComesBackIsTold() {
        hear(page);
        hear(page.later(7, 5, Notice.CLOSED, State.RESOLVED));

        assertThat(hear(page.again(1, 60))).isEqualTo(Action.OPEN);
        assertThat(hear(page.again(1, 60))).isEqualTo(Action.NOTHING);
        assertThat(hear(page.later(8, 6, Notice.UPDATED, State.FIRING))).isEqualTo(Action.NOTHING);
    }

    @Test
    void silencedAtFirstIsToldWhenTheSilenceEnds() {
        assertThat(hear(page.silencedBy("s"))).isEqualTo(Action.NOTHING);

        assertThat(hear(page.later(2, 5, Notice.UPDATED, State.FIRING))).isEqualTo(Action.OPEN);
    }

    @Test
    void whatWasNeverToldIsNotClosed() {
        hear(page.silencedBy("s"));

        assertThat(hear(page.later(2, 5, Notice.CLOSED, State.RESOLVED))).isEqualTo(Action.NOTHING);
    }

    @Test
    void whatWasToldIsClosedUnderASilenceToo() {
        hear(page);
        hear(page.later(2, 5, Notice.UPDATED, State.FIRING).silencedBy("s"));

        assertThat(hear(page.later(3, 6, Notice.CLOSED, State.RESOLVED).silencedBy("s")))
                .isEqualTo(Action.CLOSE);
    }

    @Test
    void anEpisodeWhoseBeginningIsNoLongerKnownIsClosed() {
        assertThat(hear(page.later(90, 5, Notice.CLOSED, State.RESOLVED))).isEqualTo(Action.CLOSE);
    }

    @Test
    void dryRunsAndOtherSeveritiesAreNothing() {
        Told pages = new Told(target(Set.of(Severity.PAGE), Set.of()));

        assertThat(pages.hear(page.dryRun().alert())).isEqualTo(Action.NOTHING);
        assertThat(pages.hear(page.severity(Severity.TICKET).alert())).isEqualTo(Action.NOTHING);
        assertThat(pages.hear(page.alert())).isEqualTo(Action.OPEN);
    }

    @Test
    void anEscalationReachesItsRolesTargetFirstThen() {
        Told leads = new Told(target(Set.of(), Set.of("tech-lead")));

        assertThat(leads.hear(page.roles("developer").alert())).isEqualTo(Action.NOTHING);
        assertThat(leads.hear(page.later(2, 15, Notice.ESCALATED, State.FIRING)
                        .roles("developer", "tech-lead")
                        .alert()))
                .isEqualTo(Action.OPEN);
    }

    @Test
    void pendingIsNothing() {
        assertThat(hear(page.later(1, 0, Notice.UPDATED, State.PENDING))).isEqualTo(Action.NOTHING);
    }

    private Action hear(TestAlert alert) {
        return told.hear(alert.alert());
    }

    static Target target(Set<Severity> severities, Set<String> roles) {
        return new Target(
                "hook", Target.Kind.WEBHOOK, URI.create("http://127.0.0.1:1/"), Secret.NONE, severities, roles);
    }
}
