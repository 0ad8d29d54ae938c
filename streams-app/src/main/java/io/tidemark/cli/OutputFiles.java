package io.tidemark.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks, before anything long begins, that the output can be written at its end. */
final class OutputFiles {
    private OutputFiles() {}

    /**
     * Checks what can be known before.
     *
     * @param inputs files that must not be overwritten
     * @throws UsageError if a file has no directory, is one, cannot be written, or is named twice
     */
    static void check(OutputOptions files, Path... inputs) {
        Set<Path> taken = new HashSet<>();
        Arrays.stream(inputs).forEach(input -> taken.add(absolute(input)));
        check("--readings-out", files.readings, taken);
        check("--alerts-out", files.alerts, taken);
        check("--annotations-out", files.annotations, taken);
        check("--decisions-out", files.decisions, taken);
    }

    /**
     * The same for one file.
     *
     * @throws UsageError if it has no directory, is one, or cannot be written
     */
    static void check(String option, Path file) {
        check(option, file, new HashSet<>());
    }

    private static void check(String option, @Nullable Path file, Set<Path> taken) {
        if (file == null) {
            return;
        }
        Path directory = absolute(file).getParent();
        if (directory == null || Files.isDirectory(file)) {
            throw new UsageError(option + "=" + file + " is a directory; name a file");
        }
        if (!Files.isDirectory(directory)) {
            throw new UsageError(option + "=" + file + " is in no directory; make " + directory + " first");
        }
        if (!Files.isWritable(Files.exists(file) ? file : directory)) {
            throw new UsageError(option + "=" + file + " cannot be written; name a file that can");
        }
        if (!taken.add(absolute(file))) {
            throw new UsageError(option + "=" + file + " is another file of this command; name one of its own");
        }
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
