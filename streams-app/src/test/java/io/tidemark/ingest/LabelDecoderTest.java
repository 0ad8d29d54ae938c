package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels in JSON: which are of use, why others are not; and that all of them are labels. */
class LabelDecoderTest {
    private static final MonitorFile FILE = MonitorFileReader.parse(
            "m.yaml",
            """
            monitors:
              - model: m
                source: {topic: events, format: json, fields: {time: at, prediction: p}}
                labels: {topic: truths, format: json, fields: {time: at, predictionId: id, label: truth}}
            """);

    private final Observation seen = new Observation();
    private final TopicDecoders decoders = new TopicDecoders(FILE.monitors(), id -> "", NameListener.NONE);

    private @Nullable Rejection decode(String topic, String json) {
        seen.cameFrom(topic, 0, 0, 0);
        return decoders.decode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'yes'", "0", "false", "-1.5"})
    void classNumberOrBooleanIsATruth(String truth) {
        assertThat(decode("truths", "{'at':1700000000,'id':'a','truth':" + truth + "}"))
                .isNull();
        assertThat(seen.isLabel()).isTrue();
        assertThat(seen.truth()).isNotNegative();
    }

    /** Whoever counts labels counts these. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'at':1700000000,'id':'a','truth':''} | a label without a class or a finite number that is true",
                "{'at':1700000000,'id':'a','truth':null} | a label without a class or a finite number that is true",
                "{'at':1700000000,'id':'a'} | a label without a class or a finite number that is true",
                "{'at':1700000000,'truth':'yes'} | a label without the id of its prediction",
                "{'at':'soon','id':'a','truth':'yes'} | at is a text that is no time",
                "{'at':1700000000,'id':'a' | end"
            })
    void labelThatIsOfNoUseIsOneStill(String json, String why) {
        Rejection rejection = decode("truths", json);

        assertThat(rejection).extracting(Rejection::detail).asString().contains(why);
        assertThat(seen.isLabel()).isTrue();
        assertThat(seen.truth()).isNegative();
    }

    @Test
    void eventIsNoLabelWhateverItsColumnsAreCalled() {
        decode("truths", "{}");

        assertThat(decode("events", "{'at':1700000000,'p':'yes','label':'yes'}"))
                .isNull();
        assertThat(seen.isLabel()).isFalse();
    }
}
