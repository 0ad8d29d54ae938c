package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.TimeLeft;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Offender;
import io.tidemark.domain.TimeText;
import io.tidemark.slo.Episode;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Shift;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sentence a colleague would say: who, what, where, since when, how sure; then what moved, and what it costs.
 *
 * <pre>
 * electricity · vicprice drifted since 1997-05-05 00:00Z (ks 0.93 > 0.05, lower bound 0.71, n 48 against 4,320, 1 × 1 d)
 *   "= 0.003467": 100.0 % → 0.0 %     budget: 41 % used, gone in 19 h at this rate
 * </pre>
 */
final class AlertText {
    private static final int MOST_SHIFTS = 2;
    private static final int MOST_COLUMNS = 3;
    private static final int MOST_COMPANIONS = 4;
    private static final String GAP = "     ";

    private AlertText() {}

    /**
     * The lines of an alert: two, and more where other columns moved too, and where an owner or a runbook is named.
     *
     * @param alert all but its summary
     * @param cause what it is about
     * @param lastBadEndMs end of the newest bad slot
     */
    static String summary(Alert alert, Episode.Cause cause, long lastBadEndMs) {
        String mark = alert.isDryRun() ? "dry run: " : "";
        return Stream.of(
                        mark + first(alert, cause, lastBadEndMs),
                        "  " + second(alert),
                        alsoMoved(alert.finding().alsoMoved()),
                        third(alert.promise()))
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static String first(Alert alert, Episode.Cause cause, long lastBadEndMs) {
        String since = cause.what() + " since " + TimeText.instant(alert.times().sinceMs());
        String proof = " (" + cause.proof() + ")";
        if (alert.transition().reason() == Alert.Reason.REVISED) {
            return since + ": withdrawn, late data put it in order";
        }
        long lengthMs =
                Math.max(alert.promise().slotMs(), lastBadEndMs - alert.times().sinceMs());
        String span = cause.what() + " from " + TimeText.instant(alert.times().sinceMs()) + " to "
                + TimeText.instant(alert.times().sinceMs() + lengthMs) + ", " + TimeText.duration(lengthMs);
        return switch (alert.transition().state()) {
            case RECOVERING -> span + ", recovering" + proof;
            case RESOLVED -> span + ": " + word(alert.transition().reason()) + proof;
            case INACTIVE, PENDING, FIRING -> since + proof;
        };
    }

    private static String word(Alert.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String second(Alert alert) {
        String shifts = shifts(alert.finding().evidence());
        List<Measurement> evidence = alert.finding().evidence();
        return Stream.of(shifts, driftShare(evidence), rejected(evidence), offenders(evidence), budget(alert.budget()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(GAP));
    }

    /** {@code 12 of 400 records rejected: UNDECODABLE 9, NO_TIMESTAMP 3}: of the window that the evidence is of. */
    private static String rejected(List<Measurement> evidence) {
        return evidence.stream()
                .map(Measurement::judged)
                .filter(judged ->
                        judged.measure() == Measure.REJECTED && !judged.label().isEmpty())
                .findFirst()
                .map(judged -> Words.count(judged.count()) + " of " + Words.count(judged.total())
                        + " records rejected: " + judged.label())
                .orElse("");
    }

    /** {@code see payments-events-0@812 "abc", payments-events-0@977 "-4"}: a few of the records of what is most telling. */
    private static String offenders(List<Measurement> evidence) {
        return evidence.stream()
                .filter(found -> !found.offenders().isEmpty())
                .findFirst()
                .map(found -> found.offenders().stream()
                        .limit(MOST_SHIFTS)
                        .map(AlertText::offender)
                        .collect(Collectors.joining(", ", "see ", "")))
                .orElse("");
    }

    private static String offender(Offender offender) {
        String value = offender.value().isEmpty() ? "" : " \"" + offender.value() + "\"";
        return offender.place() + value;
    }

    /** Of one column what moved most; of several one piece of each, named. */
    private static String shifts(List<Measurement> evidence) {
        List<Measurement> shown =
                evidence.stream().filter(found -> !found.evidence().isEmpty()).toList();
        if (shown.size() > 1) {
            return shown.stream()
                    .limit(MOST_COLUMNS)
                    .map(found -> found.column() + " " + shift(found.evidence().get(0)))
                    .collect(Collectors.joining("; "));
        }
        return shown.stream()
                .flatMap(found -> found.evidence().stream())
                .limit(MOST_SHIFTS)
                .map(AlertText::shift)
                .collect(Collectors.joining("; "));
    }

    private static String driftShare(List<Measurement> evidence) {
        return evidence.stream()
                .filter(found -> found.judged().measure() == Measure.DRIFT_SHARE)
                .map(found -> Words.wholeShare(found.judged().estimate().value()) + " of the drift of all events, with "
                        + Words.wholeShare(
                                (double) found.judged().count() / found.judged().total()) + " of the rows")
                .collect(Collectors.joining());
    }

    private static String shift(Shift shift) {
        return "\"" + shift.label() + "\": " + Words.share(shift.before()) + " → " + Words.share(shift.after());
    }

    /** {@code budget: 41 % used, gone in 19 h at this rate}. */
    static String budget(Alert.Budget budget) {
        return "budget: " + Words.wholeShare(budget.consumed()) + " used, " + left(budget.timeLeft());
    }

    private static String left(TimeLeft timeLeft) {
        if (timeLeft instanceof TimeLeft.Gone) {
            return "none left";
        }
        if (timeLeft instanceof TimeLeft.Lasting) {
            return "lasts at this rate";
        }
        if (timeLeft instanceof TimeLeft.Until until) {
            return "gone in " + TimeText.duration(until.ms()) + " at this rate";
        }
        throw new IllegalStateException("unknown time left: type=" + timeLeft.getClass());
    }

    private static String alsoMoved(List<Measurement> columns) {
        if (columns.isEmpty()) {
            return "";
        }
        String named = columns.stream()
                .limit(MOST_COMPANIONS)
                .map(moved -> moved.column() + " (" + moved.judged().measure().word() + " "
                        + Words.number(moved.judged().estimate().value()) + ")")
                .collect(Collectors.joining(", "));
        int more = columns.size() - MOST_COMPANIONS;
        return "  also moved: " + named + (more > 0 ? " and " + more + " more" : "");
    }

    /** Owner and runbook; empty if none is named. */
    static String third(Alert.Promise promise) {
        String owner = promise.owner().isEmpty() ? "" : "owner " + promise.owner();
        String runbook = promise.runbook().isEmpty() ? "" : "runbook " + promise.runbook();
        String both = Stream.of(owner, runbook).filter(part -> !part.isEmpty()).collect(Collectors.joining(GAP));
        return both.isEmpty() ? "" : "  " + both;
    }
}
