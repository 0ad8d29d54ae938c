package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.slo.Budget;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Posted;
import io.tidemark.slo.Slot;
import io.tidemark.slo.Slots;
import io.tidemark.slo.history.Hushed;
import io.tidemark.slo.history.Rehearsal;
import io.tidemark.slo.history.Report;
import io.tidemark.slo.history.ReportTally;
import io.tidemark.slo.history.Suggestion.Week;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the objectives come to that are only tried out, until they are reported on.
 *
 * <pre>
 * tried/MODEL|OBJECTIVE|SLICE    {@link Rehearsal}; under the empty slice those that were forgotten, as one
 * reported/MODEL|OBJECTIVE       the end of the dry run that was reported on: big-endian, ms since the epoch
 * </pre>
 *
 * <p>Both are gone once the objective is meant, or the file has it no more. Event time says what is counted; the clock only when it is
 * told. Owned by one stream task; not thread-safe.
 */
final class TriedOutProcessorState {
    private static final Logger log = LoggerFactory.getLogger(TriedOutProcessorState.class);
    private static final String TRIED = "tried/";
    private static final String REPORTED = "reported/";
    private static final String AFTER_ALL = "\uffff";
    private static final String FORGOTTEN = "";

    private final Judge judge;
    private final VoiceProcessorState voices;
    private final BiFunction<Objective, String, Ledger> ledgers;
    private final KeyValueStore<String, byte[]> store;

    TriedOutProcessorState(
            Judge judge,
            VoiceProcessorState voices,
            BiFunction<Objective, String, Ledger> ledgers,
            KeyValueStore<String, byte[]> store) {
        this.judge = judge;
        this.voices = voices;
        this.ledgers = ledgers;
        this.store = store;
    }

    /** What a ledger's window holds before it takes a reading of a slot that it has; nothing if it is of a newer one. */
    Week before(Objective objective, Ledger ledger, Reading reading) {
        boolean isOfThePast = Policies.isDryRun(objective)
                && !ledger.isEmpty()
                && reading.window().endMs() <= ledger.status().metricTimeMs();
        return isOfThePast ? counts(ledger.status().budget()) : new Week(0, 0);
    }

    private static Week counts(Budget budget) {
        return new Week(budget.good(), budget.bad());
    }

    /**
     * Takes note of a reading. Late data count by what they change of the window.
     *
     * @param before see {@link #before}
     */
    void heard(Objective objective, Reading reading, Week before, Posted posted) {
        if (!Policies.isDryRun(objective) || !posted.hasChanged()) {
            return;
        }
        String slice = reading.scope().slice();
        Rehearsal tried = tried(objective, slice);
        Week now = posted.put() == Slots.Put.NEWEST
                ? slot(objective, reading)
                : minus(counts(posted.status().budget()), before);
        tried.slot(reading.window().startMs(), reading.window().endMs(), now, posted);
        for (Alert.Severity severity : Alert.Severity.values()) {
            if (voices.isSpokenFor(DedupKey.of(objective, slice, severity))) {
                tried.spokenFor(
                        severity, objective.goal().slotMs(), posted.status().metricTimeMs());
            }
        }
        keep(objective, slice, tried);
    }

    private static Week slot(Objective objective, Reading reading) {
        Slot slot = objective.indicator().point(reading, objective.goal()).slot();
        return new Week(slot.good(), slot.bad());
    }

    private static Week minus(Week after, Week before) {
        return new Week(after.good() - before.good(), after.bad() - before.bad());
    }

    /** Takes note of what people would have been told; steps of policies are no alerts of the objective's own. */
    void told(Alert alert) {
        if (!alert.isDryRun() || !alert.context().policyStep().isEmpty()) {
            return;
        }
        Scope scope = alert.promise().scope();
        judge.objective(scope.model(), alert.promise().objective())
                .filter(Policies::isDryRun)
                .ifPresent(objective -> {
                    Rehearsal tried = tried(objective, scope.slice());
                    tried.alert(alert);
                    keep(objective, scope.slice(), tried);
                });
    }

    private Rehearsal tried(Objective objective, String slice) {
        byte[] bytes = store.get(TRIED + Judge.key(objective, slice));
        return bytes == null ? Rehearsal.of(slice) : Rehearsal.fromBytes(slice, bytes);
    }

    private void keep(Objective objective, String slice, Rehearsal tried) {
        store.put(TRIED + Judge.key(objective, slice), tried.toBytes());
    }

    /** A slice that is forgotten: what was told of it goes into the report all the same. */
    void forget(Objective objective, String slice) {
        byte[] bytes = store.delete(TRIED + Judge.key(objective, slice));
        if (bytes != null) {
            Rehearsal gone = tried(objective, FORGOTTEN);
            gone.absorb(Rehearsal.fromBytes(slice, bytes));
            keep(objective, FORGOTTEN, gone);
        }
    }

    /** Forgets what is meant now, or is no more. O(slices that are tried out). */
    void settle() {
        for (String prefix : List.of(TRIED, REPORTED)) {
            for (KeyValue<String, byte[]> entry : entries(prefix)) {
                String[] parts = entry.key.substring(prefix.length()).split("\\|", 3);
                if (judge.objective(parts[0], parts[1])
                        .filter(Policies::isDryRun)
                        .isEmpty()) {
                    store.delete(entry.key);
                }
            }
        }
    }

    private List<KeyValue<String, byte[]>> entries(String prefix) {
        List<KeyValue<String, byte[]>> entries = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> range = store.range(prefix, prefix + AFTER_ALL)) {
            range.forEachRemaining(entries::add);
        }
        return entries;
    }

    /** Looks at the clock: reports on each dry run whose end has passed, once an end. O(objectives). */
    List<Annotation> tick(long clockMs) {
        List<Annotation> reports = new ArrayList<>();
        for (Objective objective : judge.objectives()) {
            long endMs = objective.policy().consequences().reportMs();
            if (Policies.isDryRun(objective) && endMs <= clockMs && !isReported(objective, endMs)) {
                reports.addAll(report(objective, clockMs));
            }
        }
        return reports;
    }

    private boolean isReported(Objective objective, long endMs) {
        byte[] bytes = store.get(reported(objective));
        return bytes != null && ByteBuffer.wrap(bytes).getLong() == endMs;
    }

    private static String reported(Objective objective) {
        return REPORTED + objective.subject().model() + "|" + objective.id();
    }

    /** Nothing of an objective that this task never heard of: another one may. */
    private List<Annotation> report(Objective objective, long clockMs) {
        String prefix = TRIED + Judge.key(objective, "");
        Map<String, Rehearsal> all = new TreeMap<>();
        for (KeyValue<String, byte[]> entry : entries(prefix)) {
            String slice = entry.key.substring(prefix.length());
            all.put(slice, Rehearsal.fromBytes(slice, entry.value));
        }
        if (all.isEmpty()) {
            return List.of();
        }
        long endMs = objective.policy().consequences().reportMs();
        store.put(
                reported(objective),
                ByteBuffer.allocate(Long.BYTES).putLong(endMs).array());
        List<Hushed> hushed =
                all.values().stream().flatMap(one -> one.hushed().stream()).toList();
        Annotation annotation = DryRunReport.of(objective, report(objective, all), hushed, clockMs);
        log.info("a dry run is over model={} report: {}", objective.subject().model(), annotation.text());
        return List.of(annotation);
    }

    private Report report(Objective objective, Map<String, Rehearsal> all) {
        List<ReportTally> tallies = all.values().stream().map(Rehearsal::tally).toList();
        Rehearsal whole = all.get(Scope.ALL);
        return Report.of(
                tallies,
                whole == null ? tallies : List.of(whole.tally()),
                whole == null ? worst(objective, all) : consumed(objective, Scope.ALL),
                objective.goal().partsOfSlice());
    }

    private double worst(Objective objective, Map<String, Rehearsal> all) {
        return all.keySet().stream()
                .filter(slice -> !slice.equals(FORGOTTEN))
                .mapToDouble(slice -> consumed(objective, slice))
                .max()
                .orElse(0);
    }

    private double consumed(Objective objective, String slice) {
        Ledger ledger = ledgers.apply(objective, slice);
        return ledger.isEmpty() ? 0 : ledger.status().budget().consumed();
    }
}
