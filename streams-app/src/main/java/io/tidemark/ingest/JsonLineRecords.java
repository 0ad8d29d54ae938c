package io.tidemark.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** The lines of a file of JSON lines that are not blank. Owned by one thread. */
final class JsonLineRecords implements FileRecords {
    private static final int BUFFER = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path file;
    private final CountedFile counted;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    private byte[] line = new byte[BUFFER];
    private int start;
    private int end;
    private long number;
    private boolean isTooLong;

    private JsonLineRecords(Path file, CountedFile counted) {
        this.file = file;
        this.counted = counted;
    }

    static JsonLineRecords open(Path file) {
        try {
            return new JsonLineRecords(file, CountedFile.open(file));
        } catch (IOException failure) {
            throw InvalidEventFile.unreadable(file, failure);
        }
    }

    @Override
    public boolean next() {
        try {
            while (readLine()) {
                trim();
                if (!isBlank()) {
                    return true;
                }
            }
            return false;
        } catch (IOException failure) {
            throw InvalidEventFile.unreadable(file, failure);
        }
    }

    /** Returns whether there was one more. */
    private boolean readLine() throws IOException {
        start = 0;
        end = 0;
        isTooLong = false;
        boolean isEnded = false;
        if (!fill()) {
            return false;
        }
        number++;
        while (!isEnded && fill()) {
            int from = at;
            while (at < limit && buffer[at] != '\n') {
                at++;
            }
            append(from);
            isEnded = at < limit;
            at += isEnded ? 1 : 0;
        }
        return true;
    }

    /** Returns whether the buffer holds a byte that was not read. */
    private boolean fill() throws IOException {
        if (at == limit) {
            limit = Math.max(0, counted.stream().read(buffer));
            at = 0;
        }
        return at < limit;
    }

    private void append(int from) {
        int taken = Math.min(at - from, LONGEST - end);
        isTooLong |= taken < at - from;
        if (line.length - end < taken) {
            line = Arrays.copyOf(line, Math.min(LONGEST, 2 * line.length + taken));
        }
        System.arraycopy(buffer, from, line, end, taken);
        end += taken;
    }

    private void trim() {
        if (end > 0 && line[end - 1] == '\r') {
            end--;
        }
        int marked = BYTE_ORDER_MARK.length;
        if (number == 1 && end >= marked && Arrays.equals(line, 0, marked, BYTE_ORDER_MARK, 0, marked)) {
            start = marked;
        }
    }

    private boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (line[i] != ' ' && line[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public byte[] bytes() {
        return Arrays.copyOfRange(line, start, end);
    }

    @Override
    public String fault() {
        return isTooLong ? "is longer than " + LONGEST + " bytes, more than a broker takes as one record" : "";
    }

    @Override
    public String explain(String detail) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes()));
            return detail;
        } catch (CharacterCodingException other) {
            return "is not UTF-8; convert the file: iconv -f LATIN1 -t UTF-8";
        }
    }

    @Override
    public String place() {
        return "line " + number;
    }

    @Override
    public long bytesRead() {
        return counted.bytesRead();
    }

    @Override
    public long totalBytes() {
        return counted.totalBytes();
    }

    @Override
    public void close() throws IOException {
        counted.close();
    }
}
