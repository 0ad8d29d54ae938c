package io.tidemark.assess;

import io.tidemark.domain.Delta;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Partial;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The shell of assess: stores around {@link Assessor}, deltas, marks and references in, readings out.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class AssessProcessor implements Processor<String, AssessProcessor.Input, String, Reading> {
    private static final Duration TICK = Duration.ofSeconds(1);

    /** What comes in: a partial, or a reference. */
    public sealed interface Input {
        /** From the partials topic. */
        record OfPartial(Partial partial) implements Input {}

        /** From the references topic. */
        record OfReference(Reference reference) implements Input {}
    }

    private final List<AssessRules> rules;
    private final Function<ProcessorContext<?, ?>, GridBook.Library> library;
    private final Meters meters;
    private @Nullable ProcessorContext<String, Reading> context;
    private @Nullable Assessor assessor;
    private @Nullable AssessProcessorState state;

    private AssessProcessor(
            List<AssessRules> rules, Function<ProcessorContext<?, ?>, GridBook.Library> library, Meters meters) {
        this.rules = rules;
        this.library = library;
        this.meters = meters;
    }

    /** Makes a processor for each task. */
    public static Supplier<AssessProcessor> supplier(
            List<AssessRules> rules, Function<ProcessorContext<?, ?>, GridBook.Library> library, Meters meters) {
        return () -> new AssessProcessor(rules, library, meters);
    }

    @Override
    public void init(ProcessorContext<String, Reading> processorContext) {
        context = processorContext;
        state = new AssessProcessorState(processorContext);
        assessor = new Assessor(rules, library.apply(processorContext), state, meters);
        processorContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    private void tick(long clockMs) {
        started(assessor).tick(clockMs, this::send);
    }

    @Override
    public void process(Record<String, Input> message) {
        if (message.value() instanceof Input.OfReference reference) {
            started(state).putReference(reference.reference());
        } else if (message.value() instanceof Input.OfPartial partial) {
            take(partial.partial());
        }
    }

    private void take(Partial partial) {
        if (partial instanceof Delta delta) {
            started(assessor).take(delta, this::send);
        } else if (partial instanceof Mark mark) {
            started(assessor).take(mark, started(context).currentSystemTimeMs(), this::send);
        }
    }

    private void send(Reading reading) {
        meters.add(Meter.READINGS, 1);
        started(context)
                .forward(new Record<>(
                        reading.scope().model(), reading, reading.window().endMs()));
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("assess was used before its task started it");
        }
        return part;
    }
}
