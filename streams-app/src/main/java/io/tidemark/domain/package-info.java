/**
 * The nouns: records and enums that cross a room or a topic. May import {@code stats}.
 *
 * <table>
 * <caption>One word, one meaning</caption>
 * <tr><th>word</th><th>means here</th><th>never means; say instead</th></tr>
 * <tr><td>model</td><td>the monitored ML model</td><td>a data class: record</td></tr>
 * <tr><td>metric</td><td>nothing</td><td>SLI (good over total), measure (a formula), reading (its value), meter (our telemetry)</td></tr>
 * <tr><td>delta</td><td>what one source partition saw since the last commit, unmerged</td><td>a difference of values</td></tr>
 * <tr><td>reading</td><td>the measures of one window, with bounds and verdicts</td><td>a raw value: observation</td></tr>
 * <tr><td>profile</td><td>merged counts of one slice in one window</td><td>a CPU profile</td></tr>
 * <tr><td>reference</td><td>the profile a window is compared with</td><td>a benchmark's baseline</td></tr>
 * <tr><td>window</td><td>an event-time span, start included, end not</td><td>an alert's look-back: lookback</td></tr>
 * <tr><td>budget</td><td>allowed bad events left</td><td>a memory or time limit: limit</td></tr>
 * <tr><td>store</td><td>a Kafka Streams state store</td><td>any repository</td></tr>
 * </table>
 */
@NullMarked
package io.tidemark.domain;

import org.jspecify.annotations.NullMarked;
