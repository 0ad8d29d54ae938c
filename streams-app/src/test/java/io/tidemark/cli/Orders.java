package io.tidemark.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** A shop's orders, the same ones as CSV, as nested JSON lines and as Avro of a schema that nobody made for us. */
final class Orders {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DAYS = 20;
    private static final int A_DAY = 144;
    private static final int FIRST_DAY_OF_DRIFT = 15;
    private static final List<String> COUNTRIES = List.of("DE", "FR", "BR");
    private static final String HEADER =
            "event.id,event.created_at,model.version,customer.address.country,customer.member,customer.since,payment.amount,"
                    + "payment.method,payment.quantity,items[0].sku,items[0].price,signals.risk,signals.speed,embedding,"
                    + "outcome.label,outcome.score,outcome.status,took_ms,truth\n";
    static final Schema SCHEMA = new Schema.Parser()
            .parse(
                    """
                    {"type": "record", "name": "OrderScored", "namespace": "com.example.shop", "fields": [
                      {"name": "event", "type": {"type": "record", "name": "Meta", "fields": [
                        {"name": "id", "type": {"type": "fixed", "name": "Uuid", "size": 16, "logicalType": "uuid"}},
                        {"name": "created_at", "type": {"type": "long", "logicalType": "timestamp-micros"}}]}},
                      {"name": "model", "type": {"type": "record", "name": "Model", "fields": [
                        {"name": "version", "type": "string"}]}},
                      {"name": "customer", "type": {"type": "record", "name": "Customer", "fields": [
                        {"name": "address", "type": ["null", {"type": "record", "name": "Address", "fields": [
                          {"name": "country", "type": ["null", {"type": "enum", "name": "Country", "symbols": ["DE", "FR", "BR"]}]}]}]},
                        {"name": "member", "type": ["boolean", "null"]},
                        {"name": "since", "type": {"type": "int", "logicalType": "date"}}]}},
                      {"name": "payment", "type": {"type": "record", "name": "Payment", "fields": [
                        {"name": "amount", "type": ["null", {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}]},
                        {"name": "method", "type": ["string", "null"]},
                        {"name": "quantity", "type": "int"}]}},
                      {"name": "items", "type": {"type": "array", "items": {"type": "record", "name": "Item", "fields": [
                        {"name": "sku", "type": "string"},
                        {"name": "price", "type": "float"}]}}},
                      {"name": "signals", "type": {"type": "map", "values": "double"}},
                      {"name": "embedding", "type": {"type": "array", "items": "float"}},
                      {"name": "outcome", "type": ["null", {"type": "record", "name": "Outcome", "fields": [
                        {"name": "label", "type": "string"},
                        {"name": "score", "type": "double"},
                        {"name": "status", "type": {"type": "enum", "name": "Status", "symbols": ["ERROR", "OK", "TIMEOUT"]}}]}]},
                      {"name": "took_ms", "type": "long"},
                      {"name": "truth", "type": ["null", "string"], "default": null}]}
                    """);

    /** One of them; numbers are such that a float holds them too. */
    private record Order(
            int number,
            Instant at,
            String version,
            @Nullable String country,
            @Nullable Boolean member,
            @Nullable BigDecimal amount,
            @Nullable String method,
            int quantity,
            double price,
            double risk,
            double speed,
            double[] embedding,
            String label,
            double score,
            String status,
            long tookMs,
            @Nullable String truth) {
        UUID id() {
            return new UUID(0x4000, 0x8000_0000_0000_0000L + number);
        }

        /** Of the orders without a country every second one has no address at all. */
        boolean hasNoAddress() {
            return country == null && number % 2 == 0;
        }

        String sku() {
            return "s" + number % 7;
        }
    }

    private final List<Order> orders = new ArrayList<>();

    /** From day 15 on amounts are higher and French orders fewer. */
    Orders() {
        SplittableRandom random = new SplittableRandom(33);
        for (int i = 0; i < DAYS * A_DAY; i++) {
            orders.add(order(i, random));
        }
    }

    private static Order order(int number, SplittableRandom random) {
        boolean isDrifted = number / A_DAY >= FIRST_DAY_OF_DRIFT;
        int country = random.nextInt(isDrifted ? 7 : 4);
        long cents = Math.round(2_000 + 900 * random.nextGaussian()) + (isDrifted ? 1_500 : 0);
        double risk = random.nextInt(1_000) / 1_000.0;
        return new Order(
                number,
                START.plusSeconds(number * 86_400L / A_DAY),
                number / A_DAY < 12 ? "v1" : "v2",
                country < 3 ? COUNTRIES.get(country) : null,
                random.nextInt(20) == 0 ? null : random.nextBoolean(),
                random.nextInt(25) == 0 ? null : BigDecimal.valueOf(cents, 2),
                random.nextInt(30) == 0 ? null : random.nextBoolean() ? "card" : "invoice, \"late\"",
                1 + random.nextInt(5),
                random.nextInt(400) / 4.0,
                risk,
                random.nextGaussian(),
                new double[] {random.nextInt(64) / 8.0, random.nextInt(64) / 8.0 - 4, 1},
                risk > 0.9 ? "fraud" : "ok",
                risk,
                random.nextInt(40) == 0 ? "TIMEOUT" : "OK",
                20 + random.nextInt(100),
                random.nextInt(3) == 0 ? null : "ok");
    }

    int size() {
        return orders.size();
    }

    byte[] csv() {
        StringBuilder csv = new StringBuilder(HEADER);
        orders.forEach(order -> csv.append(row(order)).append('\n'));
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String row(Order order) {
        List<String> cells = new ArrayList<>();
        cells.add(order.id().toString());
        cells.add(order.at().toString());
        cells.add(order.version());
        cells.add(cell(order.country()));
        cells.add(cell(order.member()));
        cells.add("2020-02-02");
        cells.add(cell(order.amount()));
        cells.add(cell(order.method()));
        cells.add(cell(order.quantity()));
        cells.add(order.sku());
        cells.add(cell(order.price()));
        cells.add(cell(order.risk()));
        cells.add(cell(order.speed()));
        cells.add('"' + Arrays.toString(order.embedding()) + '"');
        cells.add(order.label());
        cells.add(cell(order.score()));
        cells.add(order.status());
        cells.add(cell(order.tookMs()));
        cells.add(cell(order.truth()));
        return String.join(",", cells);
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    byte[] json() throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Order order : orders) {
            lines.write(JSON.writeValueAsBytes(object(order)));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /** What is missing is null, or not there at all. */
    private static ObjectNode object(Order order) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("event")
                .put("created_at", order.at().toString())
                .put("id", order.id().toString());
        root.putObject("model").put("version", order.version());
        ObjectNode customer = root.putObject("customer");
        if (order.hasNoAddress()) {
            customer.putNull("address");
        } else {
            customer.putObject("address").put("country", order.country());
        }
        if (order.member() != null) {
            customer.put("member", order.member());
        }
        customer.put("since", "2020-02-02");
        root.putObject("payment")
                .put("amount", order.amount())
                .put("method", order.method())
                .put("quantity", order.quantity());
        root.putArray("items")
                .add(JSON.createObjectNode().put("sku", order.sku()).put("price", order.price()))
                .add(JSON.createObjectNode().put("sku", "other").put("price", -1));
        root.putObject("signals").put("speed", order.speed()).put("risk", order.risk());
        for (double element : order.embedding()) {
            root.withArray("embedding").add(element);
        }
        root.putObject("outcome")
                .put("label", order.label())
                .put("score", order.score())
                .put("status", order.status());
        root.put("took_ms", order.tookMs());
        root.put("truth", order.truth());
        return root;
    }

    byte[] avro(String codec) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(SCHEMA))
                .setCodec(CodecFactory.fromString(codec))) {
            writer.create(SCHEMA, out);
            for (Order order : orders) {
                writer.append(datum(order));
            }
        }
        return out.toByteArray();
    }

    private static GenericRecord datum(Order order) {
        GenericRecord root = new GenericData.Record(SCHEMA);
        byte[] uuid = ByteBuffer.allocate(16)
                .putLong(order.id().getMostSignificantBits())
                .putLong(order.id().getLeastSignificantBits())
                .array();
        Schema meta = SCHEMA.getField("event").schema();
        root.put(
                "event",
                filled(
                        meta,
                        new GenericData.Fixed(meta.getField("id").schema(), uuid),
                        order.at().toEpochMilli() * 1_000));
        root.put("model", filled(SCHEMA.getField("model").schema(), order.version()));
        Schema customer = SCHEMA.getField("customer").schema();
        root.put("customer", filled(customer, address(order, customer), order.member(), 18_294));
        BigDecimal amount = order.amount();
        ByteBuffer cents =
                amount == null ? null : ByteBuffer.wrap(amount.unscaledValue().toByteArray());
        root.put("payment", filled(SCHEMA.getField("payment").schema(), cents, order.method(), order.quantity()));
        Schema item = SCHEMA.getField("items").schema().getElementType();
        root.put("items", List.of(filled(item, order.sku(), (float) order.price()), filled(item, "other", -1f)));
        root.put("signals", new TreeMap<>(Map.of("risk", order.risk(), "speed", order.speed())));
        List<Float> embedding = new ArrayList<>();
        for (double element : order.embedding()) {
            embedding.add((float) element);
        }
        root.put("embedding", embedding);
        Schema outcome = SCHEMA.getField("outcome").schema().getTypes().get(1);
        root.put("outcome", filled(outcome, order.label(), order.score(), symbol(outcome, "status", order.status())));
        root.put("took_ms", order.tookMs());
        root.put("truth", order.truth());
        return root;
    }

    private static @Nullable GenericRecord address(Order order, Schema customer) {
        String country = order.country();
        Schema address = customer.getField("address").schema().getTypes().get(1);
        if (order.hasNoAddress()) {
            return null;
        }
        Schema symbols = address.getField("country").schema().getTypes().get(1);
        return filled(address, country == null ? null : new GenericData.EnumSymbol(symbols, country));
    }

    private static GenericData.EnumSymbol symbol(Schema of, String field, String symbol) {
        return new GenericData.EnumSymbol(of.getField(field).schema(), symbol);
    }

    private static GenericRecord filled(Schema schema, @Nullable Object... values) {
        GenericRecord filled = new GenericData.Record(schema);
        for (int i = 0; i < values.length; i++) {
            filled.put(i, values[i]);
        }
        return filled;
    }
}
