package io.tidemark.quiet;

import io.tidemark.quiet.Watch.Said;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What was said of many windows of many columns, counted. */
final class Score {
    private final Map<Rival, Long> rivals = new EnumMap<>(Rival.class);
    private long windows;
    private long tests;
    private long bad;
    private long badWindows;
    private long drifted;
    private long episodes;

    /** One column in one slice, window after window. */
    final class Run {
        private boolean isDrifted;

        /** Counts what was said of the next window. */
        void take(Said said, Set<Rival> alarms) {
            windows++;
            tests += said.tests();
            bad += said.bad();
            badWindows += said.isBad() ? 1 : 0;
            drifted += said.isDrifted() ? 1 : 0;
            episodes += said.isDrifted() && !isDrifted ? 1 : 0;
            isDrifted = said.isDrifted();
            alarms.forEach(rival -> rivals.merge(rival, 1L, Long::sum));
        }
    }

    Run run() {
        return new Run();
    }

    long windows() {
        return windows;
    }

    long tests() {
        return tests;
    }

    long bad() {
        return bad;
    }

    long badWindows() {
        return badWindows;
    }

    long drifted() {
        return drifted;
    }

    long episodes() {
        return episodes;
    }

    /** Alarms for 1,000 column-windows. */
    double rate(Rival rival) {
        return windows == 0 ? 0 : 1000.0 * rivals.getOrDefault(rival, 0L) / windows;
    }

    /** The rivals' rates as cells of a table. */
    String rivalCells() {
        StringBuilder text = new StringBuilder();
        for (Rival rival : Rival.values()) {
            text.append(" | ").append(number(rate(rival)));
        }
        return text.toString();
    }

    /** Three digits, thousands apart. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        if (value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : value >= 0.1 ? "%.2f" : "%.1e", value);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
