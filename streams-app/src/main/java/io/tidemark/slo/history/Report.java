package io.tidemark.slo.history;

import io.tidemark.domain.Alert.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an objective would have told people, or told them, in a time: how a dry run ends.
 *
 * @param startMs start of the first slot; 0 if there was none
 * @param endMs end of the last one
 * @param told by severity; every severity is there
 * @param nearChange episodes that began within {@link ReportTally#NEAR_MS} after a change
 * @param consumed share of the budget that is used at the end, of the slice of all events, or of the worst where there is none
 * @param suggestion the target that would have been kept
 */
public record Report(
        long startMs, long endMs, Map<Severity, Told> told, long nearChange, double consumed, Suggestion suggestion) {
    public Report {
        told = Map.copyOf(told);
    }

    /**
     * What people were told under one severity, over all slices.
     *
     * @param opened episodes
     * @param flaps how often one fired again while it was recovering
     * @param firingMs time in which it fired, added up over slices
     * @param firstMs when it was told first; 0 if never
     * @param lastMs when the last episode was told
     */
    public record Told(int opened, int flaps, long firingMs, long firstMs, long lastMs) {
        /** Nobody was told. */
        public static final Told NOTHING = new Told(0, 0, 0, 0, 0);

        private Told plus(Told other) {
            if (opened == 0 || other.opened == 0) {
                return opened == 0 ? other : this;
            }
            return new Told(
                    opened + other.opened,
                    flaps + other.flaps,
                    firingMs + other.firingMs,
                    Math.min(firstMs, other.firstMs),
                    Math.max(lastMs, other.lastMs));
        }
    }

    /**
     * The report on an objective. O(slices).
     *
     * @param all the tallies of all its slices
     * @param sli those that the suggested target is worked out from: the slice of all events, or every slice where there is none
     * @param consumed see the component
     * @param parts what one thing adds to the sums: {@code Goal#partsOfSlice}
     */
    public static Report of(Collection<ReportTally> all, Collection<ReportTally> sli, double consumed, long parts) {
        Map<Severity, Told> told = new EnumMap<>(Severity.class);
        long startMs = Long.MAX_VALUE;
        long endMs = 0;
        long nearChange = 0;
        for (Severity severity : Severity.values()) {
            told.put(severity, all.stream().map(tally -> tally.told(severity)).reduce(Told.NOTHING, Told::plus));
        }
        for (ReportTally tally : all) {
            if (!tally.isEmpty()) {
                startMs = Math.min(startMs, tally.startMs());
                endMs = Math.max(endMs, tally.endMs());
            }
            nearChange += tally.nearChange();
        }
        return new Report(
                startMs == Long.MAX_VALUE ? 0 : startMs, endMs, told, nearChange, consumed, suggestion(sli, parts));
    }

    private static Suggestion suggestion(Collection<ReportTally> tallies, long parts) {
        Suggestion.Week all = Suggestion.Week.EMPTY;
        List<Suggestion.Week> weeks = new ArrayList<>();
        for (ReportTally tally : tallies) {
            all = all.plus(tally.all().good(), tally.all().bad());
            List<Suggestion.Week> whole = tally.wholeWeeks();
            for (int i = 0; i < whole.size(); i++) {
                Suggestion.Week before = i < weeks.size() ? weeks.get(i) : Suggestion.Week.EMPTY;
                Suggestion.Week sum =
                        before.plus(whole.get(i).good(), whole.get(i).bad());
                if (i < weeks.size()) {
                    weeks.set(i, sum);
                } else {
                    weeks.add(sum);
                }
            }
        }
        return Suggestion.of(all, weeks, parts);
    }

    /** Episodes that people were told of. */
    public int episodes() {
        return told.values().stream().mapToInt(Told::opened).sum();
    }

    /** What was told under a severity. */
    public Told told(Severity severity) {
        return told.getOrDefault(severity, Told.NOTHING);
    }
}
