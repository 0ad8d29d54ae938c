package io.tidemark.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import io.tidemark.runtime.HarmlessRefusals;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
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

    /** KAFKA-15591: the producer sends them again. */
    @Test
    void onlyRefusalsOfRecordsOutOfOrderAreKeptBack() {
        OutOfOrderSequenceException refusal = new OutOfOrderSequenceException("1, expected 0");

        assertThat(reply("kafka.server.ReplicaManager", refusal)).isEqualTo(FilterReply.DENY);
        assertThat(reply("kafka.server.ReplicaManager", new KafkaStorageException("disk full")))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(reply("io.tidemark.runtime.Feeder", refusal)).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void shippedConfigurationNamesTheFilter() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

        assertThat(root.getAppender("stderr").getCopyOfAttachedFiltersList())
                .hasExactlyElementsOfTypes(HarmlessRefusals.class);
    }

    private static FilterReply reply(String logger, Throwable thrown) {
        Logger source = (Logger) LoggerFactory.getLogger(logger);
        return new HarmlessRefusals()
                .decide(new LoggingEvent("x", source, Level.ERROR, "Error processing append operation", thrown, null));
    }

    @Test
    void nothingLoggedGoesToStdout() {
        LoggerFactory.getLogger("io.tidemark.rooms.LogbackTest").info("this line belongs on stderr");

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
