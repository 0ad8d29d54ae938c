package io.tidemark.query;

import io.tidemark.assess.AssessRules;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.SloSpec;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.store.ScopeKey;
import io.tidemark.topology.MonitorRules;
import io.tidemark.topology.ScopesAndMarks;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of the models beside their state. Any thread may ask, if it may ask the grids.
 *
 * @param monitors how they are monitored, by name
 * @param slos the objectives that are stated: what they ask of the data is read in each window
 * @param partitions of assess
 * @param grids the grids of all models
 */
public record Monitored(
        SortedMap<String, Monitor> monitors, List<SloSpec> slos, int partitions, GridBook.Library grids) {
    public Monitored {
        monitors = Collections.unmodifiableSortedMap(new TreeMap<>(monitors));
        slos = List.copyOf(slos);
    }

    /** The models of these monitors, without objectives. */
    public static Monitored of(List<Monitor> monitors, int partitions, GridBook.Library grids) {
        return of(new MonitorFile(monitors, List.of()), partitions, grids);
    }

    /** The models of a file. */
    public static Monitored of(MonitorFile file, int partitions, GridBook.Library grids) {
        SortedMap<String, Monitor> byName = new TreeMap<>();
        file.monitors().forEach(monitor -> byName.put(monitor.model(), monitor));
        return new Monitored(byName, file.slos(), partitions, grids);
    }

    /**
     * How a model is monitored.
     *
     * @throws Refused if there is none of that name
     */
    public Monitor monitor(String model) {
        Monitor monitor = monitors.get(model);
        if (monitor == null) {
            throw Refused.unknown("model", model, List.copyOf(monitors.keySet()));
        }
        return monitor;
    }

    /** How assess reads the windows of a model; of its sources nothing is said. */
    AssessRules rules(String model) {
        Monitor monitor = monitor(model);
        return MonitorRules.assess(
                monitor, slos.stream().filter(slo -> slo.model().equals(model)).toList(), 0);
    }

    /** How the requests of a span ended; nothing where the monitor does not measure it. */
    StatusCounts statuses(String model, SpanProfile span) {
        return monitor(model).requestColumns().contains(ReservedColumn.STATUS.column())
                ? StatusCounts.of(span, grids.book(model))
                : StatusCounts.NONE;
    }

    /** The partition of assess that keeps what is known of a scope. */
    int partition(Scope scope) {
        return ScopesAndMarks.partition(ScopeKey.text(scope), partitions);
    }
}
