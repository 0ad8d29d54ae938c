package io.tidemark.store;

import io.tidemark.domain.Fault;
import io.tidemark.domain.Offender;
import io.tidemark.domain.Offenders;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.RowFacts;
import io.tidemark.domain.RowFacts.Tally;
import io.tidemark.stats.sketch.IdSample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedSet;

/**
 * The facts of a scope's rows as bytes, inside other layouts. Big-endian:
 *
 * <pre>
 *  u8 presence bits, lowest first: times, ids, rejected, offenders, requests; a bit that is not known is refused
 *  times:      i64 newest event time ms   i64 late rows
 *  ids:        i64 rows   u8 level   i32 ids   ids × { i64 hash, ascending   i64 occurrences }
 *  rejected:   u8 reasons   reasons × { u8 reason ({@link Reason}, in its order)   i64 records }
 *  offenders:  i32 samples   samples × { utf column   u8 fault ({@link Fault}, in its order)   u8 records
 *              records × { i64 priority, ascending   utf place   utf event id   utf value } }
 *  requests:   u8 rules   rules × { utf id ({@link io.tidemark.domain.RequestRule#id()}), ascending   i64 bad   i64 total }
 * </pre>
 *
 * <p>Equal facts have equal bytes. At most 65 kB of ids; 40 to 200 bytes an offender, five of each column and fault.
 */
final class RowFactsCodec {
    private static final int TIMES = 1;
    private static final int IDS = 1 << 1;
    private static final int REJECTED = 1 << 2;
    private static final int OFFENDERS = 1 << 3;
    private static final int REQUESTS = 1 << 4;
    private static final int KNOWN = (1 << 5) - 1;

    private static final int MOST_SAMPLES = 1_000_000;

    private RowFactsCodec() {}

    static void write(RowFacts facts, DataOutput out) throws IOException {
        int presence = presence(facts);
        out.writeByte(presence);
        if ((presence & TIMES) != 0) {
            out.writeLong(facts.newestMs());
            out.writeLong(facts.late());
        }
        if ((presence & IDS) != 0) {
            writeIds(facts.ids(), out);
        }
        if ((presence & REJECTED) != 0) {
            writeRejected(facts.rejected(), out);
        }
        if ((presence & OFFENDERS) != 0) {
            writeOffenders(facts.offenders(), out);
        }
        if ((presence & REQUESTS) != 0) {
            writeRequests(facts.requests(), out);
        }
    }

    private static int presence(RowFacts facts) {
        return bit(facts.newestMs() != RowFacts.NONE || facts.late() != 0, TIMES)
                | bit(!facts.ids().isEmpty(), IDS)
                | bit(!facts.rejected().isEmpty(), REJECTED)
                | bit(!facts.offenders().isEmpty(), OFFENDERS)
                | bit(!facts.requests().isEmpty(), REQUESTS);
    }

    private static int bit(boolean isPresent, int bit) {
        return isPresent ? bit : 0;
    }

    private static void writeIds(IdSample ids, DataOutput out) throws IOException {
        out.writeLong(ids.rows());
        out.writeByte(ids.level());
        long[] hashes = ids.hashes();
        out.writeInt(hashes.length);
        for (long hash : hashes) {
            out.writeLong(hash);
            out.writeLong(ids.occurrences(hash));
        }
    }

    private static void writeRejected(Map<Reason, Long> rejected, DataOutput out) throws IOException {
        out.writeByte(rejected.size());
        for (Map.Entry<Reason, Long> entry : rejected.entrySet()) {
            out.writeByte(entry.getKey().ordinal());
            out.writeLong(entry.getValue());
        }
    }

    private static void writeOffenders(Offenders offenders, DataOutput out) throws IOException {
        out.writeInt(offenders.samples().size());
        for (Map.Entry<Offenders.Key, ? extends SortedSet<Offender>> entry :
                offenders.samples().entrySet()) {
            out.writeUTF(entry.getKey().column());
            out.writeByte(entry.getKey().fault().ordinal());
            out.writeByte(entry.getValue().size());
            for (Offender offender : entry.getValue()) {
                out.writeLong(offender.priority());
                out.writeUTF(offender.place());
                out.writeUTF(offender.eventId());
                out.writeUTF(offender.value());
            }
        }
    }

    private static void writeRequests(Map<String, Tally> requests, DataOutput out) throws IOException {
        out.writeByte(requests.size());
        for (Map.Entry<String, Tally> entry : requests.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().bad());
            out.writeLong(entry.getValue().total());
        }
    }

    /**
     * Reads what {@link #write} wrote; reads no byte more.
     *
     * @throws IllegalArgumentException if a field is impossible
     */
    static RowFacts read(DataInput in) throws IOException {
        int presence = in.readUnsignedByte();
        if ((presence & ~KNOWN) != 0) {
            throw new IllegalArgumentException("facts of rows have parts that this build does not know: presence="
                    + presence + ", known=" + KNOWN + "; run with the build that wrote them");
        }
        boolean hasTimes = (presence & TIMES) != 0;
        long newestMs = hasTimes ? Sound.timeOrNone(in.readLong()) : RowFacts.NONE;
        long late = hasTimes ? Sound.rows(in.readLong()) : 0;
        IdSample ids = (presence & IDS) == 0 ? new IdSample() : readIds(in);
        RowFacts facts = new RowFacts(ids, new Offenders());
        facts.countTimes(newestMs, late);
        if ((presence & REJECTED) != 0) {
            readRejected(facts, in);
        }
        if ((presence & OFFENDERS) != 0) {
            readOffenders(facts.offenders(), in);
        }
        if ((presence & REQUESTS) != 0) {
            readRequests(facts, in);
        }
        return facts;
    }

    private static IdSample readIds(DataInput in) throws IOException {
        long rows = Sound.rows(in.readLong());
        int level = in.readUnsignedByte();
        int size = in.readInt();
        if (size < 0 || size > IdSample.MOST_IDS) {
            throw new IllegalArgumentException("number of ids must be in [0, " + IdSample.MOST_IDS + "]: ids=" + size);
        }
        long[] hashes = new long[size];
        long[] occurrences = new long[size];
        for (int i = 0; i < size; i++) {
            hashes[i] = in.readLong();
            occurrences[i] = Sound.rows(in.readLong());
        }
        return IdSample.of(rows, level, hashes, occurrences);
    }

    private static void readRejected(RowFacts facts, DataInput in) throws IOException {
        int reasons = in.readUnsignedByte();
        for (int i = 0; i < reasons; i++) {
            Reason reason = of("reason of a rejection", Reason.values(), in.readUnsignedByte());
            facts.countRejected(reason, Sound.rows(in.readLong()));
        }
    }

    private static void readOffenders(Offenders offenders, DataInput in) throws IOException {
        int samples = Sound.size("samples", MOST_SAMPLES, in.readInt());
        for (int i = 0; i < samples; i++) {
            Offenders.Key key = new Offenders.Key(in.readUTF(), of("fault", Fault.values(), in.readUnsignedByte()));
            int records = in.readUnsignedByte();
            for (int record = 0; record < records; record++) {
                offenders.offer(key, new Offender(in.readLong(), in.readUTF(), in.readUTF(), in.readUTF()));
            }
        }
    }

    private static void readRequests(RowFacts facts, DataInput in) throws IOException {
        int rules = in.readUnsignedByte();
        for (int i = 0; i < rules; i++) {
            facts.countRequests(in.readUTF(), new Tally(Sound.rows(in.readLong()), Sound.rows(in.readLong())));
        }
    }

    private static <T> T of(String what, T[] values, int ordinal) {
        if (ordinal >= values.length) {
            throw new IllegalArgumentException(
                    what + " must be in [0, " + (values.length - 1) + "]: " + what + "=" + ordinal);
        }
        return values[ordinal];
    }
}
