package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Change;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.Lifecycle;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PromotionState;
import io.tidemark.domain.Reading;
import io.tidemark.domain.SloStatus;
import io.tidemark.domain.Stage;
import io.tidemark.slo.change.ChangeMemory;
import io.tidemark.slo.promotion.Eligibility;
import io.tidemark.slo.promotion.Promised;
import io.tidemark.slo.promotion.PromotionBook;
import io.tidemark.slo.promotion.PromotionFacts;
import io.tidemark.slo.promotion.PromotionRule;
import io.tidemark.slo.promotion.RunBook;
import io.tidemark.slo.promotion.RunOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What one task keeps of promotions: {@code promotion/MODEL}, {@link PromotionBook}, of models of whose promotion the file says something.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class PromotionProcessorState {
    private static final String KEYS = "promotion/";

    private final Judge judge;
    private final ChangeMemory changes;
    private final RunBook runs;
    private final KeyValueStore<String, byte[]> store;
    private final Map<String, Map<SloStatus.Key, SloStatus>> standings = new HashMap<>();
    private boolean isReady;

    /**
     * The state of one task.
     *
     * @param runs what is known of training runs
     */
    PromotionProcessorState(Judge judge, ChangeMemory changes, RunBook runs, KeyValueStore<String, byte[]> store) {
        this.judge = judge;
        this.changes = changes;
        this.runs = runs;
        this.store = store;
    }

    /** A judge while each model has come as far as is kept in a store. O(models of whose promotion the file says something). */
    static Judge now(Judge judge, KeyValueStore<String, byte[]> store) {
        follow(judge, store);
        Map<String, Lifecycle> kept = new HashMap<>();
        for (String model : judge.promotable()) {
            kept.put(model, book(store, model).lifecycle(judge.promotion(model)));
        }
        return judge.in(model -> kept.getOrDefault(model, Lifecycle.PRODUCTION));
    }

    /** Books of all models, also of those of which the file says nothing any more. */
    private static void follow(Judge judge, KeyValueStore<String, byte[]> store) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> rows = store.prefixScan(KEYS, new StringSerializer())) {
            rows.forEachRemaining(row -> keys.add(row.key));
        }
        for (String key : keys) {
            String model = key.substring(KEYS.length());
            PromotionBook book = book(store, model);
            if (book.follow(judge.promotion(model))) {
                store.put(key, book.toBytes());
            }
        }
    }

    private static PromotionBook book(KeyValueStore<String, byte[]> store, String model) {
        byte[] bytes = store.get(KEYS + model);
        return bytes == null ? new PromotionBook() : PromotionBook.fromBytes(bytes);
    }

    private void keep(String model, PromotionBook book) {
        store.put(KEYS + model, book.toBytes());
    }

    private boolean concerns(String model) {
        return judge.promotion(model).isStated();
    }

    /** Takes note of how an objective stands. */
    void tell(SloStatus status) {
        if (concerns(status.key().model())) {
            standings
                    .computeIfAbsent(status.key().model(), unused -> new HashMap<>())
                    .put(status.key(), status);
        }
    }

    /** Nothing more is known of it. */
    void forget(SloStatus.Key key) {
        standings.getOrDefault(key.model(), new HashMap<>()).remove(key);
    }

    /**
     * Every objective that is kept has said how it stands: from now on something can be answered.
     *
     * @return the models of which that is news
     */
    List<String> ready() {
        boolean isNews = !isReady;
        isReady = true;
        return isNews ? judge.promotable() : List.of();
    }

    /**
     * Takes note of a reading.
     *
     * @return whether it is one after which the model's decision is worked out again: all events of a window
     */
    boolean hear(Reading reading) {
        String model = reading.scope().model();
        boolean isWhole = reading.scope().isWhole()
                && reading.scope().stage() == Stage.SERVING
                && reading.comparison() == Comparison.MAIN;
        if (!concerns(model) || !isWhole) {
            return false;
        }
        PromotionBook book = book(store, model);
        if (reading.rows() > 0 && book.observe(reading.window().startMs())) {
            keep(model, book);
        }
        return true;
    }

    /** Takes note of what people would have been told. */
    void told(Alert alert) {
        String model = alert.promise().scope().model();
        boolean isPage = alert.isDryRun()
                && alert.severity() == Alert.Severity.PAGE
                && alert.transition().notice() == Alert.Notice.OPENED;
        if (isPage && concerns(model)) {
            PromotionBook book = book(store, model);
            book.page(alert.times().firedMs());
            keep(model, book);
        }
    }

    /**
     * What came of a change.
     *
     * @param annotations what is written down
     * @param isSwitched whether other objectives are meant from now on, so that the task has to begin again on its stores
     */
    record Switch(List<Annotation> annotations, boolean isSwitched) {}

    /** Takes a change in that is news. */
    Switch take(Change change, long clockMs) {
        String model = change.model();
        if (!concerns(model)) {
            return new Switch(List.of(), false);
        }
        PromotionBook book = book(store, model);
        PromotionState before = state(book, model, book.answer(), List.of(), "");
        boolean isSwitched = book.take(change, judge.promotion(model));
        keep(model, book);
        return isSwitched
                ? new Switch(
                        List.of(PromotionText.switched(
                                change, book.lifecycle(judge.promotion(model)), before.answer(), clockMs)),
                        true)
                : new Switch(List.of(), false);
    }

    private PromotionState state(
            PromotionBook book,
            String model,
            PromotionState.Answer answer,
            List<PromotionState.Criterion> criteria,
            String candidate) {
        Lifecycle lifecycle = book.lifecycle(judge.promotion(model));
        return new PromotionState(lifecycle, candidate, answer, criteria, book.sinceMs(), "");
    }

    /**
     * A decision with how far its model has come, and whether it may go on.
     *
     * @param notes takes what is written down where the answer is another one, or a demotion is advised
     */
    PolicyDecision dress(PolicyDecision decision, List<Annotation> notes) {
        String model = decision.model();
        if (!concerns(model)) {
            return decision;
        }
        PromotionRule rule = judge.promotion(model);
        PromotionBook book = book(store, model);
        Eligibility found = Eligibility.of(rule.criteria(), facts(decision, book));
        if (!isReady) {
            return decision.with(state(book, model, book.answer(), found.criteria(), found.candidate()));
        }
        Lifecycle lifecycle = book.lifecycle(rule);
        boolean wasEligible = book.answer() == PromotionState.Answer.YES;
        if (book.answer(found.answer(), decision.metricTimeMs())
                && lifecycle == Lifecycle.EXPERIMENTAL
                && (wasEligible || found.answer() == PromotionState.Answer.YES)) {
            notes.add(PromotionText.answered(decision, found));
        }
        boolean isDemotion = lifecycle == Lifecycle.PRODUCTION && found.isMissed();
        if (book.advise(isDemotion)) {
            notes.add(PromotionText.demotion(decision, found));
        }
        keep(model, book);
        return decision.with(new PromotionState(
                lifecycle,
                found.candidate(),
                found.answer(),
                found.criteria(),
                book.sinceMs(),
                isDemotion ? "demote" : ""));
    }

    /**
     * When the newest training run ended, in event time, of a model of which nothing else is to be heard: of its runs alone something is promised, or it is
     * experimental and does not serve yet. {@link Long#MIN_VALUE} of any other, and before a run ended. O(runs).
     */
    long trainedMs(String model) {
        PromotionRule rule = judge.promotion(model);
        boolean isInTraining = judge.objectives(model).isEmpty()
                || rule.isStated() && book(store, model).lifecycle(rule) == Lifecycle.EXPERIMENTAL;
        return isInTraining
                ? runs.runs(model).stream()
                        .filter(run -> run.end() != RunOutcome.End.OPEN)
                        .mapToLong(RunOutcome::endedMs)
                        .max()
                        .orElse(Long.MIN_VALUE)
                : Long.MIN_VALUE;
    }

    private PromotionFacts facts(PolicyDecision decision, PromotionBook book) {
        String model = decision.model();
        return new PromotionFacts(
                Stream.concat(
                                judge.objectives(model).stream().map(Promised::of),
                                judge.runs(model).stream().map(Promised::of))
                        .toList(),
                new ArrayList<>(standings.getOrDefault(model, Map.of()).values()),
                changes.changes(model).all(),
                runs.runs(model),
                book.pages(),
                book.observedSinceMs(),
                decision.freedom().arePromotionsAllowed(),
                decision.metricTimeMs());
    }
}
