package io.tidemark.slo.change;

import io.tidemark.domain.Change;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether the newest version of a model loads, as far as its changes tell.
 *
 * <p>The newest version is the one that was deployed, promoted or rolled back to last, or that was loaded, or failed to load, without having
 * been heard of before. A failed load stands until that version, or one that became the newest after it, is loaded in the same place or a
 * wider one, or until another version is rolled back to. An older version that fails to load is counted, and nobody is told. It depends on
 * the set of changes alone, not on the order in which they were heard.
 *
 * @param newest the newest version; empty if none was named
 * @param failing the load that failed last in each place where one stands, oldest first
 * @param settledBy what ended the last failure that stood, if none stands now; empty or one
 */
public record Loads(String newest, List<Change> failing, List<Change> settledBy) {
    public Loads {
        failing = List.copyOf(failing);
        settledBy = List.copyOf(settledBy);
    }

    /**
     * How loads stand after these changes. O(changes × places).
     *
     * @param changes of one model, oldest first
     */
    public static Loads of(List<Change> changes) {
        Walk walk = new Walk();
        changes.forEach(walk::take);
        List<Change> failing = walk.failing.values().stream()
                .sorted(Comparator.comparingLong(Change::atMs).thenComparing(Change::eventId))
                .toList();
        return new Loads(walk.newest, failing, failing.isEmpty() ? walk.settledBy : List.of());
    }

    /** Whether a change is an attempt to load a version. */
    public static boolean isAttempt(Change change) {
        return change.kind() == Change.Kind.LOADED || change.kind() == Change.Kind.LOAD_FAILED;
    }

    /** Whether a version does not load. */
    public boolean fails(String version) {
        return failing.stream().anyMatch(change -> versionOf(change).equals(version));
    }

    /** The version of an attempt that names none is the newest. */
    private String versionOf(Change change) {
        return change.version().isEmpty() ? newest : change.version();
    }

    /** One walk over the changes. */
    private static final class Walk {
        private final Map<String, Integer> turns = new HashMap<>();
        private final Map<Map<String, String>, Change> failing = new HashMap<>();
        private int turn;
        private String newest = "";
        private List<Change> settledBy = List.of();

        private void take(Change change) {
            String version = change.version().isEmpty() ? newest : change.version();
            switch (change.kind()) {
                case DEPLOYED, PROMOTED -> intend(version);
                case ROLLED_BACK -> rollBack(change, version);
                case LOADED -> {
                    meet(version);
                    settle(change, version);
                }
                case LOAD_FAILED -> {
                    meet(version);
                    if (version.equals(newest)) {
                        failing.put(new TreeMap<>(change.scope()), change);
                    }
                }
                default -> {}
            }
        }

        private void intend(String version) {
            if (!version.equals(newest)) {
                newest = version;
                turns.put(version, ++turn);
            }
        }

        private void meet(String version) {
            if (!turns.containsKey(version)) {
                intend(version);
            }
        }

        private void rollBack(Change change, String version) {
            if (!version.equals(newest) && !failing.isEmpty()) {
                failing.clear();
                settledBy = List.of(change);
            }
            intend(version);
        }

        private void settle(Change loaded, String version) {
            int loadedAt = turn(version);
            boolean isAny = failing.values()
                    .removeIf(failed -> loadedAt >= turn(failed.version().isEmpty() ? version : failed.version())
                            && covers(loaded, failed));
            if (isAny) {
                settledBy = List.of(loaded);
            }
        }

        private int turn(String version) {
            return turns.getOrDefault(version, 0);
        }

        /** Whether it was loaded where the other failed, or in a place around it. */
        private static boolean covers(Change loaded, Change failed) {
            return failed.scope().entrySet().containsAll(loaded.scope().entrySet());
        }
    }
}
