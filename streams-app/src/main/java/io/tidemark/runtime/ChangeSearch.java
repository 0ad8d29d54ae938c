package io.tidemark.runtime;

import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.CsvColumn;
import io.tidemark.stats.detector.Detector;
import io.tidemark.stats.detector.DetectorName;
import io.tidemark.stats.detector.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A detector run over a column of a file, row by row.
 *
 * @param detector its name with all parameters
 * @param rows rows of the file
 * @param skipped rows whose value is missing, no number, NaN or infinite: the detector does not see them
 * @param changes what it told, in file order
 * @param silent falls at which it begins anew without telling
 * @param warnings where its warning began
 * @param samples the detector after every so many values; empty if not asked for
 * @param last the detector after the last value
 */
public record ChangeSearch(
        String detector,
        long rows,
        long skipped,
        List<Change> changes,
        List<Change> silent,
        List<Change> warnings,
        List<Sample> samples,
        Sample last) {
    /** Most changes, warnings and samples that are kept of each. */
    public static final int MOST = 100_000;

    /**
     * A signal at a row.
     *
     * @param row from 0, the header not counted
     * @param time of the row as written; empty if the file has none
     * @param isRise whether what the detector watches went up
     * @param estimate the detector's mean after it
     */
    public record Change(long row, String time, boolean isRise, double estimate) {}

    /** What the detector holds after a row. */
    public record Sample(long row, double estimate, long width) {}

    /**
     * Runs a detector.
     *
     * @param name of the detector, as in {@link DetectorName}
     * @param every after how many values a sample is kept; 0 for never
     * @throws WorldFailure if the file cannot be read, has no such column or no number in it, or there is no such detector
     */
    public static ChangeSearch run(Path file, String column, String name, int every) {
        DetectorName detector = named(name);
        try (CsvColumn values = CsvColumn.open(file, column)) {
            ChangeSearch found = new Run(detector, every).over(values);
            if (found.skipped() == found.rows()) {
                throw new WorldFailure("no number in the column: column=" + column + ", rows=" + found.rows()
                        + ", file=" + file + "; a detector watches numbers");
            }
            return found;
        } catch (IOException e) {
            throw new WorldFailure("cannot read file=" + file, e);
        }
    }

    private static DetectorName named(String name) {
        try {
            return DetectorName.parse(name);
        } catch (IllegalArgumentException e) {
            throw new WorldFailure(String.valueOf(e.getMessage()));
        }
    }

    private static final class Run {
        private final DetectorName name;
        private final Detector detector;
        private final int every;
        private final List<Change> changes = new ArrayList<>();
        private final List<Change> silent = new ArrayList<>();
        private final List<Change> warnings = new ArrayList<>();
        private final List<Sample> samples = new ArrayList<>();
        private Signal before = Signal.NONE;
        private long seen;

        private Run(DetectorName name, int every) {
            this.name = name;
            this.detector = name.detector();
            this.every = every;
        }

        private ChangeSearch over(CsvColumn values) {
            long rows = 0;
            while (values.next()) {
                rows++;
                if (Double.isFinite(values.value())) {
                    take(values);
                }
            }
            return new ChangeSearch(
                    name.text(), rows, rows - seen, changes, silent, warnings, samples, sample(rows - 1));
        }

        private void take(CsvColumn values) {
            Signal signal = detector.update(values.value());
            seen++;
            if (signal.isChange()) {
                keep(name.isTold(signal) ? changes : silent, values, signal);
            } else if (signal == Signal.WARNING && before != Signal.WARNING) {
                keep(warnings, values, signal);
            }
            before = signal;
            if (every > 0 && seen % every == 0 && samples.size() < MOST) {
                samples.add(sample(values.row()));
            }
        }

        private void keep(List<Change> list, CsvColumn values, Signal signal) {
            if (list.size() < MOST) {
                list.add(new Change(values.row(), values.time(), signal != Signal.DECREASE, detector.estimate()));
            }
        }

        private Sample sample(long row) {
            return new Sample(row, detector.estimate(), detector.width());
        }
    }
}
