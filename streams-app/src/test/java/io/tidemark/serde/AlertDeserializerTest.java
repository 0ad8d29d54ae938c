package io.tidemark.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.AlertContext;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.SchemaSource.UnknownSchema;
import io.tidemark.testkit.TestAlert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class AlertDeserializerTest {
    private static final String SCHEMA =
            io.tidemark.schemas.Alert.getClassSchema().toString();

    private final AlertDeserializer reader = new AlertDeserializer(id -> SCHEMA);
    private final AlertSerializer writer = new AlertSerializer(7);

    @Test
    void whatIsWrittenIsRead() {
        Alert alert = TestAlert.page("k")
                .slice("country=BR")
                .evidence()
                .known()
                .acknowledgedBy("ann")
                .roles("developer", "tech-lead")
                .alert();

        assertThat(reader.deserialize("alerts", writer.serialize("alerts", alert)))
                .isEqualTo(alert);
    }

    /** Each process gives its schemas ids of its own where the registry is inside it; a number is no proof of a schema there. */
    @Test
    void whatAnotherProcessWroteIsReadWhereTheRegistryIsInsideTheProcess() {
        Alert alert = TestAlert.page("k").alert();
        byte[] bytes = new AlertSerializer(4_711).serialize("alerts", alert);
        Registry inside = new Registry("mock://another-process");

        assertThat(AlertDeserializer.of(inside).deserialize("alerts", bytes)).isEqualTo(alert);
        assertThat(AvroJson.ofAlerts(inside).read(bytes).get("dedupKey")).hasToString("k");
        assertThatThrownBy(() -> new AlertDeserializer(inside).deserialize("alerts", bytes))
                .hasMessage("unknown schema: id=4711");
    }

    @Test
    void closedHasItsReason() {
        Alert alert =
                TestAlert.page("k").later(9, 5, Notice.CLOSED, State.RESOLVED).alert();

        assertThat(reader.deserialize("alerts", writer.serialize("alerts", alert)))
                .isEqualTo(alert);
    }

    @Test
    void aFirstSchemasAlertIsReadWithWhatItLacksEmpty() throws IOException {
        Schema first = new Schema.Parser()
                .parse(Files.readString(Path.of("../schemas/src/test/resources/history/Alert/1.avsc")));
        GenericData.Record old = new GenericData.Record(first);
        first.getFields()
                .forEach(field -> old.put(field.pos(), GenericData.get().getDefaultValue(field)));
        old.put("dedupKey", "k");
        old.put("model", "fraud");
        old.put("state", new GenericData.EnumSymbol(first.getField("state").schema(), "FIRING"));

        Alert alert = new AlertDeserializer(id -> first.toString()).deserialize("alerts", bytes(old, first));

        assertThat(alert.dedupKey()).isEqualTo("k");
        assertThat(alert.promise().scope().model()).isEqualTo("fraud");
        assertThat(alert.transition().notice()).isEqualTo(Notice.OPENED);
        assertThat(alert.context()).isEqualTo(AlertContext.NONE);
    }

    @Test
    void whatIsNoAlertIsTold() {
        assertThatThrownBy(() -> reader.deserialize("alerts", new byte[] {1, 2}))
                .isInstanceOf(AlertDeserializer.BrokenAlert.class)
                .hasMessage("no alert in the wire format: topic=alerts, length=2");
        assertThatThrownBy(() -> reader.deserialize("alerts", new byte[] {0, 0, 0, 0, 7, 120}))
                .isInstanceOf(AlertDeserializer.BrokenAlert.class)
                .hasMessage("cannot read an alert: topic=alerts, schema id=7");
    }

    @Test
    void aSchemaThatIsNotThereIsAnotherThingThanARegistryThatIsAway() {
        AlertDeserializer without = new AlertDeserializer(id -> {
            throw new UnknownSchema("registry=r", new IllegalStateException("404"));
        });
        AlertDeserializer away = new AlertDeserializer(id -> {
            throw new SchemaSource.Unanswered("registry=r");
        });
        byte[] bytes = writer.serialize("alerts", TestAlert.page("k").alert());

        assertThatThrownBy(() -> without.deserialize("alerts", bytes))
                .isInstanceOf(AlertDeserializer.BrokenAlert.class)
                .hasMessage("unknown schema: id=7");
        assertThatThrownBy(() -> away.deserialize("alerts", bytes))
                .isInstanceOf(SchemaSource.Unanswered.class)
                .hasMessage("registry=r");
    }

    @Test
    void aLineOfJsonIsReadBackWhole() {
        Alert alert =
                TestAlert.page("k").evidence().known().acknowledgedBy("ann").alert();
        String line = AvroJson.line(new AvroJson(id -> SCHEMA).read(writer.serialize("alerts", alert)));

        assertThat(new AlertLines().read(line)).isEqualTo(alert);
    }

    @Test
    void aLineThatIsNoneIsTold() {
        AlertLines lines = new AlertLines();

        assertThatThrownBy(() -> lines.read("{\"model\":\"m\"}")).hasMessage("no alert: it has no dedupKey");
        assertThatThrownBy(() -> lines.read("{\"dedupKey\":\"k\",\"since\":\"yesterday\"}"))
                .hasMessage("no alert: Text 'yesterday' could not be parsed at index 0");
        assertThatThrownBy(() -> lines.read("model,slice")).hasMessageStartingWith("no JSON: ");
    }

    private static byte[] bytes(GenericData.Record record, Schema schema) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WireFormat.header(7, out);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
