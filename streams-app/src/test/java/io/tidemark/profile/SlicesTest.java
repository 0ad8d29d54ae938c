package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Stage;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.testkit.TestEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class SlicesTest {
    private static final Map<String, Grid> GRIDS = Map.of("a", new NumberGrid(new double[] {0}, 0, 1));

    @Test
    void eventIsInEverySliceThatItBelongsTo() {
        ProfileBench bench =
                new ProfileBench().slices("country").slices("country", "device").slices("device", "country");

        bench.take(event().version("7").dimension("device", "ios").dimension("country", "BR"));

        assertThat(events(bench))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "SERVING * @0", 1L,
                        "SERVING version=7 @0", 1L,
                        "SERVING country=BR @0", 1L,
                        "SERVING country=BR,device=ios @0", 1L,
                        "SERVING device=ios,country=BR @0", 1L));
    }

    @Test
    void absentDimensionIsNone() {
        ProfileBench bench = new ProfileBench().slices("country", "device");

        bench.take(event(), event().dimension("device", "ios"), event().dimension("country", ""));

        assertThat(events(bench))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "SERVING * @0", 3L,
                        "SERVING country=(none),device=(none) @0", 1L,
                        "SERVING country=(none),device=ios @0", 1L,
                        "SERVING country=,device=(none) @0", 1L));
    }

    @Test
    void stagesAreApart() {
        ProfileBench bench = new ProfileBench().slices("country");

        bench.take(
                event().stage(Stage.TRAINING).version("1").dimension("country", "BR"),
                event().version("1").dimension("country", "BR"));

        assertThat(events(bench))
                .containsOnlyKeys(
                        "SERVING * @0",
                        "SERVING version=1 @0",
                        "SERVING country=BR @0",
                        "TRAINING * @0",
                        "TRAINING version=1 @0",
                        "TRAINING country=BR @0");
    }

    @Test
    void separatorsInValuesDoNotJoinSlices() {
        ProfileBench bench = new ProfileBench().slices("a").slices("a", "b");

        bench.take(
                event().dimension("a", "x").dimension("b", "y\u001fz"),
                event().dimension("a", "x\u001fy").dimension("b", "z"),
                event().dimension("a", "x,b=y").dimension("b", "\\"));

        assertThat(events(bench))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "SERVING * @0", 3L,
                        "SERVING a=x @0", 1L,
                        "SERVING a=x\u001fy @0", 1L,
                        "SERVING a=x\\,b\\=y @0", 1L,
                        "SERVING a=x,b=y\u001fz @0", 1L,
                        "SERVING a=x\u001fy,b=z @0", 1L,
                        "SERVING a=x\\,b\\=y,b=\\\\ @0", 1L));
    }

    @Test
    void longValueIsCutAtAWholeCharacter() {
        ProfileBench bench = new ProfileBench().slices("user");

        bench.take(
                event().dimension("user", "日".repeat(100)),
                event().dimension("user", "日".repeat(66) + "x"),
                event().dimension("user", "x".repeat(200)),
                event().dimension("user", "x".repeat(5_000)));

        assertThat(events(bench))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "SERVING * @0",
                        4L,
                        "SERVING user=" + "日".repeat(66) + " @0",
                        1L,
                        "SERVING user=" + "日".repeat(66) + "x @0",
                        1L,
                        "SERVING user=" + "x".repeat(200) + " @0",
                        2L));
    }

    @Test
    void versionAsADimensionDoesNotCountTwice() {
        ProfileBench bench = new ProfileBench().slices("version");

        bench.take(event().version("7").dimension("version", "7"));

        assertThat(events(bench))
                .containsExactlyInAnyOrderEntriesOf(Map.of("SERVING * @0", 1L, "SERVING version=7 @0", 1L));
    }

    @Test
    void explosionEndsInOther() {
        ProfileBench bench = new ProfileBench().slices("user").maxSlices(50).grids(GRIDS);
        Profiler profiler = bench.profiler();

        for (int i = 0; i < 100_000; i++) {
            bench.take(event().dimension("user", "u" + i).feature("a", 1.0));
            if (i % 20_000 == 0) {
                bench.handOver();
            }
        }

        Map<String, Long> events = events(bench);
        assertThat(events).hasSize(52);
        assertThat(events.get("SERVING * @0")).isEqualTo(100_000);
        assertThat(events.get("SERVING user=u49 @0")).isEqualTo(1);
        assertThat(events.get("SERVING user=__other__ @0")).isEqualTo(99_950);
        assertThat(profiler.takeOverflowing()).isEqualTo(99_950);
        assertThat(profiler.takeOverflowing()).isZero();
        assertThat(bench.profile("SERVING user=__other__ @0").columns().values())
                .extracting(counts -> counts.cell(1))
                .containsExactly(99_950L);
    }

    @Test
    void explosionKeepsLiveWeightBounded() {
        ProfileBench bench = new ProfileBench().slices("user").maxSlices(50).grids(GRIDS);
        Profiler profiler = bench.profiler();
        bench.take(event());
        long one = profiler.liveWeight() / 2;

        for (int i = 0; i < 10_000; i++) {
            bench.take(event().dimension("user", "u" + i).version("v" + i).feature("a", 1.0));
        }

        assertThat(profiler.liveWeight()).isLessThanOrEqualTo(53 * one);
    }

    @Test
    void slicesOnceMetStayAfterHandOvers() {
        ProfileBench bench = new ProfileBench().slices("user").maxSlices(2);

        for (int round = 0; round < 3; round++) {
            for (String user : new String[] {"a", "b", "c", "d"}) {
                bench.take(event().dimension("user", user));
            }
            bench.handOver();
        }

        assertThat(events(bench))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "SERVING * @0",
                        12L,
                        "SERVING user=a @0",
                        3L,
                        "SERVING user=b @0",
                        3L,
                        "SERVING user=__other__ @0",
                        6L));
    }

    @Test
    void overflowOfACombinationIsOneSlice() {
        ProfileBench bench = new ProfileBench().slices("a", "b").maxSlices(0);

        bench.take(event().dimension("a", "1").dimension("b", "2").version("3"));

        assertThat(events(bench))
                .containsOnlyKeys("SERVING * @0", "SERVING version=__other__ @0", "SERVING a=__other__,b=__other__ @0");
    }

    @Test
    void slicesOfTheReferenceAreAlwaysKnown() {
        ProfileBench bench = new ProfileBench()
                .slices("user")
                .maxSlices(1)
                .book(new GridBook(
                        List.of(new GridBook.Era(0, new TreeMap<>())), new TreeSet<>(List.of("user=x", "user=y"))));

        for (String user : new String[] {"a", "b", "x", "y", "z"}) {
            bench.take(event().dimension("user", user));
        }

        assertThat(events(bench))
                .containsOnlyKeys(
                        "SERVING * @0",
                        "SERVING user=a @0",
                        "SERVING user=x @0",
                        "SERVING user=y @0",
                        "SERVING user=__other__ @0");
    }

    private static Map<String, Long> events(ProfileBench bench) {
        Map<String, Long> events = new TreeMap<>();
        bench.profiles()
                .forEach((key, profile) -> events.put(key, profile.rows().events()));
        return events;
    }

    private static TestEvent event() {
        return TestEvent.of("fraud", 1);
    }
}
