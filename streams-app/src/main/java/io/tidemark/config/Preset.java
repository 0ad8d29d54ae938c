package io.tidemark.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The SLOs that three lines make, each with what is usual for it (SLO_ENGINE A.2). */
enum Preset {
    DRIFT("drift", "Drift", "0.95", Duration.ofHours(1), "The data look as in the reference."),
    MISSING("missing", "Missing values", "0.99", Duration.ZERO, "Values are there."),
    VOLUME("volume", "Volume", "0.99", Duration.ofMinutes(5), "As many events come as usual."),
    FRESHNESS("freshness", "Freshness", "0.99", Duration.ofMinutes(5), "The newest event is young enough."),
    CLASS_RATIO(
            "class-ratio",
            "Class ratio",
            "0.95",
            Duration.ofHours(1),
            "The class is predicted as often as it should be."),
    LATENCY("latency", "Latency", "0.99", Duration.ZERO, "Requests are answered in time."),
    QUALITY("quality", "Quality", "0.95", Duration.ofDays(1), "Predictions are right as often as they were."),
    AVAILABILITY("availability", "Availability", "0.999", Duration.ZERO, "Requests are answered."),
    FALLBACK(
            "fallback",
            "Fallback",
            "0.99",
            Duration.ZERO,
            "The model answers itself, and no default does in its stead."),
    LOADING("loading", "Loading", "0.95", Duration.ZERO, "Versions load."),
    ROLLOUT("rollout", "Rollout", "0.95", Duration.ZERO, "A version that is put in service is seen serving in time.");

    private final String word;
    private final String title;
    private final String target;
    private final Duration slice;
    private final String sentence;

    Preset(String word, String title, String target, Duration slice, String sentence) {
        this.word = word;
        this.title = title;
        this.target = target;
        this.slice = slice;
        this.sentence = sentence;
    }

    static Map<String, Preset> words() {
        Map<String, Preset> words = new LinkedHashMap<>();
        for (Preset preset : values()) {
            words.put(preset.word, preset);
        }
        return words;
    }

    /** As in the file. */
    String word() {
        return word;
    }

    /** What its SLO is called, before the model. */
    String title() {
        return title;
    }

    /** The usual target. */
    String target() {
        return target;
    }

    /** The usual slice of time where the model's windows are not known; an hour where events are counted. */
    Duration slice() {
        return countsEvents() ? Duration.ofHours(1) : slice;
    }

    boolean countsEvents() {
        return slice.isZero();
    }

    /** What it promises. */
    String sentence() {
        return sentence;
    }
}
