package io.tidemark.query;

import io.tidemark.query.Vitals.Memory;
import io.tidemark.query.Vitals.Rates;
import io.tidemark.query.Vitals.Restoring;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Vitals on their way from one instance to another.
 *
 * <pre>
 *  u8 version = 1   utf instance   utf state   i32 threads   i64 uptime ms
 *  i32 restores     restores × { utf store   i32 partition   i64 restored   i64 end }
 *  i64 state bytes  i64 RocksDB's bytes   i64 heap bytes   i64 most heap bytes   i64 live accumulators
 *  f64 events/s     f64 deltas/s
 *  i32 reasons      reasons × { utf reason   i64 rejected }
 * </pre>
 *
 * <p>Big-endian.
 */
public final class VitalsCodec {
    private static final int VERSION = 1;
    private static final int MOST = 100_000;

    private VitalsCodec() {}

    /** The bytes. */
    public static byte[] write(Vitals vitals) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(vitals.instance());
            out.writeUTF(vitals.state());
            out.writeInt(vitals.threads());
            out.writeLong(vitals.uptimeMs());
            out.writeInt(vitals.restoring().size());
            for (Restoring restoring : vitals.restoring()) {
                out.writeUTF(restoring.store());
                out.writeInt(restoring.partition());
                out.writeLong(restoring.restored());
                out.writeLong(restoring.end());
            }
            write(vitals.memory(), out);
            out.writeDouble(vitals.rates().eventsPerSecond());
            out.writeDouble(vitals.rates().deltasPerSecond());
            out.writeInt(vitals.rejected().size());
            for (Map.Entry<String, Long> reason : new TreeMap<>(vitals.rejected()).entrySet()) {
                out.writeUTF(reason.getKey());
                out.writeLong(reason.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Memory memory, DataOutputStream out) throws IOException {
        out.writeLong(memory.stateBytes());
        out.writeLong(memory.rocksBytes());
        out.writeLong(memory.heapBytes());
        out.writeLong(memory.heapMostBytes());
        out.writeLong(memory.liveAccumulators());
    }

    /**
     * The vitals of such bytes.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static Vitals read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("cannot read vitals: version=" + version + ", readable=" + VERSION);
            }
            return new Vitals(
                    in.readUTF(),
                    in.readUTF(),
                    in.readInt(),
                    in.readLong(),
                    restoring(in),
                    new Memory(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong()),
                    new Rates(in.readDouble(), in.readDouble()),
                    rejected(in));
        } catch (IOException cut) {
            throw new IllegalArgumentException("cannot read vitals: they end early, length=" + bytes.length, cut);
        }
    }

    private static List<Restoring> restoring(DataInputStream in) throws IOException {
        List<Restoring> restoring = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            restoring.add(new Restoring(in.readUTF(), in.readInt(), in.readLong(), in.readLong()));
        }
        return restoring;
    }

    private static Map<String, Long> rejected(DataInputStream in) throws IOException {
        Map<String, Long> rejected = new TreeMap<>();
        for (int left = count(in); left > 0; left--) {
            rejected.put(in.readUTF(), in.readLong());
        }
        return rejected;
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("cannot read vitals: count=" + count);
        }
        return count;
    }
}
