package io.tidemark.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.MonitorFileReader;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.SchemaSource.UnknownSchema;
import io.tidemark.runtime.first.TopicSample;
import io.tidemark.runtime.first.TopicSample.Part;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a sample of JSON records, half of them in each of two partitions. */
class TopicCheckTest {
    private static final long NOW = Instant.parse("2026-01-02T00:00:00Z").toEpochMilli();
    private static final SchemaSource NO_SCHEMAS = id -> {
        throw new UnknownSchema("none here");
    };

    private static final String FILE =
            """
            monitors:
              - model: payments
                source:
                  topic: payments
                  format: json
                  fields:
                    time: event.at
                    prediction: outcome.label
                    dimensions: {country: customer.country}
                slices: [country]
                windows: {size: 1h}
            """;

    @Test
    void fittingFileHasNothingToMend() {
        List<String> said = check(FILE, sample(10, "2026-01-01T23:59:00Z"));

        assertThat(said)
                .containsExactly(
                        "ok: 2 partitions, about 10 records; 10 looked at, the newest event of 2026-01-01 23:59Z",
                        "note: tags holds lists of other things than numbers: not measured, but what features.rename gives a name",
                        "ok: payments: 10 events, 3 columns to measure; dimensions country");
    }

    @Test
    void pathThatIsNowhereIsToldWithTheNearest() {
        String file = FILE.replace("outcome.label", "outcom.label")
                .replace("customer.country", "address.country")
                .replace("slices: [country]", "columns: {exclude: [amonut]}");

        assertThat(check(file, sample(10, "2026-01-01T23:59:00Z")))
                .contains(
                        "mend: monitors[0].source.fields.prediction=outcom.label is in none of 10 records; did you mean outcome.label?",
                        "mend: monitors[0].source.fields.dimensions.country=address.country is in none of 10 records;"
                                + " did you mean customer.country?",
                        "mend: monitors[0].columns.exclude=amonut is in none of 10 events; did you mean amount?");
    }

    @Test
    void eventTimePathThatIsNowhereIsTold() {
        assertThat(check(FILE.replace("event.at", "event.ta"), sample(4, "2026-01-01T23:59:00Z")))
                .contains(
                        "mend: monitors[0].source.fields.time=event.ta is in none of 4 records; did you mean event.at?",
                        "mend: 4 of 4 records cannot be used, NO_TIMESTAMP: payments-0@0, payments-1@0, payments-0@1, …:"
                                + " no event time: event.ta is absent; such records go to the dead letters");
    }

    @Test
    void recordsThatCannotBeReadAreToldWithoutTheirBytes() {
        List<TopicSample.Record> records =
                new ArrayList<>(sample(9, "2026-01-01T23:59:00Z").records());
        records.add(message(1, 44, "{\"secret\": "));

        List<String> said = check(FILE, new TopicSample(records, List.of(new Part(0, 0, 5), new Part(1, 0, 45))));

        assertThat(said)
                .anyMatch(line -> line.startsWith("mend: 1 of 10 records cannot be used, UNDECODABLE: payments-1@44: "))
                .noneMatch(line -> line.contains("secret"));
    }

    @Test
    void jsonThatIsTakenForAvroIsTold() {
        assertThat(check("monitors: [{model: payments, source: {topic: payments}}]", sample(2, "2026-01-01T23:59:00Z")))
                .anyMatch(line -> line.startsWith("mend: 2 of 2 records cannot be used, NOT_WIRE_FORMAT: ")
                        && line.endsWith("; they look like JSON: write monitors[0].source.format: json"));
    }

    /** The topic of labels has a format of its own. */
    @Test
    void jsonLabelsThatAreTakenForAvroAreTold() {
        assertThat(check(
                        "monitors: [{model: paid, source: {topic: paid-events, format: json}, labels: {topic: payments}}]",
                        sample(2, "2026-01-01T23:59:00Z")))
                .anyMatch(line -> line.endsWith("; they look like JSON: write monitors[0].labels.format: json"));
    }

    @Test
    void timesInAnotherUnitAreTold() {
        // 1767311940 s is 2026-01-01T23:59:00Z; as milliseconds 20 days after the epoch
        assertThat(check(
                        FILE.replace("time: event.at", "time: event.at\n        timeFormat: millis"),
                        sample(2, "1767311940")))
                .contains("mend: 2 of 2 events are dated before 1990: payments-0@0 is of 1970-01-21T10:55:11.940Z;"
                        + " in seconds it would be of 2026-01-01 23:59Z: correct monitors[0].source.fields.timeFormat,"
                        + " or the producer's unit");
        assertThat(check(
                        FILE.replace("time: event.at", "time: event.at\n        timeFormat: seconds"),
                        sample(2, "1767311940000")))
                .anyMatch(line -> line.startsWith("mend: 2 of 2 events are dated more than ")
                        && line.contains("payments-0@0 is of +57973-")
                        && line.contains("in millis it would be of 2026-01-01 23:59Z"));
    }

    @Test
    void modelsThatNobodyWatchesAndThatNobodySendsAreTold() {
        String file = FILE.replace("prediction: outcome.label", "model: outcome.label");

        assertThat(check(file, sample(2, "2026-01-01T23:59:00Z")))
                .contains(
                        "mend: 2 events of the model fine, which no monitor watches; watched are payments"
                                + " Unless it is, they go to the dead letters",
                        "mend: monitors[0].model=payments is in none of 2 events; there are fine");
    }

    @Test
    void columnOfAnObjectiveThatNoEventHasIsTold() {
        String file = FILE + "---\napiVersion: tidemark.io/v1\nkind: Preset\n"
                + "spec: {slo: missing, model: payments, owner: a, columns: [amuont]}\n";

        assertThat(check(file, sample(2, "2026-01-01T23:59:00Z")))
                .contains("mend: slo payments-missing: columns=amuont is in none of 2 events; did you mean amount?");
    }

    @Test
    void emptyTopicIsToldAndPartitionsWithoutRecords() {
        assertThat(check(FILE, new TopicSample(List.of(), List.of(new Part(0, 5, 5)))))
                .containsExactly("mend: 1 partition, no records: nothing of its fields can be checked;"
                        + " send some to payments, and look again");
        TopicSample half = new TopicSample(
                sample(4, "2026-01-01T23:59:00Z").records(),
                List.of(new Part(0, 0, 2), new Part(1, 0, 2), new Part(2, 0, 0)));
        assertThat(check(FILE, half)).anyMatch(line -> line.startsWith("note: 1 of 3 partitions holds no records: "));
    }

    @Test
    void partitionThatLagsIsTold() {
        List<TopicSample.Record> records =
                new ArrayList<>(sample(2, "2026-01-01T23:59:00Z").records());
        records.set(1, message(1, 0, json("2026-01-01T03:59:00Z")));

        assertThat(check(FILE, new TopicSample(records, List.of(new Part(0, 0, 1), new Part(1, 0, 1)))))
                .anyMatch(line -> line.startsWith("note: newest events far behind the newest of all, 2026-01-01 23:59Z:"
                        + " partition 1 by 20 h; "));
    }

    private static List<String> check(String file, TopicSample sample) {
        Section section = new Section("topic payments");
        TopicCheck.check(
                "payments", Watched.of(MonitorFileReader.parse("m.yaml", file)), sample, NO_SCHEMAS, NOW, section);
        return section.findings().stream()
                .map(finding -> finding.weight().word() + ": " + finding.text())
                .toList();
    }

    private static TopicSample sample(int records, String time) {
        List<TopicSample.Record> all = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            all.add(message(i % 2, i / 2, json(time)));
        }
        return new TopicSample(all, List.of(new Part(0, 0, (records + 1) / 2), new Part(1, 0, records / 2)));
    }

    private static String json(String time) {
        String at = time.contains("T") ? '"' + time + '"' : time;
        return "{\"event\": {\"at\": " + at + "}, \"amount\": 1.5, \"customer\": {\"country\": \"FR\"},"
                + " \"outcome\": {\"label\": \"fine\"}, \"tags\": [\"a\", \"b\"]}";
    }

    private static TopicSample.Record message(int partition, long offset, String json) {
        return new TopicSample.Record(partition, offset, NOW, json.getBytes(StandardCharsets.UTF_8));
    }
}
