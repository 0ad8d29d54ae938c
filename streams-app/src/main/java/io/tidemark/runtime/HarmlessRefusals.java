package io.tidemark.runtime;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps one thing out of the log that an embedded broker says at ERROR, with a stack trace: that it refused a batch of records because it
 * came before another one of its producer. On a topic that was created a moment ago this happens as a matter of course (KAFKA-15591, and with
 * transactions of version 2); the producer sends both again, in order. Whatever else goes wrong with an append is told.
 *
 * <p>Named in {@code logback.xml}. Any thread.
 */
public final class HarmlessRefusals extends Filter<ILoggingEvent> {
    private static final String BROKER = "kafka.server.ReplicaManager";
    private static final String REFUSAL = "org.apache.kafka.common.errors.OutOfOrderSequenceException";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean isRefusal = event.getLoggerName().equals(BROKER)
                && event.getThrowableProxy() != null
                && event.getThrowableProxy().getClassName().equals(REFUSAL);
        return isRefusal ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
