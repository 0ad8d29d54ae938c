package io.tidemark.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Mark;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.schemas.Alert;
import io.tidemark.schemas.SliReading;
import io.tidemark.store.DeadLetter;
import java.time.Clock;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RegistryTest {
    @Test
    void registeredSchemaIsFoundByItsId() throws SchemaSource.UnknownSchema {
        Registry registry = new Registry("mock://registry-test-1");

        int id = registry.register("alerts", Alert.getClassSchema());

        assertThat(registry.register("alerts", Alert.getClassSchema())).isEqualTo(id);
        assertThat(new Schema.Parser().parse(registry.schemaById(id))).isEqualTo(Alert.getClassSchema());
    }

    @Test
    void unknownIdIsSaidWithTheRegistrysName() {
        assertThatThrownBy(() -> new Registry("mock://registry-test-2").schemaById(4_711))
                .isInstanceOf(SchemaSource.UnknownSchema.class)
                .hasMessageStartingWith("registry=mock://registry-test-2: ");
    }

    /** Nobody will bring it what it does not have: the stream, which doubts other registries, must not wait for it. */
    @Test
    void registryInsideTheProcessIsNotDoubted() {
        Registry registry =
                Registry.doubting(RegistrySettings.of("mock://registry-test-5", Map.of()), Clock.systemUTC());

        assertThatThrownBy(() -> registry.schemaById(4_711)).isInstanceOf(SchemaSource.UnknownSchema.class);
    }

    @Test
    void ownSchemasHaveTheSameIdsInEveryProcess() throws SchemaSource.UnknownSchema {
        Registry registry = new Registry("mock://registry-test-3");
        OwnSchemas.Subjects topics = new OwnSchemas.Subjects("r", "a", "c", "o", "n", "d", "s", "u");
        OwnSchemas first = OwnSchemas.register(registry, topics);
        OwnSchemas second = OwnSchemas.register(new Registry("mock://registry-test-4"), topics);

        assertThat(second).isEqualTo(first);
        assertThat(new Schema.Parser().parse(registry.schemaById(first.readings())))
                .isEqualTo(SliReading.getClassSchema());
    }

    @Test
    void everyKeyIsKeptAsItCameAndWrittenAsTheSame() {
        AnyKey key = new AnyKey();
        byte[] bytes = {1, 2};

        assertThat(key.deserializer().deserialize("t", bytes)).isSameAs(bytes);
        assertThat(key.deserializer().deserialize("t", null)).isSameAs(DeadLetter.NO_KEY);
        assertThat(key.deserializer().deserialize("t", new RecordHeaders(), (byte[]) null))
                .isSameAs(DeadLetter.NO_KEY);
        assertThat(key.serializer().serialize("t", bytes)).isEmpty();
    }

    @Test
    void partialsCrossInTheirOwnLayout() {
        Mark mark = new Mark("t-0", 5, 6, Mark.State.FLOWING);
        PartialSerde serde = new PartialSerde();

        assertThat(serde.deserializer().deserialize("p", serde.serializer().serialize("p", mark)))
                .isEqualTo(mark);
    }
}
