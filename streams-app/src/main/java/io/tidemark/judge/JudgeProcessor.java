package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Change;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Reading;
import io.tidemark.domain.RunReport;
import io.tidemark.domain.Tiding;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The shell of judge: stores around {@link Judge}, {@link ChangeDesk}, training runs and the error-budget policies; readings, changes, runs and operations in,
 * alerts, annotations and decisions out.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class JudgeProcessor implements Processor<String, Tiding, String, Object> {
    /** How often the clock is looked at. */
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final Core core;
    private @Nullable JudgeProcessorLive live;
    private @Nullable ProcessorContext<String, Object> context;

    /**
     * Where records go.
     *
     * @param alerts the node that takes alerts
     * @param state the node that takes the latest alert of each identity
     * @param dryRun the node that takes alerts of objectives that are only tried out
     * @param annotations the node that takes annotations
     * @param decisions the node that takes decisions
     * @param status the node that takes statuses
     */
    public record Ways(
            String alerts, String state, String dryRun, String annotations, String decisions, String status) {}

    /** What all judges share, before their tasks start them. */
    record Core(Judge judge, ChangeDesk desk, Ways ways, Serde<Alert> kept, Meters meters) {}

    /** @param kept how its stores keep alerts; for this processor alone */
    public JudgeProcessor(Judge judge, ChangeDesk desk, Ways ways, Serde<Alert> kept, Meters meters) {
        this.core = new Core(judge, desk, ways, kept, meters);
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        live = new JudgeProcessorLive(core, context);
        context.schedule(BEAT, PunctuationType.WALL_CLOCK_TIME, clockMs -> live().tick(clockMs));
    }

    private JudgeProcessorLive live() {
        JudgeProcessorLive started = live;
        if (started == null) {
            throw new IllegalStateException("judge was used before its task started it");
        }
        return started;
    }

    /** A model that was promoted has other objectives from now on: as after a restart with another file, on the same stores. */
    private void beginAgain() {
        ProcessorContext<String, Object> stores = context;
        if (stores != null) {
            live().end();
            JudgeProcessorLive next = new JudgeProcessorLive(core, stores);
            live = next;
            next.tick(stores.currentSystemTimeMs());
        }
    }

    @Override
    public void process(Record<String, Tiding> message) {
        JudgeProcessorLive started = live();
        Tiding tiding = message.value();
        if (tiding instanceof Reading reading) {
            started.hear(reading);
            return;
        }
        if (tiding instanceof Change change) {
            started.take(change);
            if (started.isOvertaken()) {
                beginAgain();
            }
        }
        if (tiding instanceof RunReport report) {
            started.take(report);
        }
        if (tiding instanceof Operation operation) {
            started.take(operation);
        }
        core.meters().add(Meter.TIDINGS, 1);
    }

    @Override
    public void close() {
        JudgeProcessorLive started = live;
        if (started != null) {
            started.end();
        }
    }
}
