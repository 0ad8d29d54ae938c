package io.tidemark.domain;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sign of life from a training run: it began, came further, or ended.
 *
 * @param model the monitored model
 * @param version that the run makes; empty until it is known
 * @param eventId identifies the event; a second delivery has the same; empty if the producer has none
 * @param atMs when the run said so, by its own clock
 * @param run which one
 * @param phase how far it is
 * @param amounts what it counted up to here; what is missing was not counted
 * @param said what else it says
 */
public record RunReport(
        String model,
        String version,
        String eventId,
        long atMs,
        Name run,
        Phase phase,
        Map<RunAmount, Double> amounts,
        Said said)
        implements Tiding {
    /** Most characters of each text; what a topic brings beyond is cut. */
    public static final int LONGEST = 200;

    /** Most measures, and most dimensions; what a topic brings beyond is left out. */
    public static final int MOST_MEASURES = 16;

    public RunReport {
        EnumMap<RunAmount, Double> counted = new EnumMap<>(RunAmount.class);
        counted.putAll(amounts);
        amounts = Collections.unmodifiableMap(counted);
    }

    /**
     * What else a run says.
     *
     * @param currency of the cost, ISO 4217; empty if there is none
     * @param errorCode short code of what went wrong; empty unless it failed
     * @param measures what the run says of its model, by name
     * @param dimensions what the run can be told from others by: its task, the model's family
     */
    public record Said(
            String currency,
            String errorCode,
            SortedMap<String, Double> measures,
            SortedMap<String, String> dimensions) {
        /** Nothing. */
        public static final Said NOTHING = new Said("", "", new TreeMap<>(), new TreeMap<>());

        public Said {
            measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
            dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
        }
    }

    /**
     * Which run.
     *
     * @param id identifies it; the same in all its reports
     * @param parent the run that it is part of or repeats; empty for one of its own
     */
    public record Name(String id, String parent) {}

    /** How far a run is. The names are those of the schema; the order is part of a byte layout: append only. */
    public enum Phase {
        /** One that the reader does not know: a sign of life, neither success nor failure. */
        UNKNOWN,
        STARTED,
        PROGRESS,
        SUCCEEDED,
        FAILED;

        /** Whether nothing comes after it. */
        public boolean isEnd() {
            return this == SUCCEEDED || this == FAILED;
        }

        /** The word on the command line and in the API: {@code succeeded}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why it cannot be taken in, whatever the clock says; empty if it can. */
    public Optional<Rejection> rejection() {
        if (run.id().isEmpty()) {
            return unusable("a run's report has no runId: eventId=" + eventId + ", phase=" + phase.word()
                    + "; write the same runId into all reports of a run");
        }
        if (atMs < 0) {
            return unusable("a run's report is dated before 1970: runId=" + run.id() + ", eventTime=" + atMs);
        }
        for (Map.Entry<RunAmount, Double> one : amounts.entrySet()) {
            if (!(one.getValue() >= 0 && Double.isFinite(one.getValue()))) {
                return unusable("a run cannot have counted that: runId=" + run.id() + ", "
                        + one.getKey().field() + "=" + NumberText.of(one.getValue())
                        + "; write a number that is not negative, or null");
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejection> unusable(String detail) {
        return Optional.of(new Rejection(Rejection.Reason.UNUSABLE_RUN, detail));
    }
}
