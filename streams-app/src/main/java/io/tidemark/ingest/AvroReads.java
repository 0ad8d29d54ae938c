package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import io.tidemark.stats.HotPath;

/**
 * Reads single fields of a record into the places of an observation's frame; what a {@link AvroBody} calls, one after the other.
 *
 * <p>Each method takes where its field begins and returns where the next one does. Bytes behind the record's end may be read; a text that would reach
 * beyond it may not.
 */
final class AvroReads {
    private AvroReads() {}

    @HotPath
    static int real(byte[] bytes, int at, AvroCursor in, Observation out, int place) {
        out.numberSlots()[place] = AvroCursor.doubleAt(bytes, at);
        return at + 8;
    }

    @HotPath
    static int single(byte[] bytes, int at, AvroCursor in, Observation out, int place) {
        out.numberSlots()[place] = AvroCursor.floatAt(bytes, at);
        return at + 4;
    }

    @HotPath
    static int truth(byte[] bytes, int at, AvroCursor in, Observation out, int place) {
        out.numberSlots()[place] = bytes[at] == 0 ? 0 : 1;
        return at + 1;
    }

    @HotPath
    static int whole(byte[] bytes, int at, AvroCursor in, Observation out, int place) {
        int first = bytes[at];
        if (first >= 0) {
            out.numberSlots()[place] = first >>> 1 ^ -(first & 1);
            return at + 1;
        }
        in.moveTo(at);
        out.numberSlots()[place] = in.readLong();
        return in.position();
    }

    @HotPath
    static int text(byte[] bytes, int at, AvroCursor in, Observation out, int place) {
        long length = bytes[at];
        int start = at + 1;
        if (length < 0) {
            in.moveTo(at);
            length = in.readLong();
            start = in.position();
        } else {
            length = length >>> 1 ^ -(length & 1);
        }
        if (length < 0 || length > in.end() - start) {
            throw new IndexOutOfBoundsException("a length reaches beyond the record: length=" + length);
        }
        out.textSlots()[place] = start;
        out.textLengthSlots()[place] = (int) length;
        return start + (int) length;
    }

    /** Reads the branch of a union with null; whether it is null, which then stands in the field's place. */
    @HotPath
    private static boolean isNull(byte[] bytes, int at, Observation out, int place, int nullBranch) {
        int branch = bytes[at];
        if (branch == 2 * nullBranch) {
            out.kindSlots()[place] = Observation.NULL;
            return true;
        }
        if (branch != 2 - 2 * nullBranch) {
            throw new IndexOutOfBoundsException("a union has no such branch");
        }
        return false;
    }

    @HotPath
    static int realOrNull(byte[] bytes, int at, AvroCursor in, Observation out, int place, int nullBranch) {
        if (isNull(bytes, at, out, place, nullBranch)) {
            return at + 1;
        }
        out.kindSlots()[place] = Observation.NUMBER;
        return real(bytes, at + 1, in, out, place);
    }

    @HotPath
    static int singleOrNull(byte[] bytes, int at, AvroCursor in, Observation out, int place, int nullBranch) {
        if (isNull(bytes, at, out, place, nullBranch)) {
            return at + 1;
        }
        out.kindSlots()[place] = Observation.NUMBER;
        return single(bytes, at + 1, in, out, place);
    }

    @HotPath
    static int truthOrNull(byte[] bytes, int at, AvroCursor in, Observation out, int place, int nullBranch) {
        if (isNull(bytes, at, out, place, nullBranch)) {
            return at + 1;
        }
        out.kindSlots()[place] = Observation.BOOLEAN;
        return truth(bytes, at + 1, in, out, place);
    }

    @HotPath
    static int wholeOrNull(byte[] bytes, int at, AvroCursor in, Observation out, int place, int nullBranch) {
        if (isNull(bytes, at, out, place, nullBranch)) {
            return at + 1;
        }
        out.kindSlots()[place] = Observation.NUMBER;
        return whole(bytes, at + 1, in, out, place);
    }

    @HotPath
    static int textOrNull(byte[] bytes, int at, AvroCursor in, Observation out, int place, int nullBranch) {
        if (isNull(bytes, at, out, place, nullBranch)) {
            return at + 1;
        }
        out.kindSlots()[place] = Observation.TEXT;
        return text(bytes, at + 1, in, out, place);
    }

    /** Whatever else a field is, by its step. */
    @HotPath
    static int step(byte[] bytes, int at, AvroCursor in, Observation out, AvroStep step) {
        in.moveTo(at);
        step.read(in, out);
        return in.position();
    }
}
