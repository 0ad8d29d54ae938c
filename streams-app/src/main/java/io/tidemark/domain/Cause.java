package io.tidemark.domain;

import java.util.Arrays;
import java.util.List;

/** Where what an alert tells most likely comes from, and so who should look first. Words, not proof: the evidence is in the alert. */
public enum Cause {
    /** What comes in: values, their distribution, their number, when they come. */
    DATA("data"),
    /** How the model was made. */
    TRAINING("training"),
    /** How the model, and what it depends on, is run. */
    SERVING("serving"),
    /** The model, or one version of it. */
    MODEL("model"),
    /** An alert of a time when causes were not told. */
    UNKNOWN("");

    /** Those that alerts have. */
    public static final List<Cause> TOLD = List.of(DATA, TRAINING, SERVING, MODEL);

    private final String word;

    Cause(String word) {
        this.word = word;
    }

    /** The word in files, on topics and on labels; empty if it is not known. */
    public String word() {
        return word;
    }

    /** The cause of a word; {@link #UNKNOWN} for one that is none. */
    public static Cause of(String word) {
        return Arrays.stream(values())
                .filter(cause -> cause.word.equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
