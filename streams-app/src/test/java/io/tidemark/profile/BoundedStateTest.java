package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Delta;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Profile;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.CountsCodec;
import io.tidemark.stats.grid.EmbeddingGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.GridBuilder;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.grid.TextGrid;
import io.tidemark.testkit.Cases;
import io.tidemark.testkit.TestEvent;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** State does not grow with the data: the figures are what a live pane, and its bytes when it is handed on, take. */
@Tag("slow")
class BoundedStateTest {
    private static final int TEN_MILLION = 10_000_000;
    private static final byte[] HEAD = "fraud".getBytes(StandardCharsets.UTF_8);

    @Test
    void categoryOfTenMillionValuesStaysSmall() {
        CategoryGrid grid = new CategoryGrid(
                ColumnKind.CATEGORY,
                IntStream.range(0, 200).mapToObj(i -> String.format("%08d", i)).toList());
        Profiler profiler = profiler(new TreeMap<>(Map.of("id", grid)));

        countDistinct(profiler, TEN_MILLION);

        assertThat(profiler.liveWeight() * 8).isLessThan(4_500);
        assertThat(bytes(profiler.handOver())).isLessThan(1_000);
    }

    @Test
    void stringOfTenMillionValuesStaysSmall() {
        TextGrid grid = new TextGrid(List.of());
        double[] lengths = {8, 8, 8, 9, 10};
        Profiler profiler = profiler(new TreeMap<>(Map.of(
                "id",
                grid,
                "id.length",
                GridBuilder.numbers(lengths, new double[] {1, 1, 1, 1, 1}, 64),
                "id.shape",
                new CategoryGrid(ColumnKind.CATEGORY, grid.shapes()))));

        countDistinct(profiler, TEN_MILLION);

        assertThat(profiler.liveWeight() * 8).isLessThan(1_000);
        assertThat(bytes(profiler.handOver())).isLessThan(200);
    }

    /** One event after the other whose column "id" has a value of its own, made in place. */
    private static void countDistinct(Profiler profiler, int count) {
        byte[] bytes = "fraudid00000000".getBytes(StandardCharsets.UTF_8);
        Observation event = new Observation();
        for (int i = 0; i < count; i++) {
            for (int digit = 14, rest = i; digit >= 7; digit--, rest /= 10) {
                bytes[digit] = (byte) ('0' + rest % 10);
            }
            event.begin(bytes);
            event.model(0, HEAD.length);
            event.eventTime(1);
            event.carriesFeatures();
            event.text(5, 2, 7, 8);
            profiler.observe(event, Place.hash(0, i), Long.MAX_VALUE);
        }
    }

    @Test
    void thousandNumbersInAnEventStaySmall() {
        Cases cases = Cases.of(1);
        TreeMap<String, Grid> grids = new TreeMap<>();
        double[] sample = new double[2_000];
        Arrays.setAll(sample, i -> cases.gaussian());
        double[] ones = new double[2_000];
        Arrays.fill(ones, 1);
        NumberGrid grid = GridBuilder.numbers(sample, ones, GridBuilder.DEFAULT_CELLS);
        for (int column = 0; column < 1_000; column++) {
            grids.put("column " + column, grid);
        }
        Profiler profiler = profiler(grids);

        for (int row = 0; row < 1_000; row++) {
            TestEvent event = TestEvent.of("fraud", 1);
            for (int column = 0; column < 1_000; column++) {
                event.feature("column " + column, cases.gaussian());
            }
            profiler.observe(event.observed(), row, Long.MAX_VALUE);
        }

        // 64 cells, 8 more numbers and two extremes of 8 bytes: 592 bytes a column
        assertThat(profiler.liveWeight() * 8).isLessThan(600_000);
        assertThat(bytes(profiler.handOver())).isLessThan(130_000);
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void stringsAndVectorsInAnyOrderMakeTheSameBytes(Cases cases) {
        TextGrid texts = new TextGrid(List.of());
        EmbeddingGrid vectors = new EmbeddingGrid(3, EmbeddingGrid.seed("v"), 0.7);
        TreeMap<String, Grid> grids = new TreeMap<>();
        grids.put("id", texts);
        grids.put("id.length", new NumberGrid(new double[] {3, 6}, 4, 2));
        grids.put("id.shape", new CategoryGrid(ColumnKind.CATEGORY, texts.shapes()));
        grids.put("v", vectors);
        grids.put("v.norm", new NumberGrid(new double[] {1, 2}, 1, 0.3));
        for (int k = 0; k < EmbeddingGrid.PROJECTIONS; k++) {
            grids.put("v.p" + k, new NumberGrid(new double[] {-1, 0, 1}, 0.1, 0.3));
        }
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            events.add(TestEvent.of("fraud", 1)
                    .feature("id", cases.text())
                    .feature("v", new float[] {(float) cases.gaussian(), (float) cases.gaussian(), 1}));
        }

        Profiler straight = profiler(grids);
        Profiler parts = profiler(grids);
        events.forEach(event -> straight.observe(event.observed(), 0, Long.MAX_VALUE));
        Profile sum = new Profile();
        for (int i : cases.permutation(events.size())) {
            parts.observe(events.get(i).observed(), 0, Long.MAX_VALUE);
            if (cases.below(50) == 0) {
                parts.handOver().forEach(delta -> sum.add(delta.profile()));
            }
        }
        parts.handOver().forEach(delta -> sum.add(delta.profile()));

        Profile whole = straight.handOver().get(0).profile();
        assertThat(written(sum)).isEqualTo(written(whole));
        assertThat(whole.columns().get("v")).satisfies(counts -> assertThat(counts.vectorSums()[2])
                .isEqualTo(300 * Math.round(Math.rint(1 / 0.7 * (1 << 20)))));
    }

    private static Profiler profiler(TreeMap<String, Grid> grids) {
        GridBook book = new GridBook(List.of(new GridBook.Era(Long.MIN_VALUE, grids)), new TreeSet<>());
        ProfileRules rules = new ProfileRules("fraud", 60_000, List.of(), 10, column -> true, Map.of(), Map.of());
        return new Profiler(List.of(rules), model -> book);
    }

    private static int bytes(List<Delta> deltas) {
        return deltas.stream()
                .mapToInt(delta -> written(delta.profile()).length)
                .sum();
    }

    private static byte[] written(Profile profile) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (var counts : profile.columns().values()) {
                CountsCodec.write(counts, out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
