package io.tidemark.runtime.meter;

/** A source of samples. Any thread may ask. */
interface Series {
    /** Adds what is so now. */
    void addTo(Page page);
}
