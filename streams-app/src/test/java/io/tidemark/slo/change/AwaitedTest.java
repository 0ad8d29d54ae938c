package io.tidemark.slo.change;

import static io.tidemark.slo.change.ChangeCases.at;
import static io.tidemark.slo.change.ChangeCases.change;
import static io.tidemark.slo.change.ChangeCases.deployed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Change.Kind;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.slo.change.Awaited.Heard;
import io.tidemark.slo.change.Awaited.News;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** v43 was deployed at 13:58 and has fifteen minutes to be seen; windows of five minutes. */
class AwaitedTest {
    private static final long WITHIN = 15 * 60_000;

    private Awaited awaited = Awaited.none();

    @BeforeEach
    void deploy() {
        awaited.add(deployed("13:58", "v43"), 0);
    }

    @Test
    void versionInTheDataIsConfirmedOnce() {
        assertThat(hear("13:50", "version=v43", 9)).isEmpty();
        assertThat(hear("13:55", "version=v42", 9)).isEmpty();
        assertThat(hear("13:55", "version=v43", 9))
                .containsExactly(new Heard("DEPLOYED@13:58", "v43", at("13:58"), at("14:00"), News.CONFIRMED));
        assertThat(hear("14:00", "version=v43", 9)).isEmpty();
        assertThat(awaited.isEmpty()).isTrue();
    }

    @Test
    void versionThatStaysAwayIsOverdueOnceAndConfirmedLate() {
        assertThat(hear("14:05", "version=v42", 9)).isEmpty();
        assertThat(hear("14:10", "*", 9)).isEmpty();
        assertThat(hear("14:15", "*", 9))
                .containsExactly(new Heard("DEPLOYED@13:58", "v43", at("13:58"), at("14:15"), News.OVERDUE));
        assertThat(hear("14:20", "*", 9)).isEmpty();
        assertThat(hear("14:20", "version=v43", 9)).extracting(Heard::news).containsExactly(News.CONFIRMED_LATE);
    }

    @Test
    void eventsWithoutVersionsAreSaidToBeSo() {
        assertThat(hear("14:15", "*", 9)).extracting(Heard::news).containsExactly(News.OVERDUE_WITHOUT_VERSIONS);
    }

    @Test
    void silenceSaysNothing() {
        assertThat(hear("14:00", "version=v43", 0)).isEmpty();
        assertThat(hear("14:15", "*", 0)).isEmpty();
        assertThat(awaited.isEmpty()).isFalse();
    }

    @Test
    void trainingDataAndOtherComparisonsShowNothing() {
        Scope training = new Scope("fraud", Stage.TRAINING, "version=v43");
        TimeWindow window = new TimeWindow(at("14:00"), at("14:05"));

        assertThat(awaited.hear(new Reading(training, window, "", 0, 9, List.of()), WITHIN))
                .isEmpty();
        assertThat(awaited.hear(
                        new Reading(
                                training.in(Stage.SERVING), window, "", 0, 9, List.of(), false, Comparison.REST, ""),
                        WITHIN))
                .isEmpty();
    }

    @Test
    void whatIsNeverSeenIsGivenUp() {
        assertThat(hear("14:15", "*", 9)).hasSize(1);

        // a hundred times 15 minutes
        Reading late = new Reading(
                new Scope("fraud", Stage.SERVING, "*"),
                new TimeWindow(at("13:58") + 100 * WITHIN, at("13:58") + 101 * WITHIN),
                "",
                0,
                9,
                List.of());

        assertThat(awaited.hear(late, WITHIN)).isEmpty();
        assertThat(awaited.isEmpty()).isTrue();
    }

    @Test
    void onlyWhatPutsAVersionInServiceIsAwaited() {
        Awaited none = Awaited.none();

        none.add(change(Kind.RETRAINED, "13:00", "v44", ""), 0);
        none.add(change(Kind.CONFIG_CHANGED, "13:00", "v44", ""), 0);
        none.add(deployed("13:00", ""), 0);

        assertThat(none.isEmpty()).isTrue();
    }

    @Test
    void bytesBringEverythingBackAndTheOldestGo() {
        hear("14:05", "version=v42", 9);
        hear("14:15", "*", 9);
        for (int i = 0; i < 64; i++) {
            awaited.add(deployed("14:30", "v" + (100 + i)).withId("d" + i), 0);
        }

        Awaited back = AwaitedCodec.read(AwaitedCodec.write(awaited));

        assertThat(back.waits()).isEqualTo(awaited.waits()).hasSize(64);
        assertThat(back.waits()).noneMatch(wait -> wait.version().equals("v43"));
    }

    @Test
    void bytesKeepWhatWasSaid() {
        hear("14:05", "version=v42", 9);
        hear("14:15", "*", 9);

        awaited = AwaitedCodec.read(AwaitedCodec.write(awaited));

        assertThat(hear("14:20", "*", 9)).isEmpty();
        assertThat(awaited.waits().get(0).sees()).isEqualTo(Awaited.Sees.OTHERS);
    }

    private List<Heard> hear(String start, String slice, long rows) {
        TimeWindow window = new TimeWindow(at(start), at(start) + 300_000);
        return awaited.hear(
                new Reading(new Scope("fraud", Stage.SERVING, slice), window, "pinned:1", 0, rows, List.of()), WITHIN);
    }
}
