package io.tidemark.topology;

import static io.tidemark.domain.RunReport.Phase.FAILED;
import static io.tidemark.domain.RunReport.Phase.PROGRESS;
import static io.tidemark.domain.RunReport.Phase.STARTED;
import static io.tidemark.domain.RunReport.Phase.SUCCEEDED;
import static io.tidemark.domain.RunReport.Phase.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.schemas.Annotation;
import io.tidemark.store.DeadLetter;
import io.tidemark.testkit.MonitorHarness;
import io.tidemark.testkit.TrainingRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training runs through the whole topology, from their topic to what people are told. */
@Tag("slow")
class RunsHarnessTest {
    private static final Instant CLOCK = Instant.parse("2026-01-05T12:00:00Z");
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final String FILE = TrainingRun.WATCHED;

    private final MonitorHarness harness = MonitorHarness.of(FILE, CLOCK);

    @AfterEach
    void close() {
        harness.close();
    }

    private void succeeds(String id, int hour, double cost) {
        long startMs = START + hour * 3_600_000L;
        harness.run(TrainingRun.of(id).says(STARTED, startMs));
        harness.run(TrainingRun.of(id).with(RunAmount.COST, cost).says(SUCCEEDED, startMs + 600_000));
    }

    private List<String> opened() {
        return harness.alerts().stream()
                .filter(alert -> alert.getNotice().equals("opened"))
                .map(alert -> alert.getObjective().getId() + " " + alert.getSlice())
                .toList();
    }

    private Map<String, String> letter() {
        List<TestRecord<byte[], byte[]>> letters = harness.deadLetters();
        assertThat(letters).hasSize(1);
        Map<String, String> headers = new TreeMap<>();
        headers.put("reason", DeadLetter.text(letters.get(0).headers(), DeadLetter.REASON));
        headers.put("detail", DeadLetter.text(letters.get(0).headers(), DeadLetter.DETAIL));
        return headers;
    }

    @Test
    void quietHistoryThenAStuckAndACostlyRun() {
        for (int i = 0; i < 6; i++) {
            succeeds("r" + i, i, 10);
        }
        harness.run(TrainingRun.of("hangs").with(RunAmount.STEP, 3).says(PROGRESS, START + 10 * 3_600_000L));
        assertThat(opened()).isEmpty();

        harness.advanceClock(Duration.ofMinutes(31));
        assertThat(opened()).containsExactly("ctr-run-stuck run=hangs");
        succeeds("dear", 11, 30);
        harness.advanceClock(Duration.ofHours(2));

        assertThat(opened()).containsExactly("ctr-run-cost run=dear");
        assertThat(harness.annotations())
                .extracting(Annotation::getKind)
                .contains("run_started", "run_succeeded", "run_stuck", "run_bad")
                .doesNotContain("run_failed");
    }

    @Test
    void runWithoutIdIsADeadLetterWithItsReason() {
        harness.run(TrainingRun.of("").says(FAILED, START));

        assertThat(letter())
                .containsEntry("reason", "UNUSABLE_RUN")
                .containsEntry(
                        "detail",
                        "a run's report has no runId: eventId=/FAILED/" + START
                                + ", phase=failed; write the same runId into all reports of a run");
        assertThat(harness.meters().rejected(Reason.UNUSABLE_RUN)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(RunAmount.class)
    void negativeCountIsADeadLetter(RunAmount amount) {
        harness.run(TrainingRun.of("a").with(amount, -1).says(PROGRESS, START));

        assertThat(letter())
                .containsEntry("reason", "UNUSABLE_RUN")
                .containsEntry(
                        "detail",
                        "a run cannot have counted that: runId=a, " + amount.field()
                                + "=-1; write a number that is not negative, or null");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void costThatIsNoNumberIsADeadLetter(double cost) {
        harness.run(TrainingRun.of("a").with(RunAmount.COST, cost).says(PROGRESS, START));

        assertThat(letter()).containsEntry("reason", "UNUSABLE_RUN");
    }

    @Test
    void reportFromTheFutureIsADeadLetter() {
        harness.run(TrainingRun.of("a").says(PROGRESS, CLOCK.toEpochMilli() + 30L * 86_400_000));

        assertThat(letter()).containsEntry("reason", "FROM_THE_FUTURE");
    }

    @Test
    void runOfAModelThatNobodyWatchesIsCountedAndLeft() {
        harness.run(TrainingRun.of("a").ofModel("other").says(FAILED, START));

        assertThat(harness.meters().read(Meter.CHANGES_ELSEWHERE)).isEqualTo(1);
        assertThat(harness.deadLetters()).isEmpty();
        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void unknownPhaseIsNeitherSuccessNorFailure() {
        harness.run(TrainingRun.of("a").says(STARTED, START));
        harness.run(TrainingRun.of("a").says(UNKNOWN, START + 1));
        harness.advanceClock(Duration.ofMinutes(29));

        assertThat(opened()).isEmpty();
        assertThat(harness.annotations()).extracting(Annotation::getKind).containsExactly("run_started");
    }

    /** A report without a time is dated by the log, and told again it is the same. */
    @Test
    void secondDeliveryTellsNobodyTwice() {
        RunReport failed = TrainingRun.of("a").says(FAILED, START);
        harness.run(failed);
        harness.run(failed);

        assertThat(opened()).containsExactly("ctr-run-success run=a");
        assertThat(harness.annotations()).extracting(Annotation::getKind).containsExactly("run_failed", "run_bad");
    }
}
