package io.tidemark.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A producer that was never updated is still understood: BACKWARD_TRANSITIVE over the committed versions. */
class EvolutionTest {
    static Stream<String> names() {
        return Schemas.names().stream();
    }

    @Test
    void everyRecordOfTheDesignIsThere() {
        assertThat(Schemas.names())
                .containsExactly(
                        "Alert",
                        "Annotation",
                        "ChangeEvent",
                        "DependencyEvent",
                        "FeatureEvent",
                        "LabelEvent",
                        "Operation",
                        "PolicyDecision",
                        "PredictionEvent",
                        "RunEvent",
                        "SliReading",
                        "SloStatus");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyEarlierVersionCanBeRead(String name) {
        List<Schema> history = Schemas.history(name);

        assertThat(history).isNotEmpty();
        assertThat(SchemaCheck.unreadable(Schemas.current(name), history)).isEmpty();
    }

    /** Whoever changes a schema commits the result as the next version, or the next change would be checked against too little. */
    @ParameterizedTest
    @MethodSource("names")
    void theNewestCommittedVersionIsTheCurrentOne(String name) {
        List<Schema> history = Schemas.history(name);

        assertThat(history.get(history.size() - 1)).isEqualTo(Schemas.current(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everythingIsDocumentedAndHasADefault(String name) {
        assertThat(SchemaCheck.undocumentedOrWithoutDefault(Schemas.current(name)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theFileIsNamedAfterItsRecord(String name) {
        assertThat(Schemas.current(name).getFullName()).isEqualTo("io.tidemark.schemas." + name);
    }

    /** A reader of tomorrow meets a record that knows none of today's fields; the defaults must be values, not only JSON. */
    @ParameterizedTest
    @MethodSource("names")
    void aRecordWithoutFieldsIsReadAsAllDefaults(String name) throws IOException {
        Schema current = Schemas.current(name);
        Schema empty = Schema.createRecord(name, null, "io.tidemark.schemas", false, List.of());

        GenericRecord read = rewrite(new GenericData.Record(empty), empty, current);

        assertThat(GenericData.get().validate(current, read)).isTrue();
    }

    @Test
    void aTypeThatTwoFilesShareIsTheSameInBoth() {
        Map<String, Schema> first = NamedTypes.of(Schemas.current("SliReading"));
        Map<String, Schema> second = NamedTypes.of(Schemas.current("Alert"));

        assertThat(first.keySet())
                .contains(
                        "io.tidemark.schemas.Measurement", "io.tidemark.schemas.Shift", "io.tidemark.schemas.Verdict");
        first.keySet().retainAll(second.keySet());
        assertThat(first)
                .allSatisfy((name, schema) ->
                        assertThat(second.get(name).toString(true)).isEqualTo(schema.toString(true)));
    }

    @Test
    void everyValueOfAFeatureSurvivesTheBytes() throws IOException {
        Schema schema = Schemas.current("FeatureEvent");
        GenericRecord event = new GenericData.Record(schema);
        schema.getFields()
                .forEach(field -> event.put(field.name(), GenericData.get().getDefaultValue(field)));
        Map<String, Object> features = new LinkedHashMap<>();
        features.put("flag", true);
        features.put("count", 3L);
        features.put("price", 2.5);
        features.put("colour", "red");
        features.put("vector", List.of(0.5f, -1f));
        features.put("gone", null);
        event.put("features", features);

        GenericRecord read = rewrite(event, schema, schema);

        assertThat(read.get("features").toString())
                .contains("flag=true", "count=3", "price=2.5", "colour=red", "vector=[0.5, -1.0]", "gone=null");
    }

    private static GenericRecord rewrite(GenericRecord record, Schema writer, Schema reader) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(writer).write(record, encoder);
        var decoder = DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
        return new GenericDatumReader<GenericRecord>(writer, reader).read(null, decoder);
    }
}
