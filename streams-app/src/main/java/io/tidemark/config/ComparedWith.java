package io.tidemark.config;

import io.tidemark.config.IndicatorSpec.Kind;
import io.tidemark.domain.Comparison;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code reference} of an indicator: which of the monitor's comparisons it looks at, and of which slices these are. */
final class ComparedWith {
    /** Comparisons that only slices and versions have. */
    private static final Set<Comparison> OF_SLICES = EnumSet.of(
            Comparison.REST, Comparison.CANARY, Comparison.LAUNCH, Comparison.PREVIOUS, Comparison.LABELS_PREVIOUS);

    /** Kinds that are read in every comparison. */
    private static final Set<Kind> COMPARED =
            EnumSet.of(Kind.DRIFT, Kind.SHARE, Kind.MISSING, Kind.INVALID, Kind.UNSEEN, Kind.SLOWER);

    private static final Map<String, Comparison> WORDS = words();

    private ComparedWith() {}

    private static Map<String, Comparison> words() {
        Map<String, Comparison> words = new LinkedHashMap<>();
        for (Comparison comparison : Comparison.values()) {
            if (!comparison.isOfLabels()) {
                words.put(comparison.word(), comparison);
            }
        }
        return words;
    }

    /** Which comparison is meant; the main one where nothing is said. */
    static Comparison read(Field field, Kind kind, @Nullable Monitor monitor) {
        if (kind == Kind.QUALITY) {
            return ofLabels(field);
        }
        Comparison comparison = field.choice(WORDS, Comparison.MAIN);
        if (comparison != Comparison.MAIN && !COMPARED.contains(kind)) {
            field.fail(
                    "is for kinds that are compared with a reference: drift, share, missing, invalid, unseen, slower; leave it"
                            + " out of kind: " + kind.name().toLowerCase(Locale.ROOT));
        }
        boolean isMade = comparison == Comparison.MAIN
                || monitor == null
                || monitor.references().comparisons().has(comparison);
        if (!isMade) {
            field.fail(
                    "is not what the monitor compares with; add it to the monitor's comparisons, or leave it out to mean"
                            + " its reference");
        }
        return comparison;
    }

    /** Against the baseline of the labels, or against the version before. */
    private static Comparison ofLabels(Field field) {
        if (!field.isPresent()) {
            return Comparison.LABELS;
        }
        String word = field.text("");
        if (field.isSingle() && !word.equals(Comparison.PREVIOUS.word())) {
            field.fail(
                    "is not for kind: quality; write previous for the version before, or leave it out for the baseline of labels");
        }
        return Comparison.LABELS_PREVIOUS;
    }

    /** Whether a comparison is one that only slices and versions have. */
    static boolean isOfSlices(Comparison comparison) {
        return OF_SLICES.contains(comparison);
    }

    /** What is compared with the rest, with another version or with a version's launch is a slice, never all events. */
    static SliceChoice slices(Field stated, Comparison comparison, @Nullable Monitor monitor) {
        SliceChoice choice = SliceChoiceReader.read(stated, monitor);
        if (!OF_SLICES.contains(comparison) || choice.kind() != SliceChoice.Kind.WHOLE) {
            return choice;
        }
        if (stated.isPresent()) {
            stated.fail("is all events, and reference: " + word(comparison) + " is of slices and versions; write all");
        }
        return new SliceChoice(SliceChoice.Kind.EVERY, List.of());
    }

    /** As it is written in an indicator. */
    static String word(Comparison comparison) {
        return comparison == Comparison.LABELS_PREVIOUS ? Comparison.PREVIOUS.word() : comparison.word();
    }
}
