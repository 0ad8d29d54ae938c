package io.tidemark.judge;

import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.slo.Correction;
import io.tidemark.slo.Correction.When;
import io.tidemark.slo.CorrectionCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the corrections of the monitor file were when this task last heard of a model: {@code declared/MODEL|ID}, {@link CorrectionCodec}.
 * So that each of them is written down once, and an edited file is noticed.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class DeclaredProcessorState {
    private static final String KEYS = "declared/";
    private static final String CORRECT = "correct";
    private static final String END = "end_correction";
    private static final String AFTER_ALL = "\uffff";

    private final Judge judge;
    private final KeyValueStore<String, byte[]> store;
    private final Set<String> compared = new HashSet<>();

    DeclaredProcessorState(Judge judge, KeyValueStore<String, byte[]> store) {
        this.judge = judge;
        this.store = store;
    }

    /** What the file says of a model that it did not say before; nothing but for the first call of a model. O(corrections) then. */
    List<Annotation> news(String model, long clockMs) {
        if (!compared.add(model)) {
            return List.of();
        }
        List<Annotation> news = new ArrayList<>();
        Map<String, byte[]> before = stored(model);
        for (Correction correction : judge.declared(model)) {
            byte[] bytes = CorrectionCodec.write(correction);
            byte[] known = before.remove(correction.id());
            if (!Arrays.equals(bytes, known)) {
                store.put(key(model, correction.id()), bytes);
                news.add(note(
                        model, correction, CORRECT, "corrects " + covered(correction) + reason(correction), clockMs));
            }
        }
        before.forEach((id, bytes) -> {
            store.delete(key(model, id));
            Correction ended = CorrectionCodec.read(bytes);
            news.add(note(model, ended, END, "has no correction " + id + " any more", clockMs));
        });
        return news;
    }

    private Map<String, byte[]> stored(String model) {
        String from = key(model, "");
        Map<String, byte[]> found = new TreeMap<>();
        try (KeyValueIterator<String, byte[]> range = store.range(from, from + AFTER_ALL)) {
            while (range.hasNext()) {
                KeyValue<String, byte[]> entry = range.next();
                found.put(entry.key.substring(from.length()), entry.value);
            }
        }
        return found;
    }

    private static String key(String model, String id) {
        return KEYS + model + "|" + id;
    }

    private static String covered(Correction correction) {
        Correction.Selector selector = correction.selector();
        String objective = selector.objective().isEmpty() ? "all objectives" : selector.objective();
        return objective + (selector.slice().isEmpty() ? "" : " in " + selector.slice());
    }

    private static String reason(Correction correction) {
        return correction.reason().isEmpty() ? "" : ": " + correction.reason();
    }

    /** Of the same wording always with the same id. */
    private static Annotation note(String model, Correction correction, String verb, String text, long clockMs) {
        CRC32 wording = new CRC32();
        wording.update(CorrectionCodec.write(correction));
        Correction.Selector selector = correction.selector();
        return new Annotation(
                String.format("%s:file|%s|%s|%08x", verb, model, correction.id(), wording.getValue()),
                Kind.CORRECTION,
                new Annotation.Subject(model, selector.objective(), selector.slice(), ""),
                times(correction.when(), clockMs),
                correction.by(),
                "the monitor file " + text,
                "",
                new TreeMap<>(Map.of("operation", verb, "operationId", correction.id(), "source", "file")));
    }

    private static Annotation.Times times(When when, long clockMs) {
        if (when instanceof When.Once once) {
            return new Annotation.Times(once.startMs(), once.endMs(), clockMs);
        }
        if (when instanceof When.Recurring recurring) {
            return new Annotation.Times(recurring.startMs(), recurring.startMs() + recurring.durationMs(), clockMs);
        }
        throw new IllegalStateException("unknown time: type=" + when.getClass());
    }
}
