package io.tidemark.profile;

import static io.tidemark.profile.ProfileBench.PANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Stage;
import io.tidemark.profile.ProfileRules.Allowed;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.testkit.Cases;
import io.tidemark.testkit.TestEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class ProfilerTest {
    private static final NumberGrid AMOUNT = new NumberGrid(new double[] {-1, Math.nextDown(0.0), 0, 1, 1000}, 0, 2);
    private static final CategoryGrid CITY =
            new CategoryGrid(ColumnKind.CATEGORY, List.of("é", "日本", "", "true", "3", "0.5"));
    private static final CategoryGrid FLAG = new CategoryGrid(ColumnKind.BOOLEAN, List.of("false", "true"));
    private static final Map<String, Grid> GRIDS =
            Map.of("amount", AMOUNT, "city", CITY, "flag", FLAG, "prediction", CITY, "score", AMOUNT);
    private static final Allowed RANGE = new Allowed(-5, 5, Set.of());
    private static final Allowed SET =
            new Allowed(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Set.of("é", "3", "true"));

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void countsAreThoseOfANaiveCounter(Cases cases) {
        ProfileBench bench = randomBench();
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            TestEvent event = random(cases);
            events.add(event);
            bench.take(event);
        }

        assertThat(differences(texts(bench.profiles()), new NaiveCounter(bench.rules(), GRIDS).count(events)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void handOversAtAnyPointAddUpToTheSame(Cases cases) {
        ProfileBench bench = randomBench();
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            TestEvent event = random(cases);
            events.add(event);
            bench.take(event);
            if (cases.below(20) == 0) {
                bench.handOver();
            }
        }

        assertThat(differences(texts(bench.profiles()), new NaiveCounter(bench.rules(), GRIDS).count(events)))
                .isEmpty();
    }

    private static ProfileBench randomBench() {
        return new ProfileBench()
                .slices("country")
                .slices("country", "device")
                .maxSlices(1_000)
                .watching(column -> !column.equals("secret"))
                .allowed("amount", RANGE)
                .allowed("city", SET)
                .grids(GRIDS);
    }

    /** Columns in any order, some twice, some absent, with any type of value; three panes, around 1970. */
    private static TestEvent random(Cases cases) {
        TestEvent event = TestEvent.of("fraud", 1 + cases.below((int) (3 * PANE)) - PANE)
                .stage(cases.below(4) == 0 ? Stage.TRAINING : Stage.SERVING)
                .version(cases.below(3) == 0 ? "" : "v" + cases.below(2));
        if (event.timeMs() == 0) {
            return random(cases);
        }
        String[] countries = {"BR", "FR", "é", "", "(none)"};
        for (int i = cases.below(3); i > 0; i--) {
            event.dimension(cases.below(2) == 0 ? "device" : "country", countries[cases.below(5)]);
        }
        if (cases.below(3) == 0) {
            event.prediction(
                    cases.below(3) == 0 ? null : cases.below(2) == 0 ? (Object) cases.text() : (Object) cases.number(),
                    cases.below(3) == 0 ? null : (Double) cases.number());
        }
        String[] columns = {"amount", "city", "flag", "new", "secret", "amount", "city"};
        for (int i : cases.permutation(columns.length)) {
            if (cases.below(5) > 0) {
                event.feature(columns[i], randomValue(cases));
            }
        }
        return event;
    }

    private static @Nullable Object randomValue(Cases cases) {
        return switch (cases.below(11)) {
            case 0 -> null;
            case 1 -> cases.below(2) == 0;
            case 2 -> (Object) (long) (cases.below(7) - 3);
            case 3 -> Double.NaN;
            case 4 -> cases.below(2) == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            case 5, 6 -> cases.text();
            case 7 -> TestEvent.EMBEDDING;
            default -> cases.number();
        };
    }

    private static Map<String, String> texts(Map<String, Profile> profiles) {
        Map<String, String> texts = new TreeMap<>();
        profiles.forEach((key, profile) -> profile.columns().forEach((column, counts) -> {
            if (counts.hasGrid()) {
                texts.put(key + " " + column, NaiveCounter.text(counts));
            }
        }));
        return texts;
    }

    private static List<String> differences(Map<String, String> actual, Map<String, String> expected) {
        Set<String> keys = new TreeSet<>(actual.keySet());
        keys.addAll(expected.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(actual.get(key), expected.get(key)))
                .map(key -> key + "\n   is " + actual.get(key) + "\n  not " + expected.get(key))
                .toList();
    }

    @Test
    void absentAndNullAreMissingNaNIsNot() {
        ProfileBench bench = new ProfileBench().grids(Map.of("amount", AMOUNT));

        bench.take(
                event(),
                event().feature("amount", null),
                event().feature("amount", Double.NaN),
                event().feature("amount", Double.NEGATIVE_INFINITY),
                event().feature("amount", "12"),
                event().feature("amount", TestEvent.EMBEDDING),
                event().feature("amount", true),
                event().feature("amount", 4L),
                event().prediction("x", null));

        assertThat(NaiveCounter.text(bench.counts("amount")))
                .isEqualTo("cells=[0 0 0 1 1 0] valid=2 missing=2 wrong=2 nan=1 inf=1 out=0 min=1.0 max=4.0"
                        + " sum=2621440 squares=4456448 absent=1");
        assertThat(bench.profile("SERVING * @0").rows()).isEqualTo(new Rows(9, 8, 1));
    }

    @Test
    void repeatedColumnCountsOnceWithItsFirstValue() {
        ProfileBench bench = new ProfileBench().grids(Map.of("amount", AMOUNT));

        bench.take(event().feature("amount", 0.5).feature("amount", 5.0).feature("amount", null));

        assertThat(NaiveCounter.text(bench.counts("amount")))
                .startsWith("cells=[0 0 0 1 0 0] valid=1 missing=0 wrong=0 ");
    }

    @Test
    void numberOrBooleanInACategoryIsItsText() {
        ProfileBench bench = new ProfileBench().grids(Map.of("city", CITY));

        bench.take(
                event().feature("city", 3L),
                event().feature("city", 3.0),
                event().feature("city", 0.5),
                event().feature("city", true),
                event().feature("city", false));

        assertThat(NaiveCounter.text(bench.counts("city"))).startsWith("cells=[0 0 0 1 2 1 1] valid=5 missing=0");
    }

    @Test
    void zeroAndOneAreABooleansValues() {
        ProfileBench bench = new ProfileBench().grids(Map.of("flag", FLAG));

        bench.take(
                event().feature("flag", 0L),
                event().feature("flag", 1.0),
                event().feature("flag", true),
                event().feature("flag", "false"),
                event().feature("flag", 2L));

        assertThat(NaiveCounter.text(bench.counts("flag"))).startsWith("cells=[2 2 0] valid=4 missing=0 wrong=1");
    }

    @Test
    void newValuesAreNamedUpToAWholeCharacter() {
        ProfileBench bench = new ProfileBench().grids(Map.of("city", CITY));
        String wide = "日".repeat(30);

        bench.take(event().feature("city", wide), event().feature("city", "é"), event().feature("city", "e\u0301"));

        assertThat(bench.counts("city").newValues().shares())
                .containsExactlyInAnyOrderEntriesOf(Map.of("日".repeat(21), 0.5, "e\u0301", 0.5));
    }

    @Test
    void sampleOfNewValuesIgnoresHandOvers() {
        ProfileBench whole = new ProfileBench().grids(Map.of("city", CITY));
        ProfileBench parts = new ProfileBench().grids(Map.of("city", CITY));

        for (int i = 0; i < 500; i++) {
            long place = Place.hash(3, i);
            TestEvent event = event().feature("city", "new " + i % 7);
            whole.profiler().observe(event.observed(), place, Long.MAX_VALUE);
            parts.profiler().observe(event.observed(), place, Long.MAX_VALUE);
            if (i % 9 == 0) {
                parts.handOver();
            }
        }

        assertThat(whole.counts("city").newValues().size()).isEqualTo(16);
        assertThat(parts.counts("city").newValues().shares())
                .isEqualTo(whole.counts("city").newValues().shares());
    }

    @Test
    void allowedRangeAndSetCountWhatIsOutside() {
        ProfileBench bench = new ProfileBench()
                .grids(Map.of("amount", AMOUNT, "city", CITY, "flag", AMOUNT))
                .allowed("amount", RANGE)
                .allowed("city", SET)
                .allowed("flag", new Allowed(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Set.of("0", "1")));

        bench.take(
                event().feature("amount", -5.0).feature("city", "é").feature("flag", 0L),
                event().feature("amount", 5.0).feature("city", 3L).feature("flag", 1.0),
                event().feature("amount", 5.1).feature("city", "É").feature("flag", 2L),
                event().feature("amount", -6L).feature("city", false).feature("flag", 0.5),
                event().feature("amount", Double.NaN).feature("city", null).feature("flag", true));

        assertThat(bench.counts("amount").outOfRange()).isEqualTo(2);
        assertThat(bench.counts("amount").valid()).isEqualTo(4);
        assertThat(bench.counts("city").outOfRange()).isEqualTo(2);
        assertThat(bench.counts("flag").outOfRange()).isEqualTo(2);
    }

    @Test
    void columnWithoutGridWarmsUp() {
        ProfileBench bench = new ProfileBench().grids(Map.of("amount", AMOUNT));

        for (int i = 1; i <= 100; i++) {
            bench.take(event().feature("fresh", (double) i).feature("word", "x"));
        }
        bench.take(
                event().feature("fresh", null),
                event().feature("fresh", Double.NaN),
                event().feature("fresh", Double.POSITIVE_INFINITY));

        Counts fresh = bench.counts("fresh");
        assertThat(fresh.hasGrid()).isFalse();
        assertThat(NaiveCounter.text(fresh)).startsWith("cells=[] valid=100 missing=1 wrong=0 nan=1 inf=1 out=0");
        assertThat(fresh.quantiles().quantile(0.5)).isEqualTo(50);
        assertThat(bench.counts("word").quantiles().isEmpty()).isTrue();
        assertThat(bench.counts("word").valid()).isEqualTo(100);
    }

    @Test
    void columnThatIsNotWatchedIsNowhere() {
        ProfileBench bench = new ProfileBench()
                .watching(column -> !Set.of("secret", "score", "amount").contains(column))
                .grids(Map.of("amount", AMOUNT, "city", CITY));

        for (int i = 0; i < 3; i++) {
            bench.take(event().feature("secret", 1.0)
                    .feature("amount", 1.0)
                    .feature("city", "é")
                    .prediction("x", 0.5));
        }

        assertThat(bench.profile("SERVING * @0").columns()).containsOnlyKeys("city", "prediction");
        assertThat(bench.counts("city").valid()).isEqualTo(3);
    }

    @Test
    void featureMayBearAReservedName() {
        ProfileBench bench = new ProfileBench().grids(Map.of("score", AMOUNT));

        bench.take(event().feature("score", 0.5), event().feature("score", null), event().feature("x", 1.0));
        bench.handOver();
        bench.take(event().prediction("x", 0.25), event().prediction("x", null));

        assertThat(NaiveCounter.text(bench.counts("score")))
                .startsWith("cells=[0 0 0 2 0 0] valid=2 missing=2 wrong=0 nan=0");
    }

    @Test
    void brokenNameIsOneColumn() {
        ProfileBench bench = new ProfileBench().grids(Map.of("amount", AMOUNT));

        for (int i = 0; i < 5; i++) {
            bench.take(event().feature(new byte[] {'a', (byte) 0xff}, 1.0).feature("amount", 2.0));
        }

        assertThat(bench.profile("SERVING * @0").columns()).containsOnlyKeys("a\ufffd", "amount");
        assertThat(bench.counts("a\ufffd").valid()).isEqualTo(5);
        assertThat(bench.counts("amount").valid()).isEqualTo(5);
    }

    @Test
    void nameTooLongToBeWrittenIsNotWatched() {
        ProfileBench bench = new ProfileBench();

        bench.take(event().feature("x".repeat(70_000), 1.0).feature("y".repeat(1_000), 1.0));

        assertThat(bench.profile("SERVING * @0").columns()).containsOnlyKeys("y".repeat(1_000));
    }

    @Test
    void namesThatAreNotWatchedAreForgotten() {
        Layout layout = new Layout(new ProfileBench().watching(column -> false).rules(), new TreeMap<>());

        for (int i = 0; i < 50_000; i++) {
            assertThat(layout.column(event().feature("f" + i, 1.0).observed(), 0, 0))
                    .isEqualTo(Layout.UNWATCHED);
        }

        assertThat(layout.names()).isEqualTo(20_000);
    }

    @Test
    void columnsAreBounded() {
        Layout layout = new Layout(new ProfileBench().rules(), new TreeMap<>());

        for (int i = 0; i < 12_000; i++) {
            layout.column(event().feature("f" + i, 1.0).observed(), 0, 0);
        }

        assertThat(layout.columns()).isEqualTo(10_000);
        assertThat(layout.column(event().feature("f9999", 1.0).observed(), 0, 0))
                .isEqualTo(9_999);
        assertThat(layout.column(event().feature("f10000", 1.0).observed(), 0, 0))
                .isEqualTo(Layout.UNWATCHED);
    }

    @Test
    void orderOfColumnsIsOnlyAGuess() {
        ProfileBench bench = new ProfileBench().grids(Map.of("a", AMOUNT, "b", AMOUNT, "c", AMOUNT));

        bench.take(
                event().feature("a", 0.5).feature("b", 5.0).feature("c", 5_000.0),
                event().feature("c", 5_000.0).feature("b", 5.0).feature("a", 0.5),
                event().feature("b", 5.0).feature("a", 0.5),
                event().feature("d", "x")
                        .feature("c", 5_000.0)
                        .feature("e", "x")
                        .feature("a", 0.5),
                event().feature("b", 5.0));

        assertThat(NaiveCounter.text(bench.counts("a"))).startsWith("cells=[0 0 0 4 0 0] valid=4 missing=1");
        assertThat(NaiveCounter.text(bench.counts("b"))).startsWith("cells=[0 0 0 0 4 0] valid=4 missing=1");
        assertThat(NaiveCounter.text(bench.counts("c"))).startsWith("cells=[0 0 0 0 0 3] valid=3 missing=2");
    }

    @Test
    void erasNeverMix() {
        NumberGrid later = new NumberGrid(new double[] {7}, 0, 1);
        ProfileBench bench = new ProfileBench()
                .book(new GridBook(
                        List.of(era(PANE, Map.of("amount", AMOUNT)), era(2 * PANE, Map.of("amount", later))),
                        new TreeSet<>()));

        for (int round = 0; round < 3; round++) {
            for (long pane : new long[] {2, 0, 1, 3, 1, 2}) {
                bench.take(TestEvent.of("fraud", pane * PANE + 1 + round)
                        .feature("amount", 8.0)
                        .feature("x", 1.0));
            }
            if (round == 1) {
                bench.handOver();
            }
        }

        assertThat(bench.profiles())
                .containsOnlyKeys("SERVING * @0", "SERVING * @60000", "SERVING * @120000", "SERVING * @180000");
        assertThat(gridOf(bench, 0)).isEqualTo(" 3");
        assertThat(gridOf(bench, 1)).isEqualTo(AMOUNT.id() + " 6");
        assertThat(gridOf(bench, 2)).isEqualTo(later.id() + " 6");
        assertThat(gridOf(bench, 3)).isEqualTo(later.id() + " 3");
    }

    @Test
    void newGridsAreTakenUpAtTheHandOver() {
        ProfileBench bench = new ProfileBench();
        bench.take(event().feature("amount", 8.0));
        bench.book(new GridBook(List.of(era(PANE, Map.of("amount", AMOUNT))), new TreeSet<>()));

        bench.take(TestEvent.of("fraud", PANE).feature("amount", 8.0));
        bench.handOver();
        bench.take(TestEvent.of("fraud", 2 * PANE).feature("amount", 8.0));
        bench.take(event().feature("amount", 8.0));

        assertThat(gridOf(bench, 0)).isEqualTo(" 2");
        assertThat(gridOf(bench, 1)).isEqualTo(" 1");
        assertThat(gridOf(bench, 2)).isEqualTo(AMOUNT.id() + " 1");
    }

    private static String gridOf(ProfileBench bench, long pane) {
        Counts counts =
                bench.profile("SERVING * @" + pane * PANE).columns().getOrDefault("amount", Counts.withoutGrid());
        return counts.gridId() + " " + counts.valid();
    }

    private static GridBook.Era era(long from, Map<String, Grid> grids) {
        return new GridBook.Era(from, new TreeMap<>(grids));
    }

    @Test
    void eventFromTheFutureIsRejected() {
        Rejection rejection = new ProfileBench()
                .profiler()
                .observe(
                        TestEvent.of(
                                        "fraud",
                                        Instant.parse("2099-01-01T00:00:00Z").toEpochMilli())
                                .observed(),
                        1,
                        Instant.parse("2026-01-01T01:00:00Z").toEpochMilli());

        assertThat(rejection)
                .isEqualTo(new Rejection(
                        Reason.FROM_THE_FUTURE, "eventTime=2099-01-01T00:00:00Z, latest allowed=2026-01-01T01:00:00Z"));
    }

    @Test
    void zeroOfAnotherClockIsNoTimestamp() {
        ProfileBench bench = new ProfileBench();

        for (long time : new long[] {Long.MIN_VALUE, -62_135_596_800_000L}) {
            assertThat(bench.observe(TestEvent.of("fraud", time)))
                    .extracting(Rejection::reason)
                    .isEqualTo(Reason.NO_TIMESTAMP);
        }
        assertThat(bench.observe(TestEvent.of("fraud", -62_135_596_800_000L)))
                .isEqualTo(new Rejection(
                        Reason.NO_TIMESTAMP,
                        "eventTime=0001-01-01T00:00:00Z, must be later: it is the zero of some clocks"));
        assertThat(bench.observe(TestEvent.of("fraud", -62_135_596_799_999L))).isNull();
        assertThat(bench.profiles()).containsOnlyKeys("SERVING * @-62135596800000");
    }

    @Test
    void unknownModelIsRejectedWithoutItsPayload() {
        ProfileBench bench = new ProfileBench();

        assertThat(bench.observe(TestEvent.of("frau", 1)))
                .isEqualTo(new Rejection(Reason.UNKNOWN_MODEL, "model=frau has no monitor"));
        assertThat(bench.observe(TestEvent.of("", 1)))
                .isEqualTo(new Rejection(Reason.UNKNOWN_MODEL, "model= has no monitor"));
        assertThat(bench.observe(TestEvent.of("x".repeat(1_000_000), 1)))
                .isEqualTo(new Rejection(Reason.UNKNOWN_MODEL, "model=" + "x".repeat(200) + " has no monitor"));
        assertThat(bench.profiles()).isEmpty();
    }

    @Test
    void modelsAreCountedApart() {
        ProfileRules fraud = new ProfileBench().rules();
        ProfileRules other = new ProfileRules("other", 2 * PANE, List.of(), 10, column -> true, Map.of(), Map.of());
        Profiler profiler = new Profiler(List.of(fraud, other), model -> GridBook.EMPTY);

        for (String model : new String[] {"fraud", "other", "fraud", "other", "other"}) {
            assertThat(profiler.observe(TestEvent.of(model, PANE).observed(), 1, Long.MAX_VALUE))
                    .isNull();
        }

        assertThat(profiler.handOver())
                .extracting(delta -> delta.scope().model() + " @" + delta.paneStartMs() + " "
                        + delta.profile().rows().events())
                .containsExactly("fraud @60000 2", "other @0 3");
    }

    @Test
    void profilerNeedsAMonitor() {
        assertThatThrownBy(() -> new Profiler(List.of(), model -> GridBook.EMPTY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a profiler needs a monitor: monitors=0");
    }

    @Test
    void nothingIsHandedOverTwice() {
        ProfileBench bench = new ProfileBench().grids(GRIDS);

        bench.take(event().feature("amount", 1.0)).handOver().handOver().handOver();

        assertThat(bench.deltas()).isEqualTo(1);
    }

    @Test
    void liveWeightIsWhatIsLive() {
        ProfileBench bench = new ProfileBench().grids(Map.of("amount", AMOUNT));
        Profiler profiler = bench.profiler();
        bench.take(event().feature("amount", 1.0));
        long one = profiler.liveWeight();

        bench.take(event().feature("amount", 1.0));
        long same = profiler.liveWeight();
        bench.take(event().stage(Stage.TRAINING).feature("amount", 1.0));
        long two = profiler.liveWeight();
        bench.handOver();

        assertThat(one).isBetween(20L, 60L);
        assertThat(same).isEqualTo(one);
        assertThat(two).isEqualTo(2 * one);
        assertThat(profiler.liveWeight()).isZero();
    }

    @Test
    void warmingColumnsAndSamplesWeighToo() {
        ProfileBench bench = new ProfileBench().grids(Map.of("city", CITY));
        Profiler profiler = bench.profiler();
        bench.take(event());
        long empty = profiler.liveWeight();

        bench.take(event().feature("city", "unheard of"));
        long sampled = profiler.liveWeight();
        bench.take(event().feature("word", "x"));
        long warming = profiler.liveWeight();
        bench.take(event().feature("fresh", 1.0));
        long sketched = profiler.liveWeight();
        bench.take(event().feature("fresh", 2.0).feature("word", "y").feature("city", "unheard of"));

        assertThat(sampled - empty).isEqualTo(256);
        assertThat(warming - sampled).isEqualTo(64);
        assertThat(sketched - warming).isEqualTo(64 + 256);
        assertThat(profiler.liveWeight()).isEqualTo(sketched);
        bench.handOver();
        assertThat(profiler.liveWeight()).isZero();
    }

    private static TestEvent event() {
        return TestEvent.of("fraud", 1);
    }
}
