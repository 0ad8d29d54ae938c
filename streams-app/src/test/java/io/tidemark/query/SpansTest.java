package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Profile;
import io.tidemark.domain.RollUp;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.Stage;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.query.Buckets.Bucket;
import io.tidemark.store.ProfileStore;
import io.tidemark.store.ProfileStore.Level;
import io.tidemark.store.ProgressStore;
import io.tidemark.store.RollUpStore;
import io.tidemark.testkit.HeapRows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Two days of 5-minute windows of one event each, closed until 10:10 on the third; windows are kept six hours, hours and days for long. */
class SpansTest {
    private static final Scope SCOPE = new Scope("shop", Stage.SERVING, Scope.ALL);
    private static final long FIRST = ms("2026-01-01T00:00:00Z");
    private static final long CLOSED = ms("2026-01-03T10:10:00Z");
    private static final long MINUTE = 60_000;

    private final HeapRows rows = new HeapRows();
    private final Monitored monitored = Monitored.of(
            MonitorFileReader.parse(
                            "m.yaml",
                            """
                            monitors:
                              - model: shop
                                source: {topic: t}
                                windows: {size: 5m, pane: 5m, retention: 6h}
                            """)
                    .monitors(),
            1,
            GridBook.Library.of(Map.of()));

    SpansTest() {
        ProgressStore progress = new ProgressStore(rows.text(Kept.PROGRESS, 0));
        progress.putScope(new ScopeProgress(SCOPE, FIRST, CLOSED, 0));
        progress.putClosedThrough("shop", CLOSED);
        ProfileStore windows = new ProfileStore(rows.binary(Kept.PROFILES, 0));
        for (long at = CLOSED - 6 * 60 * MINUTE; at < CLOSED; at += 5 * MINUTE) {
            windows.put(SCOPE, Level.WINDOW, new StoredProfile(at, 0, events(1)));
        }
        RollUpStore rollUps = new RollUpStore(rows.binary(Kept.PROFILES, 0));
        for (RollUp rollUp : RollUp.values()) {
            for (long at = FIRST; at + rollUp.lengthMs() <= CLOSED; at += rollUp.lengthMs()) {
                rollUps.put(SCOPE, rollUp, at, SpanProfile.of(List.of(events(rollUp.lengthMs() / (5 * MINUTE)))));
            }
        }
    }

    private static Profile events(long count) {
        return new Profile(new Rows(count, count, 0), new TreeMap<>());
    }

    private static long ms(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private <T> T ask(Function<Spans, T> question) {
        return new Questions(rows)
                .ask(view -> question.apply(new Spans(monitored, view)))
                .value();
    }

    private static AskedRange range(String from, String to) {
        return new AskedRange(
                Optional.of(from).filter(text -> !text.isEmpty()).map(Instant::parse),
                Optional.of(to).filter(text -> !text.isEmpty()).map(Instant::parse));
    }

    private String told(AskedRange asked) {
        TimeWindow range = ask(spans -> spans.range(SCOPE, asked));
        return Instant.ofEpochMilli(range.startMs()) + ".." + Instant.ofEpochMilli(range.endMs());
    }

    /** A day before 10:10 is 10:10, of which only the hour is left. */
    @Test
    void rangeThatNobodyNamesIsTheLastDayAsItIsKept() {
        assertThat(told(AskedRange.LAST_DAY)).isEqualTo("2026-01-02T10:00:00Z..2026-01-03T10:10:00Z");
        assertThat(ask(spans -> spans.sum(SCOPE, spans.range(SCOPE, AskedRange.LAST_DAY)))
                        .rows()
                        .events())
                .isEqualTo(24 * 12 + 2);
    }

    @Test
    void rangeIsWidenedToWindowsAsFarAsTheyAreClosed() {
        assertThat(told(range("2026-01-03T06:01:00Z", "2026-01-03T06:06:00Z")))
                .isEqualTo("2026-01-03T06:00:00Z..2026-01-03T06:10:00Z");
        assertThat(told(range("2026-01-03T06:00:00Z", "2026-01-09T00:00:00Z")))
                .isEqualTo("2026-01-03T06:00:00Z..2026-01-03T10:10:00Z");
    }

    @Test
    void rangeWithoutAnAnswerSaysWhatWouldHaveOne() {
        assertThatThrownBy(() -> told(range("2026-01-03T06:00:00Z", "2026-01-03T06:00:00Z")))
                .isInstanceOf(Refused.class)
                .hasMessage("from must be before to: from=2026-01-03T06:00:00Z, to=2026-01-03T06:00:00Z");
        assertThatThrownBy(() -> told(range("2026-01-03T10:10:00Z", "")))
                .hasMessage(
                        "the range is not closed yet: from=2026-01-03T10:10:00Z, closed through=2026-01-03T10:10:00Z");
        assertThatThrownBy(() -> ask(spans ->
                        spans.sum(SCOPE, new TimeWindow(ms("2026-01-03T03:05:00Z"), ms("2026-01-03T05:00:00Z")))))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("the range is no longer kept that fine: at=2026-01-03T03:05:00Z, "
                        + "windows since 2026-01-03T04:10:00Z, whole hours since ");
    }

    @Test
    void unknownSliceIsToldWithTheNearest() {
        assertThatThrownBy(() -> ask(spans -> spans.known(new Scope("shop", Stage.SERVING, "country=DE"))))
                .isInstanceOf(Refused.class)
                .hasMessage("there is no such slice: slice=country=DE; there are *");
        assertThatThrownBy(() -> ask(spans -> spans.retention("shopp")))
                .hasMessage("there is no such model: model=shopp; did you mean shop?");
    }

    @Test
    void trainingEventsThatAreSummedHaveNoRanges() {
        Monitored summing = Monitored.of(
                MonitorFileReader.parse(
                                "m.yaml",
                                """
                                monitors:
                                  - model: shop
                                    source: {topic: t}
                                    comparisons: [training]
                                """)
                        .monitors(),
                1,
                GridBook.Library.of(Map.of()));
        Scope trained = new Scope("shop", Stage.TRAINING, "version=v1");

        assertThatThrownBy(() -> new Questions(rows).ask(view -> new Spans(summing, view).known(trained)))
                .isInstanceOf(Refused.class)
                .hasMessage(
                        "training events of this model are kept as one sum a slice, of no range of time: model=shop,"
                                + " stage=training, slice=version=v1; what serving windows are against it say"
                                + " /api/v1/models/shop/readings?comparison=training");
        assertThatThrownBy(() -> ask(spans -> spans.known(trained)))
                .hasMessage(
                        "no event of stage training was seen: model=shop; events are of stage serving unless they say otherwise");
    }

    /** Hours from 06:00 on, the last of them until 10:10; of each level one reading, and the same again to see that nothing moved. */
    @Test
    void bucketsAreSummedInAFewReadings() {
        Buckets buckets = ask(spans -> spans.buckets(SCOPE, range("2026-01-03T06:20:00Z", ""), 60 * MINUTE));
        int before = rows.reads();
        List<Long> events = ask(spans -> spans.sums(SCOPE, buckets.spans()).stream()
                .map(sum -> sum.rows().events())
                .toList());

        assertThat(events).containsExactly(12L, 12L, 12L, 12L, 2L);
        assertThat(buckets.buckets().get(0).startMs()).isEqualTo(ms("2026-01-03T06:00:00Z"));
        assertThat(buckets.buckets().stream().map(buckets::isPartial))
                .containsExactly(false, false, false, false, true);
        assertThat(rows.reads() - before).isEqualTo(2 * (1 + 2));
    }

    /** Of the six hours of windows there are 72; of a day only hours; of two days hours too. */
    @Test
    void bucketsAreAsShortAsIsKeptAndCanBeLookedAt() {
        assertThat(ask(spans -> spans.buckets(SCOPE, range("2026-01-03T04:10:00Z", ""), 0))
                        .stepMs())
                .isEqualTo(5 * MINUTE);
        assertThat(ask(spans -> spans.buckets(SCOPE, AskedRange.LAST_DAY, 0)).stepMs())
                .isEqualTo(60 * MINUTE);
        assertThat(ask(spans -> spans.buckets(SCOPE, AskedRange.LAST_DAY, 24 * 60 * MINUTE)).buckets().stream()
                        .map(Bucket::startMs))
                .containsExactly(ms("2026-01-02T00:00:00Z"), ms("2026-01-03T00:00:00Z"));
    }

    @Test
    void bucketsThatCannotBeAreRefusedWithTheNextThatCan() {
        AskedRange both = range("2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z");

        assertThatThrownBy(() -> ask(spans -> spans.buckets(SCOPE, both, 5 * MINUTE)))
                .isInstanceOf(Refused.class)
                .hasMessage("step makes more than 500 buckets: step=5m, buckets=576, smallest that would do=10m");
        assertThatThrownBy(() -> ask(spans -> spans.buckets(SCOPE, both, 7 * MINUTE)))
                .hasMessage("step must be a whole number of windows: step=7m, window=5m, next=10m");
    }
}
