package io.tidemark.notify;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Alerts for a webhook after <a href="https://www.standardwebhooks.com">Standard Webhooks 1.0</a>: the body is the alert's record as JSON with
 * the names of its schema; {@code webhook-id} is the alert's id, the same in every attempt, by which a peer knows a repetition;
 * {@code webhook-timestamp} is the attempt's second. With a secret, {@code webhook-signature} is {@code v1,} and the base64 of
 * HMAC-SHA256 over {@code id.timestamp.body}.
 */
public final class Webhook implements LetterWriter {
    private static final String HASH = "HmacSHA256";

    private final Target target;

    Webhook(Target target) {
        this.target = target;
    }

    /** {@inheritDoc} The action is in the body: its notice, state and previousState. */
    @Override
    public Letter write(Action action, Heard heard, long nowMs) {
        String id = heard.alert().id();
        String timestamp = Long.toString(Math.floorDiv(nowMs, 1000));
        String body = heard.json().line();
        Map<String, String> headers = new HashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        if (target.secret().isGiven()) {
            headers.put("webhook-signature", signature(target.secret(), id + "." + timestamp + "." + body));
        }
        return new Letter(target.url(), headers, body, target.secret());
    }

    static String signature(Secret secret, String signed) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(new SecretKeySpec(secret.key(), HASH));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
        }
    }
}
