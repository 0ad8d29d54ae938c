package io.tidemark.pin;

import static io.tidemark.pin.PinBench.HOUR;
import static io.tidemark.pin.PinBench.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.profile.NaiveCounter;
import io.tidemark.profile.ProfileRules;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.store.ReferenceCodec;
import io.tidemark.testkit.Cases;
import io.tidemark.testkit.TestEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PinnerTest {
    private static final String DAY = "reference: {from: 1970-01-01T00:00Z, to: 1970-01-02T00:00Z}";
    private static final String FIRST_DAY = "reference: {first: 1d}";

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void pinIgnoresTheOrderOfRows(Cases cases) {
        PinBench straight =
                PinBench.with(DAY, "slices: [country, [country, device]]").log(randomEvents(cases, 2_000));
        PinBench shuffled = straight.shuffled(cases.permutation(2_000));

        assertThat(texts(shuffled.pin())).isEqualTo(texts(straight.pin()));
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void countsAreThoseOfANaiveCounter(Cases cases) {
        List<TestEvent> events = randomEvents(cases, 1_500);
        PinBench bench =
                PinBench.with(DAY, "slices: [country, [country, device]]").log(events);

        Pin pin = bench.pin();

        ProfileRules oneLongPane =
                new ProfileRules("fraud", 24 * HOUR, bench.rules().slices(), 1_000, column -> true, Map.of(), Map.of());
        Map<String, String> expected = new NaiveCounter(oneLongPane, pin.era().grids())
                .count(events.stream()
                        .filter(event -> event.timeMs() < 24 * HOUR)
                        .toList());
        Map<String, String> actual = new TreeMap<>();
        for (Reference reference : pin.references()) {
            reference
                    .columns()
                    .forEach((column, counted) -> actual.put(
                            reference.scope().stage() + " " + reference.scope().slice() + " @0 " + column,
                            NaiveCounter.text(counted.counts())));
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static List<TestEvent> randomEvents(Cases cases, int count) {
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TestEvent event = TestEvent.of("fraud", 1 + cases.below((int) (30 * HOUR)))
                    .stage(cases.below(4) == 0 ? Stage.TRAINING : Stage.SERVING)
                    .version(cases.below(2) == 0 ? "" : "7")
                    .dimension("country", "c" + cases.below(3))
                    .feature("ties", (double) cases.below(20))
                    .feature("wide", cases.number())
                    .feature("word", cases.text());
            events.add(cases.below(3) == 0 ? event.feature("flag", cases.below(2) == 0) : event);
        }
        return events;
    }

    @Test
    void largeLogInAnyOrderHasTheSameDispersion() {
        Cases cases = Cases.of(1);
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < 120_000; i++) {
            events.add(TestEvent.of("fraud", 1 + i * 24 * HOUR / 120_000)
                    .feature("a", (double) cases.below(10) + i / 20_000));
        }
        PinBench straight = PinBench.with(DAY).log(events);
        PinBench shuffled = straight.shuffled(cases.permutation(events.size()));

        assertThat(texts(shuffled.pin())).isEqualTo(texts(straight.pin()));
    }

    @Test
    void oneEventAheadDoesNotEmptyTheWindows() {
        List<TestEvent> events = new ArrayList<>();
        events.add(event(23 * HOUR));
        for (int i = 0; i < 239_999; i++) {
            events.add(event(1 + i * 24 * HOUR / 240_000));
        }

        Pin pin = PinBench.with(DAY).log(events).pin();

        assertThat(reference(pin, "*").rows().meanRows()).isEqualTo(10_000);
        assertThat(reference(pin, "*").rows().dispersion().windows()).isEqualTo(24);
        assertThat(reference(pin, "*").rows().dispersion().at(1)).isEqualTo(1);
    }

    @Test
    void referenceSaysWhatItIsMadeOf() {
        PinBench bench = PinBench.with(FIRST_DAY, "slices: [country]")
                .log(
                        event(5 * HOUR + 1).dimension("country", "BR").feature("a", 1.0),
                        event(6 * HOUR).dimension("country", "FR").feature("a", 2.0),
                        event(29 * HOUR).dimension("country", "BR").feature("a", 3.0));

        Pin pin = bench.pin();

        assertThat(pin.model()).isEqualTo("fraud");
        assertThat(pin.range()).isEqualTo(new TimeWindow(5 * HOUR, 29 * HOUR));
        assertThat(pin.events()).isEqualTo(2);
        assertThat(pin.slices()).containsExactly("*", "country=BR", "country=FR");
        assertThat(pin.references())
                .extracting(reference -> reference.scope().slice() + " " + reference.slices() + " "
                        + reference.id().equals(pin.references().get(0).id()))
                .containsExactly("* 3 true", "country=BR 3 true", "country=FR 3 true");
        assertThat(pin.references().get(0).id()).matches("[0-9a-f]{16}");
    }

    @Test
    void emptyWindowsInsideTheRangeCount() {
        List<TestEvent> events = new ArrayList<>();
        for (int hour = 0; hour < 24; hour += 2) {
            for (int i = 0; i < 10; i++) {
                events.add(event(1 + hour * HOUR + i).feature("a", (double) i));
            }
        }

        Reference reference = reference(PinBench.with(DAY).log(events).pin(), "*");

        assertThat(reference.rows().meanRows()).isEqualTo(5);
        assertThat(reference.rows().dispersion().windows()).isEqualTo(24);
        assertThat(reference.rows().dispersion().at(1)).isGreaterThan(5);
        assertThat(column(reference, "a").dispersion().windows()).isEqualTo(12);
        assertThat(column(reference, "a").dispersion().at(1)).isEqualTo(1);
    }

    @Test
    void dependentRowsHaveLargePhi() {
        Cases cases = Cases.of(3);
        List<TestEvent> events = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            double mood = cases.gaussian();
            for (int i = 0; i < 200; i++) {
                events.add(event(1 + hour * HOUR + i * 1_000L)
                        .feature("together", mood + cases.gaussian() / 10)
                        .feature("alone", cases.gaussian())
                        .feature("constant", 7.0));
            }
        }

        Reference reference = reference(PinBench.with(DAY).log(events).pin(), "*");

        assertThat(column(reference, "together").dispersion().at(1)).isGreaterThan(50);
        assertThat(column(reference, "alone").dispersion()).isEqualTo(Dispersion.unknown(24));
        assertThat(column(reference, "constant").dispersion()).isEqualTo(Dispersion.unknown(24));
    }

    @Test
    void constantColumnHasACellOfItsOwn() {
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            events.add(event(1 + i * HOUR / 10).feature("a", 7.0));
        }

        Pin pin = PinBench.with(DAY).log(events).pin();

        NumberGrid grid = (NumberGrid) Objects.requireNonNull(pin.era().grids().get("a"));
        Counts counts = column(reference(pin, "*"), "a").counts();
        assertThat(counts.cell(grid.cell(7))).isEqualTo(100);
        assertThat(grid.cell(Math.nextUp(7.0))).isNotEqualTo(grid.cell(7));
        assertThat(grid.cell(Math.nextDown(7.0))).isNotEqualTo(grid.cell(7));
    }

    @Test
    void declaredCategoryIsCountedAsItWasSurveyed() {
        List<TestEvent> events = new ArrayList<>();
        for (Object code : new Object[] {1L, 1.0, 2L, true, false}) {
            events.add(event(1).feature("code", code));
        }

        Pin pin = PinBench.with(DAY, "columns: {types: {code: category}}")
                .log(events)
                .pin();

        CategoryGrid grid =
                (CategoryGrid) Objects.requireNonNull(pin.era().grids().get("code"));
        Counts counts = column(reference(pin, "*"), "code").counts();
        assertThat(grid.values()).containsExactly("1", "2", "false", "true");
        assertThat(new long[] {counts.cell(0), counts.cell(1), counts.cell(2), counts.cell(3), counts.cell(4)})
                .containsExactly(2, 1, 1, 1, 0);
    }

    @Test
    void otherModelsOfTheTopicAreNotLookedAt() {
        PinBench bench = PinBench.with(FIRST_DAY)
                .log(
                        TestEvent.of("other", 1).feature("theirs", 1.0),
                        event(50 * HOUR).feature("ours", 1.0),
                        TestEvent.of("other", 51 * HOUR).feature("ours", "text").feature("theirs", 1.0));

        Pin pin = bench.pin();

        assertThat(pin.range()).isEqualTo(new TimeWindow(50 * HOUR, 74 * HOUR));
        assertThat(pin.events()).isEqualTo(1);
        assertThat(pin.era().grids()).containsOnlyKeys("ours");
    }

    @Test
    void emptyRangeIsAFailureThatSaysWhatWasSeen() {
        PinBench bench = PinBench.with("reference: {from: 2001-01-01T00:00Z, to: 2001-01-02T00:00Z}")
                .log(event(1_000), event(Instant.parse("2001-01-02T00:00:00Z").toEpochMilli()));

        assertThatThrownBy(bench::pin)
                .isInstanceOf(PinFailure.class)
                .hasMessage("no event to make a reference of: model=fraud,"
                        + " range=2001-01-01T00:00:00Z..2001-01-02T00:00:00Z,"
                        + " events seen=2 from 1970-01-01T00:00:01Z to 2001-01-02T00:00:00Z;"
                        + " state a range that the data covers under reference");
    }

    @Test
    void noEventIsAFailure() {
        assertThatThrownBy(PinBench.with(FIRST_DAY)::pin)
                .isInstanceOf(PinFailure.class)
                .hasMessage("no event to make a reference of: model=fraud, events seen=none");
        assertThatThrownBy(PinBench.with(DAY)::pin)
                .isInstanceOf(PinFailure.class)
                .hasMessage("no event to make a reference of: model=fraud,"
                        + " range=1970-01-01T00:00:00Z..1970-01-02T00:00:00Z, events seen=none;"
                        + " state a range that the data covers under reference");
    }

    @Test
    void eventFrom2099DoesNotEndTheScan() {
        long future = Instant.parse("2099-01-01T00:00:00Z").toEpochMilli();
        PinBench bench = PinBench.with(DAY).log(event(1).feature("a", 1.0), event(future), event(2).feature("a", 2.0));

        Pin pin = bench.pin();

        assertThat(pin.events()).isEqualTo(2);
        assertThat(column(reference(pin, "*"), "a").counts().valid()).isEqualTo(2);
    }

    @Test
    void logFarBeyondTheRangeIsNotRead() {
        List<TestEvent> events = new ArrayList<>(List.of(event(1)));
        for (int i = 0; i < 30_000; i++) {
            events.add(event(25 * HOUR + i));
        }
        PinBench bench = PinBench.with(DAY).log(events);

        bench.pin();

        assertThat(bench.visited()).isEqualTo(2 * 10_001);
    }

    @Test
    void explodingDimensionIsBounded() {
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            events.add(event(1 + i).dimension("user", "u" + i).feature("a", (double) i));
        }

        Pin pin = PinBench.with(DAY, "slices: [user]", "maxSlices: 10")
                .log(events)
                .pin();

        assertThat(pin.references()).hasSize(12);
        assertThat(column(reference(pin, "user=__other__"), "a").counts().valid())
                .isEqualTo(4_990);
    }

    @Test
    void bookKeepsTheLatestErasAndTheNewestSlices() {
        Pin pin = PinBench.with(DAY, "slices: [country]")
                .log(event(1).dimension("country", "BR").feature("a", 1.0))
                .pin();
        GridBook before = new GridBook(
                List.of(era(-30), era(-20), era(-10), era(0), era(10)), new TreeSet<>(List.of("country=FR")));

        GridBook after = pin.after(before, 3);

        assertThat(after.eras()).extracting(GridBook.Era::validFromMs).containsExactly(-20L, -10L, 0L);
        assertThat(after.eras().get(2).grids()).containsOnlyKeys("a");
        assertThat(after.slices()).containsExactly("*", "country=BR");
    }

    private static GridBook.Era era(long from) {
        return new GridBook.Era(from, new TreeMap<>());
    }

    private static ColumnReference column(Reference reference, String name) {
        return Objects.requireNonNull(reference.columns().get(name));
    }

    private static List<String> texts(Pin pin) {
        List<String> texts =
                new ArrayList<>(List.of(pin.range().toString(), pin.slices().toString()));
        pin.era().grids().forEach((column, grid) -> texts.add(column + " " + grid.id()));
        for (Reference reference : pin.references()) {
            texts.add(reference.scope() + " " + HexFormat.of().formatHex(ReferenceCodec.write(reference)));
        }
        return texts;
    }

    private static TestEvent event(long timeMs) {
        return TestEvent.of("fraud", timeMs);
    }
}
