package io.tidemark.query;

import io.tidemark.assess.Watermark;
import io.tidemark.domain.Mark;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** How the stream itself is: its instances, its sources, how far its models are behind the clock. Any thread may ask. */
public final class Pipeline {
    private final Models models;
    private final Map<String, List<String>> sources;
    private final Instances instances;
    private final Supplier<Map<String, Long>> lags;
    private final Clock clock;

    /**
     * Of an application.
     *
     * @param sources the source partitions that a model waits for, by its name
     * @param lags records that are yet to be read, by source partition; those that nobody can tell of are left out
     */
    public Pipeline(
            Models models,
            Map<String, List<String>> sources,
            Instances instances,
            Supplier<Map<String, Long>> lags,
            Clock clock) {
        this.models = models;
        this.sources = Map.copyOf(sources);
        this.instances = instances;
        this.lags = lags;
        this.clock = clock;
    }

    /**
     * All of it.
     *
     * @param progress sources and models, and how far that is to be believed
     */
    public record Facts(Instances.Found instances, Answer<Progress> progress) {}

    /** How far sources and models are. */
    public record Progress(List<Source> sources, List<Model> models) {
        public Progress {
            sources = List.copyOf(sources);
            models = List.copyOf(models);
        }
    }

    /**
     * A source partition.
     *
     * @param mark how far it was read
     * @param lag committed records that are yet to be read; empty if nobody can tell
     * @param delayMs from the newest event's time to now, by the clock; empty before the first event
     */
    public record Source(Mark mark, OptionalLong lag, OptionalLong delayMs) {}

    /**
     * A model.
     *
     * @param closedThroughMs end of the last closed window; empty before the first
     * @param watermarkMs event time up to which everything is in but for late data; empty while a source partition has said nothing
     * @param delayMs from the watermark to now, by the clock
     */
    public record Model(String name, OptionalLong closedThroughMs, OptionalLong watermarkMs, OptionalLong delayMs) {}

    public Instances instances() {
        return instances;
    }

    /** How it is now. */
    public Facts now() {
        Map<String, Long> lag = lags.get();
        long nowMs = clock.millis();
        return new Facts(
                instances.all(),
                models.progress((marks, closed) -> new Progress(
                        marks.stream().map(mark -> source(mark, lag, nowMs)).toList(), models(marks, closed, nowMs))));
    }

    private static Source source(Mark mark, Map<String, Long> lag, long nowMs) {
        Long records = lag.get(mark.source());
        return new Source(
                mark,
                records == null ? OptionalLong.empty() : OptionalLong.of(records),
                since(known(mark.newestEventTimeMs()), nowMs));
    }

    private List<Model> models(List<Mark> marks, Map<String, Long> closed, long nowMs) {
        Map<String, Mark> bySource = marks.stream().collect(Collectors.toMap(Mark::source, Function.identity()));
        List<Model> all = new ArrayList<>();
        closed.forEach((name, closedMs) -> {
            OptionalLong watermark = watermark(sources.getOrDefault(name, List.of()), bySource);
            all.add(new Model(name, known(closedMs), watermark, since(watermark, nowMs)));
        });
        return all;
    }

    private static OptionalLong watermark(List<String> sources, Map<String, Mark> marks) {
        return marks.keySet().containsAll(sources)
                ? known(Watermark.of(sources.stream().map(marks::get).toList()).eventTimeMs())
                : OptionalLong.empty();
    }

    private static OptionalLong known(long ms) {
        return ms == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(ms);
    }

    private static OptionalLong since(OptionalLong thenMs, long nowMs) {
        return thenMs.isPresent() ? OptionalLong.of(nowMs - thenMs.getAsLong()) : OptionalLong.empty();
    }
}
