package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.Cases;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every partial must keep, whatever order its parts come in; equal means equal bytes. */
public abstract class MergeLawsTest<T> {
    private static final String SEEDS = "io.tidemark.testkit.Cases#seeded";
    private static final int EVENTS = 120;
    private static final int PARTS = 5;

    protected abstract T empty();

    /** What one event does to a partial. */
    protected abstract Consumer<T> event(Cases cases);

    protected abstract void add(T into, T part);

    protected abstract byte[] toBytes(T partial);

    protected abstract T fromBytes(byte[] bytes);

    /** Bytes of version 1, as hexadecimal digits; never to be changed. */
    protected abstract String oldBytes();

    /** What the old bytes held. */
    protected abstract T oldContent();

    @ParameterizedTest
    @MethodSource(SEEDS)
    void emptyIsIdentityOfMerge(Cases cases) {
        T right = some(cases);
        byte[] before = toBytes(right);

        T left = empty();
        add(left, right);
        add(right, empty());

        assertThat(toBytes(left)).isEqualTo(before);
        assertThat(toBytes(right)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void mergeIsCommutative(Cases cases) {
        T first = some(cases);
        T second = some(cases);

        assertThat(toBytes(sum(List.of(first, second)))).isEqualTo(toBytes(sum(List.of(second, first))));
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void mergeIsAssociative(Cases cases) {
        T first = some(cases);
        T second = some(cases);
        T third = some(cases);

        T left = sum(List.of(sum(List.of(first, second)), third));
        T right = sum(List.of(first, sum(List.of(second, third))));

        assertThat(toBytes(left)).isEqualTo(toBytes(right));
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void mergeOfPartsIsTheWhole(Cases cases) {
        T whole = empty();
        List<T> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            parts.add(empty());
        }

        for (int i = 0; i < EVENTS; i++) {
            Consumer<T> event = event(cases);
            event.accept(whole);
            event.accept(parts.get(cases.below(PARTS)));
        }

        assertThat(toBytes(sum(parts))).isEqualTo(toBytes(whole));
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void orderOfEventsLeavesNoTrace(Cases cases) {
        List<Consumer<T>> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(event(cases));
        }

        T straight = empty();
        T shuffled = empty();
        events.forEach(event -> event.accept(straight));
        for (int i : cases.permutation(EVENTS)) {
            events.get(i).accept(shuffled);
        }

        assertThat(toBytes(shuffled)).isEqualTo(toBytes(straight));
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void bytesSurviveRoundTrip(Cases cases) {
        byte[] bytes = toBytes(some(cases));

        assertThat(toBytes(fromBytes(bytes))).isEqualTo(bytes);
    }

    @Test
    void emptySurvivesRoundTrip() {
        byte[] bytes = toBytes(empty());

        assertThat(toBytes(fromBytes(bytes))).isEqualTo(bytes);
    }

    @Test
    void oldBytesAreStillRead() {
        T read = fromBytes(HexFormat.of().parseHex(oldBytes()));

        assertThat(toBytes(read)).isEqualTo(toBytes(oldContent()));
    }

    private T some(Cases cases) {
        T partial = empty();
        for (int i = 0; i < EVENTS; i++) {
            event(cases).accept(partial);
        }
        return partial;
    }

    private T sum(List<T> parts) {
        T sum = empty();
        parts.forEach(part -> add(sum, part));
        return sum;
    }
}
