package io.tidemark.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;

/** The same scored payments, one every five minutes, as files of three kinds. */
final class ScoredFiles {
    static final int ROWS = 4_000;
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Schema SCHEMA = new Schema.Parser()
            .parse(
                    """
                    {"type": "record", "name": "Scored", "namespace": "shop", "fields": [
                      {"name": "event", "type": {"type": "record", "name": "Event", "fields": [
                        {"name": "created_at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                        {"name": "id", "type": "string"}]}},
                      {"name": "amount", "type": ["null", "double"]},
                      {"name": "customer", "type": {"type": "record", "name": "Customer", "fields": [
                        {"name": "country", "type": {"type": "enum", "name": "Country", "symbols": ["DE", "FR"]}}]}},
                      {"name": "outcome", "type": {"type": "record", "name": "Outcome", "fields": [
                        {"name": "label", "type": "string"}, {"name": "score", "type": "double"}]}},
                      {"name": "truth", "type": "string"}]}
                    """);

    private ScoredFiles() {}

    private static Instant at(int i) {
        return START.plus(Duration.ofMinutes(5L * i));
    }

    private static double amount(int i) {
        return i * 7919 % 977 + 0.5;
    }

    private static String country(int i) {
        return i * 7919 % 11 < 4 ? "FR" : "DE";
    }

    private static String label(int i) {
        return i * 7919 % 13 < 3 ? "fraud" : "fine";
    }

    private static double score(int i) {
        return i * 7919 % 9973 / 10_000.0;
    }

    private static String truth(int i) {
        return i * 7919 % 17 < 4 ? "fraud" : "fine";
    }

    /** A line of JSON. */
    static String json(int i) {
        return String.format(
                Locale.ROOT,
                "{\"event\":{\"created_at\":\"%s\",\"id\":\"p-%d\"},\"amount\":%s,\"customer\":{\"country\":\"%s\"},"
                        + "\"outcome\":{\"label\":\"%s\",\"score\":%s},\"truth\":\"%s\"}",
                at(i),
                i,
                amount(i),
                country(i),
                label(i),
                score(i),
                truth(i));
    }

    private static String csv(int i) {
        return at(i) + ",p-" + i + "," + amount(i) + "," + country(i) + "," + label(i) + "," + score(i) + ","
                + truth(i);
    }

    static Path lines(Path file, IntFunction<String> line) throws IOException {
        return Files.writeString(file, text(line));
    }

    static Path gzip(Path file, IntFunction<String> line) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text(line).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    static Path csv(Path file) throws IOException {
        return Files.writeString(file, "at,id,amount,country,prediction,score,truth\n" + text(ScoredFiles::csv));
    }

    private static String text(IntFunction<String> line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            text.append(line.apply(i)).append('\n');
        }
        return text.toString();
    }

    /** A container, packed with deflate. */
    static Path avro(Path file) throws IOException {
        try (DataFileWriter<GenericData.Record> writer = new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
            writer.setCodec(CodecFactory.deflateCodec(6)).create(SCHEMA, file.toFile());
            for (int i = 0; i < ROWS; i++) {
                writer.append(row(i));
            }
        }
        return file;
    }

    private static GenericData.Record row(int i) {
        GenericData.Record event = inside("event");
        event.put("created_at", at(i).toEpochMilli() * 1_000);
        event.put("id", "p-" + i);
        GenericData.Record customer = inside("customer");
        customer.put(
                "country",
                new GenericData.EnumSymbol(
                        customer.getSchema().getField("country").schema(), country(i)));
        GenericData.Record outcome = inside("outcome");
        outcome.put("label", label(i));
        outcome.put("score", score(i));
        GenericData.Record row = new GenericData.Record(SCHEMA);
        row.put("event", event);
        row.put("amount", amount(i));
        row.put("customer", customer);
        row.put("outcome", outcome);
        row.put("truth", truth(i));
        return row;
    }

    private static GenericData.Record inside(String field) {
        return new GenericData.Record(SCHEMA.getField(field).schema());
    }
}
