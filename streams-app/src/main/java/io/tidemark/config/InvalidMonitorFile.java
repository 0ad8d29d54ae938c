package io.tidemark.config;

import io.tidemark.domain.WorldFailure;
import java.util.List;
import java.util.stream.Collectors;

/** A monitor file that cannot be used, with everything that is wrong with it. */
public final class InvalidMonitorFile extends WorldFailure {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** @param problems at least one, in file order */
    public InvalidMonitorFile(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, in file order. */
    public List<Problem> problems() {
        return problems;
    }
}
