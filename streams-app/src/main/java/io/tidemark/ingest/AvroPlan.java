package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.Stage;
import io.tidemark.stats.HotPath;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A writer's schema compiled into a walk over its bytes: canonical fields go to the {@link Observation}, all others are skipped.
 *
 * <p>Fields are known by name ({@code model}, {@code eventTime}, {@code features} …), so a writer may add, drop and reorder fields,
 * and make them nullable.
 * Owned by one task, as what it knows of columns is.
 */
final class AvroPlan implements AvroWalk {
    private static final AvroStep NOTHING = (in, out) -> {};

    private final AvroStep[] steps;

    private AvroPlan(AvroStep[] steps) {
        this.steps = steps;
    }

    /** A writer's schema compiled for nobody's columns in particular. */
    static AvroPlan compile(Schema writer) {
        return compile(writer, new WholeTexts(column -> null));
    }

    /**
     * Compiles a writer's schema.
     *
     * @throws IllegalArgumentException if it is no record, or has no {@code model}, {@code eventTime}, or features, prediction or dependency
     */
    static AvroPlan compile(Schema writer, WholeTexts texts) {
        if (writer.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException("an event must be a record: schema=" + writer.getFullName());
        }
        requireField(writer, "model");
        requireField(writer, "eventTime");
        boolean isReport = writer.getField("dependency") != null && writer.getField("health") != null;
        if (writer.getField("features") == null && !isPrediction(writer) && !isReport) {
            throw new IllegalArgumentException(
                    "an event must have features or a prediction, or a dependency and its health: schema="
                            + writer.getFullName());
        }
        List<Schema.Field> fields = writer.getFields();
        AvroStep[] steps = new AvroStep[fields.size()];
        for (Schema.Field field : fields) {
            steps[field.pos()] = isReport ? ofReport(field, texts) : step(field, isPrediction(writer), texts);
        }
        return new AvroPlan(steps);
    }

    private static void requireField(Schema writer, String name) {
        if (writer.getField(name) == null) {
            throw new IllegalArgumentException(
                    "an event must have a field " + name + ": schema=" + writer.getFullName());
        }
    }

    private static boolean isPrediction(Schema writer) {
        return writer.getField("predictedClass") != null
                || writer.getField("predictedValue") != null
                || writer.getField("score") != null
                || writer.getField("latencyMs") != null;
    }

    /** The reports of a dependency have no version, stage, features or predictions; their dimensions make no slices. */
    private static AvroStep ofReport(Schema.Field field, WholeTexts texts) {
        Schema schema = field.schema();
        return switch (field.name()) {
            case "model", "eventId", "eventTime" -> step(field, false, texts);
            case "dependency" ->
                nullable(schema, AvroRequests::dependency, (in, out) -> out.request()
                        .dependency(in.position(), 0));
            case "health" -> nullable(schema, AvroRequests::health, NOTHING);
            default -> skipping(schema);
        };
    }

    private static AvroStep step(Schema.Field field, boolean prediction, WholeTexts texts) {
        Schema schema = field.schema();
        return switch (field.name()) {
            case "model" -> nullable(schema, AvroPlan::modelStep, (in, out) -> out.model(in.position(), 0));
            case "version" -> nullable(schema, type -> textStep(type, Observation::version), NOTHING);
            case "stage" -> nullable(schema, AvroPlan::stageStep, NOTHING);
            case "eventId" -> nullable(schema, type -> textStep(type, Observation::id), NOTHING);
            case "predictionId" -> nullable(schema, type -> textStep(type, Observation::predictionId), NOTHING);
            case "eventTime" -> nullable(schema, AvroPlan::timeStep, NOTHING);
            case "dimensions" -> nullable(schema, AvroMaps::dimensions, NOTHING);
            case "features" -> nullable(schema, map -> AvroMaps.features(map, prediction, texts), NOTHING);
            case "predictedClass", "predictedValue" -> reserved(schema, ReservedColumn.PREDICTION, texts);
            case "score" -> reserved(schema, ReservedColumn.SCORE, texts);
            case "latencyMs" ->
                prediction
                        ? nullable(schema, AvroRequests::latency, (in, out) -> out.carriesPrediction())
                        : skipping(schema);
            case "status" -> prediction ? nullable(schema, AvroRequests::status, NOTHING) : skipping(schema);
            default -> skipping(schema);
        };
    }

    private static AvroStep skipping(Schema schema) {
        AvroSkip skip = AvroSkip.of(schema);
        return (in, out) -> skip.skip(in);
    }

    /** A field that may be a union: each of its branches is read as if it were alone, null in its own way. */
    private static AvroStep nullable(Schema schema, Function<Schema, AvroStep> compiler, AvroStep ofNull) {
        if (schema.getType() != Schema.Type.UNION) {
            return compiler.apply(schema);
        }
        AvroStep[] branches = schema.getTypes().stream()
                .map(type -> type.getType() == Schema.Type.NULL ? ofNull : compiler.apply(type))
                .toArray(AvroStep[]::new);
        return (in, out) -> branches[Math.toIntExact(in.readLong())].read(in, out);
    }

    private static AvroStep modelStep(Schema schema) {
        if (schema.getType() != Schema.Type.STRING) {
            throw new IllegalArgumentException("model must be a string: type=" + schema.getType());
        }
        return (in, out) -> {
            int length = in.readLength();
            out.model(in.position(), length);
            in.skip(length);
        };
    }

    /** Takes the place of a text that the observation remembers. */
    private interface Span {
        void set(Observation out, int offset, int length);
    }

    private static AvroStep textStep(Schema schema, Span span) {
        if (schema.getType() != Schema.Type.STRING) {
            return skipping(schema);
        }
        return (in, out) -> {
            int length = in.readLength();
            span.set(out, in.position(), length);
            in.skip(length);
        };
    }

    private static AvroStep stageStep(Schema schema) {
        if (schema.getType() != Schema.Type.ENUM) {
            return skipping(schema);
        }
        Stage[] stages = schema.getEnumSymbols().stream()
                .map(symbol -> symbol.equals(Stage.TRAINING.name()) ? Stage.TRAINING : Stage.SERVING)
                .toArray(Stage[]::new);
        return (in, out) -> out.stage(stages[Math.toIntExact(in.readLong())]);
    }

    private static AvroStep timeStep(Schema schema) {
        if (schema.getType() != Schema.Type.LONG) {
            throw new IllegalArgumentException(
                    "eventTime must be a long with a timestamp type: type=" + schema.getType());
        }
        long divisor = unitsInMillisecond(schema.getLogicalType());
        return (in, out) -> {
            long time = in.readLong();
            if (time != 0) {
                out.eventTime(Math.floorDiv(time, divisor));
            }
        };
    }

    private static long unitsInMillisecond(@Nullable LogicalType type) {
        String name = type == null ? "" : type.getName();
        if (name.endsWith("-nanos")) {
            return 1_000_000;
        }
        return name.endsWith("-micros") ? 1_000 : 1;
    }

    /** A field that is null, or left out of the writer's schema, is left to the other field of the same column. */
    private static AvroStep reserved(Schema schema, ReservedColumn column, WholeTexts texts) {
        AvroValue value = AvroValue.of(schema, AvroValue.Nulls.LEFT_OUT, texts);
        return (in, out) -> {
            out.carriesPrediction();
            value.read(in, out, column.offset(), 0);
        };
    }

    @Override
    @HotPath
    public byte[] begin(byte[] record, Observation out) {
        out.begin(record);
        return record;
    }

    @Override
    public String noTime() {
        return "eventTime is absent or 0";
    }

    @Override
    @HotPath
    public void walk(AvroCursor in, Observation out) {
        for (AvroStep step : steps) {
            step.read(in, out);
        }
    }
}
