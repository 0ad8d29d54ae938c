package io.tidemark.slo.change;

import io.tidemark.domain.Change;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.slo.Cells;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Slot;
import io.tidemark.slo.change.ChangeMemory.VersionKey;
import io.tidemark.slo.change.VersionComparison.Unit;
import io.tidemark.slo.change.VersionComparison.Version;
import io.tidemark.slo.change.VersionSlots.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What each version of a model shows an objective, whether or not the objective is kept by version: so that a new one can be compared with
 * the old one. At most {@value #MOST} versions an objective; beyond, the one that was silent longest is forgotten.
 */
public final class Versions {
    /** Most versions of one objective. */
    public static final int MOST = 8;

    private Versions() {}

    /** Whether a reading is a version's window of the objective. */
    public static boolean concern(Objective objective, Reading reading) {
        return reading.scope().isVersion()
                && reading.scope().stage() == Stage.SERVING
                && reading.scope().model().equals(objective.subject().model())
                && reading.comparison() == objective.subject().comparison()
                && reading.window().lengthMs() == objective.goal().slotMs();
    }

    /** Takes such a reading in. O(windows held). */
    public static void hear(Objective objective, Reading reading, ChangeMemory memory) {
        VersionKey key = new VersionKey(
                reading.scope().model(), objective.id(), reading.scope().version());
        VersionSlots slots = memory.slots(key);
        slots.put(reading.window().startMs(), count(objective, reading));
        memory.keep(key, slots);
        List<String> names = memory.versions(key.model(), key.objective());
        if (!names.contains(key.version())) {
            List<String> all = new ArrayList<>(names);
            all.add(key.version());
            memory.keep(key.model(), key.objective(), atMost(all, key, memory));
        }
    }

    private static Count count(Objective objective, Reading reading) {
        Cells cells = objective.indicator().cells(reading);
        if (unit(objective) == Unit.ROWS) {
            return new Count(cells.good(), cells.bad(), reading.revision());
        }
        Slot slot = objective.indicator().point(reading, objective.goal()).slot();
        return new Count(slot.bad() == 0 && slot.good() > 0 ? 1 : 0, slot.bad() > 0 ? 1 : 0, reading.revision());
    }

    private static Unit unit(Objective objective) {
        return objective.indicator() instanceof Indicator.OfEvents ? Unit.ROWS : Unit.WINDOWS;
    }

    private static List<String> atMost(List<String> names, VersionKey newest, ChangeMemory memory) {
        if (names.size() <= MOST) {
            return names;
        }
        String silent = names.stream()
                .filter(name -> !name.equals(newest.version()))
                .min(Comparator.comparingLong(
                        name -> memory.slots(of(newest, name)).newestMs()))
                .orElse(newest.version());
        memory.forget(of(newest, silent));
        return names.stream().filter(name -> !name.equals(silent)).toList();
    }

    private static VersionKey of(VersionKey other, String version) {
        return new VersionKey(other.model(), other.objective(), version);
    }

    /**
     * The version of a change against the one before it: the one that the change names, or else the one with the most rows since.
     *
     * @param change puts a version in service
     */
    public static VersionComparison compare(Objective objective, Change change, ChangeMemory memory) {
        String model = objective.subject().model();
        String fresh = name(change.version());
        VersionSlots windows = memory.slots(new VersionKey(model, objective.id(), fresh));
        String former = change.previousVersion().isEmpty()
                ? busiest(objective, change, memory)
                : name(change.previousVersion());
        VersionSlots control =
                former.isEmpty() ? new VersionSlots() : memory.slots(new VersionKey(model, objective.id(), former));
        return VersionComparison.of(
                new Version(fresh, windows),
                new Version(former, control),
                unit(objective),
                change.atMs(),
                objective.goal().slotMs());
    }

    private static String name(String version) {
        return new Scope("", Stage.SERVING, Scope.versionSlice(version)).version();
    }

    private static String busiest(Objective objective, Change change, ChangeMemory memory) {
        String model = objective.subject().model();
        long sinceMs = change.atMs() - objective.goal().slotMs() + 1;
        String busiest = "";
        long most = -1;
        for (String name :
                memory.versions(model, objective.id()).stream().sorted().toList()) {
            Map<Long, Count> since = memory.slots(new VersionKey(model, objective.id(), name))
                    .windows()
                    .tailMap(sinceMs);
            long rows = since.values().stream().mapToLong(Count::total).sum();
            if (rows > most && !name.equals(name(change.version()))) {
                busiest = name;
                most = rows;
            }
        }
        return busiest;
    }
}
