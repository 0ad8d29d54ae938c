package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.AlertContext.AffectedSlice;
import io.tidemark.domain.TimeText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The last lines of an alert: what other slices, people and silences have to do with it.
 *
 * <pre>
 *   in 7 of 12 slices, most in country=BR (burn 20), country=AR (burn 14) and platform=ios (burn 9)
 *   acknowledged by ada 2026-01-05 10:00Z     silenced by night-shift
 * </pre>
 */
final class StandingText {
    private static final int MOST_SLICES = 3;
    private static final String GAP = "     ";

    private StandingText() {}

    /** An alert with its last lines; without any if nobody and no slice has to do with it. */
    static Alert on(Alert alert) {
        String lines = Stream.of(
                        slices(alert.context().slices()),
                        standing(alert.context().standing()))
                .filter(line -> !line.isEmpty())
                .map(line -> "\n  " + line)
                .collect(Collectors.joining());
        return lines.isEmpty() ? alert : alert.withSummary(alert.summary() + lines);
    }

    private static String slices(AlertContext.Slices slices) {
        if (slices.firing() == 0) {
            return "";
        }
        List<String> worst = slices.worst().stream()
                .limit(MOST_SLICES)
                .map(StandingText::slice)
                .toList();
        String most = worst.size() < 2
                ? String.join("", worst)
                : String.join(", ", worst.subList(0, worst.size() - 1)) + " and " + worst.get(worst.size() - 1);
        return "in " + slices.firing() + " of " + slices.known() + " slices"
                + (most.isEmpty() ? "" : ", most in " + most);
    }

    private static String slice(AffectedSlice slice) {
        return slice.slice() + " (burn " + String.format(Locale.ROOT, slice.burn() < 10 ? "%.1f" : "%.0f", slice.burn())
                + ")";
    }

    private static String standing(AlertContext.Standing standing) {
        String acknowledged = standing.acknowledgedBy().isEmpty()
                ? ""
                : "acknowledged by " + standing.acknowledgedBy() + " " + TimeText.instant(standing.acknowledgedMs());
        String silenced =
                standing.silencedBy().isEmpty() ? "" : "silenced by " + String.join(", ", standing.silencedBy());
        return Stream.of(acknowledged, silenced).filter(part -> !part.isEmpty()).collect(Collectors.joining(GAP));
    }
}
