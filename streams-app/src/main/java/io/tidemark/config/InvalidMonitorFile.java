package io.tidemark.config;

import io.tidemark.domain.WorldFailure;
import java.util.List;
import java.util.stream.Collectors;

/** A monitor file that cannot be used, with everything that is wrong with it. */
public final class InvalidMonitorFile extends WorldFailure {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;
    private final transient List<Problem> warnings;

    /** @param problems at least one, in file order */
    public InvalidMonitorFile(List<Problem> problems) {
        this(problems, List.of());
    }

    /**
     * Mistakes, and what else was found.
     *
     * @param problems at least one, in file order
     * @param warnings what the file may say, but hardly means; of parts that could be read
     */
    public InvalidMonitorFile(List<Problem> problems, List<Problem> warnings) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    /** Everything that is wrong, in file order. */
    public List<Problem> problems() {
        return problems;
    }

    /** What it says and hardly means, in file order. */
    public List<Problem> warnings() {
        return warnings;
    }
}
