package io.tidemark.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.Cause;
import io.tidemark.domain.Route;
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

    /** Cause and owner may become others in the course of an episode; who was told of it is told of its end. */
    @Test
    void aTargetIsToldOfItsCausesOwnersAndTenants() {
        Alert alert = page.alert();
        Alert ofData = alert.with(alert.promise().with(Cause.DATA, "features"));
        Alert ofModel = alert.with(alert.promise().with(Cause.MODEL, "team-fraud"));

        assertThat(routed(new Route(Set.of(Cause.DATA), Set.of(), Set.of())).hear(ofData))
                .isEqualTo(Action.OPEN);
        assertThat(routed(new Route(Set.of(Cause.DATA), Set.of(), Set.of())).hear(ofModel))
                .isEqualTo(Action.NOTHING);
        assertThat(routed(new Route(Set.of(Cause.DATA), Set.of(), Set.of())).hear(alert))
                .isEqualTo(Action.OPEN);
        assertThat(routed(new Route(Set.of(), Set.of("features"), Set.of())).hear(ofModel))
                .isEqualTo(Action.NOTHING);
        assertThat(routed(new Route(Set.of(), Set.of("features"), Set.of())).hear(ofData))
                .isEqualTo(Action.OPEN);
        assertThat(routed(new Route(Set.of(), Set.of(), Set.of("ads"))).hear(ofData))
                .isEqualTo(Action.NOTHING);
        assertThat(routed(new Route(Set.of(), Set.of(), Set.of("default"))).hear(ofData))
                .isEqualTo(Action.OPEN);

        Told told = routed(new Route(Set.of(Cause.DATA), Set.of(), Set.of()));
        told.hear(ofData);
        Alert end = page.later(8, 7, Notice.CLOSED, State.RESOLVED).alert();
        assertThat(told.hear(end.with(end.promise().with(Cause.MODEL, "team-fraud"))))
                .isEqualTo(Action.CLOSE);
    }

    private static Told routed(Route route) {
        Target any = target(Set.of(), Set.of());
        return new Told(
                new Target(any.name(), any.kind(), any.url(), any.secret(), any.severities(), any.roles(), route));
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
