package io.tidemark.slo;

import io.tidemark.domain.Alert;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The episodes of one objective and slice as bytes.
 *
 * <pre>
 * offset  width   type             what
 * 0       1       unsigned byte    version, 2
 * 1       1       unsigned byte    episodes, then for each
 *         1       unsigned byte      4 · subject (0 BURN, 1 SILENCE) + severity: 0 PAGE, 1 TICKET, 2 INFO
 *         1       unsigned byte      state: 0 INACTIVE, 1 PENDING, 2 FIRING, 3 RECOVERING, 4 RESOLVED
 *         1       unsigned byte      reason: 0 BURN, 1 RECOVERED, 2 REVISED, … in the order of {@link Alert.Reason}
 *         1       bits               1 told, 2 was inhibited, 4 revised
 *         varint  zig-zag            in this state since, ms since the epoch
 *         varint  zig-zag            onset
 *         varint  zig-zag            fired
 *         varint  zig-zag            keep firing, ms
 *         varint  unsigned           sequence
 *         varint  zig-zag            bad rows or slices since the onset
 *         text    varint + UTF-8     what
 *         text    varint + UTF-8     proof
 * </pre>
 *
 * <p>A varint is {@link Varint}: seven bits a byte, lowest first.
 */
public final class EpisodeCodec {
    static final int TOLD = 1;
    static final int INHIBITED = 2;
    static final int REVISED = 4;

    private static final int SUBJECT = 4;
    private static final Step.Subject[] SUBJECTS = Step.Subject.values();

    private EpisodeCodec() {}

    /** The numbers of a stored episode, in the order of the layout. */
    record Stored(
            Alert.State state,
            Alert.Reason reason,
            int flags,
            long sinceMs,
            long onsetMs,
            long firedMs,
            long keepFiringMs,
            long sequence,
            long bad) {}

    /** The bytes of some episodes, one a severity. */
    public static byte[] write(Collection<Episode> episodes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(BlockCodec.VERSION);
        out.write(episodes.size());
        for (Episode episode : episodes) {
            write(out, episode);
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Episode episode) {
        out.write(SUBJECT * episode.subject().ordinal() + episode.severity().ordinal());
        out.write(episode.state().ordinal());
        out.write(episode.reason().ordinal());
        out.write((episode.isTold() ? TOLD : 0)
                | (episode.wasInhibited() ? INHIBITED : 0)
                | (episode.isRevised() ? REVISED : 0));
        Varint.writeSigned(out, episode.sinceMs());
        Varint.writeSigned(out, episode.onsetMs());
        Varint.writeSigned(out, episode.firedMs());
        Varint.writeSigned(out, episode.keepFiringMs());
        Varint.write(out, episode.sequence());
        Varint.writeSigned(out, episode.bad());
        Varint.writeText(out, episode.cause().what());
        Varint.writeText(out, episode.cause().proof());
    }

    /**
     * The episodes of {@link #write}.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static List<Episode> read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        BlockCodec.checkVersion("episodes", in.get());
        List<Episode> episodes = new ArrayList<>();
        for (int left = in.get(); left > 0; left--) {
            episodes.add(readOne(in));
        }
        return episodes;
    }

    private static Episode readOne(ByteBuffer in) {
        int head = in.get();
        Alert.Severity severity = Alert.Severity.values()[head % SUBJECT];
        Stored stored = new Stored(
                Alert.State.values()[in.get()],
                Alert.Reason.values()[in.get()],
                in.get(),
                Varint.readSigned(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                Varint.read(in),
                Varint.readSigned(in));
        return Episode.restored(
                severity,
                SUBJECTS[head / SUBJECT],
                stored,
                new Episode.Cause(Varint.readText(in), Varint.readText(in)));
    }
}
