package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.compare.ComparedColumn;
import io.tidemark.compare.Comparison;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.query.RangeComparison.AskedSide;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.testkit.FeatureRow;
import io.tidemark.testkit.MonitorHarness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a model was trained on beside what it serves, from an event's bytes to a comparison; windows of a minute. */
class StagesComparedTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final AskedRange FIRST_MINUTE =
            new AskedRange(Optional.of(START), Optional.of(START.plusSeconds(60)));
    private static final NumberGrid QUARTERS = new NumberGrid(new double[] {1, 2, 3}, 2, 1);
    private static final GridBook BOOK = new GridBook(
            List.of(new GridBook.Era(Long.MIN_VALUE, new TreeMap<>(Map.of("price", QUARTERS)))),
            new TreeSet<>(List.of(Scope.ALL)));
    private static final Scope SERVED = new Scope("fraud", Stage.SERVING, Scope.ALL);
    private static final Scope TRAINED = SERVED.in(Stage.TRAINING);
    private static final int ROWS = 400;

    private MonitorFile file = file("");
    private MonitorHarness harness = start();

    private static MonitorFile file(String comparisons) {
        return MonitorFileReader.parse(
                "m.yaml",
                """
                monitors:
                  - model: fraud
                    source: {topic: fraud-events}
                    slices: [region]
                    windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 60s, retention: 64m}
                """
                        + comparisons);
    }

    private MonitorHarness start() {
        MonitorHarness started = MonitorHarness.of(file, START.plusSeconds(86_400));
        started.grids("fraud", BOOK);
        return started;
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    /** Training: a quarter of the rows in each cell. Serving: all in the first. */
    private void trainAndServe() {
        for (int row = 0; row < ROWS; row++) {
            long at = START.toEpochMilli() + row * 100L;
            harness.pipe(new FeatureRow(at, "eu", Map.of("price", 0.5 + row % 4)).trained());
            harness.pipe(new FeatureRow(at, "eu", Map.of("price", 0.5)));
        }
        harness.end();
    }

    private Comparison compare(Scope reference, Scope current) {
        Monitored monitored = Monitored.of(file, 1, GridBook.Library.of(Map.of("fraud", BOOK)));
        return new RangeComparison(new Questions(harness.kept()), monitored)
                .of(
                        new AskedSide(reference, FIRST_MINUTE),
                        new AskedSide(current, FIRST_MINUTE),
                        new RangeComparison.Terms(List.of(), 0.001))
                .value()
                .comparison();
    }

    private static List<String> drifted(Comparison comparison) {
        return comparison.drifted().stream().map(ComparedColumn::name).toList();
    }

    @Test
    void whatIsServedIsComparedWithWhatWasTrainedOn() {
        trainAndServe();

        Comparison told = compare(TRAINED, SERVED);

        assertThat(told.reference().file()).endsWith(" of fraud * (training)");
        assertThat(told.current().file()).endsWith(" of fraud *");
        assertThat(told.reference().rows()).isEqualTo(ROWS);
        assertThat(told.current().rows()).isEqualTo(ROWS);
        assertThat(drifted(told)).containsExactly("price");
        assertThat(drifted(compare(TRAINED, TRAINED))).isEmpty();
        assertThat(drifted(compare(new Scope("fraud", Stage.TRAINING, "region=eu"), SERVED)))
                .containsExactly("price");
    }

    @Test
    void unknownSliceOfTrainingIsToldWithTheNearestOfThatStage() {
        trainAndServe();

        assertThatThrownBy(() -> compare(new Scope("fraud", Stage.TRAINING, "region=eux"), SERVED))
                .isInstanceOf(Refused.class)
                .hasMessage("there is no such slice of stage training: slice=region=eux; did you mean region=eu?");
    }

    @Test
    void stageThatNoEventIsOfSaysWhatEventsAre() {
        harness.pipe(new FeatureRow(START.toEpochMilli(), "eu", Map.of("price", 0.5)));
        harness.end();

        assertThatThrownBy(() -> compare(TRAINED, SERVED))
                .isInstanceOf(Refused.class)
                .hasMessage("no event of stage training was seen: model=fraud;"
                        + " events are of stage serving unless they say otherwise");
    }

    @Test
    void trainingThatIsAddedUpHasNoRangesAndSaysWhereItIs() {
        harness.close();
        file = file("    comparisons: [training]\n");
        harness = start();
        trainAndServe();

        assertThatThrownBy(() -> compare(TRAINED, SERVED))
                .isInstanceOf(Refused.class)
                .hasMessage(
                        "training events of this model are kept as one sum a slice, of no range of time: model=fraud,"
                                + " stage=training, slice=*; what serving windows are against it say"
                                + " /api/v1/models/fraud/readings?comparison=training");
    }
}
