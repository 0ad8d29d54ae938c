package io.tidemark.runtime;

import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The layout of what was read of a topic and its labels, in a file that goes with the process that wrote it. Big-endian:
 *
 * <pre>
 * magic     8 bytes  "TMCOPY" 0 1
 * entries, to the end of the file:
 *   kind    1 byte   'E' an event · 'L' a label · 'B' a record that is no event
 *   of E and B:      partition int · offset long · time of the log long
 *   of B:            reason, its ordinal, int · detail, its length in UTF-8, int · detail
 *   of L:            time of the prediction long · time at which it became known long
 *   length  int      of the record's value
 *   value            as it stood in its topic
 * </pre>
 */
final class CopyFile {
    private static final byte[] MAGIC = {'T', 'M', 'C', 'O', 'P', 'Y', 0, 1};
    private static final int BUFFER = 1 << 16;
    private static final Reason[] REASONS = Reason.values();

    private CopyFile() {}

    /** Where a record stood. */
    record Place(int partition, long offset, long recordTimeMs) {}

    /** What stands in it. */
    sealed interface Entry {
        byte[] value();
    }

    record Event(Place place, byte[] value) implements Entry {}

    record Label(long madeMs, long knownMs, byte[] value) implements Entry {}

    record Bad(Place place, Rejection why, byte[] value) implements Entry {}

    /** Whether it is such a file. */
    static boolean is(Path path) {
        try (var in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Writes entries, in their order. Owned by one thread. */
    static final class Writer implements AutoCloseable {
        private final DataOutputStream out;

        Writer(Path path) throws IOException {
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), BUFFER));
            out.write(MAGIC);
        }

        void write(Entry entry) throws IOException {
            if (entry instanceof Event event) {
                out.writeByte('E');
                write(event.place());
            } else if (entry instanceof Label label) {
                out.writeByte('L');
                out.writeLong(label.madeMs());
                out.writeLong(label.knownMs());
            } else if (entry instanceof Bad bad) {
                out.writeByte('B');
                write(bad.place());
                out.writeInt(bad.why().reason().ordinal());
                write(bad.why().detail().getBytes(StandardCharsets.UTF_8));
            }
            write(entry.value());
        }

        private void write(Place place) throws IOException {
            out.writeInt(place.partition());
            out.writeLong(place.offset());
            out.writeLong(place.recordTimeMs());
        }

        private void write(byte[] bytes) throws IOException {
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Reads entries, in their order. Owned by one thread. */
    static final class Reader implements AutoCloseable {
        private final DataInputStream in;
        private long bytes = MAGIC.length;

        Reader(Path path) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER));
            in.skipNBytes(MAGIC.length);
        }

        /** The next one; null at the end. */
        @Nullable
        Entry next() throws IOException {
            int kind = in.read();
            return switch (kind) {
                case -1 -> null;
                case 'E' -> new Event(place(), value());
                case 'L' -> new Label(in.readLong(), in.readLong(), value());
                case 'B' -> new Bad(place(), why(), value());
                default -> throw new IOException("an entry of no known kind: kind=" + kind);
            };
        }

        private Place place() throws IOException {
            return new Place(in.readInt(), in.readLong(), in.readLong());
        }

        private Rejection why() throws IOException {
            return new Rejection(REASONS[in.readInt()], new String(value(), StandardCharsets.UTF_8));
        }

        private byte[] value() throws IOException {
            byte[] value = in.readNBytes(in.readInt());
            bytes += value.length;
            return value;
        }

        /** Bytes of values so far. */
        long bytes() {
            return bytes;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
