package io.tidemark.store;

import io.tidemark.domain.Profile;
import io.tidemark.domain.Retention;
import io.tidemark.domain.RollUp;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.store.ProfileStore.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Rows of one scope, as they were read at once, by level and start; each is decoded when it is summed. Owned by one request; not thread-safe.
 */
final class PastRows {
    /** Rows between two runs that are rather read along than asked around. */
    private static final int FEW = 64;

    private final Map<Level, NavigableMap<Long, byte[]>> rows = new EnumMap<>(Level.class);

    private PastRows() {}

    /**
     * Rows of a level that start in [fromMs, toMs).
     *
     * @param toMs greater than {@code fromMs}
     */
    record Run(Level level, long fromMs, long toMs) {}

    /** Reads the rows of the runs, which may overlap and be in any order. */
    static PastRows read(ReadOnlyKeyValueStore<Bytes, byte[]> profiles, Scope scope, Retention kept, List<Run> runs) {
        PastRows read = new PastRows();
        for (Run run : joined(runs, kept)) {
            NavigableMap<Long, byte[]> level = read.rows.computeIfAbsent(run.level(), ignored -> new TreeMap<>());
            try (KeyValueIterator<Bytes, byte[]> found = profiles.range(
                    ProfileStore.key(scope, run.level(), run.fromMs()),
                    ProfileStore.key(scope, run.level(), run.toMs() - 1))) {
                while (found.hasNext()) {
                    KeyValue<Bytes, byte[]> row = found.next();
                    level.put(ProfileStore.startMs(row.key), row.value);
                }
            }
        }
        return read;
    }

    private static List<Run> joined(List<Run> runs, Retention kept) {
        List<Run> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparing(Run::level).thenComparingLong(Run::fromMs));
        List<Run> joined = new ArrayList<>();
        for (Run run : sorted) {
            int last = joined.size() - 1;
            if (last >= 0 && isNear(joined.get(last), run, kept)) {
                Run before = joined.get(last);
                joined.set(last, new Run(run.level(), before.fromMs(), Math.max(before.toMs(), run.toMs())));
            } else {
                joined.add(run);
            }
        }
        return joined;
    }

    private static boolean isNear(Run before, Run next, Retention kept) {
        return before.level() == next.level() && next.fromMs() - before.toMs() <= FEW * lengthMs(next.level(), kept);
    }

    private static long lengthMs(Level level, Retention kept) {
        return switch (level) {
            case HOUR -> RollUp.HOUR.lengthMs();
            case DAY -> RollUp.DAY.lengthMs();
            case PANE, WINDOW, COPY -> kept.windowMs();
        };
    }

    /** The sum of the rows of these runs; they were all read. */
    SpanProfile sum(List<Run> runs) {
        SpanProfile sum = new SpanProfile();
        for (Run run : runs) {
            if (run.level() == Level.WINDOW) {
                windows(run).forEach(sum::add);
            } else {
                of(run).values().forEach(row -> sum.add(RollUpStore.read(row)));
            }
        }
        return sum;
    }

    /** The windows of a run, by their start. */
    List<Profile> windows(Run run) {
        return of(run).entrySet().stream()
                .map(row -> ProfileStore.row(row.getKey(), row.getValue()).profile())
                .toList();
    }

    private NavigableMap<Long, byte[]> of(Run run) {
        return rows.getOrDefault(run.level(), new TreeMap<>()).subMap(run.fromMs(), true, run.toMs(), false);
    }
}
