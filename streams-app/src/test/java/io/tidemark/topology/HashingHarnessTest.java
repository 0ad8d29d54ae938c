package io.tidemark.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.config.Salt;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Scope;
import io.tidemark.pin.Pin;
import io.tidemark.runtime.Pins;
import io.tidemark.testkit.MonitorHarness;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a monitor hashes is in clear on no topic and in no store: every value that must not be seen has one word in it. */
class HashingHarnessTest {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final String SECRET = "s3cret";

    /** The digits of numbers that must not be seen. */
    private static final String DIGITS = "77012";

    private static final String MONITOR =
            """
            monitors:
              - model: fraud
                source:
                  topic: fraud-events
                  format: json
                  fields: {time: at, id: id, prediction: label, dimensions: {country: where}}
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 60s}
                reference: {first: 4m}
                slices: [[country]]
                columns: {HASH: [mail, note, account, where, id, label, text, new], types: {text: string}}
                quality: {duplicates: true}
            """;

    private static byte[] event(int minute, int row, String mark) {
        long at = START + minute * 60_000L + 500L * row;
        String id = SECRET + "-" + minute + "-" + row;
        int value = row % 3;
        return """
                {"at":%d,"id":"%s","mail":"%s%s%d","note":"%s","account":%s%d,"where":"%s%d","label":"%s","text":"%s %d","amount":%d%s}
                """
                .formatted(
                        at,
                        id,
                        SECRET,
                        mark,
                        value,
                        SECRET,
                        DIGITS,
                        value,
                        SECRET,
                        value,
                        SECRET,
                        SECRET.repeat(1 + row % 5),
                        row,
                        row,
                        minute > 5 ? ",\"new\":\"" + SECRET + "\"" : "")
                .getBytes(UTF_8);
    }

    private static List<byte[]> events(int from, int to, String mark) {
        List<byte[]> all = new ArrayList<>();
        for (int minute = from; minute < to; minute++) {
            for (int row = 0; row < 100; row++) {
                all.add(event(minute, row, mark));
            }
        }
        return all;
    }

    /** All that the topology wrote, with the pinned reference. */
    private static String everything(String key) {
        MonitorFile file = MonitorFileReader.parse(
                        "m.yaml",
                        MONITOR.replace("HASH", key)
                                + RuledRows.windows("drift", "")
                                + RuledRows.windows("unseen", "")
                                + RuledRows.events("type")
                                + RuledRows.events("rejected")
                                + RuledRows.events("duplicates"))
                .with(Salt.of("sixteen bytes ok"));
        Pin pin = Pins.of(
                file,
                id -> {
                    throw new IllegalStateException("JSON has no schema");
                },
                events(0, 4, "-a"));
        try (MonitorHarness harness = MonitorHarness.of(file, Instant.ofEpochMilli(START + 86_400_000))) {
            harness.grids("fraud", new GridBook(List.of(pin.era()), new TreeSet<>(List.of(Scope.ALL))));
            pin.references().forEach(harness::reference);
            events(0, 5, "-a").forEach(bytes -> harness.pipe(null, bytes));
            events(5, 9, "-b").forEach(bytes -> harness.pipe(null, bytes));
            events(8, 9, "-b").forEach(bytes -> harness.pipe(null, bytes));
            harness.pipe(null, ("{\"id\":\"" + SECRET + "\",\"mail\":\"" + SECRET + "\"}").getBytes(UTF_8));
            harness.pipe(null, ("{\"at\":1,\"mail\":\"" + SECRET).getBytes(UTF_8));
            harness.pipe(null, ("{\"at\":\"" + SECRET + "\",\"mail\":[\"" + SECRET + "\"]}").getBytes(UTF_8));
            harness.pipe(
                    null, ("{\"at\":" + (START + 9 * 86_400_000L) + ",\"id\":\"" + SECRET + "\"}").getBytes(UTF_8));
            harness.pipe(
                    null,
                    ("{\"at\":" + (START + 510_000) + ",\"account\":{\"a\":\"" + SECRET + "\"},\"mail\":[1,2]}")
                            .getBytes(UTF_8));
            harness.end();
            return new String(harness.everything(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void hashedValuesAreOnNoTopicAndInNoStore() {
        String open = everything("redact").replace("\0", "");
        String hashed = everything("hash");

        assertThat(open).contains(SECRET);
        assertThat(hashed).doesNotContain(SECRET, DIGITS).contains("UNDECODABLE", "NO_TIMESTAMP", "unseen", "mail");
        assertThat(hashed).containsPattern("country=[a-p]{20}").containsPattern("drifted in all events");
    }
}
