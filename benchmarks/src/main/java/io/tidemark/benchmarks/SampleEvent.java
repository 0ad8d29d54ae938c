package io.tidemark.benchmarks;

import io.tidemark.serde.EventEncoder;
import java.util.SplittableRandom;

/**
 * An event of 25 columns, drawn from a seed: 12 doubles, 8 whole numbers, 5 categories. About 263 bytes with two dimensions.
 *
 * <p>A flyweight; owned by one thread.
 */
final class SampleEvent implements EventEncoder.Event {
    static final String MODEL = "churn";
    static final int DOUBLES = 12;
    static final int LONGS = 8;
    static final int CATEGORIES = 5;

    private static final String[] DIMENSIONS = {"country", "device", "tier", "region", "channel"};
    private static final String[][] VALUES = {
        {"DE", "FR", "IT", "ES", "PL"},
        {"app", "web", "tv"},
        {"free", "paid"},
        {"north", "south"},
        {"mail", "shop"}
    };
    private static final String[][] WORDS = {
        {"red", "green", "blue", "grey"},
        {"yes", "no"},
        {"visa", "debit", "sepa", "cash", "gift", "none"},
        {"a1", "a2", "b1", "b2", "c1", "c2", "d1", "d2", "e1", "e2", "f1", "f2"},
        {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
    };

    /** Fields come in an order that is not the alphabet's, as out of a producer's hash map; always the same one. */
    private static final int STEP = 7;

    private final SplittableRandom random;
    private final int dimensions;
    private final String[] names = new String[DOUBLES + LONGS + CATEGORIES];
    private final double[] numbers = new double[DOUBLES + LONGS];
    private final String[] texts = new String[CATEGORIES];
    private final String[] slices;
    private long timeMs;
    private long number;

    SampleEvent(long seed, int dimensions) {
        this.random = new SplittableRandom(seed);
        this.dimensions = dimensions;
        this.slices = new String[dimensions];
        for (int i = 0; i < names.length; i++) {
            names[i] = (i < DOUBLES ? "d" : i < DOUBLES + LONGS ? "n" : "c") + (char) ('a' + i);
        }
    }

    /** Most dimensions that an event can have. */
    static int mostDimensions() {
        return DIMENSIONS.length;
    }

    static String dimension(int index) {
        return DIMENSIONS[index];
    }

    /**
     * Draws the next event.
     *
     * @param shift how far the first column stands from where it was in the reference, in its standard deviations
     */
    void draw(long eventTimeMs, double shift) {
        timeMs = eventTimeMs;
        number++;
        for (int i = 0; i < DOUBLES; i++) {
            double normal = random.nextGaussian();
            numbers[i] = i % 3 == 2 ? Math.exp(normal) : 10 * i + normal;
        }
        numbers[0] += shift;
        for (int i = 0; i < LONGS; i++) {
            numbers[DOUBLES + i] = i % 2 == 0 ? random.nextInt(8_000) : Math.floor(3 * Math.exp(random.nextGaussian()));
        }
        for (int i = 0; i < CATEGORIES; i++) {
            texts[i] = WORDS[i][random.nextInt(WORDS[i].length)];
        }
        for (int i = 0; i < dimensions; i++) {
            slices[i] = VALUES[i][random.nextInt(VALUES[i].length)];
        }
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public String id() {
        return Long.toString(number, 36);
    }

    @Override
    public long timeMs() {
        return timeMs;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public String dimensionName(int index) {
        return DIMENSIONS[index];
    }

    @Override
    public String dimensionValue(int index) {
        return slices[index];
    }

    @Override
    public int features() {
        return names.length;
    }

    @Override
    public String featureName(int index) {
        return names[at(index)];
    }

    private int at(int index) {
        return index * STEP % names.length;
    }

    @Override
    public EventEncoder.Kind featureKind(int index) {
        if (at(index) < DOUBLES) {
            return EventEncoder.Kind.DOUBLE;
        }
        return at(index) < DOUBLES + LONGS ? EventEncoder.Kind.LONG : EventEncoder.Kind.TEXT;
    }

    @Override
    public double featureNumber(int index) {
        return numbers[at(index)];
    }

    @Override
    public String featureText(int index) {
        return texts[at(index) - DOUBLES - LONGS];
    }
}
