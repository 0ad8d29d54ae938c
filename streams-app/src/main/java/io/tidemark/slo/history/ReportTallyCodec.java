package io.tidemark.slo.history;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.Varint;
import io.tidemark.slo.history.Suggestion.Week;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes of a {@link ReportTally}; at most some 900 of them, after {@value ReportTally#MOST_WEEKS} weeks.
 *
 * <pre>
 * offset  width   type      content
 * 0       1       u8        layout version, 1
 * 1       varint  zig-zag   start of the first slot, ms; the least long if there was none
 *         varint  zig-zag   end of the newest slot, ms
 *         varint  zig-zag   weeks that were dropped
 *         varint  zig-zag   episodes that began near a change
 *         a week            of all slots: two varints, zig-zag: good, bad
 *         varint  u64       weeks that are kept, then each: a week
 *         3 times           for pages, tickets and infos, eight varints, zig-zag: episodes, flaps, time firing, when first told, when last
 *                           told, since when it fires (the least long if it does not), when the newest episode fired, 1 if it is open
 * </pre>
 *
 * <p>A varint is {@link Varint}: seven bits a byte, lowest first.
 */
final class ReportTallyCodec {
    private static final int VERSION = 1;
    private static final int NUMBERS = 8;

    private ReportTallyCodec() {}

    static byte[] write(ReportTally tally) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportTally.Stored stored = tally.stored();
        out.write(VERSION);
        Varint.writeSigned(out, stored.startMs());
        Varint.writeSigned(out, stored.endMs());
        Varint.writeSigned(out, stored.droppedWeeks());
        Varint.writeSigned(out, stored.nearChange());
        write(out, stored.all());
        Varint.write(out, stored.weeks().size());
        stored.weeks().forEach(week -> write(out, week));
        for (Severity severity : Severity.values()) {
            for (long number : tally.numbers(severity)) {
                Varint.writeSigned(out, number);
            }
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Week week) {
        Varint.writeSigned(out, week.good());
        Varint.writeSigned(out, week.bad());
    }

    static ReportTally read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("cannot read the tally of a dry run: version=" + version
                    + ", readable versions=1.." + VERSION + "; run with the newer build");
        }
        long startMs = Varint.readSigned(in);
        long endMs = Varint.readSigned(in);
        long dropped = Varint.readSigned(in);
        long nearChange = Varint.readSigned(in);
        Week all = readWeek(in);
        List<Week> weeks = new ArrayList<>();
        for (long left = Varint.read(in); left > 0; left--) {
            weeks.add(readWeek(in));
        }
        Map<Severity, long[]> numbers = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            long[] its = new long[NUMBERS];
            for (int i = 0; i < NUMBERS; i++) {
                its[i] = Varint.readSigned(in);
            }
            numbers.put(severity, its);
        }
        return ReportTally.restored(new ReportTally.Stored(startMs, endMs, dropped, nearChange, all, weeks), numbers);
    }

    private static Week readWeek(ByteBuffer in) {
        return new Week(Varint.readSigned(in), Varint.readSigned(in));
    }
}
