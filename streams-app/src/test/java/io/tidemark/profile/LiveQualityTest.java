package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Graded;
import io.tidemark.domain.LabelRules;
import io.tidemark.domain.Predicted;
import io.tidemark.domain.QualityDelta;
import io.tidemark.stats.quality.Answer;
import io.tidemark.stats.quality.ScoreCells;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveQualityTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final LabelRules RULES = new LabelRules(
            "labels",
            false,
            LabelRules.Task.CLASSES,
            "yes",
            LabelRules.Score.POSITIVE,
            Double.NaN,
            new LabelRules.Spans(DAY, 30 * DAY, 7 * DAY),
            0.8,
            new LabelRules.Baseline(0, 0, 14),
            Map.of());

    /** It was counted when it came: in the window of its own time, and in its own slices. */
    @Test
    void aPredictionThatRepeatsAnIdIsTakenBack() {
        LiveQuality quality = new LiveQuality("m", RULES);
        List<QualityDelta> deltas = new ArrayList<>();

        quality.take(
                new Graded.Repeated("m", new Predicted(3 * DAY + 5, List.of("region=eu"), "yes", Double.NaN, 0.9)));
        quality.handOver(deltas::add);

        assertThat(deltas).extracting(delta -> delta.scope().slice()).containsExactlyInAnyOrder("*", "region=eu");
        assertThat(deltas).allSatisfy(delta -> {
            assertThat(delta.windowStartMs()).isEqualTo(3 * DAY);
            assertThat(delta.counts().answers()).containsExactly(Map.entry(new Answer("yes", ScoreCells.of(0.9)), -1L));
        });
    }
}
