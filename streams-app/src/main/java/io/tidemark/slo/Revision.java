package io.tidemark.slo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What tells one wording of an objective from another, in two parts.
 *
 * @param indicator hash of what is counted: whose data, which indicator, method, slot and rule; not for which slices, which is the same
 *     count of each. Another one begins anew
 * @param terms hash of what is promised and when people are told: target, window, conditions. With another one the counters are kept
 */
public record Revision(long indicator, long terms) {
    /** Of a ledger whose indicator does not matter: a simulation's. */
    static Revision of(Goal goal, AlertPolicy policy) {
        return new Revision(hash(counted(goal)), termsHash(goal, policy));
    }

    /** Of an objective: by meaning, so that names, owners and runbooks do not matter, nor the order of sets. */
    static Revision of(Objective objective) {
        Objective.Subject subject = objective.subject();
        String text = String.join(
                "\n",
                subject.model(),
                subject.stage().name(),
                subject.comparison().toString(),
                text(objective.indicator()),
                counted(objective.goal()));
        return new Revision(hash(text), termsHash(objective.goal(), objective.policy()));
    }

    private static String counted(Goal goal) {
        return goal.method() + " " + goal.slotMs() + " " + goal.rule();
    }

    private static long termsHash(Goal goal, AlertPolicy policy) {
        return hash(goal.target() + "\n" + goal.window() + "\n" + policy.tiers() + "\n" + policy.silence());
    }

    private static String text(Indicator indicator) {
        String selection = text(indicator.selection());
        if (indicator instanceof Indicator.OfWindows windows) {
            return "windows " + selection + " " + windows.limit();
        }
        if (indicator instanceof Indicator.OfEvents events) {
            return "events " + selection + " " + events.counted();
        }
        throw new IllegalStateException("unknown indicator: type=" + indicator.getClass());
    }

    private static String text(Selection selection) {
        return selection.kind() + " "
                + selection.measures().stream().sorted().toList() + " "
                + selection.columns().stream().sorted().toList() + " "
                + selection.labels().stream().sorted().toList();
    }

    /** The first eight bytes of SHA-256 over UTF-8. */
    static long hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Eight hexadecimal digits for each part: {@code 9f3a12cd-77e01b2c}. */
    public String word() {
        return String.format("%08x-%08x", indicator >>> 32, terms >>> 32);
    }
}
