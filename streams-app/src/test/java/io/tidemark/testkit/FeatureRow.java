package io.tidemark.testkit;

import io.tidemark.domain.Stage;
import io.tidemark.serde.EventEncoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event with features of numbers only.
 *
 * @param timeMs event time
 * @param region the dimension "region"
 * @param numbers features; a NaN stands for null
 * @param version the model version
 * @param stage where it comes from
 */
public record FeatureRow(long timeMs, String region, Map<String, Double> numbers, String version, Stage stage)
        implements EventEncoder.Event {
    public FeatureRow {
        numbers = new TreeMap<>(numbers);
    }

    /** A row of version v1 that serves. */
    public FeatureRow(long timeMs, String region, Map<String, Double> numbers) {
        this(timeMs, region, numbers, "v1", Stage.SERVING);
    }

    /** The same of another version. */
    public FeatureRow of(String other) {
        return new FeatureRow(timeMs, region, numbers, other, stage);
    }

    /** The same from the pipeline that trains. */
    public FeatureRow trained() {
        return new FeatureRow(timeMs, region, numbers, version, Stage.TRAINING);
    }

    /** A row with the features "load" and "price". */
    public static FeatureRow of(long timeMs, double load, double price) {
        return new FeatureRow(timeMs, "eu", Map.of("load", load, "price", price));
    }

    @Override
    public String id() {
        return "e-" + timeMs;
    }

    @Override
    public int dimensions() {
        return 1;
    }

    @Override
    public String dimensionName(int index) {
        return "region";
    }

    @Override
    public String dimensionValue(int index) {
        return region;
    }

    @Override
    public int features() {
        return numbers.size();
    }

    @Override
    public String featureName(int index) {
        return List.copyOf(numbers.keySet()).get(index);
    }

    @Override
    public EventEncoder.Kind featureKind(int index) {
        return Double.isNaN(featureNumber(index)) ? EventEncoder.Kind.NULL : EventEncoder.Kind.DOUBLE;
    }

    @Override
    public double featureNumber(int index) {
        return List.copyOf(numbers.values()).get(index);
    }

    @Override
    public String featureText(int index) {
        return "";
    }
}
