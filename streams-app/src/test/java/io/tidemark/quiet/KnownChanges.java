package io.tidemark.quiet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One real series whose changes are known: which of them are found, how soon, and what is said outside of them. */
final class KnownChanges {
    /**
     * What a window is compared with.
     *
     * @param trailing windows of the trailing reference, or 0
     * @param phases windows in a cycle of which only the same place is compared, or 1
     */
    record Against(String name, int trailing, int phases) {
        static final Against PINNED = new Against("pinned", 0, 1);

        static Against trailing(int windows) {
            return new Against("trailing " + windows, windows, 1);
        }

        static Against phase(String name, int phases) {
            return new Against(name, 0, phases);
        }
    }

    /**
     * A change that is known.
     *
     * @param first the first window that has some of it
     * @param last the last window in which finding it counts
     */
    record Change(int first, int last) {}

    private final Column column;
    private final List<long[]> reference;
    private final List<long[]> watched;
    private final List<Change> changes;
    private final Plan plan;
    private final Rivals rivals;

    /** @param changes in windows after the reference */
    KnownChanges(
            Column column, List<long[]> reference, List<long[]> watched, List<Change> changes, Plan plan, int columns) {
        this.column = column;
        this.reference = reference;
        this.watched = watched;
        this.changes = changes;
        this.plan = plan;
        this.rivals = new Rivals(Baseline.of(column, reference), columns);
    }

    /**
     * What came of it.
     *
     * @param delays of the found, in windows: 1 is the first that has some of it
     * @param outside windows outside of changes in which it alarmed
     * @param quiet windows outside of changes
     */
    record Found(List<Integer> delays, int outside, int quiet) {
        String text(int of) {
            return String.format(
                    Locale.ROOT,
                    "%d of %d%s",
                    delays.size(),
                    of,
                    delays.isEmpty()
                            ? ""
                            : ", after "
                                    + String.join(
                                            " ",
                                            delays.stream().map(String::valueOf).toList()));
        }
    }

    Found found(Against against) {
        Watch[] watches = new Watch[against.phases()];
        for (int phase = 0; phase < watches.length; phase++) {
            List<long[]> same = new ArrayList<>();
            for (int window = phase; window < reference.size(); window += watches.length) {
                same.add(reference.get(window));
            }
            watches[phase] = new Watch(Baseline.of(column, same), plan.levels(), against.trailing());
        }
        boolean[] alarms = new boolean[watched.size()];
        for (int window = 0; window < alarms.length; window++) {
            alarms[window] = watches[(reference.size() + window) % watches.length]
                    .next(watched.get(window))
                    .isDrifted();
        }
        return found(alarms);
    }

    /** The median φ of the phases. */
    double phi(Against against) {
        double[] phis = new double[against.phases()];
        for (int phase = 0; phase < phis.length; phase++) {
            List<long[]> same = new ArrayList<>();
            for (int window = phase; window < reference.size(); window += phis.length) {
                same.add(reference.get(window));
            }
            phis[phase] = Baseline.of(column, same).phi();
        }
        Arrays.sort(phis);
        return phis[phis.length / 2];
    }

    Map<Rival, Found> rivals() {
        Map<Rival, boolean[]> alarms = new EnumMap<>(Rival.class);
        EnumSet.allOf(Rival.class).forEach(rival -> alarms.put(rival, new boolean[watched.size()]));
        for (int window = 0; window < watched.size(); window++) {
            Set<Rival> who = rivals.alarms(watched.get(window));
            for (Rival rival : who) {
                alarms.getOrDefault(rival, new boolean[0])[window] = true;
            }
        }
        Map<Rival, Found> found = new EnumMap<>(Rival.class);
        alarms.forEach((rival, at) -> found.put(rival, found(at)));
        return found;
    }

    private Found found(boolean[] alarms) {
        List<Integer> delays = new ArrayList<>();
        boolean[] isIn = new boolean[alarms.length];
        for (Change change : changes) {
            int at = change.first();
            while (at <= change.last() && at < alarms.length && !alarms[at]) {
                at++;
            }
            if (at <= change.last() && at < alarms.length) {
                delays.add(at - change.first() + 1);
            }
            Arrays.fill(isIn, change.first(), Math.min(alarms.length, change.last() + 1), true);
        }
        int outside = 0;
        int quiet = 0;
        for (int window = 0; window < alarms.length; window++) {
            outside += alarms[window] && !isIn[window] ? 1 : 0;
            quiet += isIn[window] ? 0 : 1;
        }
        return new Found(Collections.unmodifiableList(delays), outside, quiet);
    }
}
