package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.Tiding;
import io.tidemark.slo.Objective;
import io.tidemark.slo.promotion.PromotionRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;

/** A judge of changing files over stores that stay: each start is one after kill −9, as all that was done before is committed. */
final class Rig {
    static final long MINUTE = 60_000;
    static final long CLOCK = 1_000_000 * MINUTE;

    private final JudgeStores stores = new JudgeStores();
    private PromotionRule promotion;
    private MockProcessorContext<String, Object> context = JudgeStores.context(CLOCK);
    private JudgeProcessor processor;
    private long clockMs = CLOCK;

    Rig(Objective... file) {
        this(PromotionRule.NONE, file);
    }

    /** Of a model that may be promoted. */
    Rig(PromotionRule rule, Objective... file) {
        promotion = rule;
        processor = started(List.of(file));
    }

    /** Starts again with another file; what was sent so far is of no interest any more. */
    void start(Objective... file) {
        processor = started(List.of(file));
    }

    /** The same where the file says something else of promotions, too. */
    void start(PromotionRule rule, Objective... file) {
        promotion = rule;
        start(file);
    }

    private JudgeProcessor started(List<Objective> file) {
        context = JudgeStores.context(clockMs);
        return stores.start(new Judge(file, Map.of(), Map.of("electricity", promotion)), file, context);
    }

    void tell(Tiding tiding) {
        processor.process(new Record<>("electricity", tiding, 0));
    }

    /** The clock goes on, and is looked at. */
    void tick(long afterMs) {
        clockMs += afterMs;
        context.setCurrentSystemTimeMs(clockMs);
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(clockMs);
    }

    long clockMs() {
        return clockMs;
    }

    /** What was sent so far is of no interest. */
    void forget() {
        context.resetForwards();
    }

    /** What was sent that way, null for a tombstone. */
    List<Record<String, Object>> sent(String way) {
        List<Record<String, Object>> sent = new ArrayList<>();
        context.forwarded().stream()
                .filter(forward -> forward.childName().equals(Optional.of(way)))
                .forEach(forward -> sent.add(new Record<>(
                        (String) forward.record().key(), forward.record().value(), 0)));
        return sent;
    }

    List<String> tombstones(String way) {
        return sent(way).stream()
                .filter(record -> record.value() == null)
                .map(Record::key)
                .toList();
    }

    List<Alert> alerts(String way) {
        return sent(way).stream()
                .map(Record::value)
                .filter(Alert.class::isInstance)
                .map(Alert.class::cast)
                .toList();
    }

    List<Annotation> annotations() {
        return sent("annotations").stream()
                .map(record -> (Annotation) record.value())
                .toList();
    }

    /** How many records were sent, in all. */
    int count() {
        return context.forwarded().size();
    }

    /** Keys and bytes of all stores but how far slices were heard. */
    Map<String, String> bytes() {
        Map<String, String> all = new TreeMap<>();
        stores.all().forEach(store -> {
            try (KeyValueIterator<String, byte[]> entries = store.all()) {
                entries.forEachRemaining(
                        entry -> all.put(entry.key, HexFormat.of().formatHex(entry.value)));
            }
        });
        all.keySet().removeIf(key -> key.startsWith("member/"));
        return all;
    }

    /** The same reading of other slices. */
    static List<Reading> of(Reading whole, String... slices) {
        return Arrays.stream(slices)
                .map(slice -> new Reading(
                        new Scope("electricity", Stage.SERVING, slice),
                        whole.window(),
                        whole.reference(),
                        whole.revision(),
                        whole.rows(),
                        whole.measurements()))
                .toList();
    }
}
