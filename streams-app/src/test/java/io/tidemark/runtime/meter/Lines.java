package io.tidemark.runtime.meter;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The samples of series as Prometheus reads them, without comments. */
final class Lines {
    private Lines() {}

    static List<String> of(Series series) {
        Page page = new Page();
        series.addTo(page);
        return of(page.snapshots());
    }

    static List<String> of(MetricSnapshots snapshots) {
        return text(snapshots).lines().filter(line -> !line.startsWith("#")).toList();
    }

    static String text(MetricSnapshots snapshots) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, snapshots);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
