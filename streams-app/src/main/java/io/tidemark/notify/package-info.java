/**
 * Telling people: what a target is told of which alert, as Alertmanager, a webhook or PagerDuty wants it, and whether it took it; and the
 * draft of a postmortem. May import {@code domain}, {@code stats}, Jackson and {@code java.net.http}; no
 * Kafka, and no thread: {@code runtime} reads the topics and calls.
 */
@NullMarked
package io.tidemark.notify;

import org.jspecify.annotations.NullMarked;
