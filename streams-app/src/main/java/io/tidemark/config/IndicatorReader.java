package io.tidemark.config;

import io.tidemark.config.IndicatorSpec.Counted;
import io.tidemark.config.IndicatorSpec.Kind;
import io.tidemark.config.IndicatorSpec.Limit;
import io.tidemark.config.IndicatorSpec.Requests;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.slo.Selection;
import io.tidemark.stats.Measure;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code indicator} of an SLO: a threshold on windows, or a ratio of events. */
final class IndicatorReader {
    private static final Map<String, Kind> KINDS = kinds();
    private static final Map<String, Measure> DRIFT_MEASURES = driftMeasures();

    private final Section spec;
    private final Section annotations;
    private final @Nullable Monitor monitor;

    private IndicatorReader(Section spec, Section annotations, @Nullable Monitor monitor) {
        this.spec = spec;
        this.annotations = annotations;
        this.monitor = monitor;
    }

    /** What the indicator's part of the document says. */
    record Indicated(IndicatorSpec indicator, SliceChoice slices, Comparison comparison) {}

    /**
     * Reads {@code spec.indicator}, and op and value of the objective.
     *
     * @param monitor the model's monitor; null if it is not known
     */
    static Indicated read(Section spec, Section annotations, @Nullable Monitor monitor) {
        if (!spec.has("indicator")) {
            spec.field("indicator").failMissing("write what is good: thresholdMetric or ratioMetric");
        }
        return new IndicatorReader(spec, annotations, monitor).read();
    }

    private Indicated read() {
        Section indicator = spec.field("indicator").section();
        knowMetadata(indicator);
        Section inner = indicator.field("spec").section();
        inner.field("description").text("");
        Field threshold = inner.field("thresholdMetric");
        Field ratio = inner.field("ratioMetric");
        if (spec.has("indicator") && threshold.isPresent() == ratio.isPresent()) {
            inner.fail("needs exactly one of thresholdMetric and ratioMetric");
        }
        Indicated indicated = ratio.isPresent() ? ratio(ratio.section()) : threshold(threshold.section());
        inner.finish();
        indicator.finish();
        return indicated;
    }

    private static void knowMetadata(Section indicator) {
        Section metadata = indicator.field("metadata").section();
        List.of("name", "displayName", "labels", "annotations").forEach(metadata::field);
        metadata.finish();
    }

    private Indicated threshold(Section metric) {
        Section stated = source(metric);
        Field kindField = stated.field("kind");
        Optional<Kind> meant = kind(metric, kindField);
        Section source = meant.isPresent() ? stated : stated.blank();
        Kind kind = meant.orElse(Kind.VOLUME);
        boolean hasLimit = firstObjective().has("value");
        if (kind == Kind.LOADING || kind == Kind.ROLLOUT) {
            kindField.fail(
                    "counts what is done to versions, not windows; write ratioMetric: {good: …, total: …}, or a Preset");
        }
        Set<Measure> measures = kind == Kind.QUALITY
                ? QualityIndicator.measure(source, monitor)
                : measures(source.field("measures"), kind, hasLimit);
        String value = source.field("value").text("");
        checkValue(source, kind, value.isEmpty());
        checkDetectors(kindField, kind);
        Limit limit = LimitReader.read(firstObjective(), source, kind, measures);
        Requests requests = RequestsReader.ofWindows(source, kind, monitor);
        Comparison comparison = ComparedWith.read(source.field("reference"), kind, monitor);
        Indicated indicated = new Indicated(
                new IndicatorSpec.OfWindows(kind, columns(source, kind), measures, value, limit, requests),
                slices(source, comparison),
                comparison);
        check(kindField, kind, indicated, hasLimit);
        if (kind == Kind.QUALITY) {
            QualityIndicator.check(kindField, source, measures, indicated.slices(), monitor);
        }
        finish(metric, source);
        return indicated;
    }

    private void check(Field field, Kind kind, Indicated indicated, boolean hasLimit) {
        QualityKinds.check(field, kind, indicated.indicator().columns(), indicated.slices(), hasLimit, monitor);
    }

    private Section firstObjective() {
        List<Field> objectives = spec.field("objectives").itemsIfList();
        return objectives.isEmpty()
                ? spec.field("objectives").sectionIfSection()
                : objectives.get(0).sectionIfSection();
    }

    /** What is written, or nearest to a misspelt word; empty if that is told and nothing can be said of the other keys. */
    private static Optional<Kind> kind(Section metric, Field field) {
        if (!metric.keys().isEmpty() && !field.isPresent()) {
            field.failMissing("write one of " + String.join(", ", KINDS.keySet()));
        }
        field.choice(KINDS, Kind.DRIFT);
        String word = field.isSingle() ? field.text("") : "";
        return Optional.ofNullable(KINDS.get(KINDS.containsKey(word) ? word : Names.nearest(word, KINDS.keySet())));
    }

    private static void checkValue(Section source, Kind kind, boolean isEmpty) {
        if (kind == Kind.QUALITY) {
            return;
        }
        if (kind == Kind.SHARE && isEmpty) {
            source.field("value").failMissing("name the class or value whose share is meant");
        } else if (kind != Kind.SHARE && !isEmpty) {
            source.field("value").fail("is for kind: share; leave it out");
        }
    }

    /** A change is what a detector says: there must be one, and no limit of one's own. */
    private void checkDetectors(Field kindField, Kind kind) {
        if (kind != Kind.CHANGE) {
            return;
        }
        if (monitor != null && monitor.detectors().isEmpty()) {
            kindField.fail("needs detectors in the monitor of " + monitor.model()
                    + ", like detectors: [{columns: [price], of: mean, kind: cusum}]");
        }
        Field op = firstObjective().field("op");
        if (op.isPresent()) {
            op.fail("is not for kind: change, where the detectors decide; leave op and value out");
        }
    }

    private static Set<Measure> measures(Field field, Kind kind, boolean hasLimit) {
        if (kind != Kind.DRIFT) {
            if (field.isPresent()) {
                field.fail("is for kind: drift; leave it out");
            }
            boolean isRatio = kind == Kind.VOLUME && hasLimit;
            return isRatio
                    ? EnumSet.of(Measure.VOLUME)
                    : EnumSet.copyOf(Selection.Kind.valueOf(kind.name()).measures());
        }
        Set<Measure> measures = EnumSet.noneOf(Measure.class);
        for (Field item : field.isSingle() ? List.of(field) : field.items()) {
            Measure measure = item.choice(DRIFT_MEASURES, Measure.KS);
            measures.add(measure);
        }
        return measures.isEmpty() ? EnumSet.copyOf(DRIFT_MEASURES.values()) : measures;
    }

    private Indicated ratio(Section metric) {
        metric.field("counter").text("");
        boolean countsGood = metric.field("good").isPresent();
        if (countsGood == metric.field("bad").isPresent()) {
            metric.fail("needs exactly one of good and bad");
        }
        checkTotal(metric);
        Section side = metric.field(countsGood ? "good" : "bad").section();
        Section stated = source(side);
        Optional<Kind> meant = eventKind(side, stated.field("kind"));
        Section source = meant.isPresent() ? stated : stated.blank();
        Kind kind = meant.orElse(Kind.MISSING);
        boolean saysGood = RequestsReader.SAYING_GOOD.contains(kind);
        if (saysGood && !countsGood) {
            source.field("kind").fail("says which are good; write it below good, not below bad");
        }
        Set<String> values = Set.copyOf(source.field("values").names());
        checkValues(source.field("values"), kind);
        Comparison comparison = ComparedWith.read(source.field("reference"), kind, monitor);
        Indicated indicated = new Indicated(
                new IndicatorSpec.OfEvents(
                        kind,
                        columns(source, kind),
                        values,
                        countsGood && !saysGood ? Counted.GOOD : Counted.BAD,
                        RequestsReader.ofEvents(source, kind, monitor)),
                slices(source, comparison),
                comparison);
        check(source.field("kind"), kind, indicated, false);
        finish(side, source);
        side.finish();
        metric.finish();
        return indicated;
    }

    private static Optional<Kind> eventKind(Section side, Field field) {
        Optional<Kind> kind = kind(side, field);
        if (kind.isEmpty() || Selection.Kind.valueOf(kind.get().name()).countsRows()) {
            return kind;
        }
        if (KINDS.containsKey(field.text(""))) {
            field.fail("is of windows, not of events; write thresholdMetric, or one of "
                    + String.join(", ", countingRows()));
        }
        return Optional.empty();
    }

    private static List<String> countingRows() {
        return KINDS.entrySet().stream()
                .filter(kind -> Selection.Kind.valueOf(kind.getValue().name()).countsRows())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void checkValues(Field values, Kind kind) {
        if (kind == Kind.SHARE && !values.isPresent()) {
            values.failMissing("list the values that are counted");
        } else if (kind == Kind.SHARE && isEmptyList(values)) {
            values.fail("is an empty list; list the values that are counted");
        } else if (kind != Kind.SHARE && values.isPresent()) {
            values.fail("is for kind: share; leave it out");
        }
    }

    private static boolean isEmptyList(Field field) {
        return field.isList() && field.items().isEmpty();
    }

    /** OpenSLO wants a total; ours is always all rows. */
    private static void checkTotal(Section metric) {
        Section total = metric.field("total").section();
        if (!metric.has("total")) {
            return;
        }
        Section source = source(total);
        Field kind = source.field("kind");
        if (!kind.requiredText("write rows").equals("rows") && kind.isSingle()) {
            kind.fail("is not supported as a total; write rows");
        }
        finish(total, source);
        total.finish();
    }

    /** {@code metricSource.spec} of a metric. */
    private static Section source(Section metric) {
        Section source = metric.field("metricSource").section();
        Field type = source.field("type");
        if (!type.text("tidemark").equals("tidemark")) {
            type.fail("is not supported; write tidemark");
        }
        if (!metric.keys().isEmpty() && !metric.has("metricSource")) {
            metric.field("metricSource").failMissing("write {type: tidemark, spec: {kind: …}}");
        }
        return source.field("spec").section();
    }

    private static void finish(Section metric, Section spec) {
        spec.finish();
        Section source = metric.field("metricSource").section();
        source.field("type");
        source.field("spec");
        source.finish();
    }

    private List<String> columns(Section source, Kind kind) {
        Field field = source.has("column") ? source.field("column") : source.field("columns");
        source.field("column");
        source.field("columns");
        if (Selection.Kind.valueOf(kind.name()).isOfWholeRows()) {
            if (field.isPresent()) {
                field.fail("is not for kind: " + word(kind) + ", which speaks of rows; leave it out");
            }
            return List.of();
        }
        if (!field.isPresent()) {
            return everyColumn(source, kind);
        }
        if (isEmptyList(field)) {
            field.fail("is an empty list; list one or more"
                    + (kind == Kind.SHARE ? "" : ", or leave columns out to mean all"));
        }
        List<String> columns = field.names();
        checkMeasured(field, columns);
        if (monitor != null) {
            new DeclaredColumns(monitor).warn(field, columns);
        }
        checkShown(field, kind, columns);
        checkHashed(source, kind, columns);
        return columns;
    }

    private static List<String> everyColumn(Section source, Kind kind) {
        if (kind == Kind.SHARE) {
            source.field("column").failMissing("name the column of the value");
        }
        return List.of(kind == Kind.SLOWER ? ReservedColumn.LATENCY.column() : "*");
    }

    private void checkMeasured(Field field, List<String> columns) {
        for (String column : columns) {
            if (monitor != null && !column.contains("*") && !monitor.columns().measures(column)) {
                field.fail("names " + column + ", which columns.include and columns.exclude leave out; measure it, or "
                        + "take it out here");
            }
        }
    }

    /** The share of a value names it. */
    private void checkShown(Field field, Kind kind, List<String> columns) {
        for (String column : columns) {
            if (kind == Kind.SHARE && monitor != null && monitor.columns().redacts(column)) {
                field.fail("names " + column + ", which columns.redact hides; take it out of one");
            }
        }
    }

    private void checkHashed(Section source, Kind kind, List<String> columns) {
        if (kind == Kind.SHARE && monitor != null) {
            for (String column : columns) {
                HashingReader.checkNamed(source.field("value"), column, monitor.columns());
                HashingReader.checkNamed(source.field("values"), column, monitor.columns());
            }
        }
    }

    private static String word(Kind kind) {
        return KINDS.entrySet().stream()
                .filter(entry -> entry.getValue() == kind)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private SliceChoice slices(Section source, Comparison comparison) {
        Field inSource = source.field("slices");
        Field annotation = annotations.field("tidemark.io/slices");
        return ComparedWith.slices(inSource.isPresent() ? inSource : annotation, comparison, monitor);
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> words = new LinkedHashMap<>();
        words.put("drift", Kind.DRIFT);
        words.put("missing", Kind.MISSING);
        words.put("invalid", Kind.INVALID);
        words.put("volume", Kind.VOLUME);
        words.put("share", Kind.SHARE);
        words.put("unseen", Kind.UNSEEN);
        words.put("change", Kind.CHANGE);
        for (Kind kind : Kind.values()) {
            words.putIfAbsent(kind.name().toLowerCase(Locale.ROOT), kind);
        }
        return words;
    }

    private static Map<String, Measure> driftMeasures() {
        Map<String, Measure> words = new LinkedHashMap<>();
        EnumSet.copyOf(Selection.Kind.DRIFT.measures()).forEach(measure -> words.put(measure.word(), measure));
        return words;
    }
}
