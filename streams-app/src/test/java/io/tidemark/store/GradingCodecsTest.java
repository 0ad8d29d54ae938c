package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Gradable;
import io.tidemark.domain.Graded;
import io.tidemark.domain.GradedMark;
import io.tidemark.domain.Mark;
import io.tidemark.domain.NewestTimes;
import io.tidemark.domain.OpenPrediction;
import io.tidemark.domain.Predicted;
import io.tidemark.domain.PredictionId;
import io.tidemark.domain.QualityDelta;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.Truth;
import io.tidemark.stats.quality.Answer;
import io.tidemark.stats.quality.ErrorSums;
import io.tidemark.stats.quality.Outcome;
import io.tidemark.stats.quality.QualityCounts;
import io.tidemark.stats.quality.ScoreCells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

class GradingCodecsTest {
    private static final PredictionId ID = new PredictionId(1, 2);
    private static final Predicted PREDICTED =
            new Predicted(1_767_225_600_000L, List.of("version=v42", "country=BR"), "fraud", Double.NaN, 0.93);
    private static final Truth TRUTH = new Truth("ok", Double.NaN, 1_767_312_000_000L);
    private static final Mark MARK = new Mark("events-3", 17, 4, Mark.State.IDLE);

    @Test
    void whatIsGradableReadsBack() {
        for (Gradable gradable : List.of(
                new Gradable.OfPrediction("m", ID, PREDICTED),
                new Gradable.OfPrediction("m", ID, new Predicted(-5, List.of(), "", 3.5, Double.NaN)),
                new Gradable.OfLabel("m", ID, TRUTH),
                new Gradable.OfLabel("m", ID, new Truth("", -1.5, 0)),
                new Gradable.Progress(MARK))) {
            assertThat(GradableCodec.read(GradableCodec.write(gradable))).isEqualTo(gradable);
        }
    }

    @Test
    void whatIsGradedReadsBack() {
        for (Graded graded : List.of(
                new Graded.Prediction("m", PREDICTED, null, TRUTH),
                new Graded.Prediction("m", PREDICTED, TRUTH, new Truth("fraud", Double.NaN, 1_767_312_000_001L)),
                new Graded.Prediction("m", PREDICTED, TRUTH.saidAgain(1_767_312_000_007L), TRUTH),
                new Graded.Repeated("m", PREDICTED),
                new Graded.Unmatched("m", 9),
                new Graded.Progress(3, MARK))) {
            assertThat(GradedCodec.read(GradedCodec.write(graded))).isEqualTo(graded);
        }
    }

    @Test
    void brokenBytesAreRefusedInWords() {
        byte[] graded = GradedCodec.write(new Graded.Unmatched("m", 9));
        graded[1] = 7;
        assertThatThrownBy(() -> GradedCodec.read(graded))
                .hasMessage("cannot read a graded prediction: kind=7, expected 0 to 3");

        byte[] gradable = GradableCodec.write(new Gradable.OfLabel("m", ID, TRUTH));
        assertThatThrownBy(() -> GradableCodec.read(Arrays.copyOf(gradable, gradable.length - 3)))
                .hasMessageContaining("the bytes end too early");
    }

    /** What the README states: with its key, a class with a score, a version and a slice takes 75 bytes; labelled, 12 more. */
    @Test
    void aPredictionTakesAsManyBytesAsIsStated() {
        int key = PredictionStore.key("fraud", ID).length;
        int open = PredictionStore.write(new OpenPrediction(PREDICTED, null)).length;
        int labelled = PredictionStore.write(new OpenPrediction(PREDICTED, TRUTH)).length;
        int least = PredictionStore.write(
                        new OpenPrediction(new Predicted(1, List.of(), "1", Double.NaN, Double.NaN), null))
                .length;

        assertThat(key).isEqualTo(22);
        assertThat(key + open).isEqualTo(70);
        assertThat(labelled - open).isEqualTo(11);
        assertThat(key + least).isEqualTo(35);
    }

    @Test
    void qualityReadsBackToTheLastBit() {
        QualityCounts counts = new QualityCounts();
        Answer answer = new Answer("fraud", ScoreCells.of(0.93));
        counts.answered(answer);
        counts.graded(new Outcome(answer, "ok"), 0.93, false, 1);
        counts.graded(new Outcome(answer, "fraud"), 0.93, true, -1);
        counts.graded(ErrorSums.of(1e300, -2.5e-7, 1));
        counts.lagged(86_400_000, 1);
        counts.unmatched(3);
        counts.corrected(1);
        QualityDelta delta = new QualityDelta(new Scope("m", Stage.SERVING, "country=BR"), 60_000, counts);

        byte[] bytes = PartialCodec.write(delta);

        assertThat(PartialCodec.write(PartialCodec.read(bytes))).isEqualTo(bytes);
        QualityDelta read = (QualityDelta) PartialCodec.read(bytes);
        assertThat(read.counts().outcomes()).isEqualTo(counts.outcomes());
        assertThat(read.counts().errors()).isEqualTo(counts.errors());
        assertThat(read.counts().unmatched()).isEqualTo(3);
        assertThat(PartialCodec.read(PartialCodec.write(new GradedMark(3, MARK))))
                .isEqualTo(new GradedMark(3, MARK));
    }

    @Test
    void aSweepLooksAtEveryRowAndForgetsThoseThatAreOver() {
        try (TestStores stores = new TestStores()) {
            sweep(new PredictionStore(stores.onDisk(Serdes.Bytes())));
        }
    }

    private static void sweep(PredictionStore store) {
        for (int i = 0; i < 25; i++) {
            store.put(
                    i % 2 == 0 ? "a" : "a-model-with-a-long-name",
                    new PredictionId(i, 7),
                    new OpenPrediction(new Predicted(i, List.of(), "x", Double.NaN, Double.NaN), null));
        }
        store.putNewest("a", new NewestTimes(24, 25));
        store.putNewest("a-model-with-a-long-name", new NewestTimes(23, Long.MIN_VALUE));
        List<String> seen = new ArrayList<>();

        for (int sweep = 0; sweep < 3; sweep++) {
            store.sweep(10, (model, open) -> {
                seen.add(model);
                return open.predicted() != null && open.predicted().timeMs() < 5;
            });
        }

        assertThat(seen).hasSize(25);
        assertThat(store.get("a", new PredictionId(4, 7))).isEqualTo(OpenPrediction.NOTHING);
        assertThat(store.get("a", new PredictionId(6, 7))).isNotEqualTo(OpenPrediction.NOTHING);
        assertThat(store.newest("a")).isEqualTo(new NewestTimes(24, 25));
    }
}
