package io.tidemark.judge;

import io.tidemark.domain.RunAmount;
import io.tidemark.slo.change.ChangeMemory;
import io.tidemark.slo.promotion.RunBook;
import io.tidemark.slo.promotion.RunOutcome;
import io.tidemark.slo.promotion.RunOutcome.End;
import io.tidemark.slo.run.Run;
import io.tidemark.store.KeptRuns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The training runs of models as promotion and lineage know them: those that reported themselves, or, where none did, those that changes tell of.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class KnownRunsProcessorState implements RunBook {
    private final KeyValueStore<String, byte[]> store;
    private final RunBook ofChanges;

    KnownRunsProcessorState(KeyValueStore<String, byte[]> store, ChangeMemory changes) {
        this.store = store;
        this.ofChanges = RunBook.ofChanges(changes);
    }

    @Override
    public List<RunOutcome> runs(String model) {
        List<RunOutcome> reported = new ArrayList<>();
        KeptRuns.book(store, model).runs().forEach(run -> reported.add(outcome(run)));
        reported.sort(Comparator.comparingLong(RunOutcome::endedMs).reversed());
        return reported.isEmpty() ? ofChanges.runs(model) : reported;
    }

    private static RunOutcome outcome(Run run) {
        Run.Times times = run.times();
        return new RunOutcome(
                run.name().id(),
                run.version(),
                switch (run.phase()) {
                    case SUCCEEDED -> End.SUCCEEDED;
                    case FAILED -> End.FAILED;
                    case UNKNOWN, STARTED, PROGRESS -> End.OPEN;
                },
                times.startedMs() == Run.UNKNOWN ? 0 : times.startedMs(),
                times.endedMs() == Run.UNKNOWN ? times.lastMs() : times.endedMs(),
                Math.round(run.amounts().getOrDefault(RunAmount.ROWS_READ, -1.0)),
                Map.copyOf(run.said().measures()),
                "");
    }
}
