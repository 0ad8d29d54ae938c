package io.tidemark.query.board;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The newest status of each objective in each slice, {@value #MOST} at most: further ones are left out. A status takes about 700 bytes (measured).
 *
 * <p>Owned by {@link Boards}; not thread-safe.
 */
public final class SloBoard {
    static final int MOST = 200_000;

    private final NavigableMap<String, SloEntry> entries = new TreeMap<>();
    private long leftOut;

    /** How a status differs from what was known. */
    enum Heard {
        SAME_STATE,
        OTHER_STATE,
        LEFT_OUT
    }

    Heard hear(SloEntry entry) {
        String key = entry.key().text();
        SloEntry was = entries.get(key);
        if (was == null && entries.size() >= MOST) {
            leftOut++;
            return Heard.LEFT_OUT;
        }
        entries.put(key, entry);
        return was != null && Objects.equals(was.state(), entry.state()) ? Heard.SAME_STATE : Heard.OTHER_STATE;
    }

    void forget(String key) {
        entries.remove(key);
    }

    /** All, in the order of their keys' texts. */
    public Collection<SloEntry> all() {
        return entries.values();
    }

    /** Those of a model, in the same order. */
    public Collection<SloEntry> of(String model) {
        return entries.subMap(model + '|', model + '}').values();
    }

    /** How many statuses there was no room for. */
    public long leftOut() {
        return leftOut;
    }
}
