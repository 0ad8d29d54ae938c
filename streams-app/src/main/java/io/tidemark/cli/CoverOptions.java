package io.tidemark.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a silence or correction covers, and who says so. The options are asked for by hand: the sub-command {@code end} needs none. */
final class CoverOptions {
    @Option(names = "--model", paramLabel = "NAME", description = "The model.")
    private @Nullable String model;

    @Option(
            names = "--slo",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The objective; * stands for any letters; default: all of the model's.")
    private String slo = "";

    @Option(
            names = "--slice",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The slice; * at the end stands for any rest; default: all.")
    private String slice = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in a sentence.")
    private @Nullable String reason;

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so.")
    private @Nullable String by;

    /** Refuses to go on without what is needed, all of it at once. */
    void require(String command, @Nullable Object more, String moreName) {
        List<String> missing = new ArrayList<>();
        note(missing, model, "--model NAME");
        note(missing, more, moreName);
        note(missing, reason, "--reason TEXT");
        note(missing, by, "--by NAME");
        if (!missing.isEmpty()) {
            throw new UsageError(
                    command + ": needs " + String.join(" and ", missing) + " (see " + command + " --help)");
        }
    }

    private static void note(List<String> missing, @Nullable Object value, String name) {
        if (value == null) {
            missing.add(name);
        }
    }

    String model() {
        return model == null ? "" : model;
    }

    String slo() {
        return slo;
    }

    String slice() {
        return slice;
    }

    String reason() {
        return reason == null ? "" : reason;
    }

    String by() {
        return by == null ? "" : by;
    }
}
