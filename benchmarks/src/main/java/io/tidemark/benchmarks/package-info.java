/** What Tidemark costs: JMH benchmarks of the hot paths, and end-to-end runs on an embedded broker. Results stand in RESULTS.md. */
package io.tidemark.benchmarks;
