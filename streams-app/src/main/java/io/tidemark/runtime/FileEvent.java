package io.tidemark.runtime;

import io.tidemark.domain.RequestStatus;
import io.tidemark.ingest.CsvRow;
import io.tidemark.ingest.CsvRow.FieldKind;
import io.tidemark.ingest.CsvSchema;
import io.tidemark.serde.EventEncoder;
import io.tidemark.stats.ColumnKind;
import java.util.stream.IntStream;

/** A row of a file as an event. A flyweight over the row; owned by one thread. */
final class FileEvent implements EventEncoder.Event {
    private final CsvSchema schema;
    private final CsvRow row;
    private final int prediction;
    private final int[] features;
    private final String[] names;

    FileEvent(CsvSchema schema, CsvRow row) {
        this.schema = schema;
        this.row = row;
        this.prediction = columnAt(schema, schema.roles().prediction());
        int score = columnAt(schema, schema.roles().score());
        this.features = IntStream.range(0, schema.columns().size())
                .filter(column -> column != prediction && column != score)
                .toArray();
        this.names = IntStream.of(features)
                .mapToObj(column -> schema.columns().get(column).name())
                .toArray(String[]::new);
    }

    private static int columnAt(CsvSchema schema, int field) {
        return IntStream.range(0, schema.columns().size())
                .filter(column -> schema.columns().get(column).field() == field)
                .findFirst()
                .orElse(CsvSchema.NONE);
    }

    /** Which record the rows of such a file are. */
    static EventEncoder.Type type(CsvSchema schema) {
        CsvSchema.Roles roles = schema.roles();
        boolean isPrediction = IntStream.of(roles.prediction(), roles.score(), roles.latency(), roles.status())
                .anyMatch(field -> field != CsvSchema.NONE);
        return isPrediction ? EventEncoder.Type.PREDICTION : EventEncoder.Type.FEATURES;
    }

    @Override
    public String version() {
        return row.version();
    }

    @Override
    public String id() {
        String id = row.id();
        boolean isToBeFound = id.isEmpty() && schema.roles().label() != CsvSchema.NONE;
        return isToBeFound ? "line " + row.line() : id;
    }

    @Override
    public long timeMs() {
        return row.eventTimeMs();
    }

    @Override
    public int dimensions() {
        return schema.dimensions().size();
    }

    @Override
    public String dimensionName(int index) {
        return schema.dimensions().get(index).name();
    }

    @Override
    public String dimensionValue(int index) {
        return row.dimension(index);
    }

    @Override
    public String predictedClass() {
        return isNumber() ? "" : row.prediction();
    }

    private boolean isNumber() {
        return prediction != CsvSchema.NONE && schema.columns().get(prediction).kind() == ColumnKind.NUMBER;
    }

    @Override
    public boolean hasPredictedValue() {
        return isNumber() && (row.kind(prediction) == FieldKind.LONG || row.kind(prediction) == FieldKind.DOUBLE);
    }

    @Override
    public double predictedValue() {
        return hasPredictedValue() ? row.doubleValue(prediction) : Double.NaN;
    }

    @Override
    public boolean hasScore() {
        FieldKind kind = row.scoreKind();
        return kind == FieldKind.LONG || kind == FieldKind.DOUBLE;
    }

    @Override
    public double score() {
        return row.scoreValue();
    }

    @Override
    public boolean hasLatency() {
        FieldKind kind = row.latencyKind();
        return kind == FieldKind.LONG || kind == FieldKind.DOUBLE;
    }

    @Override
    public double latencyMs() {
        return row.latencyMs();
    }

    @Override
    public RequestStatus status() {
        return row.status();
    }

    @Override
    public int features() {
        return features.length;
    }

    @Override
    public String featureName(int index) {
        return names[index];
    }

    @Override
    public EventEncoder.Kind featureKind(int index) {
        return switch (row.kind(features[index])) {
            case MISSING -> EventEncoder.Kind.NULL;
            case LONG -> EventEncoder.Kind.LONG;
            case DOUBLE -> EventEncoder.Kind.DOUBLE;
            case BOOLEAN -> EventEncoder.Kind.BOOLEAN;
            case TEXT -> EventEncoder.Kind.TEXT;
            case VECTOR -> EventEncoder.Kind.VECTOR;
        };
    }

    @Override
    public int featureDimension(int index) {
        return row.elements(features[index]);
    }

    @Override
    public double featureElement(int index, int element) {
        return row.element(features[index], element);
    }

    @Override
    public double featureNumber(int index) {
        int column = features[index];
        return row.kind(column) == FieldKind.BOOLEAN ? row.longValue(column) : row.doubleValue(column);
    }

    @Override
    public String featureText(int index) {
        return row.text(features[index]);
    }
}
