package io.tidemark.pin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.profile.Place;
import io.tidemark.profile.ProfileRules;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.EmbeddingGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.testkit.Cases;
import io.tidemark.testkit.TestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class SurveyTest {
    @Test
    void kindIsWhatMostValuesAre() {
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            events.add(event().feature("number", i < 6 ? (Object) 1.5 : (Object) "x")
                    .feature("text", i < 4 ? (Object) 1.5 : (Object) "x")
                    .feature("flag", i < 6 ? (Object) (i < 3) : (Object) "x")
                    .feature("nothing", null));
        }

        SortedMap<String, Grid> grids = grids(Map.of(), events);

        assertThat(kinds(grids))
                .isEqualTo(Map.of(
                        "number", ColumnKind.NUMBER,
                        "text", ColumnKind.CATEGORY,
                        "flag", ColumnKind.BOOLEAN,
                        "nothing", ColumnKind.NUMBER));
    }

    @Test
    void declaredCategoryHasNumbersAndBooleansAsTexts() {
        List<TestEvent> events = new ArrayList<>();
        for (Object code : new Object[] {1L, 1.0, 1L, 2L, 2.0, 0.5, true, true, true, true, false}) {
            events.add(event().feature("code", code));
        }

        CategoryGrid grid = (CategoryGrid) grids(Map.of("code", ColumnKind.CATEGORY), events)
                .values()
                .iterator()
                .next();

        assertThat(grid.values()).containsExactly("true", "1", "2", "0.5", "false");
    }

    @Test
    void declaredKindWinsOverWhatIsSeen() {
        List<TestEvent> events = List.of(
                event().feature("a", "x").feature("b", 1L),
                event().feature("a", "y").feature("b", 0L));

        assertThat(kinds(grids(Map.of("a", ColumnKind.NUMBER, "b", ColumnKind.BOOLEAN), events)))
                .isEqualTo(Map.of("a", ColumnKind.NUMBER, "b", ColumnKind.BOOLEAN));
    }

    @Test
    void predictionAndScoreAreColumns() {
        assertThat(grids(Map.of(), List.of(event().prediction("x", 0.5)))).containsOnlyKeys("prediction", "score");
    }

    @Test
    void manyDifferentTextsAreBounded() {
        ColumnSurvey column = new ColumnSurvey("id", ColumnKind.CATEGORY);
        for (int i = 0; i < 60_000; i++) {
            column.take(event().feature("id", "user " + i).observed(), 0, i, 0, new ColumnSurvey.Room(100, 50_000));
        }

        CategoryGrid grid = (CategoryGrid)
                Objects.requireNonNull(column.grids(100, List.of()).get("id"));

        assertThat(grid.cells()).isEqualTo(201);
    }

    @Test
    void textsOfTooManyValuesAreStrings() {
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            events.add(event().feature("id", "user-" + i)
                    .feature("airport", "a" + Math.min(i % 1_000, 150))
                    .feature("few", "f" + i % 390));
        }

        SortedMap<String, Grid> grids = grids(Map.of(), events);

        assertThat(kinds(grids))
                .isEqualTo(Map.of(
                        "id", ColumnKind.STRING,
                        "id.length", ColumnKind.NUMBER,
                        "id.shape", ColumnKind.CATEGORY,
                        "airport", ColumnKind.CATEGORY,
                        "few", ColumnKind.CATEGORY));
        assertThat(grids.get("id.length")).isInstanceOfSatisfying(NumberGrid.class, lengths -> assertThat(
                        IntStream.range(0, lengths.cells()).mapToObj(lengths::label))
                .contains("= 7", "= 8"));
    }

    @Test
    void arraysAreEmbeddingsOfTheCommonestDimension() {
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            events.add(event().feature("v", i % 3 == 0 ? new float[] {1, 2} : new float[] {i, 2, 3, 4}));
        }

        SortedMap<String, Grid> grids = grids(Map.of(), events);

        assertThat(grids)
                .containsOnlyKeys("v", "v.norm", "v.p0", "v.p1", "v.p2", "v.p3", "v.p4", "v.p5", "v.p6", "v.p7");
        assertThat(grids.get("v")).isInstanceOfSatisfying(EmbeddingGrid.class, grid -> assertThat(grid.dimension())
                .isEqualTo(4));
    }

    @Test
    void columnThatBearsADerivedNameIsNotMeasured() {
        List<TestEvent> events = List.of(event().feature("id.length", "long").feature("id", "x"));

        SortedMap<String, Grid> grids = grids(Map.of("id", ColumnKind.STRING), events);

        assertThat(kinds(grids))
                .isEqualTo(Map.of(
                        "id", ColumnKind.STRING, "id.length", ColumnKind.NUMBER, "id.shape", ColumnKind.CATEGORY));
    }

    @Test
    void longTextsHaveNoCell() {
        List<TestEvent> events = List.of(
                event().feature("essay", "x".repeat(257)),
                event().feature("essay", "x".repeat(257)),
                event().feature("essay", "é".repeat(128)));

        CategoryGrid grid =
                (CategoryGrid) grids(Map.of(), events).values().iterator().next();

        assertThat(grid.values()).containsExactly("é".repeat(128));
    }

    @Test
    void namesTooLongAreLeftOut() {
        assertThat(grids(
                        Map.of(),
                        List.of(event().feature("x".repeat(1_001), 1.0).feature("y", 1.0))))
                .containsOnlyKeys("y");
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void cellsIgnoreTheOrderOfRows(Cases cases) {
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            events.add(event().dimension("country", "c" + cases.below(4))
                    .feature("ties", (double) cases.below(40))
                    .feature("smooth", cases.gaussian())
                    .feature("word", cases.text())
                    .feature("id", "user " + cases.below(100_000))
                    .feature("vector", new float[] {(float) cases.gaussian(), (float) cases.gaussian(), 1}));
        }

        assertThat(ids(grids(Map.of(), shuffled(events, cases)))).isEqualTo(ids(grids(Map.of(), events)));
    }

    @Test
    void cellsIgnoreTheOrderOfThousandsOfGroups() {
        Cases cases = Cases.of(1);
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            events.add(event().dimension("country", "c" + Math.abs(cases.gaussian() * 3_000))
                    .feature("a", cases.gaussian()));
            events.add(event().dimension("country", "c" + i % 6_000).feature("a", (double) (i % 6_000)));
        }

        assertThat(ids(grids(Map.of(), shuffled(events, cases)))).isEqualTo(ids(grids(Map.of(), events)));
    }

    @Test
    void groupIgnoresTheOrderOfDimensions() {
        List<TestEvent> straight = new ArrayList<>();
        List<TestEvent> turned = new ArrayList<>();
        Cases cases = Cases.of(1);
        for (int i = 0; i < 3_000; i++) {
            String country = i % 10 == 0 ? "x" : "y";
            double value = cases.gaussian() + (i % 10 == 0 ? 5 : 0);
            straight.add(
                    event().dimension("country", country).dimension("z", "1").feature("a", value));
            turned.add(
                    i % 2 == 0
                            ? event().dimension("z", "1")
                                    .dimension("country", country)
                                    .feature("a", value)
                            : event().dimension("country", country)
                                    .dimension("z", "1")
                                    .feature("a", value));
        }

        assertThat(ids(grids(Map.of(), List.of("country", "z"), turned)))
                .isEqualTo(ids(grids(Map.of(), List.of("country", "z"), straight)));
    }

    @Test
    void samplesShrinkWhereverTheOtherColumnsCome() {
        Cases cases = Cases.of(1);
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            events.add(event().feature("a", cases.gaussian()));
        }
        TestEvent wide = event();
        for (int i = 0; i < 2_000; i++) {
            wide.feature("column " + i, 1.0);
        }
        List<TestEvent> wideFirst = new ArrayList<>(List.of(wide));
        wideFirst.addAll(events);
        events.add(wide);

        Survey first = new Survey(rules(Map.of(), List.of("country")));
        Survey last = new Survey(rules(Map.of(), List.of("country")));
        for (int i = 0; i < events.size(); i++) {
            first.take(wideFirst.get(i).observed(), Place.hash(0, i == 0 ? 30_000 : i - 1));
            last.take(events.get(i).observed(), Place.hash(0, i));
        }

        assertThat(ids(first.grids())).isEqualTo(ids(last.grids()));
    }

    private static List<TestEvent> shuffled(List<TestEvent> events, Cases cases) {
        List<TestEvent> other = new ArrayList<>();
        for (int i : cases.permutation(events.size())) {
            other.add(events.get(i));
        }
        return other;
    }

    private static SortedMap<String, Grid> grids(Map<String, ColumnKind> declared, List<TestEvent> events) {
        return grids(declared, List.of("country"), events);
    }

    private static SortedMap<String, Grid> grids(
            Map<String, ColumnKind> declared, List<String> slice, List<TestEvent> events) {
        Survey survey = new Survey(rules(declared, slice));
        for (int i = 0; i < events.size(); i++) {
            survey.take(events.get(i).observed(), Place.hash(0, i));
        }
        return survey.grids();
    }

    private static ProfileRules rules(Map<String, ColumnKind> declared, List<String> slice) {
        return new ProfileRules("fraud", 60_000, List.of(slice), 100, column -> true, declared, Map.of());
    }

    private static Map<String, ColumnKind> kinds(SortedMap<String, Grid> grids) {
        Map<String, ColumnKind> kinds = new TreeMap<>();
        grids.forEach((column, grid) -> kinds.put(column, grid.kind()));
        return kinds;
    }

    private static Map<String, String> ids(SortedMap<String, Grid> grids) {
        Map<String, String> ids = new TreeMap<>();
        grids.forEach((column, grid) -> ids.put(column, grid.id()));
        return ids;
    }

    private static TestEvent event() {
        return TestEvent.of("fraud", 1);
    }
}
