package io.tidemark.cli;

import io.tidemark.config.Names;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.runtime.letters.DeadLetterBox;
import io.tidemark.runtime.letters.LetterFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class LetterOptions {
    private static final List<String> REASONS =
            Stream.of(Reason.values()).map(Reason::name).toList();

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only of records that could not be used for this reason, as UNDECODABLE; may be given again.")
    private List<String> reasons = new ArrayList<>();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only of records of this topic; may be given again.")
    private List<String> topics = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = EventTime.class,
            description = "Only letters written from then on, by the broker's clock.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = EventTime.class,
            description = "Only letters written before then.")
    private @Nullable Instant to;

    /**
     * As asked for.
     *
     * @throws UsageError if there is no such reason
     */
    LetterFilter filter(Set<String> places) {
        Set<String> words = new TreeSet<>();
        for (String reason : reasons) {
            String word = reason.toUpperCase(Locale.ROOT).replace('-', '_');
            if (!REASONS.contains(word)) {
                throw new UsageError(
                        "--reason=" + reason + " is not a reason; " + Names.suggestion(word, REASONS, "reasons are"));
            }
            words.add(word);
        }
        return new LetterFilter(
                words,
                Set.copyOf(topics),
                from == null ? Long.MIN_VALUE : from.toEpochMilli(),
                to == null ? Long.MAX_VALUE : to.toEpochMilli(),
                places);
    }

    /**
     * Asks for the topics that are named.
     *
     * @throws UsageError if there are letters, and none of such a topic
     */
    void requireTopics(DeadLetterBox box) {
        for (String topic : topics) {
            if (!box.topics().isEmpty() && !box.topics().contains(topic)) {
                throw new UsageError("--topic=" + topic + " has no letters; "
                        + Names.suggestion(topic, box.topics(), "there are letters of"));
            }
        }
    }
}
