package io.tidemark.runtime.trial;

import io.tidemark.domain.Reading;
import io.tidemark.domain.WorldFailure;
import io.tidemark.runtime.Progress;
import io.tidemark.serde.ReadingLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Readings of a past time, as {@code replay --readings-out} writes them: what each SLO's indicator makes of them are its points. A file has
 * them in order of model, time and slice; a later revision of a window comes right behind the first.
 *
 * <p>Owned by one thread.
 */
final class ReadingSource {
    private static final long REPORTED = 0x3ff;

    private final Path file;
    private final Progress progress;
    private final SeenReadings seen;

    ReadingSource(Path file, Progress progress) {
        this.file = file;
        this.progress = progress;
        this.seen = new SeenReadings(file.toString());
    }

    /**
     * Runs through the readings once.
     *
     * @throws WorldFailure if the file cannot be read, or no line is a reading
     */
    SeenReadings each(List<SlotListener> listeners) {
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
        if (seen.count() == 0) {
            throw new WorldFailure("no line of the file is a reading: file=" + file + ", lines=" + seen.rejects()
                    + "; make one by tidemark replay FILE --config M --readings-out F");
        }
        listeners.forEach(SlotListener::finish);
        return seen;
    }

    private InputStream open() throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private void take(long number, String line, ReadingLines reader, List<SlotListener> listeners) {
        Reading reading;
        try {
            reading = reader.read(line);
        } catch (IllegalArgumentException wrong) {
            seen.reject(number, String.valueOf(wrong.getMessage()));
            return;
        }
        seen.note(reading);
        for (SlotListener listener : listeners) {
            if (listener.objective().concerns(reading)) {
                listener.take(reading.scope().slice(), listener.point(reading));
            }
        }
        if ((seen.count() & REPORTED) == 0) {
            progress.at("running over readings", seen.count(), 0, 0);
        }
    }
}
