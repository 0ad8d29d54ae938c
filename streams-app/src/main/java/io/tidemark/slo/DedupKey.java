package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.domain.ModelKey;
import io.tidemark.domain.NumberText;
import io.tidemark.domain.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The identity of an alert: what a receiver recognises it by. */
public final class DedupKey {
    private DedupKey() {}

    /**
     * The first 32 hexadecimal digits of SHA-256 over {@code tenant|model|objective|slice|severity} in UTF-8: the same over restarts,
     * versions and values. Distinct for distinct arguments, since {@link Objective} has no {@code |} in model and id.
     */
    public static String of(Objective objective, String slice, Alert.Severity severity) {
        return hash(objective, slice, severity.word());
    }

    /** The same for an alert on no data, with {@code |no_data} at the end. */
    public static String ofSilence(Objective objective, String slice, Alert.Severity severity) {
        return hash(objective, slice, severity.word() + "|no_data");
    }

    /**
     * The identity of the alert that says that a step of an error-budget policy holds: the same formula with {@code policy|threshold} for the
     * severity. The policy's name is no part of it: a step whose policy is renamed is the same step.
     */
    public static String ofStep(Objective objective, double threshold) {
        return ofStep(objective.subject().model(), objective.id(), threshold);
    }

    /** The same of an objective that is known by name alone. */
    public static String ofStep(String model, String objective, double threshold) {
        return hash(model, objective, Scope.ALL, "policy|" + NumberText.of(threshold));
    }

    /** The identity of an alert about one training run: the same formula with {@code run=ID} for the slice. */
    public static String ofRun(String model, String objective, String slice, Alert.Severity severity) {
        return hash(model, objective, slice, severity.word());
    }

    private static String hash(Objective objective, String slice, String kind) {
        return hash(objective.subject().model(), objective.id(), slice, kind);
    }

    private static String hash(String model, String objective, String slice, String kind) {
        String identity = String.join("|", ModelKey.tenant(model), ModelKey.name(model), objective, slice, kind);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
