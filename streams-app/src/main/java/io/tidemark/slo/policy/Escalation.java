package io.tidemark.slo.policy;

import io.tidemark.domain.Alert.Severity;
import java.time.Duration;
import java.util.List;

/**
 * Who is told, and when, of an episode that nobody acknowledges. Times run by the clock from the alert's opening.
 *
 * <p>Levels are numbered from 1. A level with {@code after} 0 is told by the opening itself. Once the last one was told and
 * {@code ackTimeout} has passed, the chain begins again at level {@code repeatFrom}, with the distances between the levels that it had,
 * at most {@code mostRepeats} times.
 *
 * @param ackTimeoutMs how long whoever was told last has before the chain begins again; also the usual distance between levels
 * @param levels who is told, the first one first; none for no escalation
 * @param repeatFrom number of the level at which the chain begins again, from 1
 * @param mostRepeats how often it begins again; 0 for never
 * @param least the least urgent severity that is escalated
 */
public record Escalation(long ackTimeoutMs, List<Level> levels, int repeatFrom, int mostRepeats, Severity least) {
    /** Most levels of a chain. */
    public static final int MOST_LEVELS = 20;

    /** How often a chain may begin again at most. */
    public static final int MOST_REPEATS = 100;

    /** How often it begins again where nothing is written. */
    public static final int USUAL_REPEATS = 3;

    private static final long SHORTEST_MS = Duration.ofMinutes(1).toMillis();

    /** Nobody besides the owner is told. */
    public static final Escalation NONE =
            new Escalation(Duration.ofMinutes(15).toMillis(), List.of(), 1, 0, Severity.PAGE);

    private static final Escalation STANDARD = new Escalation(
            Duration.ofMinutes(15).toMillis(),
            List.of(
                    new Level("developer", 0),
                    new Level("tech-lead", Duration.ofMinutes(15).toMillis()),
                    new Level("product-owner", Duration.ofMinutes(60).toMillis())),
            1,
            USUAL_REPEATS,
            Severity.PAGE);

    /** @throws IllegalArgumentException if a value is out of its range */
    public Escalation {
        levels = List.copyOf(levels);
        if (ackTimeoutMs < SHORTEST_MS) {
            throw new IllegalArgumentException(
                    "an escalation's ackTimeout must be at least a minute: ackTimeoutMs=" + ackTimeoutMs);
        }
        if (levels.size() > MOST_LEVELS) {
            throw new IllegalArgumentException(
                    "an escalation must have at most " + MOST_LEVELS + " levels: levels=" + levels.size());
        }
        for (int i = 1; i < levels.size(); i++) {
            if (levels.get(i - 1).afterMs() >= levels.get(i).afterMs()) {
                throw new IllegalArgumentException("each level of an escalation must come later than the one before:"
                        + " afterMs=" + levels.stream().map(Level::afterMs).toList());
            }
        }
        if (repeatFrom < 1 || repeatFrom > Math.max(1, levels.size())) {
            throw new IllegalArgumentException("an escalation begins again at one of its levels, the first is 1:"
                    + " repeatFrom=" + repeatFrom + ", levels=" + levels.size());
        }
        if (mostRepeats < 0 || mostRepeats > MOST_REPEATS) {
            throw new IllegalArgumentException(
                    "an escalation's repeats must be in [0, " + MOST_REPEATS + "]: mostRepeats=" + mostRepeats);
        }
    }

    /** Developer at once, tech lead after 15 minutes, product owner after an hour; then again, three times. Pages only. */
    public static Escalation standard() {
        return STANDARD;
    }

    /**
     * Somebody who is told.
     *
     * @param role who, as a role: the consumers of alerts know the people
     * @param afterMs how long after the opening, by the clock
     */
    public record Level(String role, long afterMs) {
        /** @throws IllegalArgumentException if the role is empty or the time negative */
        public Level {
            if (role.isEmpty()) {
                throw new IllegalArgumentException("a level's role must not be empty: afterMs=" + afterMs);
            }
            if (afterMs < 0) {
                throw new IllegalArgumentException(
                        "a level must not come before the opening: role=" + role + ", afterMs=" + afterMs);
            }
        }
    }

    /** Whether alerts of a severity are escalated at all. */
    public boolean concerns(Severity severity) {
        return !levels.isEmpty() && severity.compareTo(least) <= 0;
    }
}
