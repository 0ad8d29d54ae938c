package io.tidemark.slo.history;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.slo.Step;
import io.tidemark.slo.history.Suggestion.Week;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a report on one objective and slice is counted by, slot by slot and step by step.
 *
 * <p>Weeks are counted from the first slot; at most {@value #MOST_WEEKS} of them, then the oldest is dropped.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class ReportTally {
    /** Weeks that are kept. */
    public static final int MOST_WEEKS = 60;

    /** An episode that begins at most so long after a change is counted as near it. */
    public static final long NEAR_MS = Duration.ofHours(2).toMillis();

    /** No change is known. */
    public static final long NO_CHANGE = Long.MAX_VALUE;

    private static final long WEEK_MS = Duration.ofDays(7).toMillis();
    private static final long NEVER = Long.MIN_VALUE;

    private final Map<Severity, Counter> counters = new EnumMap<>(Severity.class);
    private final List<Week> weeks = new ArrayList<>();
    private long startMs = NEVER;
    private long endMs;
    private long droppedWeeks;
    private Week all = Week.EMPTY;
    private long nearChange;

    /** Nothing yet. */
    public ReportTally() {
        Arrays.stream(Severity.values()).forEach(severity -> counters.put(severity, new Counter()));
    }

    /**
     * Adds a slot, or what a revision adds to it. Slots come in order; one before the first is counted in the first week.
     *
     * @param slotStartMs its start
     * @param slotEndMs its end
     * @param good good ones; 0 of a slot that does not count; negative where a revision takes some away
     * @param bad bad ones; likewise
     */
    public void slot(long slotStartMs, long slotEndMs, long good, long bad) {
        startMs = startMs == NEVER ? slotStartMs : startMs;
        endMs = Math.max(endMs, slotEndMs);
        all = all.plus(good, bad);
        long week = Math.max(0, (slotStartMs - startMs) / WEEK_MS - droppedWeeks);
        while (weeks.size() <= week) {
            if (weeks.size() == MOST_WEEKS) {
                weeks.remove(0);
                droppedWeeks++;
                week--;
            }
            weeks.add(Week.EMPTY);
        }
        weeks.set((int) week, weeks.get((int) week).plus(good, bad));
    }

    /**
     * Adds a step.
     *
     * @param step a transition or something told; others change nothing
     * @param sinceChangeMs from the last change before the episode's onset to the onset, ≥ 0; {@link #NO_CHANGE} if there is none
     */
    public void step(Step step, long sinceChangeMs) {
        Counter counter = counter(step.severity());
        if (step.telling() == Step.Telling.OPENED) {
            counter.open(step);
            nearChange += sinceChangeMs <= NEAR_MS ? 1 : 0;
        } else if (counter.isOpen && step.isTransition()) {
            counter.move(step);
        }
        if (step.telling() == Step.Telling.CLOSED) {
            counter.isOpen = false;
        }
    }

    private Counter counter(Severity severity) {
        Counter counter = counters.get(severity);
        if (counter == null) {
            throw new IllegalStateException("every severity has a counter: severity=" + severity);
        }
        return counter;
    }

    /** What was counted of a severity; time that still goes on is counted up to the newest slot. */
    Report.Told told(Severity severity) {
        Counter counter = counter(severity);
        long still = counter.firingSinceMs == NEVER ? 0 : endMs - counter.firingSinceMs;
        return new Report.Told(
                counter.opened, counter.flaps, counter.firingMs + Math.max(0, still), counter.firstMs, counter.lastMs);
    }

    long startMs() {
        return startMs;
    }

    long endMs() {
        return endMs;
    }

    Week all() {
        return all;
    }

    /** The weeks that are over. */
    List<Week> wholeWeeks() {
        long whole = startMs == NEVER ? 0 : (endMs - startMs) / WEEK_MS - droppedWeeks;
        return List.copyOf(weeks.subList(0, (int) Math.min(weeks.size(), Math.max(0, whole))));
    }

    /** Episodes that began shortly after a change. */
    long nearChange() {
        return nearChange;
    }

    boolean isEmpty() {
        return startMs == NEVER;
    }

    /** One severity. */
    private static final class Counter {
        private int opened;
        private int flaps;
        private long firingMs;
        private long firstMs;
        private long lastMs;
        private long firingSinceMs = NEVER;
        private boolean isOpen;

        private void open(Step step) {
            long nowMs = step.times().metricMs();
            firstMs = opened == 0 ? nowMs : firstMs;
            lastMs = nowMs;
            opened++;
            isOpen = true;
            firingSinceMs = nowMs;
        }

        private void move(Step step) {
            long nowMs = step.times().metricMs();
            if (step.previousState() == State.FIRING && firingSinceMs != NEVER) {
                firingMs += nowMs - firingSinceMs;
                firingSinceMs = NEVER;
            }
            if (step.state() == State.FIRING) {
                flaps++;
                firingSinceMs = nowMs;
            }
        }
    }
}
