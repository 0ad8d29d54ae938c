package io.tidemark.query;

import io.tidemark.query.Rows.Role;
import io.tidemark.query.Rows.Row;
import io.tidemark.query.Rows.Standing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * Rows on their way from one instance to another.
 *
 * <pre>
 *  u8 version = 1   utf instance   u8 role (0 active, 1 stand-by)   i64 behind, -1 if unknown   i32 rows   rows × { i32 length   key   i32 length   value }
 * </pre>
 *
 * <p>Big-endian.
 */
public final class RowsCodec {
    private static final int VERSION = 1;
    private static final long UNKNOWN = -1;
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

    private RowsCodec() {}

    /** What an instance asks another one, as the parameters of a request. */
    public static Map<String, String> parameters(Ask ask) {
        return new TreeMap<>(Map.of(
                "store", ask.store().store(),
                "partition", Integer.toString(ask.partition()),
                "from", TO_TEXT.encodeToString(ask.from().get()),
                "to", TO_TEXT.encodeToString(ask.to().get())));
    }

    /**
     * The question of such parameters.
     *
     * @throws IllegalArgumentException if one is not there, or is none
     */
    public static Ask ask(Map<String, String> parameters) {
        Kept store = Kept.of(parameters.getOrDefault("store", ""))
                .orElseThrow(() -> new IllegalArgumentException("no such store: store=" + parameters.get("store")));
        return new Ask(
                store,
                Integer.parseInt(parameters.getOrDefault("partition", "")),
                key(parameters.getOrDefault("from", "")),
                key(parameters.getOrDefault("to", "")));
    }

    private static Bytes key(String text) {
        return Bytes.wrap(Base64.getUrlDecoder().decode(text));
    }

    /** The bytes of an answer. */
    public static byte[] write(Rows rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(rows.standing().instance());
            out.writeByte(rows.standing().role().ordinal());
            Long behind = rows.standing().behind();
            out.writeLong(behind == null ? UNKNOWN : behind);
            out.writeInt(rows.rows().size());
            for (Row row : rows.rows()) {
                write(row.key().get(), out);
                write(row.value(), out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * The answer of such bytes.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static Rows read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("cannot read rows: version=" + version + ", readable=" + VERSION);
            }
            String instance = in.readUTF();
            Role role = in.readUnsignedByte() == 0 ? Role.ACTIVE : Role.STANDBY;
            long behind = in.readLong();
            Standing standing = new Standing(instance, role, behind == UNKNOWN ? null : behind);
            int count = in.readInt();
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                rows.add(new Row(Bytes.wrap(bytes(in)), bytes(in)));
            }
            return new Rows(rows, standing);
        } catch (IOException cut) {
            throw new IllegalArgumentException("cannot read rows: they end early, length=" + bytes.length, cut);
        }
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IllegalArgumentException("cannot read rows: length of one=" + length);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
