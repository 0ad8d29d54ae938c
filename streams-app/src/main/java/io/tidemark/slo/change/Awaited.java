package io.tidemark.slo.change;

import io.tidemark.domain.Change;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The versions of a model that were put in service and are not yet seen in its data.
 *
 * <p>A version is seen in a reading of its slice that has rows, in a window that ends after the change. It is overdue once the data go on,
 * without it, for a whole window that starts no earlier than the deadline: one more window than needed, because the readings of a window
 * come one after the other. While there are no data at all the data say nothing, and {@link #tick the clock} does. Each change is seen once and overdue once, at most; what is not
 * seen within {@value #PATIENCE} times the time allowed is given up. Owned by one task; not thread-safe.
 */
public final class Awaited {
    /** Most changes that are waited for; beyond, the oldest go. */
    static final int MOST = 64;

    private static final int PATIENCE = 100;

    /** A change that is dated further from the clock than this is of the past, and the clock says nothing of it: ms. */
    private static final long OF_NOW_MS = 24 * 3_600_000L;

    private final List<Wait> waits = new ArrayList<>();

    /**
     * One change.
     *
     * @param eventId the change's id
     * @param version the version that the data have to show
     * @param atMs when it took effect
     * @param isOverdue whether it was said already that it is not seen
     * @param sees whether the data carry any version at all since
     * @param heardMs when it was heard of, by the clock
     */
    record Wait(String eventId, String version, long atMs, boolean isOverdue, Sees sees, long heardMs) {
        private Wait seeing(Sees seen) {
            return new Wait(eventId, version, atMs, isOverdue, seen, heardMs);
        }

        private Wait overdue() {
            return new Wait(eventId, version, atMs, true, sees, heardMs);
        }

        private boolean isOverdueAt(long clockMs, long withinMs, long graceMs) {
            boolean isOfNow = Math.abs(heardMs - atMs) <= OF_NOW_MS;
            return !isOverdue && isOfNow && clockMs >= Math.max(atMs + withinMs, heardMs) + graceMs;
        }
    }

    /** What the data tell of versions. */
    enum Sees {
        NOTHING,
        OTHERS
    }

    /** What a reading tells of a change. */
    public enum News {
        /** The version is in the data. */
        CONFIRMED,
        /** It is, but later than it should have been. */
        CONFIRMED_LATE,
        /** It is not, though other versions are. */
        OVERDUE,
        /** It is not, and no other version is either: the events carry none. */
        OVERDUE_WITHOUT_VERSIONS,
        /** No data came at all, by the clock. */
        OVERDUE_WITHOUT_DATA
    }

    /**
     * What became of one change.
     *
     * @param eventId the change's id
     * @param version its version
     * @param atMs when it took effect
     * @param untilMs end of the window that shows it
     * @param news what it shows
     * @param wasOverdue whether it was said before that it is not seen
     */
    public record Heard(String eventId, String version, long atMs, long untilMs, News news, boolean wasOverdue) {
        /** Of a change that was not said to be overdue. */
        public Heard(String eventId, String version, long atMs, long untilMs, News news) {
            this(eventId, version, atMs, untilMs, news, false);
        }
    }

    /** Nothing is awaited. */
    public static Awaited none() {
        return new Awaited();
    }

    static Awaited of(List<Wait> waits) {
        Awaited awaited = new Awaited();
        awaited.waits.addAll(waits);
        return awaited;
    }

    List<Wait> waits() {
        return List.copyOf(waits);
    }

    public boolean isEmpty() {
        return waits.isEmpty();
    }

    /**
     * Waits for a change's version, if it puts one in service.
     *
     * @param clockMs when it was heard of, by the clock
     */
    public void add(Change change, long clockMs) {
        if (!change.kind().putsVersionInService() || change.version().isEmpty()) {
            return;
        }
        waits.add(new Wait(change.eventId(), change.version(), change.atMs(), false, Sees.NOTHING, clockMs));
        waits.sort(Comparator.comparingLong(Wait::atMs).thenComparing(Wait::eventId));
        if (waits.size() > MOST) {
            waits.remove(0);
        }
    }

    /**
     * What a reading of the model tells. O({@value #MOST}).
     *
     * @param withinMs how soon a version has to be seen
     */
    public List<Heard> hear(Reading reading, long withinMs) {
        boolean isOfLive = reading.scope().stage() == Stage.SERVING && reading.comparison() == Comparison.MAIN;
        if (reading.rows() == 0 || !isOfLive) {
            return List.of();
        }
        if (reading.scope().isVersion()) {
            return seen(reading, withinMs);
        }
        return reading.scope().isWhole() ? overdue(reading, withinMs) : List.of();
    }

    /**
     * What the clock tells of changes that were heard of at about the time when they took effect. Call it only while no data come: while they
     * do, they tell. O({@value #MOST}).
     *
     * @param withinMs how soon a version has to be seen
     * @param graceMs how long it takes until data that came are read, beyond that
     */
    public List<Heard> tick(long clockMs, long withinMs, long graceMs) {
        List<Heard> heard = new ArrayList<>();
        for (int i = 0; i < waits.size(); i++) {
            Wait wait = waits.get(i);
            if (wait.isOverdueAt(clockMs, withinMs, graceMs)) {
                heard.add(new Heard(
                        wait.eventId(), wait.version(), wait.atMs(), clockMs, News.OVERDUE_WITHOUT_DATA, false));
                waits.set(i, wait.overdue());
            }
        }
        return heard;
    }

    private List<Heard> seen(Reading reading, long withinMs) {
        List<Heard> heard = new ArrayList<>();
        long endMs = reading.window().endMs();
        for (int i = waits.size() - 1; i >= 0; i--) {
            Wait wait = waits.get(i);
            if (endMs <= wait.atMs()) {
                continue;
            }
            if (Scope.versionSlice(wait.version()).equals(reading.scope().slice())) {
                boolean isLate = reading.window().startMs() >= wait.atMs() + withinMs;
                heard.add(new Heard(
                        wait.eventId(),
                        wait.version(),
                        wait.atMs(),
                        endMs,
                        isLate ? News.CONFIRMED_LATE : News.CONFIRMED,
                        wait.isOverdue()));
                waits.remove(i);
            } else {
                waits.set(i, wait.seeing(Sees.OTHERS));
            }
        }
        return heard;
    }

    private List<Heard> overdue(Reading reading, long withinMs) {
        List<Heard> heard = new ArrayList<>();
        for (int i = waits.size() - 1; i >= 0; i--) {
            Wait wait = waits.get(i);
            long waitedMs = reading.window().startMs() - wait.atMs();
            if (waitedMs >= withinMs && !wait.isOverdue()) {
                News news = wait.sees() == Sees.OTHERS ? News.OVERDUE : News.OVERDUE_WITHOUT_VERSIONS;
                heard.add(new Heard(
                        wait.eventId(),
                        wait.version(),
                        wait.atMs(),
                        reading.window().startMs(),
                        news));
                waits.set(i, wait.overdue());
            } else if (waitedMs >= PATIENCE * withinMs) {
                waits.remove(i);
            }
        }
        return heard;
    }
}
