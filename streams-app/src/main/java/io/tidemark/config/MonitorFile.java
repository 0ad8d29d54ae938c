package io.tidemark.config;

import io.tidemark.slo.run.RunObjective;
import java.util.List;

/**
 * What one monitor file says, checked and with every default filled in.
 *
 * @param monitors one for each model, in file order; empty only in a file of SLOs alone, which says what is promised and not of what data
 * @param objects what the file says of SLOs; each speaks of a model of {@code monitors}, if there are any
 * @param tenants those that the file declares, in file order
 * @param warnings what can be kept, but hardly means what it says
 */
public record MonitorFile(List<Monitor> monitors, SloFile objects, List<TenantSpec> tenants, List<Problem> warnings) {
    public MonitorFile {
        monitors = List.copyOf(monitors);
        tenants = List.copyOf(tenants);
        warnings = List.copyOf(warnings);
    }

    /** A file that declares no tenants. */
    public MonitorFile(List<Monitor> monitors, SloFile objects, List<Problem> warnings) {
        this(monitors, objects, List.of(), warnings);
    }

    /** A file without warnings. */
    public MonitorFile(List<Monitor> monitors, List<SloSpec> slos) {
        this(monitors, SloFile.of(slos), List.of());
    }

    /** The same with the key of its hashes. */
    public MonitorFile with(Salt salt) {
        return new MonitorFile(
                monitors.stream().map(monitor -> monitor.with(salt)).toList(), objects, tenants, warnings);
    }

    /** The SLOs, in file order. */
    public List<SloSpec> slos() {
        return objects.slos();
    }

    /** What is promised of training runs, in file order. */
    public List<RunObjective> runs() {
        return objects.runs();
    }

    /** What is promised of a model's training runs, in file order. */
    public List<RunObjective> runsOf(String model) {
        return runs().stream().filter(run -> run.model().equals(model)).toList();
    }

    /**
     * The monitor of a model.
     *
     * @throws IllegalArgumentException if the file has no such model
     */
    public Monitor monitor(String model) {
        for (Monitor monitor : monitors) {
            if (monitor.model().equals(model)) {
                return monitor;
            }
        }
        throw new IllegalArgumentException("the monitor file has no such model: model=" + model);
    }

    /** The SLOs of a model, in file order. */
    public List<SloSpec> slosOf(String model) {
        return slos().stream().filter(slo -> slo.model().equals(model)).toList();
    }
}
