package io.tidemark.domain;

/** What a tenant may have only so much of; the closed list. */
public enum Quota {
    /** Events that were not measured: they came beyond the tenant's events per second. */
    EVENTS("events", "Events that were counted and not measured, beyond the tenant's events per second"),
    /** Events that were counted in an {@code __other__} slice: the tenant has as many slices as it may have. */
    SLICES("slices", "Events that were counted in an __other__ slice, beyond the tenant's slices"),
    /** Columns that are not measured: the tenant has as many as it may have. */
    COLUMNS("columns", "Columns that a task met and does not measure, beyond the tenant's columns");

    private final String word;
    private final String help;

    Quota(String word, String help) {
        this.word = word;
        this.help = help;
    }

    public String word() {
        return word;
    }

    /** What is counted beyond it, for whoever reads the number. */
    public String help() {
        return help;
    }
}
