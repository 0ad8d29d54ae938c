package io.tidemark.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PatternCheckTest {
    @Test
    void wholeTextMustMatch() {
        PatternCheck digits = new PatternCheck(Pattern.compile("[0-9]{5}"));

        assertThat(matches(digits, "12345")).isTrue();
        assertThat(matches(digits, "1234")).isFalse();
        assertThat(matches(digits, "123456")).isFalse();
        assertThat(matches(digits, "")).isFalse();
    }

    @Test
    void charactersAreThoseOfTheText() {
        Random random = new Random(7);
        PatternCheck anything = new PatternCheck(Pattern.compile(".*", Pattern.DOTALL));
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(20); k > 0; k--) {
                text.appendCodePoint(random.ints(1, 0x11_0000)
                        .filter(point -> point < 0xD800 || point > 0xDFFF)
                        .findFirst()
                        .orElseThrow());
                text.append(random.nextBoolean() ? "é" : "a");
            }

            assertThat(matches(anything, text.toString())).isTrue();
            assertThat(anything).hasToString(text.toString());
        }
    }

    @Test
    void brokenBytesAreAReplacementEach() {
        PatternCheck check = new PatternCheck(Pattern.compile("a\uFFFD+"));

        assertThat(check.matches(new byte[] {'a', (byte) 0xC3}, 0, 2)).isTrue();
        assertThat(check.matches(new byte[] {'a', (byte) 0x80, (byte) 0xFF}, 0, 3))
                .isTrue();
    }

    @Test
    void longTextIsCut() {
        PatternCheck check = new PatternCheck(Pattern.compile("a{256}"));

        assertThat(matches(check, "a".repeat(10_000))).isTrue();
    }

    @Test
    void exponentialExpressionIsGivenUp() {
        PatternCheck check = new PatternCheck(Pattern.compile("(a+)+b"));
        String text = "a".repeat(200);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(matches(check, text)).isFalse());
        assertThat(matches(check, "aaab")).isTrue();
    }

    private static boolean matches(PatternCheck check, String text) {
        byte[] bytes = ("<" + text + ">").getBytes(UTF_8);
        return check.matches(bytes, 1, bytes.length - 2);
    }
}
