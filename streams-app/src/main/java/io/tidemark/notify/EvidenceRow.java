package io.tidemark.notify;

import io.tidemark.domain.Measurement;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Judged;
import java.util.Locale;
import java.util.stream.Collectors;

/** A measurement as a row of a postmortem's table. */
final class EvidenceRow {
    private static final int MOST_SHIFTS = 3;

    private EvidenceRow() {}

    static String of(Measurement found) {
        Judged judged = found.judged();
        return "| " + Markdown.text(found.column().isEmpty() ? "rows" : found.column()) + " | " + measure(judged)
                + " | "
                + number(judged.estimate().value()) + " | ["
                + number(judged.estimate().lower()) + ", "
                + number(judged.estimate().upper()) + "] | " + number(judged.tolerance()) + " | "
                + String.format(Locale.ROOT, "%,.0f", judged.estimate().n()) + " | " + moved(found) + " |";
    }

    /** {@code age (ks 0.12)}. */
    static String named(Measurement found) {
        return Markdown.text(found.column()) + " (" + measure(found.judged()) + " "
                + number(found.judged().estimate().value()) + ")";
    }

    private static String measure(Judged judged) {
        String of = judged.measure() == Measure.REJECTED ? ": " : " of ";
        String label = judged.label().isEmpty() ? "" : of + judged.label();
        return Markdown.text(judged.measure().word() + label);
    }

    private static String moved(Measurement found) {
        return found.evidence().stream()
                .limit(MOST_SHIFTS)
                .map(shift ->
                        Markdown.text(shift.label()) + ": " + share(shift.before()) + " → " + share(shift.after()))
                .collect(Collectors.joining("; "));
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
