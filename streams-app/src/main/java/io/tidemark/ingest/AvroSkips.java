package io.tidemark.ingest;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Compiles {@link AvroSkip}s; remembers named types, so that a schema may refer to itself. */
final class AvroSkips {
    private final Map<String, AvroSkip> named = new HashMap<>();

    AvroSkip of(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> in -> {};
            case BOOLEAN -> in -> in.skip(1);
            case INT, LONG, ENUM -> AvroCursor::readLong;
            case FLOAT -> in -> in.skip(4);
            case DOUBLE -> in -> in.skip(8);
            case STRING, BYTES -> in -> in.skip(in.readLength());
            case FIXED -> fixed(schema.getFixedSize());
            case ARRAY -> blocks(of(schema.getElementType()));
            case MAP -> map(of(schema.getValueType()));
            case UNION -> union(schema);
            case RECORD -> record(schema);
        };
    }

    private static AvroSkip fixed(int size) {
        return in -> in.skip(size);
    }

    private static AvroSkip map(AvroSkip value) {
        return blocks(in -> {
            in.skip(in.readLength());
            value.skip(in);
        });
    }

    private static AvroSkip blocks(AvroSkip item) {
        return in -> {
            for (long items = in.readBlock(); items > 0; items = in.readBlock()) {
                for (long i = 0; i < items; i++) {
                    item.skip(in);
                }
            }
        };
    }

    private AvroSkip union(Schema schema) {
        return oneOf(schema.getTypes().stream().map(this::of).toArray(AvroSkip[]::new));
    }

    private static AvroSkip oneOf(AvroSkip[] branches) {
        return in -> branches[Math.toIntExact(in.readLong())].skip(in);
    }

    private AvroSkip record(Schema schema) {
        AvroSkip known = named.get(schema.getFullName());
        if (known != null) {
            return known;
        }
        AvroSkip[] fields = new AvroSkip[schema.getFields().size()];
        AvroSkip whole = in -> {
            for (AvroSkip field : fields) {
                field.skip(in);
            }
        };
        named.put(schema.getFullName(), whole);
        for (Schema.Field field : schema.getFields()) {
            fields[field.pos()] = of(field.schema());
        }
        return whole;
    }
}
