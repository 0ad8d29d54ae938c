package io.tidemark.runtime.trial;

import io.tidemark.domain.Scope;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.PointFile;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.trial.Points.BadLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A file of points that can be run through in order of time. It is read twice: once to see what it is, once to use it. One that is not
 * in order of time is sorted in memory, up to {@value #MOST_UNSORTED} lines.
 *
 * <p>Owned by one thread.
 */
final class PointSource {
    /** Lines of a file that is not in order of time. */
    static final int MOST_UNSORTED = 8_000_000;

    private static final long LONGEST_UNSORTED_MS = Duration.ofDays(30 * 365).toMillis();

    /** Slices of a file. */
    static final int MOST_SLICES = 100_000;

    private static final long REPORTED = 0xffff;

    private final Path file;
    private final List<String> dimensions;
    private final Progress progress;
    private final List<BadLine> bad = new ArrayList<>();
    private final Set<String> slices = new HashSet<>();
    private final Resolution inFileOrder = new Resolution();
    private List<String> ignored = List.of();
    private long lines;
    private long rejected;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;
    private boolean isSorted = true;

    private PointSource(Path file, List<String> dimensions, Progress progress) {
        this.file = file;
        this.dimensions = List.copyOf(dimensions);
        this.progress = progress;
    }

    /**
     * Looks at a file.
     *
     * @param dimensions columns that name the slice; empty for the column {@code slice}, if there is one
     * @throws WorldFailure if it cannot be read, has no line that can be used, or is more than can be sorted
     */
    static PointSource open(Path file, List<String> dimensions, Progress progress) {
        PointSource source = new PointSource(file, dimensions, progress);
        source.look();
        source.check();
        return source;
    }

    private void look() {
        read(
                "looking at the points",
                (line, text) -> {
                    rejected++;
                    if (bad.size() < Points.LISTED) {
                        bad.add(new BadLine(line, text));
                    }
                },
                (timeMs, slice, good, wrong) -> {
                    isSorted &= timeMs >= lastMs;
                    firstMs = Math.min(firstMs, timeMs);
                    lastMs = Math.max(lastMs, timeMs);
                    lines++;
                    if (slices.size() <= MOST_SLICES) {
                        slices.add(slice);
                        inFileOrder.note(timeMs, slice);
                    }
                });
    }

    private void check() {
        if (lines == 0) {
            throw new WorldFailure("no line of the file can be used: file=" + file + ", lines=" + rejected
                    + (bad.isEmpty()
                            ? "; write lines below the header, 2026-11-22T01:02:00Z,997,1000"
                            : "; the first: line " + bad.get(0).line() + " "
                                    + bad.get(0).text()));
        }
        if (slices.size() > MOST_SLICES) {
            throw new WorldFailure("the file has too many slices: file=" + file + ", slices>" + MOST_SLICES
                    + "; take fewer, or another --slice-column");
        }
        if (!isSorted && (lines > MOST_UNSORTED || lastMs - firstMs > LONGEST_UNSORTED_MS)) {
            throw new WorldFailure("the file is not in order of time and too long to be sorted here: file=" + file
                    + ", lines=" + lines + " of at most " + MOST_UNSORTED + ", from " + Instant.ofEpochMilli(firstMs)
                    + " to " + Instant.ofEpochMilli(lastMs) + " of at most 30 years; sort it by its time first");
        }
    }

    private void read(String what, PointFile.Rejected listener, Points.Taker taker) {
        try (PointFile points = PointFile.open(file, dimensions, listener)) {
            ignored = points.ignored();
            while (points.next()) {
                taker.take(points.timeMs(), points.slice(), points.good(), points.bad());
                if ((points.accepted() & REPORTED) == 0) {
                    progress.at(what, points.accepted(), points.bytesRead(), points.totalBytes());
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read a file: path=" + file, failure);
        }
    }

    /** What the file is. */
    Points points() {
        return new Points(
                file.toString(),
                lines,
                rejected,
                bad,
                ignored,
                firstMs,
                lastMs,
                resolutionMs(),
                slices.size(),
                slices.contains(Scope.ALL) ? Points.Whole.GIVEN : Points.Whole.SUMMED,
                isSorted ? Points.Order.SORTED : Points.Order.UNSORTED);
    }

    private long resolutionMs() {
        Resolution resolution = inFileOrder;
        if (!isSorted) {
            resolution = new Resolution();
            Resolution sorted = resolution;
            sorted().each((timeMs, slice, good, wrong) -> sorted.note(timeMs, slice));
        }
        return resolution.usualMs(Math.max(1, lastMs - firstMs));
    }

    /** Runs through the points in order of time; those of one instant in file order. */
    void each(Points.Taker taker) {
        if (isSorted) {
            read("running", (line, text) -> {}, taker);
        } else {
            sorted().each(taker);
        }
    }

    private SortedPoints sorted() {
        SortedPoints sorted = new SortedPoints((int) lines, firstMs);
        read("sorting", (line, text) -> {}, sorted::add);
        return sorted;
    }
}
