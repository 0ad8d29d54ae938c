package io.tidemark.runtime.first;

import java.util.ArrayList;
import java.util.List;

/**
 * Items from everywhere in a stream of unknown length: every k-th one, k doubling whenever there are too many, so that none of the stream's
 * parts counts more than another.
 *
 * <p>Owned by one thread; not thread-safe.
 */
final class EvenSample<T> {
    private final List<T> items = new ArrayList<>();
    private long every = 1;
    private long seen;

    /** Whether the next item is one of the sample; it counts as seen. */
    boolean takesNext() {
        return seen++ % every == 0;
    }

    /** An item that it takes. */
    void add(T item) {
        items.add(item);
    }

    int size() {
        return items.size();
    }

    /** Forgets every second item, and takes half as many from now on. */
    void halve() {
        every *= 2;
        List<T> kept = new ArrayList<>();
        for (int i = 0; i < items.size(); i += 2) {
            kept.add(items.get(i));
        }
        items.clear();
        items.addAll(kept);
    }

    /** What it holds, in the stream's order. */
    List<T> items() {
        return List.copyOf(items);
    }
}
