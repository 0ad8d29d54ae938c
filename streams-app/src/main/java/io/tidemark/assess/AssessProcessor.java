package io.tidemark.assess;

import io.tidemark.domain.Copy;
import io.tidemark.domain.Delta;
import io.tidemark.domain.GradedMark;
import io.tidemark.domain.Intake;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.QualityCopy;
import io.tidemark.domain.QualityDelta;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import io.tidemark.store.GridLibrary;
import io.tidemark.store.StoreNames;
import java.time.Duration;
import java.util.List;
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
public final class AssessProcessor implements Processor<String, Intake, String, Reading> {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final List<AssessRules> rules;
    private final Meters meters;
    private @Nullable ProcessorContext<String, Reading> context;
    private @Nullable Assessor assessor;
    private @Nullable AssessProcessorState state;

    public AssessProcessor(List<AssessRules> rules, Meters meters) {
        this.rules = rules;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, Reading> processorContext) {
        context = processorContext;
        state = new AssessProcessorState(processorContext);
        GridLibrary library = new GridLibrary(processorContext.getStateStore(StoreNames.GRIDS));
        assessor = new Assessor(rules, library, state, meters);
        processorContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    private void tick(long clockMs) {
        started(assessor).tick(clockMs, this::send);
    }

    @Override
    public void process(Record<String, Intake> message) {
        Intake intake = message.value();
        if (intake instanceof Delta delta) {
            started(assessor).take(delta, this::send);
        } else if (intake instanceof Copy copy) {
            started(assessor).take(copy);
        } else if (intake instanceof QualityDelta quality) {
            started(assessor).take(quality);
        } else if (intake instanceof QualityCopy copy) {
            started(assessor).take(copy);
        } else if (intake instanceof GradedMark mark) {
            started(assessor).take(mark);
        } else if (intake instanceof Mark mark) {
            started(assessor).take(mark, started(context).currentSystemTimeMs(), this::send);
        } else if (intake instanceof Reference reference) {
            started(state).putReference(reference);
        } else {
            throw new IllegalArgumentException("unknown intake: type=" + intake.getClass());
        }
    }

    private void send(Reading reading) {
        meters.add(Meter.READINGS, 1);
        long kafkaTimeMs = Math.max(0, reading.window().endMs()); // event time may be before 1970, Kafka's may not
        started(context).forward(new Record<>(reading.scope().model(), reading, kafkaTimeMs));
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("assess was used before its task started it");
        }
        return part;
    }
}
