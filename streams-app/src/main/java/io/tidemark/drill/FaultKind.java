package io.tidemark.drill;

import java.util.Arrays;
import java.util.List;

/** The faults that a drill knows, in the order of its report. */
public enum FaultKind {
    NULLS("nulls", "a share of the rows has no value in a column"),
    UNIT_CHANGE("unit-change", "a number is 1000 times what it was"),
    SWAPPED_COLUMNS("swapped-columns", "two numbers stand in each other's place"),
    STALE_FEATURE("stale-feature", "a column stays at its last value"),
    CLASS_RATIO("class-ratio", "a share of the rows of the commonest class has the next one"),
    CATEGORY_RENAMED("category-renamed", "the commonest category is called otherwise"),
    LABEL_FLIP("label-flip", "labels say another class, or a number as far on the other side of their mean"),
    DROPPED_SLICE("dropped-slice", "no event of the largest slice comes"),
    DUPLICATED_HOUR("duplicated-hour", "each event of an hour comes twice"),
    LATE_HOUR("late-hour", "the events of an hour come after their windows are closed"),
    LATENCY_STEP("latency-step", "each request takes three times as long"),
    FAILED_REQUESTS("failed-requests", "a share of the requests ends in an error"),
    SILENT_STREAM("silent-stream", "no event comes");

    private final String word;
    private final String sentence;

    FaultKind(String word, String sentence) {
        this.word = word;
        this.sentence = sentence;
    }

    /** Its name in options, tables and JSON. */
    public String word() {
        return word;
    }

    /** What it does, for people. */
    public String sentence() {
        return sentence;
    }

    /** The names of all, in their order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(FaultKind::word).toList();
    }
}
