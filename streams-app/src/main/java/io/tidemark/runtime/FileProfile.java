package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.pin.Pin;
import io.tidemark.serde.Registry;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.store.GridBookCodec;
import io.tidemark.topology.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;

/** The profile of a file, grids and reference of every slice, and its way to the topics of a running application. */
public final class FileProfile {
    private static final int WINDOWS_AHEAD = 2;

    private final Pin pin;

    private FileProfile(Pin pin) {
        this.pin = pin;
    }

    /** A column of the whole file. */
    public record Column(
            String name, String kind, int cells, long rows, double missing, double phi, boolean isPhiKnown) {}

    /**
     * Makes one.
     *
     * @param version what people call this version; empty for a hash of what it holds
     * @param validFrom says from which event time on it holds
     * @throws io.tidemark.ingest.InvalidCsvFile if the file cannot be read as the monitor says
     * @throws io.tidemark.pin.PinFailure if it holds no event of the range that the monitor pins
     */
    public static FileProfile of(Path file, Monitor monitor, String version, LongSupplier validFrom) {
        Pin pin = InputFile.open(file, monitor, new Registry("mock://profile"))
                .pin(new FileLines(monitor.model(), monitor, Progress.SILENT), validFrom);
        return new FileProfile(version.isEmpty() ? pin : pin.as(version));
    }

    /** The start of the window after the next: no event of it has been counted on other grids. */
    public static long ahead(Monitor monitor, Clock clock) {
        long windowMs = monitor.windows().size().toMillis();
        return (Math.floorDiv(clock.millis(), windowMs) + WINDOWS_AHEAD) * windowMs;
    }

    /** Puts it on the topics beside the grids that are there, which go on to hold until it does; creates the topics if need be. */
    public void publish(AppSettings settings, Clock clock) {
        Topics topics = new Topics(settings.applicationId(), Map.of());
        try (Admin admin = ClusterFailure.admin(MonitorApp.clientProperties(settings))) {
            new TopicSetup(admin).createOwn(topics, settings.partitions(), ReadingsKept.AT_LEAST);
        }
        Map<String, byte[]> records = new GridsTopic(settings, topics).read();
        GridBook before = GridBookCodec.read(pin.model(), records::get);
        new PinPublisher(settings, topics, clock).publish(pin, before);
    }

    /** Name and version, as readings have it. */
    public String name() {
        return whole().name();
    }

    /** Start of the file's first window. */
    public Instant from() {
        return Instant.ofEpochMilli(pin.range().startMs());
    }

    /** End of its last window. */
    public Instant to() {
        return Instant.ofEpochMilli(pin.range().endMs());
    }

    /** From which event time on windows are compared with it. */
    public Instant validFrom() {
        return Instant.ofEpochMilli(pin.era().validFromMs());
    }

    public long events() {
        return pin.events();
    }

    public int slices() {
        return pin.slices().size();
    }

    /** Windows that φ was measured on. */
    public int windows() {
        return whole().rows().dispersion().windows();
    }

    /** The columns of the whole, in their order. */
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        whole().columns().forEach((name, found) -> columns.add(column(name, found)));
        return columns;
    }

    private Column column(String name, ColumnReference found) {
        Grid grid = Objects.requireNonNull(pin.era().grids().get(name));
        Counts counts = found.counts();
        return new Column(
                name,
                grid.kind().name().toLowerCase(Locale.ROOT),
                grid.cells(),
                counts.seen(),
                counts.seen() == 0 ? 0 : (double) counts.missing() / counts.seen(),
                found.dispersion().at(1),
                found.dispersion().isKnown());
    }

    private Reference whole() {
        return pin.references().stream()
                .filter(reference -> reference.scope().slice().equals(Scope.ALL))
                .findFirst()
                .orElseThrow();
    }
}
