package io.tidemark.stats.sample;

import java.util.ArrayList;
import java.util.List;

/** A list of statistics in the making. Owned by one thread. */
final class Statistics {
    private final List<Statistic> all = new ArrayList<>();
    private final String group;
    private final String prefix;

    Statistics(String group) {
        this(group, "");
    }

    Statistics(String group, String prefix) {
        this.group = group;
        this.prefix = prefix;
    }

    /** Adds a number, unless it is NaN: not defined. */
    Statistics add(String name, double value, String unit) {
        if (!Double.isNaN(value)) {
            all.add(new Statistic(group, prefix + name, value, unit));
        }
        return this;
    }

    /** Adds {@code name.0}, {@code name.1}, …. */
    Statistics add(String name, double[] values, String unit) {
        for (int i = 0; i < values.length; i++) {
            add(name + "." + i, values[i], unit);
        }
        return this;
    }

    Statistics addAll(Statistics other) {
        all.addAll(other.all);
        return this;
    }

    List<Statistic> list() {
        return List.copyOf(all);
    }
}
