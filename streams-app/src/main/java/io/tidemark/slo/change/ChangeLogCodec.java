package io.tidemark.slo.change;

import io.tidemark.domain.Change;
import io.tidemark.slo.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@link ChangeLog} as bytes.
 *
 * <pre>
 * offset  width   type             what
 * 0       1       unsigned byte    version, 1
 * 1       varint  unsigned         changes, then for each, oldest first
 *         1       unsigned byte      kind: 0 OTHER, 1 DEPLOYED, 2 LOADED, … in the order of {@link Change.Kind}
 *         varint  zig-zag            when it took effect, ms since the epoch
 *         text    varint + UTF-8     event id, model, version, previous version, subject, actor, summary, link
 *         varint  unsigned           dimensions of its scope, then for each, by name
 *         text    varint + UTF-8       name, value
 * </pre>
 *
 * <p>A varint is {@link Varint}: seven bits a byte, lowest first. Some 100 bytes a change, 26 kB when full.
 */
public final class ChangeLogCodec {
    private static final int VERSION = 1;

    private ChangeLogCodec() {}

    /** The bytes of a log. */
    public static byte[] write(ChangeLog log) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Change> changes = log.all();
        out.write(VERSION);
        Varint.write(out, changes.size());
        changes.forEach(change -> write(out, change));
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Change change) {
        out.write(change.kind().ordinal());
        Varint.writeSigned(out, change.atMs());
        Varint.writeText(out, change.eventId());
        Varint.writeText(out, change.model());
        Varint.writeText(out, change.version());
        Varint.writeText(out, change.previousVersion());
        Varint.writeText(out, change.subject());
        Varint.writeText(out, change.actor());
        Varint.writeText(out, change.summary());
        Varint.writeText(out, change.link());
        Varint.write(out, change.scope().size());
        new TreeMap<>(change.scope()).forEach((name, value) -> {
            Varint.writeText(out, name);
            Varint.writeText(out, value);
        });
    }

    /**
     * The log of {@link #write}.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static ChangeLog read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Layout.check("changes", in.get(), VERSION);
        List<Change> changes = new ArrayList<>();
        for (long left = Varint.read(in); left > 0; left--) {
            changes.add(readOne(in));
        }
        return ChangeLog.of(changes);
    }

    private static Change readOne(ByteBuffer in) {
        Change.Kind kind = Change.Kind.values()[in.get()];
        long atMs = Varint.readSigned(in);
        String eventId = Varint.readText(in);
        String model = Varint.readText(in);
        String version = Varint.readText(in);
        String previousVersion = Varint.readText(in);
        String subject = Varint.readText(in);
        String actor = Varint.readText(in);
        String summary = Varint.readText(in);
        String link = Varint.readText(in);
        return new Change(
                eventId, kind, model, atMs, version, previousVersion, scope(in), subject, actor, summary, link);
    }

    private static Map<String, String> scope(ByteBuffer in) {
        Map<String, String> scope = new TreeMap<>();
        for (long left = Varint.read(in); left > 0; left--) {
            String name = Varint.readText(in);
            scope.put(name, Varint.readText(in));
        }
        return scope;
    }
}
