package io.tidemark.runtime.trial;

import io.tidemark.domain.Reading;
import io.tidemark.domain.WorldFailure;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.trial.Points.BadLine;
import io.tidemark.serde.ReadingLines;
import io.tidemark.slo.Objective;
import io.tidemark.slo.history.Plain;
import io.tidemark.slo.history.Trial;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Readings of a past time, as {@code replay --readings-out} writes them: what each SLO's indicator makes of them are its points. A file has
 * them in order of model, time and slice; a later revision of a window comes right behind the first.
 *
 * <p>Owned by one thread.
 */
final class ReadingSource {
    private static final long REPORTED = 0x3ff;
    private static final int NAMED = 20;

    private final Path file;
    private final Progress progress;
    private final List<BadLine> bad = new ArrayList<>();
    private final Set<String> slices = new LinkedHashSet<>();
    private final Set<String> windows = new LinkedHashSet<>();
    private long lines;
    private long rejected;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;
    private long windowMs;

    ReadingSource(Path file, Progress progress) {
        this.file = file;
        this.progress = progress;
    }

    /** An SLO that listens, with what is known of the slot that is now. */
    static final class Listener {
        private final Objective objective;
        private final Trial trial;
        private final List<Trial.At> now = new ArrayList<>();
        private long heard;

        Listener(Objective objective, Trial trial) {
            this.objective = objective;
            this.trial = trial;
        }

        private void take(Reading reading) {
            if (!objective.concerns(reading)) {
                return;
            }
            heard++;
            if (!now.isEmpty()
                    && now.get(0).point().startMs() != reading.window().startMs()) {
                flush();
            }
            now.add(new Trial.At(reading.scope().slice(), objective.indicator().point(reading, objective.goal())));
        }

        private void flush() {
            trial.slot(now);
            now.clear();
        }

        /** Readings that were its own. */
        long heard() {
            return heard;
        }

        Objective objective() {
            return objective;
        }
    }

    /**
     * Runs through the readings once.
     *
     * @throws WorldFailure if the file cannot be read, or no line is a reading
     */
    void each(List<Listener> listeners) {
        ReadingLines reader = new ReadingLines();
        try (BufferedReader text = new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                number++;
                if (!line.isBlank()) {
                    take(number, line, reader, listeners);
                }
            }
        } catch (NoSuchFileException missing) {
            throw new WorldFailure("there is no such file: file=" + file, missing);
        } catch (IOException failure) {
            throw new WorldFailure("cannot read file=" + file, failure);
        }
        if (lines == 0) {
            throw new WorldFailure("no line of the file is a reading: file=" + file + ", lines=" + rejected
                    + (bad.isEmpty()
                            ? ""
                            : "; the first: line " + bad.get(0).line() + " "
                                    + bad.get(0).text())
                    + "; make one by tidemark replay FILE --config M --readings-out F");
        }
        listeners.stream().filter(one -> !one.now.isEmpty()).forEach(Listener::flush);
    }

    private InputStream open() throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private void take(long number, String line, ReadingLines reader, List<Listener> listeners) {
        Reading reading;
        try {
            reading = reader.read(line);
        } catch (IllegalArgumentException wrong) {
            rejected++;
            if (bad.size() < Points.LISTED) {
                bad.add(new BadLine(number, String.valueOf(wrong.getMessage())));
            }
            return;
        }
        note(reading);
        listeners.forEach(listener -> listener.take(reading));
        if ((lines & REPORTED) == 0) {
            progress.at("running over readings", lines, 0, 0);
        }
    }

    private void note(Reading reading) {
        lines++;
        firstMs = Math.min(firstMs, reading.window().startMs());
        lastMs = Math.max(lastMs, reading.window().startMs());
        windowMs = reading.window().lengthMs();
        if (slices.size() < PointSource.MOST_SLICES) {
            slices.add(reading.scope().slice());
        }
        if (windows.size() < NAMED) {
            windows.add(reading.scope().model() + " in windows of "
                    + Plain.length(reading.window().lengthMs()) + " against "
                    + reading.comparison().word());
        }
    }

    /** What models, windows and comparisons the readings are of. */
    String windows() {
        return String.join(", ", windows);
    }

    /** What the readings are. */
    Points points() {
        return new Points(
                file.toString(),
                lines,
                rejected,
                bad,
                List.of(),
                firstMs,
                lastMs,
                windowMs,
                slices.size(),
                Points.Whole.GIVEN,
                Points.Order.SORTED);
    }
}
