package io.tidemark.ingest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Steps for single values of a foreign schema, logical types among them (Avro 1.12 specification, "Logical Types"). */
final class MappedAvroLeaf {
    private static final long DAY_MS = 86_400_000;
    private static final int LONG_BYTES = 8;
    private static final int EXACT_POWERS = 23;
    private static final long LARGEST_EXACT = 1L << 53;
    private static final int UUID_BYTES = 16;

    /** Bytes of a decimal: 307 digits; beyond there are hardly doubles, and digits without end would take time without end. */
    private static final int LONGEST_DECIMAL = 128;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final double[] POWERS = powers();

    private MappedAvroLeaf() {}

    private static double[] powers() {
        double[] powers = new double[EXACT_POWERS];
        powers[0] = 1;
        for (int i = 1; i < EXACT_POWERS; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    /** The step of a value that is no record, union, map or array. */
    static AvroStep of(Schema schema, MappedField use, EventTimes times) {
        return switch (schema.getType()) {
            case NULL -> (in, out) -> use.nothing();
            case BOOLEAN -> (in, out) -> use.truth(in.readBoolean());
            case INT -> ofInt(logical(schema), use);
            case LONG -> ofLong(logical(schema), use, times);
            case FLOAT -> (in, out) -> use.single(in.readFloat());
            case DOUBLE -> (in, out) -> use.number(in.readDouble());
            case STRING ->
                (in, out) -> {
                    int length = in.readLength();
                    use.text(in.bytes(), in.position(), length);
                    in.skip(length);
                };
            case ENUM -> symbols(schema, use);
            case BYTES -> bytes(schema, use);
            case FIXED -> fixed(schema, use);
            default -> throw new IllegalArgumentException("no single value: type=" + schema.getType());
        };
    }

    private static String logical(Schema schema) {
        return schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    }

    private static AvroStep ofInt(String logical, MappedField use) {
        return switch (logical) {
            case "date" -> (in, out) -> use.time(in.readLong() * DAY_MS);
            case "time-millis" -> (in, out) -> use.number(in.readLong() / 1e3);
            default -> (in, out) -> use.whole(in.readLong());
        };
    }

    private static AvroStep ofLong(String logical, MappedField use, EventTimes times) {
        return switch (logical) {
            case "timestamp-millis" -> (in, out) -> use.time(in.readLong());
            case "timestamp-micros" -> (in, out) -> use.time(Math.floorDiv(in.readLong(), 1_000L));
            case "timestamp-nanos" -> (in, out) -> use.time(Math.floorDiv(in.readLong(), 1_000_000L));
            case "local-timestamp-millis" -> (in, out) -> use.time(times.ofLocal(in.readLong()));
            case "local-timestamp-micros" -> (in, out) -> use.time(times.ofLocal(Math.floorDiv(in.readLong(), 1_000L)));
            case "local-timestamp-nanos" ->
                (in, out) -> use.time(times.ofLocal(Math.floorDiv(in.readLong(), 1_000_000L)));
            case "time-micros" -> (in, out) -> use.number(in.readLong() / 1e6);
            default -> (in, out) -> use.whole(in.readLong());
        };
    }

    private static AvroStep symbols(Schema schema, MappedField use) {
        byte[][] symbols = schema.getEnumSymbols().stream()
                .map(symbol -> symbol.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return (in, out) -> {
            byte[] symbol = symbols[Math.toIntExact(in.readLong())];
            use.text(symbol, 0, symbol.length);
        };
    }

    private static AvroStep bytes(Schema schema, MappedField use) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return (in, out) -> {
                int length = in.readLength();
                decimal(in, length, decimal.getScale(), use);
            };
        }
        return (in, out) -> {
            in.skip(in.readLength());
            use.other();
        };
    }

    private static AvroStep fixed(Schema schema, MappedField use) {
        int size = schema.getFixedSize();
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return (in, out) -> decimal(in, size, decimal.getScale(), use);
        }
        if (logical(schema).equals("uuid") && size == UUID_BYTES) {
            byte[] text = new byte[2 * UUID_BYTES + 4];
            return (in, out) -> uuid(in, text, use);
        }
        return (in, out) -> {
            in.skip(size);
            use.other();
        };
    }

    /** Big-endian two's complement, divided by ten to the scale; the double nearest to it. */
    private static void decimal(AvroCursor in, int length, int scale, MappedField use) {
        int at = in.position();
        in.skip(length);
        if (length == 0 || length > LONGEST_DECIMAL) {
            use.other();
            return;
        }
        if (length <= LONG_BYTES) {
            long unscaled = in.bytes()[at];
            for (int i = 1; i < length; i++) {
                unscaled = unscaled << 8 | in.bytes()[at + i] & 0xff;
            }
            if (Math.abs(unscaled) < LARGEST_EXACT && unscaled != Long.MIN_VALUE && scale < EXACT_POWERS) {
                use.number(unscaled / POWERS[scale]);
                return;
            }
        }
        use.number(new BigDecimal(new BigInteger(in.bytes(), at, length), scale).doubleValue());
    }

    private static void uuid(AvroCursor in, byte[] text, MappedField use) {
        int at = in.position();
        in.skip(UUID_BYTES);
        int to = 0;
        for (int i = 0; i < UUID_BYTES; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                text[to++] = '-';
            }
            text[to++] = HEX[in.bytes()[at + i] >> 4 & 0xf];
            text[to++] = HEX[in.bytes()[at + i] & 0xf];
        }
        use.text(text, 0, to);
    }

    /** An array of numbers is a vector; any other holds nothing that a column could. */
    static AvroStep array(Schema schema, MappedField use) {
        Schema element = schema.getElementType();
        if (use.isFeature() && element.getType() == Schema.Type.UNION) {
            return nullable(schema, element.getTypes(), use);
        }
        Schema.Type items = use.isFeature() ? element.getType() : Schema.Type.NULL;
        return switch (items) {
            case FLOAT -> vector(use, (in, out) -> out.element(in.readFloat()));
            case DOUBLE -> vector(use, (in, out) -> out.element(in.readDouble()));
            case INT, LONG -> vector(use, (in, out) -> out.element(in.readLong()));
            default -> {
                AvroSkip skip = AvroSkip.of(schema);
                yield (in, out) -> skip.skip(in);
            }
        };
    }

    /** Numbers that may be null are a vector too, with NaN for null. */
    private static AvroStep nullable(Schema array, List<Schema> types, MappedField use) {
        AvroStep[] branches = new AvroStep[types.size()];
        for (int i = 0; i < branches.length; i++) {
            branches[i] = switch (types.get(i).getType()) {
                case NULL -> (in, out) -> out.element(Double.NaN);
                case FLOAT -> (in, out) -> out.element(in.readFloat());
                case DOUBLE -> (in, out) -> out.element(in.readDouble());
                case INT, LONG -> (in, out) -> out.element(in.readLong());
                default -> null;
            };
            if (branches[i] == null) {
                AvroSkip skip = AvroSkip.of(array);
                return (in, out) -> skip.skip(in);
            }
        }
        return vector(use, (in, out) -> branches[Math.toIntExact(in.readLong())].read(in, out));
    }

    private static AvroStep vector(MappedField use, AvroStep element) {
        return (in, out) -> {
            use.vector();
            for (long items = in.readBlock(); items > 0; items = in.readBlock()) {
                for (long i = 0; i < items; i++) {
                    element.read(in, out);
                }
            }
        };
    }
}
