package io.tidemark.judge;

import static io.tidemark.judge.Bench.DAY;
import static io.tidemark.judge.Bench.HOUR;
import static io.tidemark.judge.Bench.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.BytesShelf;
import io.tidemark.slo.Corrections;
import io.tidemark.slo.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What readings of one objective make people hear; the design's test vectors are in JudgeVectorsTest. */
class JudgeTest {
    @Test
    void oneBadDayIsNoAlert() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, DAY).slices("GGGGBGGGGGBGGG");

        assertThat(bench.told).isEmpty();
    }

    @Test
    void everyOtherDayBadIsATicketThatDoesNotFlap() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, DAY).slices("GGGGBGBGBGBGBGB");

        assertThat(bench.told(Severity.TICKET, Notice.OPENED)).hasSize(1);
        assertThat(bench.told(Severity.TICKET, Notice.CLOSED)).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyOrderAndAnyRepetitionOfReadingsLeaveTheSameSlots(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Bench inOrder = Bench.ofSlices(0.95, 28 * DAY, DAY);
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            readings.add(inOrder.sliceAt(i / 2, "GGBIN".charAt(random.nextInt(5)), i % 2));
        }
        readings.forEach(inOrder::take);

        Bench mixed = Bench.ofSlices(0.95, 28 * DAY, DAY);
        for (int i = 0; i < 400; i++) {
            mixed.take(readings.get(random.nextInt(readings.size())));
        }
        readings.forEach(mixed::take);

        assertThat(mixed.state().status()).isEqualTo(inOrder.state().status());
    }

    @Test
    void badDaysAreOneEpisodeOpenedOnceAndClosedOnce() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, DAY).slices("GGGGBBBBGGGG");

        assertThat(bench.told)
                .extracting(alert -> alert.transition().notice() + " "
                        + alert.transition().state() + " " + (alert.times().metricTimeMs() - START) / DAY)
                .containsExactly(
                        "OPENED FIRING 6",
                        "UPDATED FIRING 7",
                        "UPDATED FIRING 8",
                        "UPDATED RECOVERING 9",
                        "CLOSED RESOLVED 10");
        assertThat(bench.told).extracting(Alert::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(bench.told)
                .extracting(Alert::dedupKey)
                .containsOnly(bench.told.get(0).dedupKey());
        assertThat(bench.told)
                .extracting(Alert::episodeId)
                .containsOnly(bench.told.get(0).dedupKey() + ":862963200");
    }

    @Test
    void badDaysThatReturnAreAnotherEpisodeUnderTheSameKey() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, DAY).slices("GGBBGGGGBBGG");

        List<Alert> opened = bench.told(Severity.TICKET, Notice.OPENED);

        assertThat(opened).hasSize(2);
        assertThat(opened)
                .extracting(Alert::dedupKey)
                .containsOnly(opened.get(0).dedupKey());
        assertThat(opened.get(0).episodeId()).isNotEqualTo(opened.get(1).episodeId());
        assertThat(bench.told(Severity.TICKET, Notice.CLOSED)).hasSize(2);
    }

    @Test
    void silenceNeverClosesAsRecovered() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, DAY).slices("GGBBNNNNNN");

        assertThat(bench.told(Severity.TICKET, Notice.CLOSED)).isEmpty();
        assertThat(bench.state().episode(Severity.TICKET).state()).isEqualTo(State.FIRING);
    }

    @Test
    void sliceThatIsForgottenEndsAsNoData() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, DAY).slices("GGBBNN");

        bench.take(bench.sliceAt(6, 'N', 0).asLast());

        Alert closed = bench.told(Severity.TICKET, Notice.CLOSED).get(0);
        assertThat(closed.transition().state()).isEqualTo(State.RESOLVED);
        assertThat(closed.transition().reason()).isEqualTo(Alert.Reason.NO_DATA);
        assertThat(closed.summary()).contains(", 2 d: no data (");
        assertThat(bench.told.stream().map(alert -> alert.transition().state())).doesNotContain(State.RECOVERING);
    }

    @Test
    void forgottenSliceWithoutAnEpisodeIsNotSpokenOf() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, DAY).slices("GGGGNN");

        bench.take(bench.sliceAt(6, 'N', 0).asLast());

        assertThat(bench.told).isEmpty();
    }

    @Test
    void otherColumnsThatMovedAreNamedTheFurthestFirst() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, DAY).slices("GGGB");

        bench.take(bench.with(bench.sliceAt(4, 'B', 0), Map.of("a", 0.2, "b", 0.9, "c", 0.03)));

        Alert alert = bench.told.get(0);
        assertThat(alert.finding().alsoMoved()).extracting(Measurement::column).containsExactly("b", "a");
        assertThat(alert.summary()).contains("\n  also moved: b (ks 0.90), a (ks 0.20)");
    }

    @Test
    void lateDataThatTakeTheReasonAwayCloseTheEpisodeAndSaySo() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, DAY).slices("GGGBB");

        bench.take(bench.sliceAt(3, 'G', 1));

        Alert closed = bench.told(Severity.TICKET, Notice.CLOSED).get(0);
        assertThat(closed.transition().reason()).isEqualTo(Alert.Reason.REVISED);
        assertThat(bench.told).hasSize(2);
    }

    @Test
    void lateDataThatTakeNoReasonAwayMarkTheEpisodeRevised() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, DAY).slices("GGGBB");

        bench.take(bench.sliceAt(0, 'B', 1));

        Alert update = bench.told.get(1);
        assertThat(update.transition().notice()).isEqualTo(Notice.UPDATED);
        assertThat(update.finding().isRevised()).isTrue();
        assertThat(bench.told.get(0).finding().isRevised()).isFalse();
    }

    @Test
    void pageSilencesTheTicketOfTheSameSlice() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, HOUR).slices("GGGGGG");

        bench.slices("BBBBBBBBBB");

        assertThat(bench.told).extracting(Alert::severity).containsOnly(Severity.PAGE);
        assertThat(bench.state().episode(Severity.TICKET).state()).isEqualTo(State.FIRING);
    }

    @Test
    void clockTimeIsTheOnlyThingAReplayChanges() {
        Bench one = Bench.ofSlices(0.95, 28 * DAY, DAY);
        Judge judge = new Judge(List.of(one.objective));
        BytesShelf soon = new BytesShelf();
        BytesShelf late = new BytesShelf();
        Ledger now = Ledger.open(judge.terms(one.objective), Corrections.NONE, soon);
        Ledger later = Ledger.open(judge.terms(one.objective), Corrections.NONE, late);

        for (int day = 0; day < 6; day++) {
            judge.judge(one.objective, now, one.sliceAt(day, day < 3 ? 'G' : 'B', 0), 1);
            judge.judge(one.objective, later, one.sliceAt(day, day < 3 ? 'G' : 'B', 0), 2);
        }

        now.keep();
        later.keep();
        assertThat(soon.head()).isEqualTo(late.head());
    }

    @Test
    void alertCarriesItsEvidence() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, DAY).slices("GGIBB");

        Alert alert = bench.told.get(0);

        assertThat(alert.finding().evidence()).hasSize(1);
        assertThat(alert.finding().evidence().get(0).judged().estimate().lower())
                .isEqualTo(0.71);
        assertThat(alert.finding().coverage()).isEqualTo(0.8);
        assertThat(alert.times())
                .isEqualTo(new Alert.Times(START + 5 * DAY, START + 5 * DAY + 7_000, START + 3 * DAY, START + 5 * DAY));
    }

    @Test
    void twoObjectivesOfOneNameAreRefused() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, DAY);

        assertThatThrownBy(() -> new Judge(List.of(bench.objective, bench.objective)))
                .hasMessage("an objective's id must be unique in its model: model|id|=electricity|promise|");
    }

    @Test
    void nobodyIsToldThatAVersionFallsSilent() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, HOUR);
        Judge judge = new Judge(List.of(bench.objective));
        Scope version = new Scope("electricity", Stage.SERVING, Scope.versionSlice("v1"));
        Scope country = new Scope("electricity", Stage.SERVING, "country=BR");

        assertThat(judge.terms(bench.objective, version).policy().silence())
                .isEqualTo(new AlertPolicy.Silence.Untold());
        assertThat(judge.terms(bench.objective, country)).isSameAs(judge.terms(bench.objective));
    }

    @Test
    void silenceIsAnAlertWithAKeyOfItsOwn() {
        Bench bench = Bench.ofSlices(0.95, 28 * DAY, DAY).slices("G".repeat(30) + "NNN");

        Alert alert = bench.told.get(0);
        assertThat(alert.severity()).isEqualTo(Severity.TICKET);
        // printf 'default|electricity|promise|*|ticket|no_data' | sha256sum | cut -c 1-32
        assertThat(alert.dedupKey()).isEqualTo("93f3b5fa35fc92cee613762805e74b88");
        assertThat(alert.summary())
                .startsWith(
                        "electricity · no data in all events since 1997-05-31 00:00Z (3 × 1 d without data, or more)");
        assertThat(alert.promise().revision()).matches("[0-9a-f]{8}-[0-9a-f]{8}");
    }
}
