package io.tidemark.config;

import java.util.List;

/**
 * What one monitor file says, checked and with every default filled in.
 *
 * @param monitors one for each model, in file order; never empty
 * @param slos the OpenSLO documents of the file, in file order; each names a model of {@code monitors}
 * @param warnings what can be kept, but hardly means what it says
 */
public record MonitorFile(List<Monitor> monitors, List<SloSpec> slos, List<Problem> warnings) {
    public MonitorFile {
        monitors = List.copyOf(monitors);
        slos = List.copyOf(slos);
        warnings = List.copyOf(warnings);
    }

    /** A file without warnings. */
    public MonitorFile(List<Monitor> monitors, List<SloSpec> slos) {
        this(monitors, slos, List.of());
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
        return slos.stream().filter(slo -> slo.model().equals(model)).toList();
    }
}
