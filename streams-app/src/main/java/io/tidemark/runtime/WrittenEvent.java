package io.tidemark.runtime;

import io.tidemark.domain.RequestStatus;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.Stage;
import io.tidemark.drill.DrillEvent;
import io.tidemark.drill.Value;
import io.tidemark.serde.EventEncoder;
import java.util.List;
import java.util.Map;

/** A drill's event as a canonical one is written. */
final class WrittenEvent implements EventEncoder.Event {
    private final DrillEvent event;
    private final List<Map.Entry<String, Value>> features;
    private final List<Map.Entry<String, String>> dimensions;

    WrittenEvent(DrillEvent event) {
        this.event = event;
        this.features = List.copyOf(event.features().entrySet());
        this.dimensions = List.copyOf(event.dimensions().entrySet());
    }

    @Override
    public String version() {
        return event.version();
    }

    @Override
    public String id() {
        return event.id();
    }

    @Override
    public String predictionId() {
        return event.ids().prediction();
    }

    @Override
    public long timeMs() {
        return event.timeMs();
    }

    @Override
    public Stage stage() {
        return event.stage();
    }

    @Override
    public int dimensions() {
        return dimensions.size();
    }

    @Override
    public String dimensionName(int index) {
        return dimensions.get(index).getKey();
    }

    @Override
    public String dimensionValue(int index) {
        return dimensions.get(index).getValue();
    }

    /** A number is a predicted value; all else is a class. */
    @Override
    public String predictedClass() {
        return hasPredictedValue() ? "" : reserved(ReservedColumn.PREDICTION).word();
    }

    @Override
    public boolean hasPredictedValue() {
        return reserved(ReservedColumn.PREDICTION) instanceof Value.Number;
    }

    @Override
    public double predictedValue() {
        return number(ReservedColumn.PREDICTION);
    }

    @Override
    public boolean hasScore() {
        return reserved(ReservedColumn.SCORE) instanceof Value.Number;
    }

    @Override
    public double score() {
        return number(ReservedColumn.SCORE);
    }

    @Override
    public boolean hasLatency() {
        return reserved(ReservedColumn.LATENCY) instanceof Value.Number;
    }

    @Override
    public double latencyMs() {
        return number(ReservedColumn.LATENCY);
    }

    @Override
    public RequestStatus status() {
        Value status = reserved(ReservedColumn.STATUS);
        return status.isMissing() ? RequestStatus.OK : RequestStatus.of(status.word());
    }

    private Value reserved(ReservedColumn role) {
        return event.reserved().getOrDefault(role, Value.MISSING);
    }

    private double number(ReservedColumn role) {
        return reserved(role) instanceof Value.Number number ? number.value() : Double.NaN;
    }

    @Override
    public int features() {
        return features.size();
    }

    @Override
    public String featureName(int index) {
        return features.get(index).getKey();
    }

    private Value feature(int index) {
        return features.get(index).getValue();
    }

    @Override
    public EventEncoder.Kind featureKind(int index) {
        Value value = feature(index);
        if (value instanceof Value.Number) {
            return EventEncoder.Kind.DOUBLE;
        }
        if (value instanceof Value.Flag) {
            return EventEncoder.Kind.BOOLEAN;
        }
        if (value instanceof Value.Text) {
            return EventEncoder.Kind.TEXT;
        }
        return value instanceof Value.Vector ? EventEncoder.Kind.VECTOR : EventEncoder.Kind.NULL;
    }

    @Override
    public double featureNumber(int index) {
        Value value = feature(index);
        if (value instanceof Value.Flag flag) {
            return flag.value() ? 1 : 0;
        }
        return value instanceof Value.Number number ? number.value() : Double.NaN;
    }

    @Override
    public String featureText(int index) {
        return feature(index).word();
    }

    @Override
    public int featureDimension(int index) {
        return feature(index) instanceof Value.Vector vector ? vector.values().length : 0;
    }

    @Override
    public double featureElement(int index, int element) {
        return feature(index) instanceof Value.Vector vector ? vector.values()[element] : Double.NaN;
    }
}
