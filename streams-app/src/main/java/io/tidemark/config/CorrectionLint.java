package io.tidemark.config;

import io.tidemark.config.CorrectionSpec.Selector;
import io.tidemark.config.CorrectionSpec.Span;
import java.util.List;

/** Corrections that cover nothing, or the same time for two reasons. */
final class CorrectionLint {
    private CorrectionLint() {}

    /** Warns; an overlap counts once, but only one of two categories can be why. */
    static void check(SloFile file, Report report) {
        List<CorrectionSpec> corrections = file.corrections();
        for (int i = 0; i < corrections.size(); i++) {
            CorrectionSpec correction = corrections.get(i);
            if (file.slos().stream().noneMatch(slo -> covers(correction.selector(), slo))
                    && !file.slos().isEmpty()) {
                report.warn(
                        0,
                        "document " + correction.name() + ": spec.selector covers no SLO of this file; known here: "
                                + String.join(
                                        ", ",
                                        file.slos().stream()
                                                .map(SloSpec::name)
                                                .limit(20)
                                                .toList()));
            }
            for (CorrectionSpec earlier : corrections.subList(0, i)) {
                if (contradicts(earlier, correction)) {
                    report.warn(
                            0,
                            "document " + correction.name() + ": spec.category="
                                    + correction.category().word() + " contradicts " + earlier.name()
                                    + ", which calls the same time "
                                    + earlier.category().word() + "; keep one, or let one end where the other begins");
                }
            }
        }
    }

    private static boolean covers(Selector selector, SloSpec slo) {
        return matches(selector.model(), slo.model()) && matches(selector.slo(), slo.name());
    }

    private static boolean matches(String pattern, String text) {
        return pattern.isEmpty() || io.tidemark.domain.ColumnPattern.matches(pattern, text);
    }

    private static boolean contradicts(CorrectionSpec a, CorrectionSpec b) {
        boolean isSameTime = a.span() instanceof Span.Once first
                && b.span() instanceof Span.Once second
                && first.start().isBefore(second.end())
                && second.start().isBefore(first.end());
        return isSameTime && a.selector().equals(b.selector()) && a.category() != b.category();
    }
}
