package io.tidemark.store;

import io.tidemark.domain.Mark;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A mark as bytes, inside {@link PartialCodec}'s and {@link ProgressStore}'s layouts: utf source, i64 newest ms, i64 events, u8 state. */
final class MarkCodec {
    private static final Mark.State[] STATES = Mark.State.values();

    private MarkCodec() {}

    static void write(Mark mark, DataOutput out) throws IOException {
        out.writeUTF(mark.source());
        out.writeLong(mark.newestEventTimeMs());
        out.writeLong(mark.events());
        out.writeByte(mark.state().ordinal());
    }

    static Mark read(DataInput in) throws IOException {
        return new Mark(in.readUTF(), Sound.timeOrNone(in.readLong()), in.readLong(), state(in.readUnsignedByte()));
    }

    private static Mark.State state(int number) {
        if (number >= STATES.length) {
            throw new IllegalArgumentException("cannot read a mark: state=" + number + ", expected 0, 1 or 2");
        }
        return STATES[number];
    }
}
