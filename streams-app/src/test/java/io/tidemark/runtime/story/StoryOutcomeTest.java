package io.tidemark.runtime.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.runtime.OutputLine;
import io.tidemark.runtime.OutputLine.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The story says which alert was missing, and which too many. */
class StoryOutcomeTest {
    private final List<OutputLine.OfAlert> all = new ArrayList<>(
            Chapter.allAlerts().stream().map(HeardAlert::meeting).toList());

    private Overheard heard() {
        Overheard overheard = new Overheard(Story.MODEL, new Listening());
        all.forEach(overheard::alert);
        return overheard;
    }

    @Test
    void allOfThemInAnyOrderAreAsExpected() {
        OutputLine.OfAlert first = all.remove(0);
        all.add(first);

        StoryOutcome outcome = StoryOutcome.of(Chapter.allAlerts(), heard(), List.of());

        assertThat(outcome.isAsExpected()).isTrue();
        assertThat(outcome.words())
                .containsExactly(
                        "the story: expected 5 alerts, heard 5, each with its cause and its owner; nothing else");
    }

    @Test
    void missingAlertIsNamed() {
        all.remove(2);

        StoryOutcome outcome = StoryOutcome.of(Chapter.allAlerts(), heard(), List.of());

        assertThat(outcome.isAsExpected()).isFalse();
        assertThat(outcome.words())
                .containsExactly(
                        "the story: expected 5 alerts, heard 4; it is not as it should be:",
                        "  missing   page of fraud-loading, cause serving, owner team-serving:"
                                + " fraud · version v2 does not load since 2026-01-01 01:23Z: no memory …");
    }

    @Test
    void secondOneOfTheSameIsTooMany() {
        all.add(all.get(3));

        StoryOutcome outcome = StoryOutcome.of(Chapter.allAlerts(), heard(), List.of());

        assertThat(outcome.words())
                .containsExactly(
                        "the story: expected 5 alerts, heard 6; it is not as it should be:",
                        "  too many  page of fraud-slower of region=br, cause serving, owner team-serving:"
                                + " fraud · latency slower in region=br since ");
    }

    @Test
    void wrongOwnerIsBothMissingAndTooMany() {
        OutputLine.Subject subject = new OutputLine.Subject("fraud", "fraud-right", "*", "model", "team-data");
        all.set(4, HeardAlert.of("TICKET", subject, "fraud · accuracy fell in all events since then"));

        StoryOutcome outcome = StoryOutcome.of(Chapter.allAlerts(), heard(), List.of());

        assertThat(outcome.missing())
                .containsExactly("ticket of fraud-right, cause model, owner team-model:"
                        + " fraud · accuracy fell in all events …");
        assertThat(outcome.tooMany())
                .containsExactly("ticket of fraud-right, cause model, owner team-data:"
                        + " fraud · accuracy fell in all events since then");
    }

    @Test
    void wrongCauseSeverityAndWordsAreSeen() {
        ExpectedAlert expected = Chapter.QUALITY_FALLS.alerts().get(0);
        OutputLine.Subject other = new OutputLine.Subject("fraud", "fraud-right", "*", "data", "team-model");

        assertThat(expected.isMetBy(HeardAlert.meeting(expected))).isTrue();
        assertThat(expected.isMetBy(HeardAlert.of("TICKET", other, expected.begins())))
                .isFalse();
        assertThat(expected.isMetBy(HeardAlert.of("PAGE", expected.subject(), expected.begins())))
                .isFalse();
        assertThat(expected.isMetBy(HeardAlert.of("TICKET", expected.subject(), "fraud · nothing")))
                .isFalse();
    }

    @Test
    void stepsThatFollowAreCountedApartAndOthersAreTooMany() {
        OutputLine.Subject right = Chapter.QUALITY_FALLS.alerts().get(0).subject();
        all.add(HeardAlert.with("TICKET", right, "fraud · 83 % used", Step.OPENED, "default 75 %"));

        assertThat(StoryOutcome.of(Chapter.allAlerts(), heard(), List.of()).words())
                .containsExactly("the story: expected 5 alerts, heard 5, each with its cause and its owner;"
                        + " nothing else but 1 step of the error-budget policy, which followed");

        OutputLine.Subject volume = new OutputLine.Subject("fraud", "fraud-volume", "*", "data", "team-data");
        all.add(HeardAlert.with("TICKET", volume, "fraud · 76 % used", Step.OPENED, "default 75 %"));

        assertThat(StoryOutcome.of(Chapter.allAlerts(), heard(), List.of()).tooMany())
                .containsExactly("ticket of fraud-volume, cause data, owner team-data: fraud · 76 % used");
    }

    @Test
    void whatDidNotComeAboutIsNamed() {
        StoryOutcome outcome = StoryOutcome.of(Chapter.allAlerts(), heard(), List.of("v1 is eligible for promotion"));

        assertThat(outcome.isAsExpected()).isFalse();
        assertThat(outcome.words()).endsWith("  missing   v1 is eligible for promotion");
    }
}
