package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.FieldPath;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.testkit.Mapped;
import io.tidemark.testkit.Payment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where two places of a record come to one column, its value is the same in every format and in every order. */
class SharedNamesTest {
    private static final String EVENT = " v=- SERVING @1700000000000 features";
    private static final String FROM = "fields: {time: at, features: {from: [customer, payment]}}";
    private static final Schema ORDER = new Schema.Parser()
            .parse(
                    """
                    {"type":"record","name":"O","fields":[{"name":"at","type":"long"},
                      {"name":"payment","type":{"type":"record","name":"P","fields":[{"name":"id","type":["null","int"]},{"name":"sum","type":"int"}]}},
                      {"name":"customer","type":["null",{"type":"record","name":"C","fields":[{"name":"id","type":["null","int"]}]}]}]}
                    """);
    private static final Schema FLAT = new Schema.Parser()
            .parse(
                    """
                    {"type":"record","name":"F","fields":[{"name":"at","type":"long"},{"name":"flat","type":{"type":"map","values":"int"}},
                      {"name":"fixed","type":{"type":"record","name":"X","fields":[
                        {"name":"a","type":{"type":"record","name":"A","fields":[{"name":"b","type":["null","int"]}]}}]}}]}
                    """);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"1, 2, 1", "1, , 1", ", 2, 2"})
    void firstPathOfFeaturesThatHasAValueCounts(@Nullable Integer customer, @Nullable Integer payment, double expected)
            throws IOException {
        Mapped json = Mapped.of("format: json\n" + FROM);
        Mapped avro = Mapped.of(FROM);
        String ofCustomer = "\"customer\":{\"id\":" + customer + "}";
        String ofPayment = "\"payment\":{\"id\":" + payment + ",\"sum\":9}";

        String first = json.see("{\"at\":1700000000," + ofCustomer + "," + ofPayment + "}");
        String last = json.see("{\"at\":1700000000," + ofPayment + "," + ofCustomer + "}");
        String record = avro.see(1, order(customer, payment));
        String again = avro.see(1, order(customer, payment));

        assertThat(first).startsWith(EVENT).contains(" id=" + expected).containsOnlyOnce("id=");
        assertThat(last).startsWith(EVENT).contains(" id=" + expected).containsOnlyOnce("id=");
        assertThat(record).startsWith(EVENT).contains(" id=" + expected).containsOnlyOnce("id=");
        assertThat(again).isEqualTo(record).contains(" sum=9.0");
        assertThat(csv(
                        FROM,
                        "at,payment.id,payment.sum,customer.id\n1700000000," + text(payment) + ",9," + text(customer)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("id", expected, "sum", 9.0));
        assertThat(json.told()).containsExactly(Map.entry("t shared id [customer.id, payment.id]", 1));
        assertThat(avro.told()).isEqualTo(json.told());
    }

    @Test
    void eventThatHasNeitherMissesTheColumnOnce() {
        Mapped avro = Mapped.of(FROM);

        String none = avro.see(1, order(null, null));
        String both = avro.see(1, order(3, 4));

        assertThat(none).contains(" id=null").containsOnlyOnce("id=");
        assertThat(both).contains(" id=3.0").containsOnlyOnce("id=");
    }

    @Test
    void nestedFieldGoesBeforeOneWhoseNameHasADot() throws IOException {
        String mapping = "fields: {time: at}";
        String flatFirst = "fields: {time: at, features: {from: [flat, fixed]}}";
        Mapped json = Mapped.of("format: json\n" + mapping);
        Mapped avro = Mapped.of(flatFirst);

        String dotted = json.see("{\"at\":1700000000,\"a.b\":1,\"c\":5}");
        String nested = json.see("{\"at\":1700000000,\"a\":{\"b\":2},\"c\":5}");
        String both = json.see("{\"at\":1700000000,\"a.b\":1,\"a\":{\"b\":2},\"c\":5}");
        String map = avro.see(1, flat(Map.of("a.b", 1), 2));
        String noMap = avro.see(1, flat(Map.of(), 2));

        assertThat(dotted).isEqualTo(EVENT + " at=1.7E9 a.b=1.0 c=5.0".replace(" at=1.7E9", ""));
        assertThat(nested).isEqualTo(EVENT + " a.b=2.0 c=5.0");
        assertThat(both).isEqualTo(EVENT + " a.b=2.0 c=5.0");
        assertThat(map).isEqualTo(EVENT + " a.b=1.0");
        assertThat(noMap).isEqualTo(EVENT + " a.b=2.0");
        assertThat(csv(mapping, "at,\"\"\"a.b\"\"\",a.b,c\n1700000000,1,2,5")).isEqualTo(Map.of("a.b", 2.0, "c", 5.0));
        assertThat(json.told()).containsExactly(Map.entry("t shared a.b [a.b, \"a.b\"]", 1));
    }

    @Test
    void whatTheMappingGivesANameToHasItAlone() throws IOException {
        String mapping = "fields: {time: at, label: truth, features: {rename: {x: y}}}";
        Mapped json = Mapped.of("format: json\n" + mapping);
        Mapped avro = Mapped.of(mapping);
        Schema schema = new Schema.Parser()
                .parse(
                        """
                        {"type":"record","name":"E","fields":[{"name":"at","type":"long"},{"name":"y","type":"int"},{"name":"x","type":["null","int"]},
                          {"name":"label","type":"int"},{"name":"truth","type":"int"}]}
                        """);

        String without = json.see("{\"at\":1700000000,\"y\":1,\"label\":7}");
        String with = json.see("{\"at\":1700000000,\"y\":1,\"label\":7,\"truth\":8,\"x\":2}");
        String record = avro.see(
                1, Payment.record(schema, Map.of("at", 1_700_000_000L, "y", 1, "x", 2, "label", 7, "truth", 8)));

        assertThat(without).isEqualTo(EVENT);
        assertThat(with).isEqualTo(EVENT + " label=8.0 y=2.0");
        assertThat(record)
                .contains(" y=2.0")
                .contains(" label=8.0")
                .doesNotContain("7.0")
                .doesNotContain("=1.0");
        assertThat(csv(mapping, "at,y,x,label,truth\n1700000000,1,2,7,8")).isEqualTo(Map.of("y", 2.0, "label", 8.0));
        assertThat(json.told()).containsOnlyKeys("t hidden y y", "t hidden label label");
        assertThat(avro.told()).isEqualTo(json.told());
    }

    @Test
    void vectorsAndTextsAreKeptWhereAnotherValueGoes() {
        Mapped json = Mapped.of("format: json\n" + FROM);

        String seen = json.see(
                "{\"at\":1700000000,\"payment\":{\"id\":[9,9],\"v\":[1,2],\"w\":\"last\"},\"customer\":{\"id\":\"first\"}}");

        assertThat(seen).isEqualTo(EVENT + " v=[1.0, 2.0] w=\"last\" id=\"first\"");
    }

    @Test
    void namesBeyondTheLimitsAreToldOfEveryValue() {
        Mapped json = Mapped.of("format: json\nfields: {time: at}");
        Mapped avro = Mapped.of("fields: {time: at}");
        Map<CharSequence, Object> keys = new HashMap<>();
        for (int i = 0; i < 4_100; i++) {
            keys.put("k" + i, i);
        }
        GenericRecord event = new GenericData.Record(FLAT);
        GenericRecord fixed = new GenericData.Record(FLAT.getField("fixed").schema());
        GenericRecord inner =
                new GenericData.Record(fixed.getSchema().getField("a").schema());
        fixed.put("a", inner);
        event.put("at", 1_700_000_000L);
        event.put("flat", keys);
        event.put("fixed", fixed);

        for (int i = 0; i < 16_400; i++) {
            json.see("{\"at\":1700000000,\"k" + i + "\":1}");
        }
        json.see("{\"at\":1700000000,\"in\":1,\"" + "n".repeat(1_001) + "\":1}");
        avro.see(1, event);
        avro.see(1, event);

        // of 16,384 places one is that of the time
        assertThat(json.told()).isEqualTo(Map.of("t refused NAMES in []", 18, "t refused LENGTH in []", 1));
        assertThat(avro.told()).isEqualTo(Map.of("t refused KEYS in [flat]", 8));
    }

    private static GenericRecord order(@Nullable Integer customer, @Nullable Integer payment) {
        GenericRecord order = new GenericData.Record(ORDER);
        GenericRecord ofPayment =
                new GenericData.Record(ORDER.getField("payment").schema());
        GenericRecord ofCustomer = new GenericData.Record(
                ORDER.getField("customer").schema().getTypes().get(1));
        order.put("at", 1_700_000_000L);
        ofPayment.put("id", payment);
        ofPayment.put("sum", 9);
        ofCustomer.put("id", customer);
        order.put("payment", ofPayment);
        order.put("customer", ofCustomer);
        return order;
    }

    private static GenericRecord flat(Map<CharSequence, Object> flat, int nested) {
        GenericRecord event = new GenericData.Record(FLAT);
        GenericRecord fixed = new GenericData.Record(FLAT.getField("fixed").schema());
        GenericRecord inner =
                new GenericData.Record(fixed.getSchema().getField("a").schema());
        inner.put("b", nested);
        fixed.put("a", inner);
        event.put("at", 1_700_000_000L);
        event.put("flat", flat);
        event.put("fixed", fixed);
        return event;
    }

    private static String text(@Nullable Integer value) {
        return value == null ? "" : value.toString();
    }

    /** The numbers of a file's first row, by column; what it tells of names is asked for too. */
    private Map<String, Double> csv(String mapping, String content) throws IOException {
        Monitor monitor = MonitorFileReader.parse(
                        "m.yaml", "monitors:\n  - model: m\n    source:\n      topic: t\n" + mapping.indent(6))
                .monitor("m");
        Path file = Files.writeString(directory.resolve("f.csv"), content + "\n");
        CsvSchema schema = CsvSchema.infer(file, monitor);
        Map<String, Double> values = new LinkedHashMap<>();
        List<String> told = new ArrayList<>();
        schema.tellNames(monitor.source(), new NameListener() {
            @Override
            public void shared(String topic, String column, List<FieldPath> places) {
                told.add(column + places);
            }

            @Override
            public void hidden(String topic, String column, FieldPath place) {
                told.add(column + place);
            }

            @Override
            public void refused(String topic, Limit limit, FieldPath outer) {}
        });
        try (CsvEvents events = CsvEvents.open(file, schema, monitor.source().csv(), (line, reason, row, why) -> {})) {
            events.next();
            for (int i = 0; i < schema.columns().size(); i++) {
                values.put(schema.columns().get(i).name(), events.row().doubleValue(i));
            }
        }
        assertThat(told).isNotEmpty();
        return values;
    }
}
