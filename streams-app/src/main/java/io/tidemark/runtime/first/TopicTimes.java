package io.tidemark.runtime.first;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When the events of a topic came, as far as they were looked at: by their own times, which a backlog that was loaded in a minute has too.
 *
 * @param traffic of all but the odd one that lies far off
 * @param untimed records without a time that can be read
 * @param isByKafka whether only Kafka says when they came
 */
record TopicTimes(Traffic traffic, long untimed, boolean isByKafka) {
    /** One time of so many may lie far off at either end. */
    private static final int ODD = 200;

    private static final int SLACK = 10;
    private static final long HOUR_MS = 3_600_000;

    /**
     * The times of records.
     *
     * @param reading of them, which counts them
     * @param times where they say it; {@link RecordTimes#NONE} if they do not
     */
    static TopicTimes of(List<TopicSample.Record> records, RecordReading reading, RecordTimes times) {
        boolean isByKafka = times.kind() == RecordTimes.Kind.NONE;
        List<Long> known = new ArrayList<>();
        long untimed = 0;
        for (TopicSample.Record message : records) {
            Optional<Object> read = message.value().length == 0 ? Optional.empty() : reading.message(message.value());
            if (read.isPresent()) {
                long ms = isByKafka ? message.timeMs() : times.timeMs(read.get());
                if (ms > 0) {
                    known.add(ms);
                } else {
                    untimed++;
                }
            }
        }
        return new TopicTimes(traffic(known), untimed, isByKafka);
    }

    private static Traffic traffic(List<Long> times) {
        Traffic traffic = new Traffic();
        if (times.isEmpty()) {
            return traffic;
        }
        List<Long> sorted = times.stream().sorted().toList();
        int tail = sorted.size() / ODD;
        long low = sorted.get(tail);
        long high = sorted.get(sorted.size() - 1 - tail);
        long slack = (high - low) / SLACK + HOUR_MS;
        times.stream().filter(ms -> ms >= low - slack && ms <= high + slack).forEach(traffic::add);
        return traffic;
    }

    /** {@code from 2026-01-01 00:00Z to 2026-01-02 00:59Z}; empty of none. */
    String words() {
        return traffic.rows() == 0
                ? ""
                : " from " + Figures.time(traffic.firstMs()) + " to " + Figures.time(traffic.endMs() - 1)
                        + (isByKafka ? " by Kafka's times" : "");
    }

    /** What people should know of them. */
    List<String> remarks() {
        return untimed == 0
                ? List.of()
                : List.of(Figures.plural(untimed, "record")
                        + " of those looked at without a time that can be read as the others: bad ones.");
    }
}
