package io.tidemark.config;

import io.tidemark.domain.LabelRules.Task;
import io.tidemark.stats.Measure;
import io.tidemark.stats.quality.FairnessComparison;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An indicator of {@code kind: quality}: one measure of labelled predictions. */
final class QualityIndicator {
    private static final Set<Measure> OF_GROUPS = FairnessComparison.MEASURES;
    private static final Set<Measure> OF_NUMBERS = EnumSet.of(Measure.WITHIN, Measure.ERROR_GAP, Measure.ERROR_RATIO);
    private static final Set<Measure> OF_BOTH = EnumSet.of(Measure.LABELLED, Measure.UNMATCHED);
    private static final Set<Measure> OF_CLASS = EnumSet.of(Measure.PRECISION, Measure.RECALL, Measure.F1);
    private static final Set<Measure> OF_ANY_CLASSES =
            EnumSet.of(Measure.ACCURACY, Measure.ESTIMATE_GAP, Measure.ERROR_GAP, Measure.ERROR_RATIO, Measure.BRIER);

    private QualityIndicator() {}

    /** The measure that is meant; accuracy, or the share within the limit, where nothing is said. */
    static Set<Measure> measure(Section source, @Nullable Monitor monitor) {
        Field field = source.field("measure");
        if (source.field("measures").isPresent()) {
            source.field("measures").fail("is for kind: drift; an objective of quality has one measure: write measure");
        }
        Measure usual = monitor != null && monitor.labels().task() == Task.NUMBERS ? Measure.WITHIN : Measure.ACCURACY;
        Map<String, Measure> words = new LinkedHashMap<>(LabelsReader.measures());
        return EnumSet.of(field.choice(words, usual));
    }

    /** Reports what the monitor lacks, without which the objective would be silent for ever. */
    static void check(
            Field kind, Section source, Set<Measure> measures, SliceChoice slices, @Nullable Monitor monitor) {
        Measure measure = measures.iterator().next();
        Field value = source.field("value");
        if (value.isPresent() && !OF_CLASS.contains(measure)) {
            value.fail("is a class, and " + measure.word() + " speaks of all; leave it out");
        }
        if (OF_GROUPS.contains(measure) && slices.kind() == SliceChoice.Kind.WHOLE) {
            kind.fail("with measure=" + measure.word()
                    + " compares slices with all others; write slices: all, or the dimensions that are meant");
        }
        Field reference = source.field("reference");
        if (reference.isPresent() && !isOfOneSlice(measure)) {
            reference.fail(
                    "is not for measure=" + measure.word() + ", which says nothing of one version alone; leave it out");
        }
        if (monitor != null) {
            checkMonitor(kind, value, measure, monitor);
        }
    }

    private static boolean isOfOneSlice(Measure measure) {
        return !OF_GROUPS.contains(measure) && !OF_BOTH.contains(measure) && measure != Measure.ESTIMATE_GAP;
    }

    private static void checkMonitor(Field kind, Field value, Measure measure, Monitor monitor) {
        if (!monitor.labels().areThere()) {
            kind.fail("needs labels; write labels: {topic: " + monitor.model() + "-labels} in the monitor "
                    + monitor.model());
            return;
        }
        boolean ofNumbers = monitor.labels().task() == Task.NUMBERS;
        if (ofNumbers && !OF_NUMBERS.contains(measure) && !OF_BOTH.contains(measure)) {
            kind.fail("with measure=" + measure.word() + " is of classes, and the monitor " + monitor.model()
                    + " predicts numbers; write measure: within");
        } else if (!ofNumbers && measure == Measure.WITHIN) {
            kind.fail("with measure=within is of numbers, and the monitor " + monitor.model()
                    + " predicts classes; write measure: accuracy");
        } else if (ofNumbers && Double.isNaN(monitor.labels().errorLimit()) && OF_NUMBERS.contains(measure)) {
            kind.fail("needs to know which errors are in order; write labels: {within: 5} in the monitor "
                    + monitor.model());
        }
        boolean isOfClasses = OF_ANY_CLASSES.contains(measure) || OF_BOTH.contains(measure) || value.isPresent();
        if (!ofNumbers && !isOfClasses && monitor.labels().positive().isEmpty() && measure != Measure.WITHIN) {
            kind.fail("with measure=" + measure.word() + " speaks of a positive class; write labels: {positive: …} in"
                    + " the monitor " + monitor.model()
                    + (OF_CLASS.contains(measure)
                            ? ", or name the class that is meant (value: …, in a preset class: …)"
                            : ""));
        }
    }
}
