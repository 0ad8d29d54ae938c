package io.tidemark.fuzz;

import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.ingest.EventDecoder;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.schemas.FeatureEvent;
import io.tidemark.testkit.Fuzz;
import io.tidemark.testkit.Mapped;
import io.tidemark.testkit.Payment;
import io.tidemark.testkit.Seen;
import io.tidemark.testkit.TestEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Records of topics: whatever their bytes are, each is an event whose parts all stand in it, or a rejection. Nothing at all is thrown.
 */
final class EventTargets {
    private static final int ID = 7;
    private static final int HEADER = 5;

    /** Names are remembered, which takes memory once; texts are copied. */
    private static final Fuzz.Limits LIMITS = new Fuzz.Limits(4 << 20, 200, 2_000);

    private EventTargets() {}

    static List<Fuzz.Target> all() {
        return List.of(foreignAvro(), flatAvro(), canonicalAvro(), mappedJson(), canonicalJson(), writersSchemas());
    }

    private static Fuzz.Target foreignAvro() {
        Mapped topic = Mapped.of(Payment.FIELDS);
        topic.see(ID, Payment.event());
        byte[] wire = Mapped.wire(ID, Payment.event());
        // Only what stands behind the schema id: another id is another test.
        return target("foreign Avro by its compiled plan", List.of(Mapped.avro(Payment.event())), bytes -> {
            byte[] framed = ByteBuffer.allocate(HEADER + bytes.length)
                    .put(wire, 0, HEADER)
                    .put(bytes)
                    .array();
            see(topic.decode(framed), topic.observation());
        });
    }

    /** Features and nothing else: those are read in place. */
    private static Fuzz.Target flatAvro() {
        Schema schema = new Schema.Parser()
                .parse(
                        """
                        {"type":"record","name":"Flat","fields":[{"name":"at","type":"long"},
                          {"name":"a","type":"string"},{"name":"b","type":["null","string"]},{"name":"c","type":"double"},
                          {"name":"d","type":["double","null"]},{"name":"e","type":"float"},{"name":"f","type":"boolean"},
                          {"name":"g","type":["null","long"]},{"name":"h","type":"int"},{"name":"i","type":"string"}]}
                        """);
        GenericRecord event = new GenericRecordBuilder(schema)
                .set("at", 1_700_000_000L)
                .set("a", "ä")
                .set("b", "some text")
                .set("c", 1.5)
                .set("d", null)
                .set("e", 2.5f)
                .set("f", true)
                .set("g", 1L << 40)
                .set("h", -70)
                .set("i", "last")
                .build();
        Mapped topic = Mapped.of("fields: {time: at}");
        topic.see(ID, event);
        byte[] wire = Mapped.wire(ID, event);
        return target("features of foreign Avro, read in place", List.of(Mapped.avro(event)), bytes -> {
            byte[] framed = ByteBuffer.allocate(HEADER + bytes.length)
                    .put(wire, 0, HEADER)
                    .put(bytes)
                    .array();
            see(topic.decode(framed), topic.observation());
        });
    }

    private static Fuzz.Target canonicalAvro() {
        EventDecoder decoder = new EventDecoder(TestEvent.SCHEMAS);
        Observation observation = new Observation();
        byte[] features = TestEvent.of("m", 5)
                .version("v1")
                .dimension("country", "BR")
                .feature("amount", 1.5)
                .feature("city", "é")
                .feature("gone", null)
                .feature("vector", TestEvent.EMBEDDING)
                .bytes();
        byte[] prediction = TestEvent.of("m", 5).prediction("yes", 0.5).bytes();
        return target(
                "canonical events in Avro",
                List.of(features, prediction),
                bytes -> see(decoder.decode(bytes, observation), observation));
    }

    private static Fuzz.Target mappedJson() {
        return json(
                "foreign JSON",
                "format: json\n" + Payment.FIELDS,
                """
                {"meta":{"at":"2023-11-14T22:13:20.123Z","id":77},"customer":{"age":41,"country":"BR"},"amount":-1234.56,
                 "items":[{"sku":"b\\u00e4\\ud83d\\ude00","price":1e3}],"vector":[0.5,-1,null],"counts":{"clicks":7},
                 "scored":{"by":42,"outcome":"fraud","score":"0.75","took_ms":12,"status":"timeout"},"truth":false}
                """,
                "{\"meta\":{\"at\":1700000000,\"id\":null},\"a\":NaN,\"b\":123456789012345678901234567890,\"c\":{\"d\":{\"e\":[[1],{}]}}}");
    }

    private static Fuzz.Target canonicalJson() {
        return json(
                "canonical events in JSON",
                "format: json",
                """
                {"model":"m","version":"v1","eventTime":1700000000123,"eventId":"e","dimensions":{"site":"eu"},
                 "features":{"a.b":1,"c":"x","gone":null,"v":[1,2]}}
                """,
                "{\"model\":\"m\",\"eventTime\":1700000000123,\"predictedClass\":\"yes\",\"score\":0.5,\"status\":\"OK\",\"latencyMs\":3}");
    }

    private static Fuzz.Target json(String name, String source, String... corpus) {
        Mapped topic = Mapped.of(source);
        List<byte[]> inputs = Stream.of(corpus)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        return target(name, inputs, bytes -> see(topic.decode(bytes), topic.observation()));
    }

    /** A registry's answer is somebody else's text too. */
    private static Fuzz.Target writersSchemas() {
        byte[] wire = Mapped.wire(ID, Payment.event());
        List<byte[]> corpus = Stream.of(Payment.SCHEMA, FeatureEvent.getClassSchema())
                .map(schema -> schema.toString().getBytes(StandardCharsets.UTF_8))
                .toList();
        return target("writers' schemas", corpus, bytes -> {
            SchemaSource schemas = id -> new String(bytes, StandardCharsets.UTF_8);
            Mapped topic = Mapped.of(Payment.FIELDS, schemas);
            see(topic.decode(wire), topic.observation());
        });
    }

    /** Looks at all of an event: a part that stood outside of it would be noticed. */
    private static void see(@Nullable Rejection rejection, Observation observation) {
        if (rejection == null && Seen.text(observation).isEmpty()) {
            throw new IllegalStateException("an event that says nothing");
        }
    }

    private static Fuzz.Target target(String name, List<byte[]> corpus, Fuzz.Reader reader) {
        return new Fuzz.Target(name, corpus, reader, Set.of(), LIMITS);
    }
}
