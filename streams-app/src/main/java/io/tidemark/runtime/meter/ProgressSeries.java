package io.tidemark.runtime.meter;

import io.tidemark.config.Monitor;
import io.tidemark.domain.Mark;
import io.tidemark.query.Models;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far models and source partitions are, as the tasks of this instance know it. Each task of assess hears of all source partitions, so every
 * instance speaks of them; of a model's closed windows only the one that holds them.
 */
final class ProgressSeries implements Series {
    private static final double MS = 1_000;

    private final Models models;
    private final List<Monitor> monitors;
    private final Clock clock;

    /** @param models of which only what is active here answers */
    ProgressSeries(Models models, List<Monitor> monitors, Clock clock) {
        this.models = models;
        this.monitors = monitors;
        this.clock = clock;
    }

    /** A source partition. */
    private record Source(String topic, String partition, Mark mark) {
        static Source of(Mark mark) {
            int dash = mark.source().lastIndexOf('-');
            return new Source(mark.source().substring(0, dash), mark.source().substring(dash + 1), mark);
        }
    }

    @Override
    public void addTo(Page page) {
        models.all().value().forEach(model -> add(page, model));
        List<Source> sources = new ArrayList<>();
        models.sources().value().forEach(mark -> sources.add(Source.of(mark)));
        sources.forEach(source -> add(page, source));
        for (Monitor monitor : monitors) {
            add(page, monitor);
            sources.stream()
                    .filter(source -> monitor.source().topics().contains(source.topic()))
                    .forEach(source -> addDelay(page, monitor.model(), source));
        }
    }

    private static void add(Page page, Monitor monitor) {
        page.gauge("tidemark_model_window_seconds", "Length of the model's windows", "model")
                .row(monitor.windows().size().toMillis() / MS, monitor.model());
        page.gauge("tidemark_model_lateness_seconds", "How long a window waits for late events", "model")
                .row(monitor.windows().lateness().toMillis() / MS, monitor.model());
    }

    private static void add(Page page, Models.Model model) {
        if (model.slices() > 0) {
            page.gauge("tidemark_model_slices", "Slices whose windows this instance closes", "model")
                    .row(model.slices(), model.name());
        }
        if (model.closedThroughMs() != Long.MIN_VALUE) {
            page.gauge(
                            "tidemark_model_closed_through_timestamp_seconds",
                            "Event time up to which all windows of all events are closed",
                            "model")
                    .row(model.closedThroughMs() / MS, model.name());
        }
    }

    private static void add(Page page, Source source) {
        if (isKnown(source)) {
            page.gauge(
                            "tidemark_source_newest_event_timestamp_seconds",
                            "Event time of the newest event of a source partition",
                            "topic",
                            "partition")
                    .row(source.mark().newestEventTimeMs() / MS, source.topic(), source.partition());
        }
        page.gauge(
                        "tidemark_source_state",
                        "1 for the state of a source partition: flowing, idle or ended",
                        "topic",
                        "partition",
                        "state")
                .row(
                        1,
                        source.topic(),
                        source.partition(),
                        source.mark().state().name().toLowerCase(Locale.ROOT));
    }

    private void addDelay(Page page, String model, Source source) {
        if (isKnown(source)) {
            page.gauge(
                            "tidemark_watermark_delay_seconds",
                            "From the newest event of a source partition, by its event time, to now",
                            "model",
                            "topic",
                            "partition")
                    .row(
                            (clock.millis() - source.mark().newestEventTimeMs()) / MS,
                            model,
                            source.topic(),
                            source.partition());
        }
    }

    private static boolean isKnown(Source source) {
        return source.mark().newestEventTimeMs() != Long.MIN_VALUE;
    }
}
