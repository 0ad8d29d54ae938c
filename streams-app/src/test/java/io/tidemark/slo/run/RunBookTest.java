package io.tidemark.slo.run;

import static io.tidemark.domain.RunReport.Phase.FAILED;
import static io.tidemark.domain.RunReport.Phase.PROGRESS;
import static io.tidemark.domain.RunReport.Phase.STARTED;
import static io.tidemark.domain.RunReport.Phase.SUCCEEDED;
import static io.tidemark.domain.RunReport.Phase.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.slo.run.Run.News;
import io.tidemark.testkit.TrainingRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunBookTest {
    private static final TrainingRun RUN = TrainingRun.of("a");

    private final RunBook book = new RunBook();

    private News take(RunReport report, long clockMs) {
        return book.take(report, clockMs).news();
    }

    private Run run() {
        return book.run("a").orElseThrow();
    }

    @Test
    void reportsSayWhatTheyAre() {
        assertThat(take(RUN.says(STARTED, 10), 1)).isEqualTo(News.STARTED);
        assertThat(take(RUN.with(RunAmount.STEP, 1).says(PROGRESS, 20), 2)).isEqualTo(News.PROGRESSED);
        assertThat(take(RUN.with(RunAmount.STEP, 1).says(PROGRESS, 30), 3)).isEqualTo(News.HEARD);
        assertThat(take(RUN.says(SUCCEEDED, 40), 4)).isEqualTo(News.SUCCEEDED);
        assertThat(run().durationMs()).hasValue(30);
        assertThat(run().version()).isEqualTo("v-a");
    }

    @Test
    void secondDeliveryChangesNothing() {
        RunReport progress = RUN.with(RunAmount.STEP, 5).says(PROGRESS, 20);
        take(progress, 1);
        Run before = run();

        assertThat(take(progress, 99)).isEqualTo(News.KNOWN);
        assertThat(run()).isEqualTo(before);
    }

    @Test
    void secondDeliveryWithoutIdIsNoProgress() {
        RunReport told = RUN.with(RunAmount.STEP, 5).says(PROGRESS, 20);
        RunReport nameless =
                new RunReport("ctr", "", "", 20, told.run(), PROGRESS, told.amounts(), RunReport.Said.NOTHING);
        take(nameless, 1);

        assertThat(take(nameless, 99)).isEqualTo(News.HEARD);
        assertThat(run().times().heardMs()).isEqualTo(1);
    }

    /** Same counts, same times, whoever comes first; only what the clock saw differs. */
    @Test
    void orderOfReportsDoesNotMatter() {
        List<RunReport> reports = List.of(
                RUN.with(RunAmount.ROWS_READ, 0).says(STARTED, 10),
                RUN.with(RunAmount.ROWS_READ, 5).with(RunAmount.COST, 1).says(PROGRESS, 20),
                RUN.with(RunAmount.ROWS_READ, 9).with(RunAmount.COST, 2).says(PROGRESS, 30),
                RUN.with(RunAmount.ROWS_READ, 12).with(RunAmount.COST, 3).says(SUCCEEDED, 40));
        for (int seed = 0; seed < 50; seed++) {
            List<RunReport> shuffled = new ArrayList<>(reports);
            Collections.shuffle(shuffled, new Random(seed));
            RunBook one = new RunBook();

            shuffled.forEach(report -> one.take(report, 1));

            Run run = one.run("a").orElseThrow();
            assertThat(run.phase()).isEqualTo(SUCCEEDED);
            assertThat(run.durationMs()).hasValue(30);
            assertThat(run.amounts()).isEqualTo(Map.of(RunAmount.ROWS_READ, 12.0, RunAmount.COST, 3.0));
            assertThat(run.times().lastMs()).isEqualTo(40);
        }
    }

    @Test
    void endedRunThatSpeaksAgainStaysEnded() {
        take(RUN.says(STARTED, 10), 1);
        take(RUN.with(RunAmount.COST, 2).says(FAILED, 20), 2);

        assertThat(take(RUN.with(RunAmount.COST, 9).says(PROGRESS, 30), 3)).isEqualTo(News.AFTER_END);
        assertThat(take(RUN.says(SUCCEEDED, 40), 4)).isEqualTo(News.AFTER_END);
        assertThat(run().phase()).isEqualTo(FAILED);
        assertThat(run().amount(RunAmount.COST)).hasValue(2);
    }

    /** The end came first on its way; what was said before it is still heard. */
    @Test
    void lateWordOfAnEndedRunStillCounts() {
        take(RUN.says(SUCCEEDED, 40), 1);

        assertThat(take(RUN.with(RunAmount.STEPS, 7).says(STARTED, 10), 2)).isEqualTo(News.STARTED);
        assertThat(run().durationMs()).hasValue(30);
        assertThat(run().phase()).isEqualTo(SUCCEEDED);
    }

    @Test
    void unknownPhaseIsASignOfLifeAndNoEnd() {
        take(RUN.says(STARTED, 10), 1);

        assertThat(take(RUN.says(UNKNOWN, 20), 7)).isEqualTo(News.PROGRESSED);
        assertThat(run().isEnded()).isFalse();
        assertThat(run().times().heardMs()).isEqualTo(7);
    }

    @Test
    void paceIsOfItsOwnClock() {
        take(RUN.says(STARTED, 10_000), 1);
        take(RUN.with(RunAmount.STEP, 60).with(RunAmount.STEPS, 120).says(PROGRESS, 40_000), 1);

        assertThat(run().perSecond()).hasValue(2);
        assertThat(run().share()).hasValue(0.5);
    }

    @Test
    void bookKeepsTheLastRuns() {
        for (int i = 0; i < RunBook.MOST; i++) {
            book.take(TrainingRun.of("r" + i).says(SUCCEEDED, 1000 + i), 1);
        }

        assertThat(book.take(TrainingRun.of("new").says(STARTED, 5000), 1)
                        .left()
                        .orElseThrow()
                        .id())
                .isEqualTo("r0");
        assertThat(book.take(TrainingRun.of("old").says(STARTED, 5), 1).news()).isEqualTo(News.KNOWN);
        assertThat(book.runs()).hasSize(RunBook.MOST);
        assertThat(book.run("old")).isEmpty();
    }

    @Test
    void bytesBringBackTheRun() {
        Run run = Run.first(RUN.with(RunAmount.COST, 1.5).partOf("p").says(FAILED, 20), 3)
                .run()
                .with(
                        "o",
                        new Mark(
                                Mark.Outcome.BAD,
                                Mark.Said.OPENED,
                                new Mark.Figure(1, Double.NEGATIVE_INFINITY, 2, Double.NaN, 6, Mark.Basis.CHAIN),
                                20));

        assertThat(RunCodec.read(RunCodec.write(run))).isEqualTo(run);
        byte[] other = RunCodec.write(run);
        other[0] = 2;
        assertThatThrownBy(() -> RunCodec.read(other))
                .hasMessage("cannot read a training run: version=2, readable versions=1..1; run with the newer build,"
                        + " or delete the store to rebuild it");
    }

    /** The drawing, byte by byte: version, phase started, five texts, six times, no amounts, measures, ids or marks. */
    @Test
    void bytesAreAsDrawn() {
        Run run = new Run(
                new RunReport.Name("a", ""),
                "v",
                STARTED,
                new Run.Times(1, 2, 3, 4, Run.UNKNOWN, 5),
                Map.of(RunAmount.STEPS, 1.0),
                new RunReport.Said("", "", new TreeMap<>(Map.of("m", 2.0)), new TreeMap<>(Map.of("d", "x"))),
                List.of(6L),
                new TreeMap<>());

        assertThat(HexFormat.of().formatHex(RunCodec.write(run)))
                .isEqualTo("01" + "01" + "0161" + "00" + "0176" + "00" + "00"
                        + "0000000000000001" + "0000000000000002" + "0000000000000003" + "0000000000000004"
                        + "8000000000000000" + "0000000000000005"
                        + "01" + "01" + "3ff0000000000000"
                        + "01" + "016d" + "4000000000000000"
                        + "01" + "0164" + "0178"
                        + "01" + "0000000000000006"
                        + "00");
    }

    @Test
    void usualIsTheMedianAndItsSpread() {
        // |x − 12| = 2, 1, 0, 1, 88: median 1, so the spread is 1.4826.
        Usual usual = Usual.of(List.of(10.0, 11.0, 12.0, 13.0, 100.0));

        assertThat(usual).isEqualTo(new Usual(12, 1.4826, 5));
        assertThat(usual.highest(0.5)).isEqualTo(12 + 5 * 1.4826);
        assertThat(usual.highest(1)).isEqualTo(24);
        assertThat(usual.lowest(0.5)).isEqualTo(12 - 5 * 1.4826);
        assertThat(Usual.of(List.of(4.0, 4.0)).lowest(1)).isEqualTo(2);
    }
}
