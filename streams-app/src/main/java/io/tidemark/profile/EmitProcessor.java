package io.tidemark.profile;

import io.tidemark.domain.Copy;
import io.tidemark.domain.Delta;
import io.tidemark.domain.Gradable;
import io.tidemark.domain.GradedMark;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Partial;
import io.tidemark.domain.QualityCopy;
import io.tidemark.domain.QualityDelta;
import io.tidemark.store.HeapStore;
import io.tidemark.store.PredictionStore;
import io.tidemark.store.ScopeKey;
import io.tidemark.store.StoreNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Runs inside the commit, when the sparks' cache is flushed, and hands everything live on: copies and deltas first, then the marks that vouch for
 * them, then the dead letters.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class EmitProcessor implements Processor<byte[], Integer, Object, Object> {
    private final String partials;
    private final String deadLetters;
    private final String gradable;
    private final Duration beat;
    private @Nullable ProcessorContext<Object, Object> context;
    private @Nullable ProfileProcessorLive live;

    /**
     * An emitter that tells at each beat of the clock that the task is alive.
     *
     * @param partials the node that takes counts and marks
     * @param gradable the node that takes what grading needs
     * @param deadLetters the node that takes what could not be used
     */
    public EmitProcessor(String partials, String gradable, String deadLetters, Duration beat) {
        this.beat = beat;
        this.gradable = gradable;
        this.partials = partials;
        this.deadLetters = deadLetters;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        HeapStore<ProfileProcessorLive> store = processorContext.getStateStore(StoreNames.LIVE);
        live = store.content();
        processorContext.schedule(beat, PunctuationType.WALL_CLOCK_TIME, this::handOver);
    }

    @Override
    public void process(Record<byte[], Integer> spark) {
        handOver(spark.timestamp());
    }

    @Override
    public void close() {
        if (live != null) {
            live.end();
        }
    }

    private void handOver(long ignoredMs) {
        ProfileProcessorLive state = live;
        ProcessorContext<Object, Object> out = context;
        if (state == null || out == null) {
            throw new IllegalStateException("emit was used before its task started it");
        }
        long clockMs = out.currentSystemTimeMs();
        for (Partial partial : state.takePartials()) {
            send(key(partial), partial, clockMs, out);
        }
        for (Gradable.Half half : state.takeGradable()) {
            out.forward(new Record<>(PredictionStore.key(half.model(), half.id()), half, clockMs), gradable);
        }
        List<Mark> marks = state.marks(clockMs);
        for (Mark mark : marks) {
            send(mark.source(), mark, clockMs, out);
        }
        for (Mark mark : state.newsFor(marks)) {
            byte[] key = mark.source().getBytes(StandardCharsets.UTF_8);
            out.forward(new Record<>(key, new Gradable.Progress(mark), clockMs), gradable);
        }
        state.takeRejected().forEach(letter -> out.forward(letter, deadLetters));
    }

    private static String key(Partial partial) {
        if (partial instanceof Delta delta) {
            return ScopeKey.text(delta.scope());
        }
        if (partial instanceof Copy copy) {
            return ScopeKey.text(copy.delta().scope());
        }
        if (partial instanceof QualityDelta quality) {
            return ScopeKey.text(quality.scope());
        }
        if (partial instanceof GradedMark graded) {
            return graded.name();
        }
        if (partial instanceof QualityCopy copy) {
            return ScopeKey.text(copy.delta().scope());
        }
        throw new IllegalArgumentException("unknown counts: type=" + partial.getClass());
    }

    private void send(String key, Partial partial, long clockMs, ProcessorContext<Object, Object> out) {
        out.forward(new Record<>(key, partial, clockMs), partials);
    }
}
