package io.tidemark.config;

import io.tidemark.domain.Alert;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.run.RunBook;
import io.tidemark.slo.run.RunWindow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What presets and SLOs of training runs have in common. */
final class RunTerms {
    /** Over so many runs where nothing is said. */
    static final int USUAL_RUNS = 20;

    /** Share of the runs that has to be good where nothing is said. */
    static final double USUAL_TARGET = 0.9;

    private static final Pattern LAST = Pattern.compile("last (\\d{1,6}) runs");
    private static final Map<String, Alert.Severity> SEVERITIES = severities();
    private static final Map<String, Optional<AlertPolicy.Mode>> MODES = modes();

    private RunTerms() {}

    /** A window of runs, or of time. */
    static RunWindow window(Field field) {
        Matcher last = LAST.matcher(field.text(""));
        if (last.matches()) {
            return last(field, Integer.parseInt(last.group(1)));
        }
        if (field.isSingle() && !DurationText.isValid(field.text(""))) {
            field.fail("is no window of runs; write last " + USUAL_RUNS + " runs, or a time like 90d");
            return new RunWindow.Last(USUAL_RUNS);
        }
        return field.isPresent()
                ? new RunWindow.Rolling(field.duration(Duration.ofDays(90)).toMillis())
                : new RunWindow.Last(USUAL_RUNS);
    }

    private static RunWindow last(Field field, int runs) {
        if (runs < 2 || runs > RunBook.MOST) {
            field.fail("is not of 2 to " + RunBook.MOST + " runs; so many are kept");
            return new RunWindow.Last(USUAL_RUNS);
        }
        return new RunWindow.Last(runs);
    }

    /** How urgent a bad run is. */
    static Alert.Severity severity(Field field) {
        return field.choice(SEVERITIES, Alert.Severity.TICKET);
    }

    /** Whether people are told; empty if it is not even looked at. */
    static Optional<AlertPolicy.Mode> mode(Field field) {
        return field.choice(MODES, Optional.of(AlertPolicy.Mode.LIVE));
    }

    /** A share that has to be good. */
    static double target(Field field) {
        return field.numberBetween(0, 1, USUAL_TARGET);
    }

    private static Map<String, Alert.Severity> severities() {
        Map<String, Alert.Severity> words = new LinkedHashMap<>();
        for (Alert.Severity severity : Alert.Severity.values()) {
            words.put(severity.word(), severity);
        }
        return words;
    }

    private static Map<String, Optional<AlertPolicy.Mode>> modes() {
        Map<String, Optional<AlertPolicy.Mode>> words = new LinkedHashMap<>();
        words.put("live", Optional.of(AlertPolicy.Mode.LIVE));
        words.put("dryRun", Optional.of(AlertPolicy.Mode.DRY_RUN));
        words.put("off", Optional.empty());
        return words;
    }
}
