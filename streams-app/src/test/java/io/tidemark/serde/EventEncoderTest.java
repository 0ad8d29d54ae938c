package io.tidemark.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Observation;
import io.tidemark.ingest.EventDecoder;
import io.tidemark.schemas.FeatureEvent;
import io.tidemark.schemas.PredictionEvent;
import io.tidemark.schemas.PredictionStatus;
import io.tidemark.schemas.Stage;
import io.tidemark.serde.EventEncoder.Kind;
import io.tidemark.serde.EventEncoder.Type;
import io.tidemark.testkit.Seen;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** What is written is what is read: by our decoder, by Avro's generic reader, and from the generated classes. */
class EventEncoderTest {
    private final Registry registry = new Registry("mock://event-encoder");
    private final int featuresId = registry.register("features", Type.FEATURES.schema());
    private final int predictionsId = registry.register("predictions", Type.PREDICTION.schema());
    private final EventDecoder decoder = new EventDecoder(registry);
    private final Observation observation = new Observation();

    @Test
    void featuresAreReadByOurDecoder() {
        byte[] bytes = new EventEncoder("fraud", Type.FEATURES, featuresId).write(new Row(""));

        assertThat(decoder.decode(bytes, observation)).isNull();
        assertThat(Seen.text(observation))
                .isEqualTo("fraud v=7 SERVING @1700000000123 country:BR features"
                        + " gone=null flag=true count=-3.0 amount=0.1 city=\"São Paulo\"");
    }

    @Test
    void featuresAreReadByAnybody() {
        byte[] bytes = new EventEncoder("fraud", Type.FEATURES, featuresId).write(new Row(""));

        GenericRecord read = GenericConsumer.read(bytes, registry);

        assertThat(List.of(read.get("model"), read.get("version"), read.get("stage"), read.get("eventId")))
                .extracting(Object::toString)
                .containsExactly("fraud", "7", "SERVING", "id-1");
        assertThat(read.get("eventTime")).isEqualTo(1_700_000_000_123L);
        assertThat(texts(read.get("dimensions"))).containsExactly("country=BR");
        assertThat(texts(read.get("features")))
                .containsExactlyInAnyOrder("gone=null", "flag=true", "count=-3", "amount=0.1", "city=São Paulo");
    }

    private static List<String> texts(Object map) {
        return ((Map<?, ?>) map).entrySet().stream().map(Object::toString).toList();
    }

    @Test
    void predictionIsReadByOurDecoder() {
        EventEncoder encoder = new EventEncoder("fraud", Type.PREDICTION, predictionsId);

        assertThat(decoder.decode(encoder.write(new Row("bad")), observation)).isNull();
        assertThat(Seen.text(observation))
                .isEqualTo("fraud v=7 SERVING @1700000000123 country:BR features prediction"
                        + " <prediction>=\"bad\" <score>=0.25 <status>=\"OK\""
                        + " gone=null flag=true count=-3.0 amount=0.1 city=\"São Paulo\"");
    }

    @Test
    void predictionIsReadByAnybody() {
        EventEncoder encoder = new EventEncoder("fraud", Type.PREDICTION, predictionsId);

        GenericRecord read = GenericConsumer.read(encoder.write(new Row("bad")), registry);

        assertThat(read.get("predictionId")).hasToString("id-1");
        assertThat(read.get("predictedClass")).hasToString("bad");
        assertThat(read.get("predictedValue")).isNull();
        assertThat(read.get("score")).isEqualTo(0.25);
        assertThat(read.get("status")).hasToString("OK");
        assertThat(read.get("classProbabilities")).hasToString("{}");
        assertThat(read.get("latencyMs")).isNull();
        assertThat(read.get("errorCode")).isNull();
    }

    @Test
    void encoderIsUsedAgainWithoutATrace() {
        EventEncoder encoder = new EventEncoder("fraud", Type.FEATURES, featuresId);
        byte[] first = encoder.write(new Row(""));

        encoder.write(new Row("other"));

        assertThat(encoder.write(new Row(""))).isEqualTo(first);
    }

    @Test
    void generatedFeatureEventIsRead() {
        Map<String, Object> features = new LinkedHashMap<>();
        features.put("amount", 12.5);
        features.put("gone", null);
        FeatureEvent event = new FeatureEvent(
                "fraud", "7", Stage.TRAINING, "id", Instant.ofEpochMilli(5), Map.of("country", "BR"), features);

        assertThat(decoder.decode(new WireFormat<>(featuresId, FeatureEvent.class).write(event), observation))
                .isNull();
        assertThat(Seen.text(observation)).isEqualTo("fraud v=7 TRAINING @5 country:BR features amount=12.5 gone=null");
    }

    @Test
    void generatedPredictionEventIsRead() {
        PredictionEvent event = new PredictionEvent(
                "price",
                "",
                Stage.SERVING,
                "id",
                Instant.ofEpochMilli(5),
                Map.of(),
                "prediction",
                null,
                99.5,
                null,
                Map.of("a", 0.5),
                7.0,
                PredictionStatus.FALLBACK,
                "E1",
                Map.of());

        assertThat(decoder.decode(new WireFormat<>(predictionsId, PredictionEvent.class).write(event), observation))
                .isNull();
        assertThat(Seen.text(observation))
                .isEqualTo("price v=- SERVING @5 prediction <prediction>=99.5 <latency>=7.0 <status>=\"FALLBACK\"");
    }

    /** One event with a value of each kind. */
    private record Row(String predictedClass) implements EventEncoder.Event {
        private static final String[] NAMES = {"gone", "flag", "count", "amount", "city"};

        @Override
        public String version() {
            return "7";
        }

        @Override
        public String id() {
            return "id-1";
        }

        @Override
        public long timeMs() {
            return 1_700_000_000_123L;
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public String dimensionName(int index) {
            return index == 0 ? "country" : "empty";
        }

        @Override
        public String dimensionValue(int index) {
            return index == 0 ? "BR" : "";
        }

        @Override
        public boolean hasScore() {
            return true;
        }

        @Override
        public double score() {
            return 0.25;
        }

        @Override
        public int features() {
            return NAMES.length;
        }

        @Override
        public String featureName(int index) {
            return NAMES[index];
        }

        @Override
        public Kind featureKind(int index) {
            return Kind.values()[index];
        }

        @Override
        public double featureNumber(int index) {
            return index == 1 ? 1 : index == 2 ? -3 : 0.1;
        }

        @Override
        public String featureText(int index) {
            return "São Paulo";
        }
    }
}
