package io.tidemark.runtime.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.runtime.OutputLine;
import io.tidemark.runtime.OutputLine.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of all that an application says, the story counts the alerts of its own model that open. */
class OverheardTest {
    private static final ExpectedAlert RIGHT = Chapter.QUALITY_FALLS.alerts().get(0);

    private final Listening told = new Listening();
    private final Overheard overheard = new Overheard(Story.MODEL, told);

    @Test
    void otherModelsAreNotPassedOn() {
        OutputLine.Subject flights = new OutputLine.Subject("flights", "flights-valid", "*", "data", "team-data");

        overheard.alert(HeardAlert.of("PAGE", flights, "flights · …"));

        assertThat(overheard.opened()).isEmpty();
        assertThat(told.lines()).isEmpty();
    }

    @Test
    void whatOpensIsCountedAndToldOnceTheAlertIs() {
        OutputLine.Subject volume = new OutputLine.Subject("fraud", "fraud-volume", "*", "data", "team-data");

        overheard.alert(HeardAlert.meeting(RIGHT));
        overheard.alert(HeardAlert.of("TICKET", volume, "fraud · fewer events"));

        assertThat(overheard.opened()).hasSize(2);
        assertThat(overheard.hasAll(List.of(RIGHT))).isTrue();
        assertThat(overheard.hasAny(Chapter.TRAIN.alerts())).isFalse();
        assertThat(told.lines())
                .containsExactly("alert fraud-right", "opened as expected", "alert fraud-volume", "opened unexpected");
    }

    @Test
    void endsUpdatesAndPolicyStepsArePassedOnAndNotCounted() {
        overheard.alert(HeardAlert.with("TICKET", RIGHT.subject(), RIGHT.begins(), Step.CLOSED, ""));
        overheard.alert(HeardAlert.with("TICKET", RIGHT.subject(), RIGHT.begins(), Step.UPDATED, ""));
        overheard.alert(HeardAlert.with("TICKET", RIGHT.subject(), RIGHT.begins(), Step.OPENED, "default 75 %"));

        assertThat(overheard.opened()).isEmpty();
        assertThat(overheard.steps()).isEqualTo(1);
        assertThat(told.lines()).hasSize(3).containsOnly("alert fraud-right");
    }

    @Test
    void qualityIsHeardOfInReadingsOfAllEventsThatAreJudged() {
        overheard.reading(reading("fraud", "*", "labels", 20, 0));
        overheard.reading(reading("fraud", "*", "labels", 30, 1));
        overheard.reading(reading("fraud", "region=br", "labels", 40, 1));
        overheard.reading(reading("fraud", "*", "main", 50, 1));
        overheard.reading(reading("flights", "*", "labels", 60, 1));

        assertThat(overheard.qualityThroughMs()).isEqualTo(30);
    }

    private static OutputLine.OfReading reading(String model, String slice, String comparison, long endMs, int judged) {
        return new OutputLine.OfReading("", () -> "{}", model, slice, comparison, endMs, 0, judged, 1);
    }

    @Test
    void lastDecisionOfTheModelHolds() {
        overheard.decision(new OutputLine.OfDecision("", "{}", "fraud", "experimental", "no", List.of("load (never)")));
        overheard.decision(new OutputLine.OfDecision("", "{}", "fraud", "experimental", "yes", List.of()));
        overheard.decision(new OutputLine.OfDecision("", "{}", "flights", "production", "", List.of("load (never)")));

        assertThat(overheard.eligible()).isEqualTo("yes");
        assertThat(overheard.unmetCriteria()).isEmpty();
        assertThat(overheard.lifecycle()).isEqualTo("experimental");
    }
}
