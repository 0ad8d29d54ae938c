package io.tidemark.config;

import java.time.Duration;

/**
 * How many false alarms the owner of a model accepts.
 *
 * @param count false alarms for each period, &gt; 0
 * @param period event time
 */
public record FalseAlarms(double count, Duration period) {}
