package io.tidemark.slo.voice;

import io.tidemark.domain.Alert;
import io.tidemark.slo.Varint;
import io.tidemark.slo.voice.Voice.Acknowledged;
import io.tidemark.slo.voice.Voice.Said;
import io.tidemark.slo.voice.Voice.Speaker;
import io.tidemark.slo.voice.Voice.Speech;
import io.tidemark.slo.voice.Voice.Stored;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A voice as bytes.
 *
 * <pre>
 * offset  width   type               content
 * 0       1       u8                 layout version, 1
 * 1       1       u8                 severity: 0 page, 1 ticket, 2 info
 * 2       1       u8                 speech: 0 quiet, 1 inhibited, 2 told, 3 dismissed
 * 3       1       u8                 state: 0 inactive, 1 pending, 2 firing, 3 recovering, 4 resolved
 * 4       8       f64, big-endian    consumed
 * 12      8       f64, big-endian    burn
 * 20      varint  u64                sequence
 *         varint  zig-zag            opened, ms
 *         varint  zig-zag            open until, ms
 *         varint  zig-zag            acknowledged, ms
 *         text    varint + UTF-8     each: dedup key, model, objective, slice, episode, inhibited by, acknowledged by
 *         varint  u64                number of silences, then that many texts
 * </pre>
 */
public final class VoiceCodec {
    private static final int VERSION = 1;

    private VoiceCodec() {}

    /** A voice's bytes. */
    public static byte[] write(Voice voice) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        Speaker speaker = voice.speaker();
        Said said = voice.said();
        out.write(VERSION);
        out.write(speaker.severity().ordinal());
        out.write(voice.speech().ordinal());
        out.write(said.state().ordinal());
        out.writeBytes(ByteBuffer.allocate(2 * Double.BYTES)
                .putDouble(said.consumed())
                .putDouble(said.burn())
                .array());
        Varint.write(out, voice.sequence());
        Varint.writeSigned(out, said.openedMs());
        Varint.writeSigned(out, said.untilMs());
        Varint.writeSigned(out, voice.acknowledged().ms());
        List<String> texts = List.of(
                speaker.dedupKey(),
                speaker.model(),
                speaker.objective(),
                speaker.slice(),
                voice.episodeId(),
                voice.inhibitedBy(),
                voice.acknowledged().by());
        texts.forEach(text -> Varint.writeText(out, text));
        Varint.write(out, voice.silencedBy().size());
        voice.silencedBy().forEach(silence -> Varint.writeText(out, silence));
        return out.toByteArray();
    }

    /**
     * The voice of those bytes.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static Voice read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("cannot read what an alert said: version=" + version
                    + ", readable versions=1.." + VERSION + "; run with the newer build");
        }
        Alert.Severity severity = Alert.Severity.values()[in.get()];
        Speech speech = Speech.values()[in.get()];
        Alert.State state = Alert.State.values()[in.get()];
        double consumed = in.getDouble();
        double burn = in.getDouble();
        long sequence = Varint.read(in);
        Said said = new Said(state, Varint.readSigned(in), Varint.readSigned(in), consumed, burn);
        long acknowledgedMs = Varint.readSigned(in);
        Speaker speaker = new Speaker(
                Varint.readText(in), Varint.readText(in), Varint.readText(in), Varint.readText(in), severity);
        String episodeId = Varint.readText(in);
        String inhibitedBy = Varint.readText(in);
        Acknowledged acknowledged = new Acknowledged(Varint.readText(in), acknowledgedMs);
        return Voice.restored(
                speaker, new Stored(speech, sequence, episodeId, inhibitedBy, texts(in)), said, acknowledged);
    }

    private static List<String> texts(ByteBuffer in) {
        int count = (int) Varint.read(in);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(Varint.readText(in));
        }
        return texts;
    }
}
