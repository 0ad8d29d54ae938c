package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Lineage;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.slo.change.ChangeMemory;
import io.tidemark.slo.lineage.Ancestry;
import io.tidemark.slo.lineage.VersionBook;
import io.tidemark.slo.promotion.RunBook;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What one task keeps of versions: {@code lineage/MODEL}, {@link VersionBook}.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class LineageProcessorState {
    private static final String KEYS = "lineage/";

    private final ChangeMemory changes;
    private final RunBook runs;
    private final KeyValueStore<String, byte[]> store;

    /**
     * The state of one task.
     *
     * @param runs what is known of training runs
     */
    LineageProcessorState(ChangeMemory changes, RunBook runs, KeyValueStore<String, byte[]> store) {
        this.changes = changes;
        this.runs = runs;
        this.store = store;
    }

    /**
     * Takes note of a reading.
     *
     * @return whether it is the first of a version in its stage
     */
    boolean hear(Reading reading) {
        if (!reading.scope().isVersion()) {
            return false;
        }
        String model = reading.scope().model();
        VersionBook book = book(model);
        VersionBook.Seen before = book.of(reading.scope().version());
        if (!book.hear(reading)) {
            return false;
        }
        store.put(KEYS + model, book.toBytes());
        VersionBook.Seen now = book.of(reading.scope().version());
        return before.training().isKnown() != now.training().isKnown()
                || before.serving().isKnown() != now.serving().isKnown();
    }

    private VersionBook book(String model) {
        byte[] bytes = store.get(KEYS + model);
        return bytes == null ? new VersionBook() : VersionBook.fromBytes(bytes);
    }

    private Ancestry ancestry(String model) {
        return new Ancestry(book(model), changes.changes(model).all(), runs.runs(model));
    }

    /** An alert with where the version comes from that it is about. */
    Alert dress(Alert alert) {
        Scope scope = alert.promise().scope();
        Lineage lineage = ancestry(scope.model()).behind(scope, alert.times().metricTimeMs());
        if (lineage.equals(Lineage.NONE)) {
            return alert;
        }
        Alert told = alert.with(alert.context().with(lineage));
        return lineage.text().isEmpty() ? told : told.withSummary(alert.summary() + "\n  " + lineage.text());
    }

    /** A decision with the model's versions. */
    PolicyDecision dress(PolicyDecision decision) {
        return decision.with(ancestry(decision.model()).versions());
    }
}
