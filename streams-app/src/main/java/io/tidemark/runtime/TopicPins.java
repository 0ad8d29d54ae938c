package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.GridBook;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.TopicDecoders;
import io.tidemark.pin.Pin;
import io.tidemark.pin.Pinner;
import io.tidemark.topology.MonitorRules;
import io.tidemark.topology.Topics;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes references of what the monitors' topics hold, and publishes them. */
final class TopicPins {
    private static final Logger log = LoggerFactory.getLogger(TopicPins.class);

    private final AppSettings settings;
    private final MonitorFile file;
    private final Topics topics;
    private final SchemaSource schemas;

    TopicPins(AppSettings settings, MonitorFile file, Topics topics, SchemaSource schemas) {
        this.settings = settings;
        this.file = file;
        this.topics = topics;
        this.schemas = schemas;
    }

    /** A pinner of the monitor's events on its topic. */
    Pinner pinner(Monitor monitor) {
        return pinner(monitor, monitor.source().topic());
    }

    private Pinner pinner(Monitor monitor, String topic) {
        return new Pinner(
                monitor,
                MonitorRules.profile(monitor, monitor.windows().size().toMillis()),
                new TopicScan(settings, topic, new TopicDecoders(file.monitors(), schemas)));
    }

    /**
     * Publishes a monitor's pin, with what its training events are counted as where it wants them, and says what it was made of.
     *
     * @param before what the model's book said until now
     * @throws ClusterFailure if the cluster does not take it
     */
    void publish(Monitor monitor, Pin made, GridBook before) {
        Pin pin = monitor.references().comparisons().has(Comparison.TRAINING) ? withTraining(monitor, made) : made;
        new PinPublisher(settings, topics, Clock.systemUTC()).publish(pin, before);
        MeasuredColumns.unknown(monitor, pin)
                .forEach(column -> log.warn(
                        "the monitor names a column that no event of the reference has model={} column={}",
                        monitor.model(),
                        column));
        MeasuredColumns.unfit(monitor, pin).forEach(log::warn);
        log.info(
                "pinned model={} from={} to={} events={} columns={} slices={} validFrom={}",
                pin.model(),
                Instant.ofEpochMilli(pin.range().startMs()),
                Instant.ofEpochMilli(pin.range().endMs()),
                pin.events(),
                pin.era().grids().size(),
                pin.slices().size(),
                Instant.ofEpochMilli(Math.max(pin.range().startMs(), pin.era().validFromMs())));
    }

    private Pin withTraining(Monitor monitor, Pin pin) {
        Pinner training = pinner(monitor, monitor.source().bringingTraining());
        return pin.with(training.training(pin.era(), pin.references().get(0).id()));
    }
}
