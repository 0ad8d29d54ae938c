/**
 * Pure maths: numbers and counts in, estimates and verdicts out. May import DataSketches and Commons Statistics; no other room, no Kafka,
 * no clock, no I/O.
 */
@NullMarked
package io.tidemark.stats;

import org.jspecify.annotations.NullMarked;
