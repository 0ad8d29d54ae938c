package io.tidemark.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.schemas.SliReading;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadingSerdeTest {
    private final Registry registry = new Registry("mock://reading-serde");
    private final int id = registry.register("readings", SliReading.getClassSchema());
    private final ReadingSerde serde = new ReadingSerde(id);

    @ParameterizedTest
    @EnumSource
    void readingOfEachMeasureSurvives(Measure measure) {
        Reading reading = reading(measure, Verdict.BAD);

        assertThat(roundTrip(reading)).isEqualTo(reading);
    }

    @ParameterizedTest
    @EnumSource
    void readingOfEachVerdictSurvives(Verdict verdict) {
        Reading reading = reading(Measure.KS, verdict);

        assertThat(roundTrip(reading)).isEqualTo(reading);
    }

    @Test
    void lastAndEmptyReadingSurvives() {
        Reading reading = new Reading(
                        new Scope("m", Stage.TRAINING, "a=\\,b"), new TimeWindow(-60_000, 0), "", 0, 0, List.of())
                .asLast();

        assertThat(roundTrip(reading)).isEqualTo(reading);
    }

    @Test
    void readingIsReadByAnybody() {
        byte[] bytes = serde.serializer().serialize("readings", reading(Measure.KS, Verdict.BAD));

        GenericRecord read = GenericConsumer.read(bytes, registry);

        assertThat(read)
                .hasToString("{\"model\": \"fraud\", \"stage\": \"SERVING\", \"slice\": \"country=BR\","
                        + " \"windowStart\": 60000, \"windowEnd\": 120000, \"reference\": \"pinned:1f0c\","
                        + " \"revision\": 2, \"rows\": 500, \"measurements\": [{\"column\": \"amount\", \"scale\": 4,"
                        + " \"measure\": \"ks\", \"label\": \"é\", \"value\": 0.5, \"lower\": 0.25, \"upper\": 0.75,"
                        + " \"n\": 100.0, \"m\": 1000.0, \"reference\": 0.125, \"tolerance\": 0.05, \"count\": 7,"
                        + " \"total\": 9, \"minimumN\": 30, \"smallestVisible\": 0.1, \"verdict\": \"BAD\","
                        + " \"dispersion\": 1.5, \"evidence\": [{\"label\": \"= 0\", \"before\": 0.1, \"after\": 0.9,"
                        + " \"contribution\": 0.4}]}], \"last\": false,"
                        + " \"comparison\": \"main\", \"referenceState\": \"\"}");
    }

    @Test
    void truncatedReadingIsRefused() {
        byte[] bytes = serde.serializer().serialize("readings", reading(Measure.KS, Verdict.BAD));
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);

        assertThatThrownBy(() -> serde.deserializer().deserialize("readings", cut))
                .hasMessage("cannot read a reading: length=" + cut.length);
    }

    private Reading roundTrip(Reading reading) {
        return serde.deserializer().deserialize("readings", serde.serializer().serialize("readings", reading));
    }

    private static Reading reading(Measure measure, Verdict verdict) {
        Judged judged = new Judged(
                measure, "é", new Estimate(0.5, 0.25, 0.75, 100, 1_000), 0.125, 0.05, 7, 9, 30, 0.1, verdict);
        return new Reading(
                new Scope("fraud", Stage.SERVING, "country=BR"),
                new TimeWindow(60_000, 120_000),
                "pinned:1f0c",
                2,
                500,
                List.of(new Measurement("amount", 4, judged, 1.5, List.of(new Shift("= 0", 0.1, 0.9, 0.4)))));
    }
}
