package io.tidemark.testkit;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Profile;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.RowFacts;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.Stage;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.query.Desk;
import io.tidemark.query.Kept;
import io.tidemark.query.Ledgers;
import io.tidemark.query.Models;
import io.tidemark.query.Monitored;
import io.tidemark.query.Pulses;
import io.tidemark.query.Questions;
import io.tidemark.query.RowSource;
import io.tidemark.query.State;
import io.tidemark.slo.Correction;
import io.tidemark.slo.CorrectionCodec;
import io.tidemark.slo.voice.Silence;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.grid.RowsReference;
import io.tidemark.stats.quality.Answer;
import io.tidemark.stats.quality.Outcome;
import io.tidemark.stats.quality.QualityCounts;
import io.tidemark.stats.quality.ScoreCells;
import io.tidemark.store.KeptCorrections;
import io.tidemark.store.ProfileStore;
import io.tidemark.store.ProfileStore.Level;
import io.tidemark.store.ProgressStore;
import io.tidemark.store.QualityStore;
import io.tidemark.store.ReferenceStore;
import io.tidemark.store.ScopeKey;
import io.tidemark.topology.ScopesAndMarks;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Two models, shop with three slices, version a,b, one closed window, the ledger {@link KeptLedger} and one source partition, and fraud with none
 * yet, in two partitions.
 *
 * <p>In its window of five minutes shop had ten rows: amounts 5, 15, 15, 15, 25, 25, 35, 45 and two missing; countries DE six times, BR three
 * times, and another once; the card, which is redacted; predictions YES four times and NO six times; requests that ended OK nine times and in an
 * ERROR once; and an age without a grid.
 */
public final class AnsweringState {
    public static final NumberGrid AMOUNT = new NumberGrid(new double[] {10, 20, 30}, 20, 10);
    public static final CategoryGrid COUNTRY = new CategoryGrid(ColumnKind.CATEGORY, List.of("DE", "BR"));
    private static final CategoryGrid CARD =
            new CategoryGrid(ColumnKind.CATEGORY, List.of("4111-secret", "5500-secret"));
    private static final CategoryGrid CLASSES = new CategoryGrid(ColumnKind.CATEGORY, List.of("YES", "NO"));
    private static final CategoryGrid STATUS =
            new CategoryGrid(ColumnKind.CATEGORY, List.of("OK", "ERROR", "FALLBACK", "TIMEOUT"));
    /** A silence of fraud that judge and the boards know. */
    public static final String SILENCE = "fraud/3f2a9c1b";

    /** A silence of fraud that judge keeps for longer than the boards. */
    public static final String OLD_SILENCE = "fraud/5a5a5a5a";

    /** A correction of fraud that judge keeps for longer than the boards: two hours each Sunday since 2025. */
    public static final String CORRECTION = "fraud/0c0ffee0";

    private static final int PARTITIONS = 2;
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long END = START + 300_000;

    private AnsweringState() {}

    public static State twoModels() {
        return with(AnsweringBoards.desk(new ArrayList<>()));
    }

    /** The same, where people tell something there. */
    public static State with(Desk desk) {
        return with(desk, UnaryOperator.identity());
    }

    /** The same, whose rows are reached so. */
    public static State reached(UnaryOperator<RowSource> reach) {
        return with(AnsweringBoards.desk(new ArrayList<>()), reach);
    }

    private static State with(Desk desk, UnaryOperator<RowSource> reach) {
        HeapRows rows = new HeapRows();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ProgressStore progress = new ProgressStore(rows.text(Kept.PROGRESS, partition));
            progress.putClosedThrough("shop", END);
            progress.putMark(new Mark("events-0", END - 60_000, 3, Mark.State.FLOWING));
            KeptLedger.rows().forEach(rows.text(Kept.SLOTS, partition)::put);
        }
        for (String slice : List.of(Scope.ALL, "country=DE", "country=BR", Scope.versionSlice("a,b"))) {
            Scope scope = new Scope("shop", Stage.SERVING, slice);
            int partition = ScopesAndMarks.partition(ScopeKey.text(scope), PARTITIONS);
            new ProgressStore(rows.text(Kept.PROGRESS, partition)).putScope(new ScopeProgress(scope, START, END, 0));
            new ReferenceStore(rows.text(Kept.REFERENCES, partition)).put(reference(scope));
            new ProfileStore(rows.binary(Kept.PROFILES, partition))
                    .put(scope, Level.WINDOW, new StoredProfile(START, 0, window()));
        }
        Scope whole = new Scope("shop", Stage.SERVING, Scope.ALL);
        new QualityStore(rows.text(Kept.QUALITY, ScopesAndMarks.partition(ScopeKey.text(whole), PARTITIONS)))
                .put(whole, graded());
        KeptTrainingRuns.keep(rows.text(Kept.OPERATIONS, ScopesAndMarks.partition("shop", PARTITIONS)));
        keepExemptions(rows);
        Questions questions = new Questions(reach.apply(rows));
        Models models = new Models(questions, List.of("shop", "fraud"), PARTITIONS);
        return new State(
                rows,
                models,
                questions,
                monitored(),
                new Pulses(questions, monitored()),
                AnsweringBoards.whole(),
                new Ledgers(
                        questions,
                        List.of(KeptLedger.promise()),
                        Map.of(),
                        PARTITIONS,
                        List.of(KeptTrainingRuns.OBJECTIVE)),
                AnsweringUpkeep.of(models),
                desk);
    }

    private static void keepExemptions(HeapRows rows) {
        int home = ScopesAndMarks.partition("fraud", PARTITIONS);
        long year = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
        Correction sundays = new Correction(
                CORRECTION,
                new Correction.Selector("drift", "country=*"),
                new Correction.When.Recurring(
                        year, Long.MAX_VALUE, "FREQ=WEEKLY;BYDAY=SU;BYHOUR=2", 7_200_000, ZoneOffset.UTC),
                Correction.Category.MAINTENANCE,
                "the feed is rebuilt",
                "ben");
        rows.text(Kept.OPERATIONS, home).put(KeptCorrections.key("fraud", CORRECTION), CorrectionCodec.write(sundays));
        Silence old = new Silence(
                OLD_SILENCE,
                "fraud",
                new Operation.Cover("drift", "", "ticket"),
                year,
                Instant.parse("2027-01-01T00:00:00Z").toEpochMilli());
        rows.text(Kept.VOICES, home).put("silence/fraud|" + OLD_SILENCE, old.toBytes());
        long onset = TestAlert.ONSET.toEpochMilli();
        Silence known = new Silence(SILENCE, "fraud", Operation.Cover.ALL, onset, onset + 86_400_000);
        rows.text(Kept.VOICES, home).put("silence/fraud|" + SILENCE, known.toBytes());
    }

    /** Of three predictions two have labels, one of which says that it was right. */
    private static QualityWindow graded() {
        QualityCounts counts = new QualityCounts();
        Answer yes = new Answer("YES", ScoreCells.of(0.9));
        IntStream.range(0, 3).forEach(i -> counts.answered(yes));
        counts.graded(new Outcome(yes, "YES"), 0.9, true, 60);
        counts.graded(new Outcome(yes, "NO"), 0.9, true, 60);
        return new QualityWindow(START, 0, 2, QualityWindow.State.MATURE, counts);
    }

    private static Monitored monitored() {
        List<Monitor> monitors = MonitorFileReader.parse(
                        "m.yaml",
                        """
                        monitors:
                          - model: shop
                            source: {topic: shop-events}
                            windows: {size: 5m, pane: 1m}
                            columns: {redact: [card], request: [status]}
                            slices: [[country]]
                            reference: {first: 5m}
                            labels: {positive: "YES", window: 5m, baseline: 1 windows}
                          - model: fraud
                            source: {topic: fraud-events}
                            windows: {size: 5m, pane: 1m}
                        """)
                .monitors();
        TreeMap<String, Grid> grids = new TreeMap<>(
                Map.of("amount", AMOUNT, "country", COUNTRY, "card", CARD, "prediction", CLASSES, "status", STATUS));
        GridBook book = new GridBook(List.of(new GridBook.Era(Long.MIN_VALUE, grids)), new TreeSet<>());
        return Monitored.of(monitors, PARTITIONS, GridBook.Library.of(Map.of("shop", book)));
    }

    private static Reference reference(Scope scope) {
        Counts amount = counts(AMOUNT, 2, 2, 2, 2);
        amount.addMoments(5, 45, 0, 0);
        TreeMap<String, ColumnReference> columns =
                new TreeMap<>(Map.of("amount", new ColumnReference(amount, Dispersion.unknown(1))));
        return new Reference(
                "1f0c",
                scope,
                new TimeWindow(START - 300_000, START),
                Long.MIN_VALUE,
                3,
                new RowsReference(10, Dispersion.unknown(1)),
                columns);
    }

    /** The window of every slice. */
    public static Profile window() {
        Counts amount = counts(AMOUNT, 1, 3, 2, 2);
        amount.countBad(2, 0, 0, 0, 0);
        long sum = 0;
        long squares = 0;
        for (double value : new double[] {5, 15, 15, 15, 25, 25, 35, 45}) {
            sum += AMOUNT.fixedPoint(value);
            squares += AMOUNT.fixedPointSquare(value);
        }
        amount.addMoments(5, 45, sum, squares);
        Counts country = counts(COUNTRY, 6, 3, 1);
        country.newValues().offer(7, "FR");
        Counts card = counts(CARD, 5, 4, 1);
        card.newValues().offer(7, "6011-secret");
        Counts age = Counts.withoutGrid();
        age.countValid(10);
        age.addMoments(20, 29, 0, 0);
        for (int i = 0; i < 10; i++) {
            age.quantiles().update(20 + i);
        }
        RowFacts facts = new RowFacts();
        facts.countTimes(END - 1_000, 1);
        facts.countRejected(Reason.EMPTY, 2);
        return new Profile(
                new Rows(10, 10, 10),
                new TreeMap<>(Map.of(
                        "amount", amount,
                        "country", country,
                        "card", card,
                        "age", age,
                        "prediction", counts(CLASSES, 4, 6, 0),
                        "status", counts(STATUS, 9, 1, 0, 0, 0))),
                facts);
    }

    private static Counts counts(Grid grid, long... cells) {
        Counts counts = new Counts(grid.id(), grid.cells());
        for (int cell = 0; cell < cells.length; cell++) {
            counts.countCell(cell, cells[cell]);
        }
        return counts;
    }
}
