package io.tidemark.domain;

/** What a training run counts of itself, each from its beginning on. The order is part of a byte layout: append only. */
public enum RunAmount {
    /** Steps done, counted from 0. */
    STEP("step", "steps"),
    /** Steps planned. */
    STEPS("steps", "steps"),
    /** Training rows read so far. */
    ROWS_READ("rowsRead", "rows"),
    /** Training rows that the run should read. */
    ROWS_EXPECTED("rowsExpected", "rows"),
    /** Processor seconds used so far, over all cores. */
    CPU_SECONDS("cpuSeconds", "s of CPU"),
    /** Accelerator seconds used so far, over all devices. */
    GPU_SECONDS("gpuSeconds", "s of GPU"),
    /** Most memory in use at any time so far, in bytes. */
    PEAK_MEMORY_BYTES("peakMemoryBytes", "bytes"),
    /** Money spent so far, in the run's currency. */
    COST("cost", "");

    private final String field;
    private final String unit;

    RunAmount(String field, String unit) {
        this.field = field;
        this.unit = unit;
    }

    /** Its field in a RunEvent. */
    public String field() {
        return field;
    }

    /** Its unit for people; empty of money, which the run names itself. */
    public String unit() {
        return unit;
    }
}
