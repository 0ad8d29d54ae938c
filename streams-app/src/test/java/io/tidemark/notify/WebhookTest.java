package io.tidemark.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testkit.TestAlert;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhookTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** The test vector of the reference implementations of Standard Webhooks. */
    @Test
    void signatureIsThatOfTheStandardsVector() {
        String signed = "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}";

        assertThat(Webhook.signature(Secret.of(SECRET), signed))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void letterHasIdAttemptAndBody() {
        Letter letter = LetterWriter.of(target(Secret.NONE))
                .write(Action.OPEN, new Heard(TestAlert.page("k").alert(), () -> "{\"a\":1}"), 1_614_265_330_999L);

        assertThat(letter.headers())
                .containsOnly(
                        java.util.Map.entry("webhook-id", "k:0000000001"),
                        java.util.Map.entry("webhook-timestamp", "1614265330"));
        assertThat(letter.body()).isEqualTo("{\"a\":1}");
        assertThat(letter.url()).isEqualTo(URI.create("http://hooks.example.com/T0/secret-path"));
    }

    /** openssl: printf 'k:0000000001.1.{}' | openssl dgst -sha256 -hmac plain -binary | base64. */
    @Test
    void aPlainSecretSignsWithItsBytes() {
        Letter letter = LetterWriter.of(target(Secret.of("plain")))
                .write(Action.OPEN, new Heard(TestAlert.page("k").alert(), () -> "{}"), 1_500);

        assertThat(letter.headers())
                .containsEntry("webhook-signature", "v1,CsUVmQ7nbr2yO1TrgWP3C/f338ueOxi8ZfciyhXySJA=");
    }

    @Test
    void secretsAreNotShown() {
        Target target = target(Secret.of(SECRET));

        assertThat(target).hasToString("hook (webhook hooks.example.com)");
        assertThat(target.secret()).hasToString("‹secret›");
        assertThat(LetterWriter.of(target)
                        .write(Action.OPEN, new Heard(TestAlert.page("k").alert(), () -> "{}"), 1))
                .hasToString("letter to hooks.example.com");
        assertThatThrownBy(() -> target(Secret.of("whsec_&&&")))
                .hasMessage("the secret begins with whsec_, but no base64 follows");
    }

    @Test
    void urlsThatWillNotDoAreTold() {
        assertThatThrownBy(() -> at("ftp://example.com"))
                .hasMessage("target hook: url is neither http://HOST… nor https://HOST…; write it so");
        assertThatThrownBy(() -> at("hooks.example.com/x"))
                .hasMessage("target hook: url is neither http://HOST… nor https://HOST…; write it so");
        assertThatThrownBy(() -> at("https://user:password@example.com"))
                .hasMessage("target hook: url has a user and a password in it, which would be shown; take them out");
    }

    private static Target at(String url) {
        return new Target("hook", Target.Kind.WEBHOOK, URI.create(url), Secret.NONE, Set.of(), Set.of());
    }

    private static Target target(Secret secret) {
        return new Target(
                "hook",
                Target.Kind.WEBHOOK,
                URI.create("http://hooks.example.com/T0/secret-path"),
                secret,
                Set.of(),
                Set.of());
    }
}
