package io.tidemark.runtime.meter;

import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * One of Kafka's metrics that is told on, of the thousands that there are: added up, or the largest taken, over clients, tasks and stores.
 *
 * @param group Kafka's group
 * @param name Kafka's name
 * @param kind gauge or counter
 * @param told the name for Prometheus, without {@code _total}
 * @param help what it is
 * @param unit what a value is multiplied by
 * @param how two values of the same label make one
 * @param tag Kafka's tag that becomes a label; empty for none
 */
record KafkaMetric(
        String group,
        String name,
        Family.Kind kind,
        String told,
        String help,
        double unit,
        DoubleBinaryOperator how,
        String tag) {
    static final String CLIENT = "stream-metrics";
    static final String THREAD = "stream-thread-metrics";
    static final String TASK = "stream-task-metrics";
    static final String NODE = "stream-processor-node-metrics";
    static final String STATE = "stream-state-metrics";
    static final String UPDATER = "stream-state-updater-metrics";
    static final String FETCH = "consumer-fetch-manager-metrics";
    static final String GROUP = "consumer-coordinator-metrics";
    static final String CONSUMER = "consumer-metrics";
    static final String PRODUCER = "producer-metrics";

    private static final double MS = 1e-3;
    private static final double NS = 1e-9;
    private static final String THREADS = "thread-id";
    private static final String STORES = "rocksdb-state-id";

    /** All that are told. */
    static final List<KafkaMetric> ALL = List.of(
            sum(
                    CLIENT,
                    "alive-stream-threads",
                    "kafka_streams_alive_threads",
                    "Stream threads that run or take part in a rebalance"),
            count(
                    CLIENT,
                    "failed-stream-threads",
                    "kafka_streams_failed_threads",
                    "Stream threads that failed since the start"),
            most(
                            THREAD,
                            "commit-latency-avg",
                            "kafka_streams_commit_latency_avg_seconds",
                            "Mean time of a commit, of the last 30 s")
                    .of(THREADS, MS),
            most(
                            THREAD,
                            "commit-latency-max",
                            "kafka_streams_commit_latency_max_seconds",
                            "Longest commit of the last 30 s")
                    .of(THREADS, MS),
            count(THREAD, "commit-total", "kafka_streams_commits", "Commits").of(THREADS, 1),
            most(
                            THREAD,
                            "poll-latency-max",
                            "kafka_streams_poll_latency_max_seconds",
                            "Longest wait for records of the last 30 s")
                    .of(THREADS, MS),
            most(
                            THREAD,
                            "process-latency-max",
                            "kafka_streams_process_latency_max_seconds",
                            "Longest work on one record of the last 30 s")
                    .of(THREADS, MS),
            most(
                            THREAD,
                            "punctuate-latency-max",
                            "kafka_streams_punctuate_latency_max_seconds",
                            "Longest work at a beat of the clock of the last 30 s")
                    .of(THREADS, MS),
            count(
                            THREAD,
                            "process-total",
                            "kafka_streams_processed_records",
                            "Records that a thread worked on, of all topics")
                    .of(THREADS, 1),
            most(
                            THREAD,
                            "process-ratio",
                            "kafka_streams_process_ratio",
                            "Share of a thread's time that it works on records")
                    .of(THREADS, 1),
            most(THREAD, "commit-ratio", "kafka_streams_commit_ratio", "Share of a thread's time that it commits")
                    .of(THREADS, 1),
            count(
                            THREAD,
                            "blocked-time-ns-total",
                            "kafka_streams_blocked_seconds",
                            "Time that a thread waited for the cluster")
                    .of(THREADS, NS),
            count(THREAD, "task-created-total", "kafka_streams_tasks_created", "Tasks that were taken over")
                    .of(THREADS, 1),
            count(THREAD, "task-closed-total", "kafka_streams_tasks_closed", "Tasks that were given away or closed")
                    .of(THREADS, 1),
            sum(
                    UPDATER,
                    "active-restoring-tasks",
                    "kafka_streams_restoring_tasks",
                    "Tasks whose state is being restored"),
            sum(
                    UPDATER,
                    "standby-updating-tasks",
                    "kafka_streams_standby_tasks",
                    "Stand-by tasks that are kept up to date"),
            sum(
                    UPDATER,
                    "restore-records-rate",
                    "kafka_streams_restore_records_per_second",
                    "Records restored a second"),
            sum(
                    TASK,
                    "restore-remaining-records-total",
                    "kafka_streams_restore_remaining_records",
                    "Records that are still to be restored"),
            most(
                            NODE,
                            "record-e2e-latency-max",
                            "kafka_streams_e2e_latency_max_seconds",
                            "From a record's timestamp to a sink, the longest of the last 30 s; by event time, so with the wait for the window")
                    .of("processor-node-id", MS),
            sum(STATE, "total-sst-files-size", "tidemark_state_disk_bytes", "Bytes of RocksDB's files, by store")
                    .of(STORES, 1),
            sum(STATE, "estimate-num-keys", "tidemark_state_keys", "Keys, by store, as RocksDB estimates them")
                    .of(STORES, 1),
            most(
                    STATE,
                    "block-cache-usage",
                    "tidemark_rocksdb_memory_bytes",
                    "Bytes of RocksDB's cache in use, write buffers included; one cache for all stores"),
            most(STATE, "block-cache-capacity", "tidemark_rocksdb_memory_limit_bytes", "What it may use"),
            sum(FETCH, "records-lag", "kafka_consumer_records_lag", "Records of a topic that are not read yet")
                    .of("topic", 1),
            most(
                            FETCH,
                            "records-lag-max",
                            "kafka_consumer_records_lag_max",
                            "The same of the partition that is furthest behind")
                    .of("topic", 1),
            count(GROUP, "rebalance-total", "kafka_consumer_rebalances", "Rebalances"),
            count(
                    GROUP,
                    "failed-rebalance-total",
                    "kafka_consumer_failed_rebalances",
                    "Rebalances that had to begin again"),
            most(
                            GROUP,
                            "rebalance-latency-max",
                            "kafka_consumer_rebalance_latency_max_seconds",
                            "Longest rebalance of the last 30 s")
                    .of("", MS),
            sum(
                    GROUP,
                    "assigned-partitions",
                    "kafka_consumer_assigned_partitions",
                    "Partitions that this instance reads"),
            most(
                    GROUP,
                    "last-heartbeat-seconds-ago",
                    "kafka_consumer_last_heartbeat_ago_seconds",
                    "Since the group heard of this instance"),
            most(
                    CONSUMER,
                    "last-poll-seconds-ago",
                    "kafka_consumer_last_poll_ago_seconds",
                    "Since a stream thread asked for records"),
            count(PRODUCER, "record-error-total", "kafka_producer_record_errors", "Records that could not be sent"),
            count(PRODUCER, "record-retry-total", "kafka_producer_record_retries", "Records that were sent again"),
            count(
                            PRODUCER,
                            "txn-commit-time-ns-total",
                            "kafka_producer_transaction_commit_seconds",
                            "Time that transactions took to commit")
                    .of("", NS));

    private static KafkaMetric sum(String group, String name, String told, String help) {
        return new KafkaMetric(group, name, Family.Kind.GAUGE, told, help, 1, Double::sum, "");
    }

    private static KafkaMetric most(String group, String name, String told, String help) {
        return new KafkaMetric(group, name, Family.Kind.GAUGE, told, help, 1, Math::max, "");
    }

    private static KafkaMetric count(String group, String name, String told, String help) {
        return new KafkaMetric(group, name, Family.Kind.COUNTER, told, help, 1, Double::sum, "");
    }

    private KafkaMetric of(String label, double multiplied) {
        return new KafkaMetric(group, name, kind, told, help, multiplied, how, label);
    }

    /** The label's name: thread, node, store or topic; empty for none. */
    String label() {
        return switch (tag) {
            case THREADS -> "thread";
            case STORES -> "store";
            case "processor-node-id" -> "node";
            default -> tag;
        };
    }
}
