package io.tidemark.domain;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the detectors of a scope remember.
 *
 * @param reference id of the reference that they are scaled by; under another they begin anew
 * @param watches numbers by column and label
 */
public record WatchStates(String reference, SortedMap<String, double[]> watches) {
    /** Nothing yet. */
    public static final WatchStates NONE = new WatchStates("", new TreeMap<>());

    public WatchStates {
        watches = Collections.unmodifiableSortedMap(new TreeMap<>(watches));
    }
}
