package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.domain.QualityRules;
import io.tidemark.ingest.CsvRejections;
import io.tidemark.ingest.FileReading;
import java.util.Set;

/**
 * What became of a file's lines in the latest reading of it, and how far that has come.
 *
 * <p>Owned by one thread.
 */
final class FileLines implements CsvRejections, BadRecord.Listener {
    private static final long REPORTED = 0xfff;

    private final String what;
    private final Monitor monitor;
    private final Progress progress;
    private OtherModelsTally others = new OtherModelsTally(Set.of());
    private long accepted;
    private long rejected;
    private String firstRejected = "";

    /** Lines of a file that the monitor describes. */
    FileLines(String what, Monitor monitor, Progress progress) {
        this.what = what;
        this.monitor = monitor;
        this.progress = progress;
    }

    /** The file is read from its beginning. */
    void begin() {
        accepted = 0;
        rejected = 0;
        firstRejected = "";
        others = new OtherModelsTally(Set.of());
    }

    /** A line was an event. */
    void accepted(FileReading file) {
        accepted++;
        if ((accepted & REPORTED) == 0) {
            progress.at(what, accepted, file.bytesRead(), file.totalBytes());
        }
    }

    @Override
    public void rejected(long line, Reason reason, String row, String detail) {
        rejected("line " + line + ": " + shown(reason, detail, monitor));
    }

    @Override
    public void bad(BadRecord found) {
        rejected(found.text());
    }

    @Override
    public void ofAnother(String model) {
        others.add(model);
    }

    private void rejected(String what) {
        if (rejected++ == 0) {
            firstRejected = what;
        }
    }

    /** Why a line is no event, or its label of no use, without its time where the monitor redacts times, or hashes anything: a line may be out of step. */
    static String shown(Reason reason, String detail, Monitor monitor) {
        String time = reason == Reason.BAD_LABEL_TIME
                ? monitor.source().csv().labels().time()
                : monitor.source().csv().time();
        boolean isHidden =
                monitor.columns().redacts(time) || monitor.columns().hash().isAsked();
        return isHidden && reason != Reason.FIELD_COUNT
                ? time + "=" + QualityRules.REDACTED + " is not a time"
                : detail;
    }

    /** Events that are of other models. */
    OtherModels.Passed others() {
        return others.sum().unmonitored();
    }

    long accepted() {
        return accepted;
    }

    long rejected() {
        return rejected;
    }

    /** Place and reason of the first line that was no event; empty if all were. */
    String firstRejected() {
        return firstRejected;
    }
}
