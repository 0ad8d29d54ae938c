package io.tidemark.slo.voice;

import io.tidemark.domain.Alert;
import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.Operation;
import io.tidemark.slo.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * For a while nobody is to be told of some of a model's alerts. They are made all the same, and say by which silence they are covered.
 *
 * @param id its name
 * @param model the model
 * @param cover which of its alerts
 * @param startMs from when, by the clock
 * @param endMs until when, by the clock
 */
public record Silence(String id, String model, Operation.Cover cover, long startMs, long endMs) {
    private static final int VERSION = 1;

    /** The silence that somebody asked for. */
    static Silence of(Operation operation) {
        return new Silence(
                operation.id(),
                operation.model(),
                operation.cover(),
                operation.span().startMs(),
                operation.span().endMs());
    }

    /** Why a silence is not taken in at an instant of the clock, in a sentence; empty if it is. */
    public static Optional<String> refusal(Operation operation, long clockMs) {
        Operation.Span span = operation.span();
        if (span.endMs() <= clockMs) {
            return Optional.of("the silence is over already: to=" + Instant.ofEpochMilli(span.endMs()) + ", clock="
                    + Instant.ofEpochMilli(clockMs));
        }
        return span.startMs() < span.endMs()
                ? Optional.empty()
                : Optional.of("the silence must end after it starts: from=" + Instant.ofEpochMilli(span.startMs())
                        + ", to=" + Instant.ofEpochMilli(span.endMs()));
    }

    /** Whether it covers an alert at an instant of the clock. */
    boolean covers(Alert alert, long clockMs) {
        return startMs <= clockMs
                && clockMs < endMs
                && model.equals(alert.promise().scope().model())
                && matches(cover.objective(), alert.promise().objective())
                && matches(cover.slice(), alert.promise().scope().slice())
                && (cover.severity().isEmpty()
                        || cover.severity().equals(alert.severity().word()));
    }

    /** An empty pattern matches all; in others {@code *} stands for any run of characters. */
    public static boolean matches(String pattern, String name) {
        return pattern.isEmpty() || ColumnPattern.matches(pattern, name);
    }

    /**
     * The silence as bytes.
     *
     * <pre>
     * offset  width   type               content
     * 0       1       u8                 layout version, 1
     * 1       varint  zig-zag            start, ms
     *         varint  zig-zag            end, ms
     *         text    varint + UTF-8     each: id, model, objective, slice, severity
     * </pre>
     */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        Varint.writeSigned(out, startMs);
        Varint.writeSigned(out, endMs);
        Varint.writeText(out, id);
        Varint.writeText(out, model);
        Varint.writeText(out, cover.objective());
        Varint.writeText(out, cover.slice());
        Varint.writeText(out, cover.severity());
        return out.toByteArray();
    }

    /**
     * The silence of {@link #toBytes()}.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static Silence fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("cannot read a silence: version=" + version + ", readable versions=1.."
                    + VERSION + "; run with the newer build");
        }
        long startMs = Varint.readSigned(in);
        long endMs = Varint.readSigned(in);
        String id = Varint.readText(in);
        String model = Varint.readText(in);
        Operation.Cover cover = new Operation.Cover(Varint.readText(in), Varint.readText(in), Varint.readText(in));
        return new Silence(id, model, cover, startMs, endMs);
    }
}
