package io.tidemark.testkit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Seeded random cases, edge values first. The seed is in the test's display name; {@code -Dcases.seed=17} runs that one again.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @MethodSource("io.tidemark.testkit.Cases#seeded")
 * void mergeIgnoresOrder(Cases cases) { … }
 * }</pre>
 */
public final class Cases {
    private static final int SEEDS = 20;

    private static final double[] EDGE_NUMBERS = {
        0,
        -0.0,
        1,
        -1,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        -Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1e-300,
        1e300
    };

    private static final List<String> EDGE_TEXTS = List.of("", " ", "\u0000", "é", "日本", "😀", "Aa", "BB", "else");

    private final long seed;
    private final SplittableRandom random;
    private int numbers;
    private int texts;

    private Cases(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** Cases with one seed. */
    public static Cases of(long seed) {
        return new Cases(seed);
    }

    /** Twenty seeds, or the one of {@code -Dcases.seed}. */
    public static Stream<Cases> seeded() {
        Long asked = Long.getLong("cases.seed");
        return asked == null ? LongStream.rangeClosed(1, SEEDS).mapToObj(Cases::of) : Stream.of(of(asked));
    }

    /** A finite number: each edge value once, then all magnitudes from 1e-6 to 1e6, and whole numbers. */
    public double number() {
        if (numbers < EDGE_NUMBERS.length) {
            return EDGE_NUMBERS[numbers++];
        }
        return random.nextInt(4) == 0 ? random.nextInt(-9, 10) : gaussian() * Math.pow(10, random.nextInt(-6, 7));
    }

    /** A text: each edge text once, then short words that repeat. */
    public String text() {
        return texts < EDGE_TEXTS.size() ? EDGE_TEXTS.get(texts++) : Integer.toString(random.nextInt(50), 36);
    }

    /** Uniform in [0, bound). */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Any long. */
    public long anyLong() {
        return random.nextLong();
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return random.nextDouble();
    }

    /** Standard normal. */
    public double gaussian() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** 0, 1 … length − 1 in random order (Fisher and Yates). */
    public int[] permutation(int length) {
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    @Override
    public String toString() {
        return "cases.seed=" + seed;
    }
}
