package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.domain.Observation;
import io.tidemark.domain.PredictionId;
import io.tidemark.ingest.RecordDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Records of a topic and of its labels on their way into a copy: events of one model, and the labels of those that are predictions, each behind its prediction,
 * whichever came first.
 *
 * <p>Owned by one thread.
 */
final class CopiedRecords {
    private static final int REPORTED = 0xfff;
    private static final int MOST_WAITING = 1_000_000;

    private final TopicCopy.Request request;
    private final Monitor monitor;
    private final RecordDecoder decoder;
    private final CopyFile.Writer out;
    private final Progress progress;
    private final Observation seen = new Observation();
    private final OtherModelsTally others = new OtherModelsTally(Set.of());
    private final Map<PredictionId, Long> madeMs = new HashMap<>();
    private final Map<PredictionId, List<Early>> early = new LinkedHashMap<>();
    private long rows;
    private long events;
    private long labels;
    private long strayLabels;
    private long bad;
    private String firstBad = "";
    private long outside;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;
    private boolean isCut;

    CopiedRecords(
            TopicCopy.Request request, Monitor monitor, RecordDecoder decoder, CopyFile.Writer out, Progress progress) {
        this.request = request;
        this.monitor = monitor;
        this.decoder = decoder;
        this.out = out;
        this.progress = progress;
    }

    /** A label whose prediction has not come yet. */
    private record Early(long knownMs, byte[] value) {}

    /** Takes a record of either topic; returns whether to go on. */
    boolean take(MergedLog.Found found, MergedLog log) {
        try {
            return found.place().topic().equals(request.topic()) ? takeEvent(found, log) : takeLabel(found);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot keep what was read of the topic", failure);
        }
    }

    private boolean takeEvent(MergedLog.Found found, MergedLog log) throws IOException {
        if (events + bad >= request.rows()) {
            isCut = true;
            log.leave(request.topic());
            return !monitor.labels().topic().isEmpty();
        }
        rows++;
        if ((rows & REPORTED) == 0) {
            progress.at("reading " + request.topic(), rows, 0, 0);
        }
        if (found.rejection() == null) {
            decode(found);
            takeOurs(found);
        } else if (found.value().length > 0) {
            takeBad(found);
        }
        return true;
    }

    private void decode(MergedLog.Found found) {
        seen.cameFrom(found.place().topic(), found.place().partition(), found.offset(), found.recordTimeMs());
        decoder.decode(found.value(), seen);
    }

    private void takeBad(MergedLog.Found found) throws IOException {
        CopyFile.Bad entry = new CopyFile.Bad(place(found), Objects.requireNonNull(found.rejection()), found.value());
        if (bad++ == 0) {
            firstBad = TopicCopy.place(request.topic(), entry.place()) + ": "
                    + entry.why().reason() + " " + entry.why().detail();
        }
        out.write(entry);
    }

    private static CopyFile.Place place(MergedLog.Found found) {
        return new CopyFile.Place(found.place().partition(), found.offset(), found.recordTimeMs());
    }

    private void takeOurs(MergedLog.Found found) throws IOException {
        if (isOfAnother()) {
            others.add(seen.model());
            return;
        }
        firstMs = Math.min(firstMs, seen.eventTimeMs());
        lastMs = Math.max(lastMs, seen.eventTimeMs());
        if (request.range().isPresent() && !request.range().get().contains(seen.eventTimeMs())) {
            outside++;
        } else if (!seen.request().isOfDependency()) {
            events++;
            out.write(new CopyFile.Event(place(found), found.value()));
            if (monitor.labels().areThere() && seen.predictionIdLength() > 0) {
                predicted(predictionId(), seen.eventTimeMs());
            }
        }
    }

    private boolean isOfAnother() {
        return !seen.isOfItsTopic()
                && !seen.request().isOfDependency()
                && !seen.model().equals(monitor.model());
    }

    private PredictionId predictionId() {
        return PredictionId.of(seen.bytes(), seen.predictionIdOffset(), seen.predictionIdLength());
    }

    /** Of two predictions of one id the first counts. */
    private void predicted(PredictionId id, long timeMs) throws IOException {
        if (madeMs.putIfAbsent(id, timeMs) != null) {
            return;
        }
        List<Early> known = early.remove(id);
        if (known != null) {
            for (Early label : known) {
                write(timeMs, label);
            }
        }
    }

    private void write(long timeMs, Early label) throws IOException {
        labels++;
        out.write(new CopyFile.Label(timeMs, label.knownMs(), label.value()));
    }

    /** Labels that are known later than any that would be taken are not looked for. */
    private boolean takeLabel(MergedLog.Found found) throws IOException {
        if (isCut && found.timeMs() > lastMs + monitor.labels().spans().horizonMs()) {
            return false;
        }
        if (found.rejection() != null) {
            return true;
        }
        decode(found);
        if (!isOfAnother()) {
            Early label = new Early(seen.eventTimeMs(), found.value());
            PredictionId id = predictionId();
            Long timeMs = madeMs.get(id);
            if (timeMs == null) {
                early.computeIfAbsent(id, ignored -> new ArrayList<>()).add(label);
                forgetOldest();
            } else {
                write(timeMs, label);
            }
        }
        return true;
    }

    private void forgetOldest() {
        if (early.size() > MOST_WAITING) {
            Iterator<List<Early>> oldest = early.values().iterator();
            strayLabels += oldest.next().size();
            oldest.remove();
        }
    }

    long events() {
        return events;
    }

    long labels() {
        return labels;
    }

    /** Labels of predictions that were not read. */
    long strayLabels() {
        return strayLabels + early.values().stream().mapToLong(List::size).sum();
    }

    /** Records that are no events. */
    long bad() {
        return bad;
    }

    /** Place and reason of the first of them. */
    String firstBad() {
        return firstBad;
    }

    OtherModels.Passed others() {
        return others.sum().unmonitored();
    }

    /** Events of the model whose time was not asked for. */
    long outside() {
        return outside;
    }

    /** Event time of the earliest event of the model, asked for or not. */
    long firstMs() {
        return firstMs;
    }

    long lastMs() {
        return lastMs;
    }

    /** Whether there are more records than were to be read. */
    boolean isCut() {
        return isCut;
    }
}
