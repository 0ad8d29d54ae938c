package io.tidemark.drill;

import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.LabelRules.Task;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.stats.ColumnKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which faults are tried on a file's events, and why others cannot be. */
public final class FaultPlan {
    /** Columns that a fault is tried on where nobody chose them. */
    public static final int MOST_COLUMNS = 2;

    private static final double THOUSAND = 1000;
    private static final double LATENCY_FACTOR = 3;
    private static final String NO_NUMBER = "no measured column is a number";
    private static final String NO_CATEGORY = "no measured column is a category of two values or more";

    private final Survey survey;
    private final Watched watched;
    private final Terms terms;

    /**
     * What the monitor looks at.
     *
     * @param columns names of the file's columns that it measures
     * @param kinds what columns hold, where that is declared
     * @param objectives names or patterns of columns that an objective speaks of, the most telling first
     * @param dimensions of its slices, the first one first
     * @param requests of {@code latency} and {@code status} those that it measures
     * @param task what the predictions are that labels come for
     */
    public record Watched(
            Set<String> columns,
            Map<String, ColumnKind> kinds,
            List<String> objectives,
            List<String> dimensions,
            Set<String> requests,
            Task task) {
        public Watched {
            columns = Set.copyOf(columns);
            kinds = Map.copyOf(kinds);
            objectives = List.copyOf(objectives);
            dimensions = List.copyOf(dimensions);
            requests = Set.copyOf(requests);
        }
    }

    /**
     * What was asked for.
     *
     * @param kinds the faults to try, in the order of the report
     * @param columns on which columns; empty for the most telling ones
     * @param share of the rows that nulls, class-ratio and failed-requests hit, in (0, 1]
     * @param hourMs how long the hour of duplicated-hour and late-hour is
     * @param delayMs how late the late hour is
     */
    public record Terms(List<FaultKind> kinds, List<String> columns, double share, long hourMs, long delayMs) {
        public Terms {
            kinds = List.copyOf(kinds);
            columns = List.copyOf(columns);
        }
    }

    /** A fault that cannot be tried. */
    public record Inapplicable(FaultKind kind, String reason) {}

    /** What will be tried, and what cannot be. */
    public record Planned(List<Fault> faults, List<Inapplicable> inapplicable) {
        public Planned {
            faults = List.copyOf(faults);
            inapplicable = List.copyOf(inapplicable);
        }
    }

    private FaultPlan(Survey survey, Watched watched, Terms terms) {
        this.survey = survey;
        this.watched = watched;
        this.terms = terms;
    }

    /** The plan; the same for the same arguments. */
    public static Planned of(Survey survey, Watched watched, Terms terms) {
        FaultPlan plan = new FaultPlan(survey, watched, terms);
        List<Fault> faults = new ArrayList<>();
        List<Inapplicable> inapplicable = new ArrayList<>();
        for (FaultKind kind : terms.kinds()) {
            List<Fault> found = plan.faults(kind);
            faults.addAll(found);
            if (found.isEmpty()) {
                inapplicable.add(new Inapplicable(kind, plan.whyNot(kind)));
            }
        }
        return new Planned(faults, inapplicable);
    }

    private List<Fault> faults(FaultKind kind) {
        return switch (kind) {
            case NULLS -> each(valued(), column -> new Fault.Nulls(column, terms.share()));
            case UNIT_CHANGE -> each(numbers(), column -> new Fault.UnitChange(column, THOUSAND));
            case SWAPPED_COLUMNS -> swaps();
            case STALE_FEATURE -> each(features(), Fault.StaleFeature::new);
            case CLASS_RATIO -> ratios();
            case CATEGORY_RENAMED ->
                each(
                        categories(),
                        column -> new Fault.CategoryRenamed(
                                column, survey.values(column).get(0)));
            case LABEL_FLIP -> flips();
            case DROPPED_SLICE -> slices();
            case DUPLICATED_HOUR -> List.of(new Fault.DuplicatedHour(terms.hourMs()));
            case LATE_HOUR -> List.of(new Fault.LateHour(terms.hourMs(), terms.delayMs()));
            case LATENCY_STEP -> ofRequest(ReservedColumn.LATENCY, new Fault.LatencyStep(LATENCY_FACTOR));
            case FAILED_REQUESTS -> ofRequest(ReservedColumn.STATUS, new Fault.FailedRequests(terms.share()));
            case SILENT_STREAM -> List.of(new Fault.SilentStream());
        };
    }

    private String whyNot(FaultKind kind) {
        return switch (kind) {
            case NULLS, STALE_FEATURE -> "no measured column has values";
            case UNIT_CHANGE -> NO_NUMBER;
            case SWAPPED_COLUMNS -> "fewer than two measured columns are numbers";
            case CLASS_RATIO, CATEGORY_RENAMED -> NO_CATEGORY;
            case LABEL_FLIP -> noFlip();
            case DROPPED_SLICE -> "the monitor has no slices of two values or more";
            case LATENCY_STEP -> "the monitor measures no latency, or the events have none";
            case FAILED_REQUESTS -> "the monitor measures no status, or the events have none";
            case DUPLICATED_HOUR, LATE_HOUR, SILENT_STREAM ->
                throw new IllegalStateException("always applicable: fault=" + kind.word());
        };
    }

    private interface OfColumn {
        Fault make(String column);
    }

    private List<Fault> each(List<String> columns, OfColumn maker) {
        int most = terms.columns().isEmpty() ? MOST_COLUMNS : columns.size();
        return columns.stream().limit(most).map(maker::make).toList();
    }

    /** The first number changes places with the next one; of chosen columns each with the next. */
    private List<Fault> swaps() {
        List<String> numbers = numbers();
        List<Fault> swaps = new ArrayList<>();
        int most = terms.columns().isEmpty() ? 1 : numbers.size() / 2;
        for (int i = 0; i < most && 2 * i + 1 < numbers.size(); i++) {
            swaps.add(new Fault.SwappedColumns(numbers.get(2 * i), numbers.get(2 * i + 1)));
        }
        return swaps;
    }

    /** Of the prediction where it is a class, else of the first category. */
    private List<Fault> ratios() {
        List<String> categories = categories();
        String prediction = ReservedColumn.PREDICTION.column();
        List<String> chosen = categories.contains(prediction) && terms.columns().isEmpty()
                ? List.of(prediction)
                : categories.stream()
                        .limit(terms.columns().isEmpty() ? 1 : categories.size())
                        .toList();
        return each(chosen, column -> {
            List<Value> values = survey.values(column);
            return new Fault.ClassRatio(column, values.get(0), values.get(1), terms.share());
        });
    }

    private List<Fault> slices() {
        List<String> dimensions = new ArrayList<>(watched.dimensions());
        dimensions.add(Fault.DroppedSlice.VERSION);
        for (String dimension : dimensions) {
            List<String> values = survey.slices(dimension);
            if (values.size() > 1) {
                return List.of(new Fault.DroppedSlice(dimension, values.get(0)));
            }
        }
        return List.of();
    }

    private List<Fault> flips() {
        if (watched.task() == Task.NUMBERS && survey.labelledNumbers() > 0) {
            return List.of(new Fault.LabelFlip(new Flip.Mirrored(survey.meanOfLabels())));
        }
        boolean areOfClasses =
                watched.task() == Task.CLASSES && survey.classes().size() > 1;
        return areOfClasses ? List.of(new Fault.LabelFlip(new Flip.NextClass(survey.classes()))) : List.of();
    }

    private String noFlip() {
        if (watched.task() == Task.NONE) {
            return "the monitor takes no labels";
        }
        if (survey.labels() == 0) {
            return "no label comes with the events";
        }
        if (watched.task() == Task.NUMBERS) {
            return "no label is a number";
        }
        return survey.classes().isEmpty() ? "labels say too much for classes" : "all labels say the same";
    }

    private List<Fault> ofRequest(ReservedColumn role, Fault fault) {
        boolean isThere = watched.requests().contains(role.column()) && survey.hasValues(role.column());
        return isThere ? List.of(fault) : List.of();
    }

    private List<String> valued() {
        return candidates().stream().filter(survey::hasValues).toList();
    }

    /** What can go stale is what comes from elsewhere: features before predictions, unless they are chosen. */
    private List<String> features() {
        List<String> valued = valued();
        List<String> features = valued.stream()
                .filter(column -> !ReservedColumn.isReserved(column))
                .toList();
        return terms.columns().isEmpty() && !features.isEmpty() ? features : valued;
    }

    private List<String> numbers() {
        return candidates().stream()
                .filter(column -> survey.isNumber(column) && kind(column, ColumnKind.NUMBER) == ColumnKind.NUMBER)
                .toList();
    }

    private List<String> categories() {
        return candidates().stream().filter(this::isCategory).toList();
    }

    private boolean isCategory(String column) {
        ColumnKind kind = kind(column, survey.isNumber(column) ? ColumnKind.NUMBER : ColumnKind.CATEGORY);
        boolean isOfSet = kind == ColumnKind.CATEGORY || kind == ColumnKind.BOOLEAN;
        return isOfSet && survey.values(column).size() > 1;
    }

    private ColumnKind kind(String column, ColumnKind otherwise) {
        return watched.kinds().getOrDefault(column, otherwise);
    }

    /** Those of objectives first, then the others in the file's order; latency and status have faults of their own. */
    private List<String> candidates() {
        if (!terms.columns().isEmpty()) {
            return terms.columns();
        }
        List<String> measured = survey.columns().stream()
                .filter(watched.columns()::contains)
                .filter(column -> !watched.requests().contains(column))
                .filter(column -> survey.isFeature(column) || !ReservedColumn.isOfRequest(column))
                .toList();
        Set<String> ordered = new LinkedHashSet<>();
        for (String pattern : watched.objectives()) {
            measured.stream()
                    .filter(column -> ColumnPattern.matches(pattern, column) || pattern.startsWith(column + "."))
                    .forEach(ordered::add);
        }
        ordered.addAll(measured);
        return List.copyOf(ordered);
    }
}
