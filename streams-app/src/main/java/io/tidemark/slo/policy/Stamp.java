package io.tidemark.slo.policy;

import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PromotionState;
import io.tidemark.slo.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * What was last said of a model: when, by the clock, and a hash of all that matters of it, which is all but times and how much of the
 * budgets is used now. A decision is said again if it is another one, or once it is {@link #RENEWED_MS} old: so that whoever reads an old
 * one knows that nobody is watching.
 *
 * @param clockMs when it was said
 * @param hash what was said, hexadecimal
 */
public record Stamp(long clockMs, String hash) {
    /** Age at which a decision is said again. */
    public static final long RENEWED_MS = Duration.ofMinutes(15).toMillis();

    /** Nothing was said. */
    public static final Stamp NONE = new Stamp(0, "");

    private static final int VERSION = 1;

    /** The stamp of a decision. */
    public static Stamp of(PolicyDecision decision) {
        StringBuilder text = new StringBuilder(String.valueOf(decision.freedom())).append(decision.exceptions());
        for (PolicyDecision.HeldStep step : decision.reasons()) {
            text.append('\n')
                    .append(String.join("|", step.objective(), step.policy(), step.severity()))
                    .append(step.threshold())
                    .append('|')
                    .append(step.endsBelow())
                    .append(step.actions())
                    .append(step.roles())
                    .append(step.sinceMs());
        }
        promotion(decision.promotion(), text);
        decision.versions().stream()
                .map(one -> "\n" + one.version() + "|" + one.run() + "|" + one.runEnd() + "|" + one.deployedMs() + "|"
                        + one.dataFromMs() + "|" + one.servedFromMs())
                .sorted()
                .forEach(text::append);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return new Stamp(decision.clockTimeMs(), HexFormat.of().formatHex(hash, 0, 16));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Answers, and not what they rest on, which moves with every window. */
    private static void promotion(PromotionState promotion, StringBuilder text) {
        if (!promotion.equals(PromotionState.NONE)) {
            text.append('\n')
                    .append(String.join(
                            "|",
                            promotion.lifecycle().word(),
                            promotion.candidate(),
                            promotion.answer().word(),
                            promotion.recommendation()));
            promotion.criteria().forEach(criterion -> text.append('|')
                    .append(criterion.name())
                    .append(criterion.answer().word()));
        }
    }

    /** Whether a decision has to be said after this one. */
    public boolean isOutdatedBy(Stamp next) {
        return !hash.equals(next.hash) || next.clockMs - clockMs >= RENEWED_MS;
    }

    /** Whether it is time to say it again. */
    public boolean isOld(long nowMs) {
        return nowMs - clockMs >= RENEWED_MS;
    }

    /**
     * The stamp as bytes.
     *
     * <pre>
     * offset  width   type               content
     * 0       1       u8                 layout version, 1
     * 1       varint  zig-zag            when it was said, ms
     *         text    varint + UTF-8     hash
     * </pre>
     */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        Varint.writeSigned(out, clockMs);
        Varint.writeText(out, hash);
        return out.toByteArray();
    }

    /**
     * The stamp of {@link #toBytes()}.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static Stamp fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("cannot read the stamp of a decision: version=" + version
                    + ", readable versions=1.." + VERSION
                    + "; run with the newer build, or delete the store to rebuild it from readings");
        }
        return new Stamp(Varint.readSigned(in), Varint.readText(in));
    }
}
