package io.tidemark.slo.promotion;

import io.tidemark.domain.Change;
import io.tidemark.slo.change.ChangeMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The training runs of a model, as far as they are known. */
@FunctionalInterface
public interface RunBook {
    /** The runs of a model, the newest first. */
    List<RunOutcome> runs(String model);

    /**
     * What the changes tell of runs: that a version was trained anew, no more. Nothing of runs that failed.
     *
     * @param memory where the changes are
     */
    static RunBook ofChanges(ChangeMemory memory) {
        return model -> {
            List<RunOutcome> runs = new ArrayList<>();
            for (Change change : memory.changes(model).all()) {
                if (change.kind() == Change.Kind.RETRAINED) {
                    runs.add(of(change));
                }
            }
            Collections.reverse(runs);
            return runs;
        };
    }

    private static RunOutcome of(Change change) {
        return new RunOutcome(
                change.subject().isEmpty() ? change.eventId() : change.subject(),
                change.version(),
                RunOutcome.End.SUCCEEDED,
                0,
                change.atMs(),
                -1,
                Map.of(),
                change.link());
    }
}
