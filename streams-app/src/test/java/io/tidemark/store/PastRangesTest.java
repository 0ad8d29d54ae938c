package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Profile;
import io.tidemark.domain.Retention;
import io.tidemark.domain.RollUp;
import io.tidemark.domain.RowFacts;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.Stage;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.grid.Counts;
import io.tidemark.store.ProfileStore.Level;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Five days of 20-minute windows, whose grid changes in the middle of the third; windows kept 12 h, hours 2 d, days for ever. */
class PastRangesTest {
    private static final Scope SCOPE = new Scope("fraud", Stage.SERVING, Scope.ALL);
    private static final long WINDOW = Duration.ofMinutes(20).toMillis();
    private static final long FIRST = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long CLOSED = Instant.parse("2026-01-06T00:00:00Z").toEpochMilli();
    private static final long NEW_GRID = Instant.parse("2026-01-03T13:40:00Z").toEpochMilli();
    private static final Retention KEPT = new Retention(
            WINDOW,
            Duration.ofHours(12).toMillis(),
            Duration.ofDays(2).toMillis(),
            Duration.ofDays(400).toMillis());

    private final TestStores stores = new TestStores();
    private final KeyValueStore<Bytes, byte[]> all = stores.onDisk(Serdes.Bytes());
    private final KeyValueStore<Bytes, byte[]> rolled = stores.onDisk(Serdes.Bytes());
    private final PastRanges ranges = new PastRanges(rolled, KEPT, CLOSED);

    PastRangesTest() {
        SplittableRandom random = new SplittableRandom(1);
        ProfileStore everyWindow = new ProfileStore(all);
        for (long at = FIRST; at < CLOSED; at += WINDOW) {
            everyWindow.put(SCOPE, Level.WINDOW, new StoredProfile(at, 0, window(at, random)));
        }
        rollUp(RollUp.HOUR, CLOSED - KEPT.hoursMs());
        rollUp(RollUp.DAY, FIRST);
        ProfileStore lastWindows = new ProfileStore(rolled);
        everyWindow
                .range(SCOPE, Level.WINDOW, CLOSED - KEPT.windowsMs(), CLOSED)
                .forEach(row -> lastWindows.put(SCOPE, Level.WINDOW, row));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private static Profile window(long at, SplittableRandom random) {
        Counts counts = new Counts(at < NEW_GRID ? "old" : "new", 4);
        for (int cell = 0; cell < 4; cell++) {
            counts.countCell(cell, random.nextInt(100));
        }
        counts.countBad(random.nextInt(9), random.nextInt(9), 0, 0, 0);
        counts.addMoments(random.nextDouble(), 1 + random.nextDouble(), random.nextInt(), random.nextInt(1 << 20));
        long rows = counts.seen();
        RowFacts facts = new RowFacts();
        facts.countTimes(at, at >= CLOSED - 3 * WINDOW ? 7 : 0);
        return new Profile(new Rows(rows, rows, 0), new TreeMap<>(Map.of("price", counts)), facts);
    }

    private void rollUp(RollUp rollUp, long fromMs) {
        RollUpStore store = new RollUpStore(rolled);
        for (long at = fromMs; at < CLOSED; at += rollUp.lengthMs()) {
            store.put(SCOPE, rollUp, at, ProfileStore.sumOfWindows(all, SCOPE, at, at + rollUp.lengthMs()));
        }
    }

    @Test
    void anyRangeThatIsKeptIsExactlyTheSumOfItsWindows() {
        for (String range : List.of(
                "2026-01-01T00:00:00Z/2026-01-06T00:00:00Z",
                "2026-01-02T00:00:00Z/2026-01-03T00:00:00Z",
                "2026-01-03T00:00:00Z/2026-01-05T17:00:00Z",
                "2026-01-04T05:00:00Z/2026-01-06T00:00:00Z",
                "2026-01-04T23:00:00Z/2026-01-05T12:20:00Z",
                "2026-01-05T13:40:00Z/2026-01-05T23:20:00Z",
                "2026-01-05T12:00:00Z/2026-01-05T12:20:00Z")) {
            TimeWindow span = window(range);

            SpanProfile sum = ranges.sum(SCOPE, span);

            assertThat(bytes(sum))
                    .as(range)
                    .isEqualTo(bytes(ProfileStore.sumOfWindows(all, SCOPE, span.startMs(), span.endMs())));
        }
    }

    /** A day, and the last twelve hours in buckets of 80 minutes: an hour and a window, or windows at both ends. */
    @Test
    void bucketsAreEachTheSumOfTheirWindowsAndAreReadInAFew() {
        AtomicInteger readings = new AtomicInteger();
        List<TimeWindow> buckets = new ArrayList<>();
        buckets.add(window("2026-01-02T00:00:00Z/2026-01-03T00:00:00Z"));
        for (long at = CLOSED - Duration.ofHours(12).toMillis(); at < CLOSED; at += 4 * WINDOW) {
            buckets.add(new TimeWindow(at, at + 4 * WINDOW));
        }

        List<SpanProfile> sums = new PastRanges(counting(readings), KEPT, CLOSED).sums(SCOPE, buckets);

        assertThat(sums).hasSize(10);
        for (int i = 0; i < sums.size(); i++) {
            TimeWindow bucket = buckets.get(i);
            assertThat(bytes(sums.get(i)))
                    .as("bucket " + i)
                    .isEqualTo(bytes(ProfileStore.sumOfWindows(all, SCOPE, bucket.startMs(), bucket.endMs())));
        }
        assertThat(readings).as("a day, the hours, the windows").hasValue(3);
    }

    /** A store that counts how often a range of it is read. */
    @SuppressWarnings("unchecked")
    private ReadOnlyKeyValueStore<Bytes, byte[]> counting(AtomicInteger readings) {
        return (ReadOnlyKeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ReadOnlyKeyValueStore.class},
                (proxy, method, arguments) -> {
                    readings.incrementAndGet();
                    return method.invoke(rolled, arguments);
                });
    }

    /** Late events were put into the last three windows; of windows that are gone nobody knows it. */
    @Test
    void factsAreKnownAsLongAsWindowsAreKept() {
        assertThat(ranges.facts(SCOPE, window("2026-01-05T12:00:00Z/2026-01-06T00:00:00Z")))
                .hasValueSatisfying(facts -> assertThat(facts.late()).isEqualTo(3 * 7));
        assertThat(ranges.facts(SCOPE, window("2026-01-05T23:00:00Z/2026-01-05T23:40:00Z")))
                .hasValueSatisfying(facts -> assertThat(facts.late()).isEqualTo(2 * 7));
        assertThat(ranges.facts(SCOPE, window("2026-01-05T11:40:00Z/2026-01-06T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void scopeThatHadNoEventsIsEmpty() {
        Scope other = new Scope("fraud", Stage.SERVING, "region=eu");

        SpanProfile sum = ranges.sum(other, window("2026-01-01T00:00:00Z/2026-01-06T00:00:00Z"));

        assertThat(sum.rows()).isEqualTo(Rows.NONE);
    }

    @Test
    void rangeThatIsNoLongerKeptThatFineSaysWhatIs() {
        assertThatThrownBy(() -> ranges.sum(SCOPE, window("2026-01-03T05:00:00Z/2026-01-05T00:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the range is no longer kept that fine: at=2026-01-03T05:00:00Z, windows since 2026-01-05T12:00:00Z, "
                                + "whole hours since 2026-01-04T00:00:00Z, whole days since 2024-12-02T00:00:00Z");
        assertThatThrownBy(() -> ranges.sum(SCOPE, window("2026-01-05T11:40:00Z/2026-01-06T00:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the range is no longer kept that fine: at=2026-01-05T11:40:00Z");
    }

    @Test
    void whatIsKeptIsKnownBeforeItIsSummed() {
        assertThat(ranges.isKept(window("2026-01-03T00:00:00Z/2026-01-05T17:00:00Z")))
                .isTrue();
        assertThat(ranges.isKept(window("2026-01-03T05:00:00Z/2026-01-05T00:00:00Z")))
                .isFalse();
    }

    @Test
    void rangeThatIsOpenOrOffTheWindowsIsRefused() {
        assertThatThrownBy(() -> ranges.sum(SCOPE, window("2026-01-05T00:00:00Z/2026-01-06T00:20:00Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the range is not closed yet: end=2026-01-06T00:20:00Z, closed through=2026-01-06T00:00:00Z");
        assertThatThrownBy(() -> ranges.sum(SCOPE, window("2026-01-05T00:00:00Z/2026-01-05T00:30:00Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a range must begin and end on a window: edge=2026-01-05T00:30:00Z, nearest=2026-01-05T00:20:00Z");
    }

    @Test
    void rowsOfAStoreAreDeletedBeforeATime() {
        new RollUpStore(rolled).deleteBefore(SCOPE, RollUp.DAY, FIRST + 3 * RollUp.DAY.lengthMs());

        assertThat(new RollUpStore(rolled)
                        .sum(SCOPE, RollUp.DAY, FIRST, FIRST + 3 * RollUp.DAY.lengthMs())
                        .rows())
                .isEqualTo(Rows.NONE);
        assertThat(new RollUpStore(rolled)
                        .sum(SCOPE, RollUp.DAY, FIRST, CLOSED)
                        .rows()
                        .events())
                .isPositive();
        assertThat(new RollUpStore(rolled)
                        .sum(SCOPE, RollUp.HOUR, FIRST, CLOSED)
                        .rows()
                        .events())
                .isPositive();
    }

    private static TimeWindow window(String range) {
        String[] edges = range.split("/", 2);
        return new TimeWindow(
                Instant.parse(edges[0]).toEpochMilli(), Instant.parse(edges[1]).toEpochMilli());
    }

    private static List<String> bytes(SpanProfile span) {
        return span.layers().stream()
                .map(layer -> HexFormat.of().formatHex(Layouts.write(1, out -> ProfileCodec.write(layer, out))))
                .toList();
    }
}
