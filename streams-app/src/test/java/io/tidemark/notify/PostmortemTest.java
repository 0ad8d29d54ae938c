package io.tidemark.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.Annotation;
import io.tidemark.testkit.TestAlert;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostmortemTest {
    private final TestAlert page = TestAlert.page("k").evidence().known();

    @Test
    void theDraftTellsWhatTheAlertsKnow() {
        Story story = new Story("k:1772373600");
        story.hear(page.alert());
        story.hear(page.later(2, 5, Notice.HEARTBEAT, State.FIRING).alert());
        story.hear(page.later(3, 12, Notice.ACKNOWLEDGED, State.FIRING)
                .acknowledgedBy("ann")
                .alert());
        story.hear(TestAlert.page("other").slice("country=FR").alert());
        story.hear(page.later(4, 60, Notice.UPDATED, State.RECOVERING)
                .acknowledgedBy("ann")
                .alert());
        story.hear(page.later(5, 90, Notice.CLOSED, State.RESOLVED)
                .acknowledgedBy("ann")
                .alert());
        story.hear(entered("fraud", "50 % used: promotions are held"));
        story.hear(entered("another model", "75 % used: canaries only"));

        assertThat(Postmortem.of(story)).isEqualTo(EXPECTED);
    }

    @Test
    void anEpisodeThatIsOpenAndBareHasItsDraftToo() {
        Story story = new Story("k:1772373600");
        story.hear(TestAlert.page("k").alert());

        assertThat(Postmortem.of(story))
                .contains("| state | still firing |\n")
                .contains(
                        "Since 2026-03-01 12:00Z, and still at 2026-03-01 14:00Z, this objective was burning its budget.")
                .contains("- nobody acknowledged it\n")
                .contains("No other slice of this objective had an alert of this severity at that time.\n")
                .contains("The alerts carry no measurements.\n")
                .contains("None was reported to the monitor.\n")
                .contains("None was entered.\n");
    }

    private static Annotation entered(String model, String text) {
        long atMs = Instant.parse("2026-03-01T14:30:00Z").toEpochMilli();
        return Annotation.of(
                text,
                Annotation.Kind.POLICY_ENTERED,
                new Annotation.Subject(model, "drift", "", ""),
                new Annotation.Times(atMs, atMs, atMs + 5_000),
                text,
                Map.of());
    }

    private static final String EXPECTED =
            """
            # Postmortem: fraud · drift, 2026-03-01 12:00Z

            A draft from the alerts of one episode. What stands here was measured; why it happened is for people to write, without blame.

            | model | fraud |
            | --- | --- |
            | objective | drift: 99 % over 28 d |
            | slice | all events |
            | severity | page |
            | state | resolved: recovered |
            | owner | team-fraud |
            | runbook | https://runbooks.example.com/drift |
            | dashboard | https://dash.example.com/fraud |
            | episode | k:1772373600 |

            ## Summary

            From 2026-03-01 12:00Z to 2026-03-01 15:30Z (3 h 30 min) this objective was burning its budget. The alert came 2 h after the onset; \
            the episode cost 6 % of the budget. It said:

            > fraud · amount drifted in all events since 2026-03-01 12:00Z (js 0.31 > 0.10)\s\s
            > budget: 41 % used\s\s

            ## Timeline

            Metric time is the time of the events, clock time that of the monitor.

            | metric time | clock time | what |
            | --- | --- | --- |
            | 2026-03-01 11:25Z |  | change: deployed v41 → v42 |
            | 2026-03-01 12:00Z |  | onset: the first bad slot begins |
            | 2026-03-01 14:00Z | 2026-03-01 14:00Z | fired, page, 41 % used, gone in 19 h at this rate |
            | 2026-03-01 14:12Z | 2026-03-01 14:12Z | acknowledged by ann |
            | 2026-03-01 14:30Z | 2026-03-01 14:30Z | policy entered: 50 % used: promotions are held |
            | 2026-03-01 15:00Z | 2026-03-01 15:00Z | recovering, 41 % used, gone in 19 h at this rate |
            | 2026-03-01 15:30Z | 2026-03-01 15:30Z | resolved: recovered |

            ## Detection

            - from the onset to the alert, in metric time: 2 h
            - from the onset to the alert, by the clock: 2 h
            - acknowledged by ann, 11 min 50 s after the alert, by the clock

            ## Budget

            - this episode cost 6 % of the budget of 28 d
            - when it was opened: 41 % used, gone in 19 h at this rate
            - at its last alert: 41 % used, gone in 19 h at this rate

            ## Impact by slice

            2 of 5 slices fired at the widest.

            | slice | state | budget used | burn rate |
            | --- | --- | ---: | ---: |
            | country=BR | firing | 150 % | 20.0 |
            | country=DE | firing | 50 % | 8.0 |
            | country=FR | firing | 41 % | 20.0 |

            ## Evidence

            | column | measure | value | bounds | allowed | n | what moved |
            | --- | --- | ---: | --- | ---: | ---: | --- |
            | amount | js_distance | 0.310 | [0.270, 0.350] | 0.100 | 5,120 | > 800: 4.1 % → 19.7 % |

            ## Changes shortly before: candidates, not causes

            | rank | change | before the onset | score | more |
            | ---: | --- | ---: | ---: | --- |
            | 1 | deployed v41 → v42: deployed v42 \\| with &lt;new> features | 35 min | 0.90 | https://ci.example.com/42 |

            Recommendation: roll back v42.

            ## Policy steps

            - 2026-03-01 14:30Z 50 % used: promotions are held

            ## Causes

            …

            ## What went well

            …

            ## What went badly, and where we were lucky

            …

            ## Actions

            | action | owner | due |
            | --- | --- | --- |
            | … | … | … |
            """;
}
