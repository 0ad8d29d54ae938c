package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.assess.AssessRules;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.QualityUsual;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.QualityWindow.State;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.Stage;
import io.tidemark.stats.Measure;
import io.tidemark.stats.quality.Answer;
import io.tidemark.stats.quality.Outcome;
import io.tidemark.stats.quality.QualityBaseline;
import io.tidemark.stats.quality.QualityCounts;
import io.tidemark.stats.quality.ScoreCells;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import io.tidemark.store.ProgressStore;
import io.tidemark.store.QualityStore;
import io.tidemark.testkit.HeapRows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Six windows of an hour: the first two are the baseline, in the fourth predictions are bad, the sixth awaits its labels. */
class QualityReadingsTest {
    private static final Scope SCOPE = new Scope("shop", Stage.SERVING, Scope.ALL);
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;
    private static final Monitor MONITOR = MonitorFileReader.parse(
                    "m.yaml",
                    """
                    monitors:
                      - model: shop
                        source: {topic: t}
                        windows: {size: 30m}
                        labels: {positive: "yes", window: 1h, baseline: 2 windows}
                      - model: plain
                        source: {topic: p}
                    """)
            .monitors()
            .get(0);

    private final HeapRows rows = new HeapRows();
    private final Monitored monitored =
            Monitored.of(List.of(MONITOR), 1, GridBook.Library.of(Map.of("shop", GridBook.EMPTY)));
    private final QualityReadings readings = new QualityReadings(new Questions(rows), monitored);

    QualityReadingsTest() {
        ProgressStore progress = new ProgressStore(rows.text(Kept.PROGRESS, 0));
        progress.putScope(new ScopeProgress(SCOPE, START, START + 6 * HOUR, 0));
        progress.putClosedThrough("shop", START + 6 * HOUR);
        QualityStore store = new QualityStore(rows.text(Kept.QUALITY, 0));
        int[] right = {900, 900, 900, 600, 900, 0};
        IntStream.range(0, right.length)
                .forEach(hour ->
                        store.put(SCOPE, window(hour, counts(right[hour]), hour < 5 ? State.MATURE : State.GROWING)));
        store.put(SCOPE, QualityWindow.empty(START + 6 * HOUR));
        AssessRules rules = monitored.rules("shop");
        String key = rules.labels().rules().baseline() + "|CLASSES|yes|" + HOUR;
        store.putUsual(
                SCOPE, key, new QualityUsual(QualityBaseline.of(List.of(counts(900), counts(900))), START + 2 * HOUR));
    }

    private static QualityWindow window(int hour, QualityCounts counts, State state) {
        return new QualityWindow(START + hour * HOUR, 0, counts.labelled(), state, counts);
    }

    /** A thousand predictions, of which so many are right; none of them has a label where none is. */
    private static QualityCounts counts(int right) {
        QualityCounts counts = new QualityCounts();
        Answer yes = new Answer("yes", ScoreCells.of(0.9));
        IntStream.range(0, 1_000).forEach(i -> {
            counts.answered(yes);
            if (right > 0) {
                counts.graded(new Outcome(yes, i < right ? "yes" : "no"), 0.9, true, 60);
            }
        });
        return counts;
    }

    private static AskedRange hours(int from, int to) {
        return new AskedRange(Optional.of(time(from)), Optional.of(time(to)));
    }

    private static Instant time(int hour) {
        return Instant.ofEpochMilli(START + hour * HOUR);
    }

    private static Judged of(Reading reading, Measure measure) {
        return reading.measurements().stream()
                .filter(one -> one.scale() == 1 && one.judged().measure() == measure)
                .findFirst()
                .orElseThrow()
                .judged();
    }

    @Test
    void windowsAreToldAsAssessToldThem() {
        QualityReadings.Told told = readings.told(SCOPE, hours(0, 6), 20).value();

        assertThat(told.readings())
                .hasSize(6)
                .allMatch(reading -> reading.comparison() == Comparison.LABELS)
                .extracting(reading -> of(reading, Measure.ACCURACY).verdict())
                .containsExactly(
                        Verdict.IMMATURE,
                        Verdict.GOOD,
                        Verdict.BAD,
                        Verdict.GOOD,
                        Verdict.WARMING_UP,
                        Verdict.WARMING_UP);
        Judged bad = of(told.readings().get(2), Measure.ACCURACY);
        assertThat(bad.estimate().value()).isEqualTo(0.6);
        assertThat(bad.reference()).isEqualTo(0.9);
        assertThat(of(told.readings().get(0), Measure.ESTIMATED_ACCURACY)
                        .estimate()
                        .value())
                .isBetween(0.8, 0.95);
        assertThat(told.lines().get(2)).contains("\"measure\":\"accuracy\"", "\"comparison\":\"labels\"");
    }

    @Test
    void theNewestAreToldWhereNoBeginningIsSaid() {
        QualityReadings.Told newest =
                readings.told(SCOPE, AskedRange.LAST_DAY, 2).value();

        assertThat(newest.readings())
                .extracting(reading -> reading.window().startMs())
                .containsExactly(START + 5 * HOUR, START + 4 * HOUR);
        assertThat(newest.hasMore()).isTrue();
        assertThat(newest.windowMs()).isEqualTo(HOUR);
        assertThat(readings.told(SCOPE, hours(0, 2), 2).value().hasMore()).isFalse();
    }

    @Test
    void aSliceThatWasNeverSeenIsUnknown() {
        Scope never = new Scope("shop", Stage.SERVING, "region=eu");

        assertThatThrownBy(() -> readings.told(never, AskedRange.LAST_DAY, 2)).isInstanceOf(Refused.class);
    }
}
