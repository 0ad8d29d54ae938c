package io.tidemark.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file. Owned by one reader; not thread-safe. */
final class Report {
    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    Report(String file) {
        this.file = file;
    }

    void add(int line, String text) {
        problems.add(new Problem(file, line, text));
    }

    /** What the file may say, but hardly means. */
    void warn(int line, String text) {
        warnings.add(new Problem(file, line, text));
    }

    /** The warnings, in file order. */
    List<Problem> warnings() {
        return warnings.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    /** How many problems there are so far; for checks that need sound parts. */
    int count() {
        return problems.size();
    }

    /** A problem after which the rest of the file says nothing. */
    InvalidMonitorFile fatal(int line, String text) {
        return new InvalidMonitorFile(List.of(new Problem(file, line, text)));
    }

    /** @throws InvalidMonitorFile if there is any problem */
    void throwIfAny() {
        if (problems.isEmpty()) {
            return;
        }
        problems.sort(Comparator.comparingInt(Problem::line));
        throw new InvalidMonitorFile(problems, warnings());
    }
}
