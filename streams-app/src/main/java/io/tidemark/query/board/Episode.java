package io.tidemark.query.board;

import io.tidemark.domain.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One episode: its newest alert, the one with which it fired, and what happened in between, {@value #MOST_TURNS} turns at most: of more, the
 * first and the last half. Alerts may come in any order, and again.
 *
 * <p>Owned by {@link AlertBoard}.
 */
public final class Episode {
    static final int MOST_TURNS = 200;

    private final TreeMap<Long, Turn> turns = new TreeMap<>();
    private AlertEntry latest;
    private AlertEntry first;
    private int leftOut;

    /**
     * Something that happened.
     *
     * @param notice the word of what a consumer had to do
     * @param by who did it; empty if the monitor
     * @param consumed share of the budget that the episode had used by then
     */
    public record Turn(Alert.Times times, String notice, String text, String by, double consumed) {}

    Episode(AlertEntry alert) {
        this.latest = alert;
        this.first = alert;
    }

    /** Takes in an alert of it; says whether that is its newest now. */
    boolean hear(AlertEntry alert) {
        if (alert.sequence() < first.sequence()) {
            first = alert;
        }
        if (alert == latest || !alert.isAfter(latest)) {
            return alert == latest;
        }
        latest = alert;
        return true;
    }

    void turn(long sequence, Turn turn) {
        turns.putIfAbsent(sequence, turn);
        if (turns.size() > MOST_TURNS) {
            turns.remove(
                    turns.keySet().stream().skip(MOST_TURNS / 2).findFirst().orElseThrow());
            leftOut++;
        }
    }

    /** Its newest alert. */
    public AlertEntry latest() {
        return latest;
    }

    /** The alert with which it fired; empty if that is not kept any more. */
    public Optional<AlertEntry> first() {
        return first.transition().notice() == Alert.Notice.OPENED ? Optional.of(first) : Optional.empty();
    }

    /** What happened, in order. */
    public List<Turn> turns() {
        return new ArrayList<>(turns.values());
    }

    /** How many turns in the middle are left out. */
    public int leftOut() {
        return leftOut;
    }
}
