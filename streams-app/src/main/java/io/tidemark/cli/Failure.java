package io.tidemark.cli;

import io.tidemark.config.InvalidMonitorFile;
import io.tidemark.config.Problem;
import io.tidemark.domain.WorldFailure;
import io.tidemark.runtime.MissingTopics;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a command could not run, for people and for machines.
 *
 * @param sentence what is wrong, on one line
 * @param problems of the monitor file, one by one; empty if it is none of its
 * @param warnings what else was found in it
 */
record Failure(String sentence, List<Problem> problems, List<Problem> warnings) {
    private static final int MOST_PROBLEMS = 200;
    private static final int MOST_CAUSES = 5;
    private static final String NO_FILE = "there is no such file";

    Failure {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** Without warnings. */
    Failure(String sentence, List<Problem> problems) {
        this(sentence, problems, List.of());
    }

    /** Of an exception that a command threw. */
    static Failure of(Exception thrown) {
        if (thrown instanceof InvalidMonitorFile invalid) {
            List<Problem> problems = invalid.problems();
            List<Problem> warnings = invalid.warnings();
            String count = count(problems.size(), "mistake")
                    + (warnings.isEmpty() ? "" : " and " + count(warnings.size(), "warning"));
            return new Failure(count + " in " + problems.get(0).file(), problems, warnings);
        }
        if (thrown instanceof MissingTopics missing) {
            List<Problem> problems = missing.commands().stream()
                    .map(command -> new Problem("missing topic", 0, command))
                    .toList();
            return new Failure(withCauses(missing), problems);
        }
        return new Failure(isExpected(thrown) ? withCauses(thrown) : "this is a bug of Tidemark: " + thrown, List.of());
    }

    private static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Whether the world around us is to blame; else we are. */
    static boolean isExpected(Exception thrown) {
        return thrown instanceof WorldFailure || thrown instanceof UncheckedIOException;
    }

    private static String withCauses(Exception thrown) {
        StringBuilder sentence = new StringBuilder(String.valueOf(thrown.getMessage()));
        @Nullable Throwable cause = thrown.getCause();
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            String text = text(cause);
            if (isNews(cause) && sentence.indexOf(text) < 0) {
                sentence.append(": ").append(text);
            }
            cause = cause.getCause();
        }
        return sentence.toString().lines().map(String::strip).collect(Collectors.joining(" "));
    }

    /** Not what merely carries another one, nor what our own sentence was made of. */
    private static boolean isNews(Throwable cause) {
        return !(cause instanceof ExecutionException) && !(cause instanceof WorldFailure);
    }

    /** The system's exceptions often say no more than the path; their names say the rest. */
    private static String text(Throwable cause) {
        String message = cause.getMessage();
        if (message == null) {
            return cause.getClass().getSimpleName();
        }
        if (cause instanceof NoSuchFileException) {
            return NO_FILE;
        }
        boolean isOfSystem = cause instanceof FileSystemException;
        return isOfSystem ? cause.getClass().getSimpleName() + " " + message : message;
    }

    /** Lines for people: mistakes, then warnings, the sum last. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        problems.stream().limit(MOST_PROBLEMS).forEach(problem -> lines.add(line(problem)));
        if (problems.size() > MOST_PROBLEMS) {
            lines.add("… and " + (problems.size() - MOST_PROBLEMS) + " more");
        }
        warnings.stream().limit(MOST_PROBLEMS).forEach(warning -> lines.add("warning: " + line(warning)));
        lines.add(sentence);
        return lines;
    }

    /** {@code monitors.yaml:12: what is wrong}, as compilers say it, so that editors can go there. */
    static String line(Problem problem) {
        String line = problem.line() > 0 ? ":" + problem.line() : "";
        return problem.file() + line + ": " + problem.text();
    }

    /** One object on one line. */
    String json() {
        String list = problems.isEmpty() ? "" : ",\"problems\":" + json(problems);
        String more = warnings.isEmpty() ? "" : ",\"warnings\":" + json(warnings);
        return "{\"error\":" + JsonText.quote(sentence) + list + more + "}";
    }

    /** A list of objects. */
    static String json(List<Problem> problems) {
        return problems.stream()
                .map(problem -> String.format(
                        Locale.ROOT,
                        "{\"file\":%s,\"line\":%d,\"text\":%s}",
                        JsonText.quote(problem.file()),
                        problem.line(),
                        JsonText.quote(problem.text())))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
