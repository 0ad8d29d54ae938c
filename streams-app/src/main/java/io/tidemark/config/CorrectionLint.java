package io.tidemark.config;

import io.tidemark.config.CorrectionSpec.Span;
import io.tidemark.domain.ColumnPattern;
import java.util.List;

/** Corrections that cover nothing, or the same time for two reasons. */
final class CorrectionLint {
    private final SloFile file;
    private final SloLinks links;

    CorrectionLint(SloFile file, SloLinks links) {
        this.file = file;
        this.links = links;
    }

    /** Warns; an overlap counts once, but only one of two categories can be why. */
    void check() {
        List<CorrectionSpec> corrections = file.corrections();
        List<SloObject> objects = links.all(ObjectKind.CORRECTION);
        for (int i = 0; i < corrections.size(); i++) {
            CorrectionSpec correction = corrections.get(i);
            Section spec = objects.get(i).section(links.report()).field("spec").sectionIfSection();
            if (!file.slos().isEmpty() && file.slos().stream().noneMatch(correction::concerns)) {
                warnOfNothing(correction, spec.field("selector").sectionIfSection());
            }
            for (CorrectionSpec earlier : corrections.subList(0, i)) {
                if (contradicts(earlier, correction)) {
                    spec.field("category")
                            .warn("contradicts " + earlier.name() + ", which calls the same time "
                                    + earlier.category().word() + "; keep one, or let one end where the other begins");
                }
            }
        }
    }

    private void warnOfNothing(CorrectionSpec correction, Section selector) {
        List<String> names = file.slos().stream().map(SloSpec::name).toList();
        List<String> models =
                file.slos().stream().map(SloSpec::model).distinct().toList();
        String slo = correction.selector().slo();
        String model = correction.selector().model();
        if (isOfNone(slo, names)) {
            selector.field("slo").warn("is no SLO of this file; " + Names.suggestion(slo, names, "known here:"));
        } else if (isOfNone(model, models)) {
            selector.field("model")
                    .warn("is the model of no SLO of this file; " + Names.suggestion(model, models, "known here:"));
        } else {
            selector.field("model")
                    .warn("has no SLO of the name " + slo + " in this file; write the model of that, or leave it out");
        }
    }

    private static boolean isOfNone(String pattern, List<String> names) {
        return !pattern.isEmpty() && names.stream().noneMatch(name -> ColumnPattern.matches(pattern, name));
    }

    private static boolean contradicts(CorrectionSpec a, CorrectionSpec b) {
        boolean isSameTime = a.span() instanceof Span.Once first
                && b.span() instanceof Span.Once second
                && first.start().isBefore(second.end())
                && second.start().isBefore(first.end());
        return isSameTime && a.selector().equals(b.selector()) && a.category() != b.category();
    }
}
