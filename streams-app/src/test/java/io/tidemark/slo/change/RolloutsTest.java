package io.tidemark.slo.change;

import static io.tidemark.slo.change.ChangeCases.at;
import static io.tidemark.slo.change.ChangeCases.change;
import static io.tidemark.slo.change.ChangeCases.deployed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Change;
import io.tidemark.domain.Change.Kind;
import io.tidemark.slo.change.Awaited.Heard;
import io.tidemark.slo.change.Awaited.News;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of versions that were put in service, and what the clock says of them. */
class RolloutsTest {
    private static final long MINUTE = 60_000;

    private static Heard heard(String eventId, News news) {
        return new Heard(eventId, "v2", at("10:00"), at("10:20"), news);
    }

    private static Rollouts of(List<Change> log, News news) {
        return Rollouts.of(log, heard("DEPLOYED@10:00", news), false).orElseThrow();
    }

    @Test
    void missingVersionIsToldAndCounted() {
        Rollouts rollout = of(List.of(deployed("10:00", "v2")), News.OVERDUE);

        assertThat(rollout.isToBeTold()).isTrue();
        assertThat(rollout.counts()).isTrue();
        assertThat(rollout.isGood()).isFalse();
    }

    @Test
    void overtakenVersionIsNobodysConcern() {
        Rollouts rollout = of(List.of(deployed("10:00", "v2"), deployed("10:10", "v3")), News.OVERDUE);

        assertThat(rollout.isToBeTold()).isFalse();
        assertThat(rollout.counts()).isFalse();
    }

    @Test
    void versionThatDoesNotLoadIsToldByItsLoad() {
        Heard overdue = heard("DEPLOYED@10:00", News.OVERDUE);

        assertThat(Rollouts.of(List.of(deployed("10:00", "v2")), overdue, true)
                        .orElseThrow()
                        .isToBeTold())
                .isFalse();
    }

    @Test
    void deployedLoadedAndPromotedIsOneRollout() {
        List<Change> log = List.of(
                deployed("10:00", "v2"),
                change(Kind.LOADED, "10:01", "v2", ""),
                change(Kind.PROMOTED, "10:02", "v2", ""));

        assertThat(Rollouts.of(log, heard("DEPLOYED@10:00", News.CONFIRMED), false))
                .isPresent();
        assertThat(Rollouts.of(log, heard("LOADED@10:01", News.CONFIRMED), false))
                .isEmpty();
        assertThat(Rollouts.of(log, heard("PROMOTED@10:02", News.CONFIRMED), false))
                .isEmpty();
    }

    @Test
    void loadAfterAFailureIsARolloutAgain() {
        List<Change> log = List.of(
                deployed("10:00", "v2"),
                change(Kind.LOAD_FAILED, "10:01", "v2", ""),
                change(Kind.LOADED, "10:02", "v2", ""));

        assertThat(Rollouts.of(log, heard("LOADED@10:02", News.OVERDUE), false)).isPresent();
    }

    @Test
    void lateVersionThatWasToldOfIsNotCountedTwice() {
        Change change = deployed("10:00", "v2");
        Heard late = new Heard("DEPLOYED@10:00", "v2", at("10:00"), at("10:40"), News.CONFIRMED_LATE, true);

        assertThat(Rollouts.of(List.of(change), late, false).orElseThrow().counts())
                .isFalse();
        assertThat(of(List.of(change), News.CONFIRMED_LATE).counts()).isTrue();
    }

    @Test
    void clockTellsOnceTimeAndGraceAreOver() {
        Awaited awaited = Awaited.none();
        awaited.add(deployed("10:00", "v2"), at("10:00") + 500);

        assertThat(awaited.tick(at("10:17"), 15 * MINUTE, 3 * MINUTE)).isEmpty();
        assertThat(awaited.tick(at("10:18"), 15 * MINUTE, 3 * MINUTE))
                .containsExactly(
                        new Heard("DEPLOYED@10:00", "v2", at("10:00"), at("10:18"), News.OVERDUE_WITHOUT_DATA));
        assertThat(awaited.tick(at("10:19"), 15 * MINUTE, 3 * MINUTE)).isEmpty();
        assertThat(AwaitedCodec.read(AwaitedCodec.write(awaited)).waits()).isEqualTo(awaited.waits());
    }

    @Test
    void clockSaysNothingOfWhatIsLongPast() {
        Awaited awaited = Awaited.none();
        awaited.add(deployed("10:00", "v2"), at("10:00") + 25 * 60 * MINUTE);

        assertThat(awaited.tick(at("10:00") + 30 * 60 * MINUTE, 15 * MINUTE, 3 * MINUTE))
                .isEmpty();
    }
}
