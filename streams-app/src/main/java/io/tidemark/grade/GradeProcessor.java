package io.tidemark.grade;

import io.tidemark.domain.Gradable;
import io.tidemark.domain.Graded;
import io.tidemark.domain.Meters;
import io.tidemark.store.GradedCodec;
import io.tidemark.store.PredictionStore;
import io.tidemark.store.StoreNames;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The shell of grade: a store around {@link Grader}, predictions and labels in, graded predictions out.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class GradeProcessor implements Processor<byte[], Gradable, byte[], byte[]> {
    /** How often rows are looked at whose time may be over, and how many of them: ten million in about an hour. */
    private static final Duration BEAT = Duration.ofSeconds(1);

    private static final int ROWS = 3_000;

    private final Map<String, GradeRules> rules;
    private final Meters meters;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Grader grader;
    private int partition;

    /** @param rules by model */
    public GradeProcessor(Map<String, GradeRules> rules, Meters meters) {
        this.rules = Map.copyOf(rules);
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        partition = processorContext.taskId().partition();
        PredictionStore store = new PredictionStore(processorContext.getStateStore(StoreNames.PREDICTIONS));
        Grader started =
                new Grader(rules, new GradeProcessorState(store), meters, processorContext.currentSystemTimeMs());
        grader = started;
        processorContext.schedule(
                BEAT,
                PunctuationType.WALL_CLOCK_TIME,
                clockMs -> started.sweep(ROWS, clockMs, graded -> send(null, graded, clockMs)));
    }

    @Override
    public void process(Record<byte[], Gradable> message) {
        Gradable taken = message.value();
        if (taken instanceof Gradable.Half half) {
            started(grader).take(half, graded -> send(message.key(), graded, message.timestamp()));
        } else if (taken instanceof Gradable.Progress progress) {
            started(grader).take(progress.mark(), started(context).currentSystemTimeMs());
            send(message.key(), new Graded.Progress(partition, progress.mark()), message.timestamp());
        }
    }

    private void send(byte @Nullable [] key, Graded graded, long timeMs) {
        started(context).forward(new Record<>(key, GradedCodec.write(graded), timeMs));
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("grade was used before its task started it");
        }
        return part;
    }
}
