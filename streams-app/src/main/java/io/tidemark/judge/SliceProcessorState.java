package io.tidemark.judge;

import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.slo.Objective;
import io.tidemark.slo.SliceLimit;
import io.tidemark.store.LedgerShelf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which slices of an objective have a budget of their own: those that have a ledger, and new ones while there are fewer than the objective
 * may have. What is beyond has none, and is not added up to one either, for a sum of many slices is no promise to any; the budget of all
 * events counts it. People are told once: {@code slices-full/MODEL|OBJECTIVE}, the limit in decimal digits.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class SliceProcessorState {
    private static final String KEYS = "slices-full/";

    private final KeyValueStore<String, byte[]> ledgers;
    private final KeyValueStore<String, byte[]> told;
    private final Map<String, SliceLimit> limits = new HashMap<>();

    /**
     * What is kept.
     *
     * @param ledgers the store of {@link LedgerShelf}
     * @param told the store of what people were told
     */
    SliceProcessorState(KeyValueStore<String, byte[]> ledgers, KeyValueStore<String, byte[]> told) {
        this.ledgers = ledgers;
        this.told = told;
    }

    /** Whether a slice has a budget of its own from now on. O(1) but for the first call of an objective. */
    boolean admits(Objective objective, String slice) {
        return limit(objective).keptAs(slice).equals(slice);
    }

    private SliceLimit limit(Objective objective) {
        return limits.computeIfAbsent(Judge.key(objective, ""), prefix -> {
            SliceLimit limit = new SliceLimit(objective.subject().mostSlices());
            LedgerShelf.slices(ledgers, prefix).forEach(limit::keptAs);
            return limit;
        });
    }

    /** Makes room: a slice that is forgotten. */
    void forget(Objective objective, String slice) {
        limit(objective).forget(slice);
    }

    /** Forgets an objective that is no more. */
    void forget(String model, String objective) {
        told.delete(KEYS + String.join("|", model, objective, Scope.ALL));
    }

    /** What is written down of a slice that was not admitted. */
    List<Annotation> refused(Objective objective, Reading reading, long clockMs) {
        String key = Judge.key(objective, Scope.ALL);
        int most = objective.subject().mostSlices();
        byte[] limit = Integer.toString(most).getBytes(StandardCharsets.UTF_8);
        if (Arrays.equals(limit, told.get(KEYS + key))) {
            return List.of();
        }
        told.put(KEYS + key, limit);
        String slice = reading.scope().slice();
        String text = objective.subject().model() + " · " + objective.id() + ": " + slice
                + " has no budget of its own, nor has any later slice: there are " + most
                + " already, see tidemark.io/max-slices; all events count it";
        return List.of(Annotation.of(
                "slices_full|" + key + "|" + most,
                Kind.NOTE,
                new Annotation.Subject(objective.subject().model(), objective.id(), slice, ""),
                new Annotation.Times(
                        reading.window().startMs(), reading.window().endMs(), clockMs),
                text,
                Map.of("maxSlices", Integer.toString(most))));
    }
}
