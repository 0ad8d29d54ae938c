package io.tidemark.http;

import io.tidemark.domain.Mark;
import io.tidemark.query.Letters;
import io.tidemark.query.Letters.DeadLetterFacts;
import io.tidemark.query.Letters.Fate;
import io.tidemark.query.Letters.Place;
import io.tidemark.query.Pipeline;
import io.tidemark.query.Vitals;
import io.tidemark.query.Vitals.Restoring;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the application is, as JSON. */
final class PipelineJson {
    private PipelineJson() {}

    /** An instance; bytes of what it takes, means over the last minute. */
    record InstanceJson(
            String instance,
            String state,
            int threads,
            long uptimeMs,
            List<Restoring> restoring,
            long stateBytes,
            long rocksBytes,
            long heapBytes,
            long heapMostBytes,
            long liveAccumulators,
            double eventsPerSecond,
            double deltasPerSecond,
            boolean isHere) {}

    /** A source partition; null where nobody can tell. */
    record SourceJson(
            String partition,
            @Nullable String newestEventTime,
            String state,
            @Nullable Long lagRecords,
            @Nullable Long delayMs) {}

    /** A model; null while nothing is known. */
    record ModelJson(
            String model, @Nullable String closedThrough, @Nullable String watermark, @Nullable Long delayMs) {}

    /** A letter, without the record. */
    record LetterJson(
            String letter,
            String topic,
            int partition,
            long offset,
            String reason,
            String detail,
            String at,
            long failures,
            boolean isReplayed,
            @Nullable SourceOfLetterJson source) {}

    /** Where the record stood. */
    record SourceOfLetterJson(String topic, int partition, long offset, String time) {}

    static Map<String, Object> of(Pipeline.Facts facts, Vitals here, Letters letters) {
        Map<String, Object> json = new TreeMap<>();
        json.put(
                "instances",
                facts.instances().vitals().stream()
                        .map(vitals -> instance(vitals, here))
                        .toList());
        json.put(
                "missingInstances",
                facts.instances().missing().stream().sorted().toList());
        json.put(
                "sources",
                facts.progress().value().sources().stream()
                        .map(PipelineJson::source)
                        .toList());
        json.put(
                "models",
                facts.progress().value().models().stream()
                        .map(PipelineJson::model)
                        .toList());
        json.put("rejected", rejected(facts.instances().vitals()));
        json.put("deadLetters", counts(letters));
        json.put("answer", AnswerJson.of(facts.progress()));
        return json;
    }

    private static InstanceJson instance(Vitals vitals, Vitals here) {
        return new InstanceJson(
                vitals.instance(),
                vitals.state(),
                vitals.threads(),
                vitals.uptimeMs(),
                vitals.restoring(),
                vitals.memory().stateBytes(),
                vitals.memory().rocksBytes(),
                vitals.memory().heapBytes(),
                vitals.memory().heapMostBytes(),
                vitals.memory().liveAccumulators(),
                vitals.rates().eventsPerSecond(),
                vitals.rates().deltasPerSecond(),
                vitals.instance().equals(here.instance()));
    }

    private static SourceJson source(Pipeline.Source source) {
        Mark mark = source.mark();
        long newest = mark.newestEventTimeMs();
        return new SourceJson(
                mark.source(),
                newest == Long.MIN_VALUE ? null : Instant.ofEpochMilli(newest).toString(),
                word(mark.state().name()),
                orNull(source.lag()),
                orNull(source.delayMs()));
    }

    private static ModelJson model(Pipeline.Model model) {
        return new ModelJson(
                model.name(), time(model.closedThroughMs()), time(model.watermarkMs()), orNull(model.delayMs()));
    }

    private static Map<String, Long> rejected(List<Vitals> vitals) {
        Map<String, Long> rejected = new TreeMap<>();
        vitals.forEach(
                instance -> instance.rejected().forEach((reason, count) -> rejected.merge(reason, count, Long::sum)));
        return rejected;
    }

    /** How many letters there are. */
    static Map<String, Object> counts(Letters letters) {
        Map<String, Long> perReason = new TreeMap<>();
        letters.perReason().forEach((reason, count) -> perReason.put(word(reason), count));
        Map<String, Object> json = new TreeMap<>();
        json.put("records", letters.records());
        json.put("replayed", letters.replayed());
        json.put("perReason", perReason);
        json.put("behindRecords", letters.behind());
        return json;
    }

    static LetterJson letter(DeadLetterFacts letter) {
        Place from = letter.source();
        return new LetterJson(
                place(letter),
                letter.place().topic(),
                letter.place().partition(),
                letter.place().offset(),
                word(letter.reason()),
                letter.detail(),
                Instant.ofEpochMilli(letter.writtenMs()).toString(),
                letter.failures(),
                letter.fate() == Fate.REPLAYED,
                from.topic().isEmpty()
                        ? null
                        : new SourceOfLetterJson(
                                from.topic(),
                                from.partition(),
                                from.offset(),
                                Instant.ofEpochMilli(letter.sourceTimeMs()).toString()));
    }

    /** {@code 0@12}, as {@code dlq} names letters. */
    static String place(DeadLetterFacts letter) {
        return letter.place().partition() + "@" + letter.place().offset();
    }

    static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String time(OptionalLong ms) {
        return ms.isPresent() ? Instant.ofEpochMilli(ms.getAsLong()).toString() : null;
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
