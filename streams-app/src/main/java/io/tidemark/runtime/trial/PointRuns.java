package io.tidemark.runtime.trial;

import io.tidemark.domain.WorldFailure;
import io.tidemark.slo.Point;
import io.tidemark.slo.Slot;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Points of several SLOs that come in any order, to be run through in order of time, SLO, slice, revision and coming: so a later revision
 * of a slot comes right behind the first, however late it was. A limited number is in memory; the others wait on disk, sorted, a file
 * each time the memory was full, and the files are merged.
 *
 * <pre>
 * a file, big-endian: start ms 8 │ SLO 4 │ slice, length 2 and UTF-8 │ revision 4 │ coming 8 │ kind 1 │ good 8 │ bad 8 │ last 1, and again
 * </pre>
 *
 * <p>Only the process that wrote a file reads it. Owned by one thread.
 */
final class PointRuns implements AutoCloseable {
    /** Points in memory, about 100 bytes each. */
    static final int MOST_HELD = 500_000;

    private static final int BUFFER = 1 << 14;
    private static final Slot.Kind[] KINDS = Slot.Kind.values();
    private static final Comparator<Entry> ORDER = Comparator.comparingLong((Entry entry) -> entry.point.startMs())
            .thenComparingInt(Entry::slo)
            .thenComparing(Entry::slice)
            .thenComparingInt(entry -> entry.point.revision())
            .thenComparingLong(Entry::coming);

    private final int mostHeld;
    private final List<Entry> held = new ArrayList<>();
    private final Map<String, String> slices = new HashMap<>();
    private final List<Path> files = new ArrayList<>();
    private long coming;

    /** @param mostHeld points in memory, at most */
    PointRuns(int mostHeld) {
        this.mostHeld = mostHeld;
    }

    private record Entry(int slo, String slice, Point point, long coming) {}

    /** Takes a point of the SLO of that number. */
    void add(int slo, String slice, Point point) {
        if (held.size() == mostHeld) {
            spill();
        }
        held.add(new Entry(slo, slices.computeIfAbsent(slice, same -> same), point, coming));
        coming++;
    }

    private void spill() {
        held.sort(ORDER);
        try {
            Path file = Files.createTempFile("tidemark-points-", ".tmp");
            files.add(file);
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
                for (Entry entry : held) {
                    write(out, entry);
                }
            }
        } catch (IOException failure) {
            throw new WorldFailure("cannot write a temporary file of points: points=" + held.size(), failure);
        }
        held.clear();
        slices.clear();
    }

    private static void write(DataOutputStream out, Entry entry) throws IOException {
        out.writeLong(entry.point.startMs());
        out.writeInt(entry.slo);
        out.writeUTF(entry.slice);
        out.writeInt(entry.point.revision());
        out.writeLong(entry.coming);
        out.writeByte(entry.point.slot().kind().ordinal());
        out.writeLong(entry.point.slot().good());
        out.writeLong(entry.point.slot().bad());
        out.writeBoolean(entry.point.isLast());
    }

    /** Takes points. */
    interface Taker {
        void take(int slo, String slice, Point point);
    }

    /** Runs through all points once. */
    void each(Taker taker) {
        held.sort(ORDER);
        PriorityQueue<Run> runs = new PriorityQueue<>(Comparator.comparing(Run::head, ORDER));
        List<Run> opened = new ArrayList<>();
        try {
            for (Path file : files) {
                Run run = new Run(new FileEntries(file));
                opened.add(run);
                runs.add(run);
            }
            if (!held.isEmpty()) {
                runs.add(new Run(held.iterator()));
            }
            merge(runs, taker);
        } finally {
            opened.forEach(Run::close);
        }
    }

    private static void merge(PriorityQueue<Run> runs, Taker taker) {
        for (Run run = runs.poll(); run != null; run = runs.poll()) {
            Entry entry = run.head();
            taker.take(entry.slo, entry.slice, entry.point);
            if (run.advance()) {
                runs.add(run);
            }
        }
    }

    /** Sorted points; one at least. */
    private static final class Run {
        private final Iterator<Entry> entries;
        private Entry head;

        Run(Iterator<Entry> entries) {
            this.entries = entries;
            this.head = entries.next();
        }

        Entry head() {
            return head;
        }

        boolean advance() {
            if (!entries.hasNext()) {
                return false;
            }
            head = entries.next();
            return true;
        }

        void close() {
            if (entries instanceof FileEntries file) {
                file.close();
            }
        }
    }

    /** The points of a file. */
    private static final class FileEntries implements Iterator<Entry> {
        private final Path file;
        private final DataInputStream in;
        private @Nullable Entry next;

        FileEntries(Path file) {
            this.file = file;
            try {
                this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
            } catch (IOException failure) {
                throw new WorldFailure("cannot read a temporary file of points: path=" + file, failure);
            }
            this.next = read();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Entry next() {
            Entry now = next;
            if (now == null) {
                throw new java.util.NoSuchElementException("no more points: path=" + file);
            }
            next = read();
            return now;
        }

        private @Nullable Entry read() {
            try {
                long startMs = in.readLong();
                int slo = in.readInt();
                String slice = in.readUTF();
                int revision = in.readInt();
                long order = in.readLong();
                Slot slot = new Slot(KINDS[in.readByte()], in.readLong(), in.readLong());
                return new Entry(slo, slice, new Point(startMs, revision, slot, in.readBoolean()), order);
            } catch (EOFException end) {
                return null;
            } catch (IOException failure) {
                throw new WorldFailure("cannot read a temporary file of points: path=" + file, failure);
            }
        }

        void close() {
            try {
                in.close();
            } catch (IOException failure) {
                throw new WorldFailure("cannot close a temporary file of points: path=" + file, failure);
            }
        }
    }

    @Override
    public void close() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException failure) {
                throw new WorldFailure("cannot delete a temporary file: path=" + file, failure);
            }
        }
    }
}
