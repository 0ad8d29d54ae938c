package io.tidemark.ingest;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** An opened file: unzipped if it is gzip, its bytes as stored counted. Owned by one thread, but for {@link #bytesRead()}. */
final class CountedFile implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final long totalBytes;
    private final CountingStream counting;
    private final InputStream stream;

    private CountedFile(long totalBytes, CountingStream counting, InputStream stream) {
        this.totalBytes = totalBytes;
        this.counting = counting;
        this.stream = stream;
    }

    static CountedFile open(Path file) throws IOException {
        CountingStream counting = new CountingStream(Files.newInputStream(file));
        InputStream stream = unzipped(new BufferedInputStream(counting, BUFFER));
        return new CountedFile(Files.size(file), counting, stream);
    }

    private static InputStream unzipped(BufferedInputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        return first == GZIP_FIRST && second == GZIP_SECOND ? new GZIPInputStream(in, BUFFER) : in;
    }

    /** What is in the file. */
    InputStream stream() {
        return stream;
    }

    /** Bytes of the file, as stored, that have been read. */
    long bytesRead() {
        return counting.bytes;
    }

    /** Size of the file, as stored. */
    long totalBytes() {
        return totalBytes;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    /** Counts what is read; read by other threads for progress. */
    private static final class CountingStream extends FilterInputStream {
        private volatile long bytes;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            add(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            add(Math.max(0, count));
            return count;
        }

        private void add(long count) {
            long sum = bytes + count;
            bytes = sum;
        }
    }
}
