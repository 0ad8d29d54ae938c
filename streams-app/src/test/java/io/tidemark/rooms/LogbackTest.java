package io.tidemark.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the shipped {@code logback.xml} lets through. */
class LogbackTest {
    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void catchStdout() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restoreStdout() {
        System.setOut(console);
    }

    @Test
    void ownInfoIsShownAndOthersOnlyFromWarn() {
        assertThat(LoggerFactory.getLogger("io.tidemark.runtime.X").isInfoEnabled())
                .isTrue();
        assertThat(LoggerFactory.getLogger("io.tidemark.runtime.X").isDebugEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger("org.apache.kafka.streams.X").isInfoEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger("kafka.server.X").isWarnEnabled()).isTrue();
        assertThat(LoggerFactory.getLogger("org.eclipse.X").isInfoEnabled()).isFalse();
    }

    @Test
    void nothingLoggedGoesToStdout() {
        LoggerFactory.getLogger("io.tidemark.rooms.LogbackTest").info("this line belongs on stderr");

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
