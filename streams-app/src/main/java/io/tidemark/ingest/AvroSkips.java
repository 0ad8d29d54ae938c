package io.tidemark.ingest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;

/**
 * Compiles {@link AvroSkip}s; remembers named types, so that a schema may refer to itself.
 *
 * <p>What takes no bytes is {@link #NOTHING}, and a block of it costs no more than its count: otherwise a few bytes could ask for
 * years of reading.
 */
final class AvroSkips {
    private static final AvroSkip NOTHING = in -> {};

    private final Map<String, AvroSkip> named = new HashMap<>();

    AvroSkip of(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> NOTHING;
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
        return size == 0 ? NOTHING : in -> in.skip(size);
    }

    private static AvroSkip map(AvroSkip value) {
        return blocks(in -> {
            in.skip(in.readLength());
            value.skip(in);
        });
    }

    private static AvroSkip blocks(AvroSkip item) {
        return item == NOTHING ? AvroSkips::skipNothings : blocksOf(item);
    }

    private static void skipNothings(AvroCursor in) {
        while (in.readBlockOfNothing() != 0) {
            continue;
        }
    }

    private static AvroSkip blocksOf(AvroSkip item) {
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
        named.put(schema.getFullName(), in -> skipAll(fields, in));
        for (Schema.Field field : schema.getFields()) {
            fields[field.pos()] = of(field.schema());
        }
        if (Arrays.stream(fields).allMatch(field -> field == NOTHING)) {
            named.put(schema.getFullName(), NOTHING);
        }
        return Objects.requireNonNull(named.get(schema.getFullName()));
    }

    private static void skipAll(AvroSkip[] fields, AvroCursor in) {
        in.enter();
        for (AvroSkip field : fields) {
            field.skip(in);
        }
        in.leave();
    }
}
