package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import org.apache.avro.Schema;

/** Steps for the two maps of an event: dimensions and features. */
final class AvroMaps {
    private AvroMaps() {}

    /** Text to text: the dimensions that slices are made of. */
    static AvroStep dimensions(Schema schema) {
        requireMap(schema, "dimensions");
        if (schema.getValueType().getType() != Schema.Type.STRING) {
            throw new IllegalArgumentException("dimensions must be a map of string: type="
                    + schema.getValueType().getType());
        }
        return AvroMaps::readDimensions;
    }

    private static void readDimensions(AvroCursor in, Observation out) {
        for (long items = in.readBlock(); items > 0; items = in.readBlock()) {
            for (long i = 0; i < items; i++) {
                int nameLength = in.readLength();
                int nameOffset = in.position();
                in.skip(nameLength);
                int valueLength = in.readLength();
                out.dimension(nameOffset, nameLength, in.position(), valueLength);
                in.skip(valueLength);
            }
        }
    }

    /** Name to value: the feature columns. In a prediction an empty map means that the features are not inline. */
    static AvroStep features(Schema schema, boolean prediction, WholeTexts texts) {
        requireMap(schema, "features");
        AvroValue value = AvroValue.of(schema.getValueType(), AvroValue.Nulls.MISSING, texts);
        return (in, out) -> {
            boolean any = !prediction;
            for (long items = in.readBlock(); items > 0; items = in.readBlock()) {
                any = true;
                for (long i = 0; i < items; i++) {
                    int length = in.readLength();
                    int offset = in.position();
                    in.skip(length);
                    value.read(in, out, offset, length);
                }
            }
            if (any) {
                out.carriesFeatures();
            }
        };
    }

    private static void requireMap(Schema schema, String name) {
        if (schema.getType() != Schema.Type.MAP) {
            throw new IllegalArgumentException(name + " must be a map: type=" + schema.getType());
        }
    }
}
