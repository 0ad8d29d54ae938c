package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Mark;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Partial;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.store.DeadLetter;
import io.tidemark.testkit.TestEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.InternalFixedKeyRecordFactory;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProfileProcessorLiveTest {
    private static final RecordMetadata PLACE = new RecordMetadata() {
        @Override
        public String topic() {
            return "events";
        }

        @Override
        public int partition() {
            return 3;
        }

        @Override
        public long offset() {
            return 8_812;
        }
    };

    private final Meters meters = new Meters();
    private final ProfileProcessorLive live = new ProfileProcessorLive(1_000, 500, 10_000_000, meters);
    private ProfileBench bench = new ProfileBench();

    @BeforeEach
    void start() {
        live.start(bench.profiler(), List.of("events-3"), 0);
    }

    @Test
    void aLargeHeapMayHoldMoreButNeverLessThanTheLeast() {
        assertThat(ProfileProcessorLive.mostLive(3_072_000_000L, 2)).isEqualTo(32_000_000);
        assertThat(ProfileProcessorLive.mostLive(512_000_000L, 8)).isEqualTo(ProfileProcessorLive.MOST_LIVE);
        assertThat(ProfileProcessorLive.mostLive(96_000_000_000L, 0)).isEqualTo(2_000_000_000L);
    }

    @Test
    void sparkIsLitOnceAfterEachHandOver() {
        assertThat(List.of(live.light(), live.light(), live.light())).containsExactly(true, false, false);

        live.takePartials();

        assertThat(List.of(live.light(), live.light())).containsExactly(true, false);
    }

    @Test
    void taskThatStartsAgainForgetsWhatWasNotCommitted() {
        bench.take(TestEvent.of("fraud", 1));
        live.light();
        live.source("events", 3).heard(0);
        live.source("events", 3).counted(77);
        live.source("events", 4).heard(0);
        live.reject(message(new byte[] {9}), PLACE, new Rejection(Reason.UNDECODABLE, "x"));

        bench = new ProfileBench();
        live.start(bench.profiler(), List.of("events-3"), 0);

        assertThat(live.light()).isTrue();
        assertThat(live.takePartials()).isEmpty();
        assertThat(live.takeRejected()).isEmpty();
        assertThat(live.marks(0)).containsExactly(new Mark("events-3", Long.MIN_VALUE, 0, Mark.State.FLOWING));
        live.source("events", 3).counted(5);
        assertThat(live.marks(0)).extracting(Mark::newestEventTimeMs).containsExactly(5L);
    }

    @Test
    void deltasAndOverflowAreMetered() {
        bench = new ProfileBench().slices("user").maxSlices(0);
        live.start(bench.profiler(), List.of(), 0);
        bench.take(
                TestEvent.of("fraud", 1).dimension("user", "a"),
                TestEvent.of("fraud", 1).dimension("user", "b"));

        List<Partial> partials = live.takePartials();

        // the whole and the slice of all others; and a copy of the whole, for slices are ranked
        assertThat(partials).hasSize(3);
        assertThat(meters.read(Meter.DELTAS)).isEqualTo(2);
        assertThat(meters.read(Meter.OVERFLOWING)).isEqualTo(2);
    }

    @Test
    void liveCountsBeyondTheLimitAreFull() {
        assertThat(live.isFull()).isFalse();

        for (int pane = 0; pane < 40; pane++) {
            bench.take(TestEvent.of("fraud", 1 + pane * ProfileBench.PANE));
        }

        assertThat(live.isFull()).isTrue();
        live.takePartials();
        assertThat(live.isFull()).isFalse();
    }

    @Test
    void badRecordKeepsItsBytesAndSaysWhereAndWhy() {
        Headers own = new RecordHeaders().add("trace", new byte[] {7});
        FixedKeyRecord<byte[], byte[]> message =
                InternalFixedKeyRecordFactory.create(new Record<>(new byte[] {9}, new byte[] {1, 2}, 5, own));

        live.reject(message, PLACE, new Rejection(Reason.UNDECODABLE, "détail"));

        List<Record<byte[], byte[]>> letters = live.takeRejected();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).key()).containsExactly(9);
        assertThat(letters.get(0).value()).containsExactly(1, 2);
        assertThat(letters.get(0).timestamp()).isEqualTo(5);
        assertThat(texts(letters.get(0).headers()))
                .containsExactlyEntriesOf(ordered(
                        "trace", "\u0007",
                        "tidemark.reason", "UNDECODABLE",
                        "tidemark.detail", "détail",
                        "tidemark.topic", "events",
                        "tidemark.partition", "3",
                        "tidemark.offset", "8812",
                        "tidemark.timestamp", "5"));
        assertThat(message.headers().toArray()).hasSize(1);
        assertThat(meters.read(Meter.REJECTED)).isEqualTo(1);
        assertThat(meters.rejected(Reason.UNDECODABLE)).isEqualTo(1);
        assertThat(live.takeRejected()).isEmpty();
    }

    @Test
    void longDetailIsCut() {
        live.reject(message(new byte[0]), PLACE, new Rejection(Reason.UNUSABLE_SCHEMA, "é".repeat(100_000)));

        assertThat(texts(live.takeRejected().get(0).headers())).containsEntry("tidemark.detail", "é".repeat(1_000));
    }

    @Test
    void manyBadRecordsAreFull() {
        for (int i = 0; i < 999; i++) {
            live.reject(message(null), PLACE, new Rejection(Reason.EMPTY, ""));
        }
        boolean before = live.isFull();
        live.reject(message(null), PLACE, new Rejection(Reason.EMPTY, ""));
        boolean after = live.isFull();
        live.takeRejected();

        assertThat(List.of(before, after, live.isFull())).containsExactly(false, true, false);
    }

    @Test
    void manyBytesOfBadRecordsAreFull() {
        live.reject(message(new byte[8_000_000]), PLACE, new Rejection(Reason.UNDECODABLE, ""));

        assertThat(live.isFull()).isTrue();
        live.takeRejected();
        assertThat(live.isFull()).isFalse();
    }

    @Test
    void taskKnowsItsPartitionsBeforeTheirFirstEvent() {
        ProfileSettings settings = new ProfileSettings(List.of(), Map.of("b", 2, "a", 5), 0, 0);

        assertThat(settings.partitionsOf(1)).containsExactly("a-1", "b-1");
        assertThat(settings.partitionsOf(3)).containsExactly("a-3");
        assertThat(settings.partitionsOf(7)).isEmpty();
    }

    private static FixedKeyRecord<byte[], byte[]> message(byte @Nullable [] value) {
        return InternalFixedKeyRecordFactory.create(new Record<>(DeadLetter.NO_KEY, value, 5));
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    private static Map<String, String> ordered(String... keysAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
