package io.tidemark.topology;

import io.tidemark.config.AllowedValues;
import io.tidemark.config.IndicatorSpec;
import io.tidemark.config.Monitor;
import io.tidemark.config.SloSpec;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.LabelRules;
import io.tidemark.domain.QualityRules;
import io.tidemark.domain.QualityRules.EventIds;
import io.tidemark.domain.RequestRule;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.slo.Selection;
import io.tidemark.stats.Measure;
import io.tidemark.stats.quality.QualityTerms.Quantity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is stated and asked of the data in itself, by a monitor and its objectives. */
final class AskedQuality {
    private AskedQuality() {}

    static QualityRules of(Monitor monitor, List<SloSpec> slos) {
        Map<String, Measure> allowed = new TreeMap<>();
        monitor.columns().allowed().forEach((column, values) -> allowed.put(column, measure(values)));
        return new QualityRules(
                monitor.source().topic(),
                asked(monitor, slos),
                allowed,
                monitor.quality().limits(),
                monitor.quality().volume(),
                redacted(monitor),
                monitor.columns().redacts(monitor.source().csv().id()) ? EventIds.HIDDEN : EventIds.SHOWN,
                requests(slos),
                monitor.source().dependencies());
    }

    /** What has a test of its own: what objectives ask of labels, and always how far the estimate is off, and what is right as a whole. */
    static Set<Quantity> deciding(Monitor monitor, List<SloSpec> slos) {
        Set<Quantity> deciding = new HashSet<>();
        if (monitor.labels().task() == LabelRules.Task.NUMBERS) {
            deciding.add(new Quantity(Measure.WITHIN, ""));
        } else {
            deciding.add(new Quantity(Measure.ACCURACY, ""));
            deciding.add(new Quantity(Measure.ESTIMATE_GAP, ""));
        }
        for (SloSpec slo : slos) {
            if (slo.indicator() instanceof IndicatorSpec.OfWindows windows
                    && windows.kind() == IndicatorSpec.Kind.QUALITY) {
                windows.measures().forEach(measure -> deciding.add(new Quantity(measure, windows.value())));
            }
        }
        return deciding;
    }

    /** Whether an objective asks for the quality of versions against the version before. */
    static boolean comparesVersions(List<SloSpec> slos) {
        return slos.stream().anyMatch(slo -> slo.comparison() == Comparison.LABELS_PREVIOUS);
    }

    /** Each rule once, in the order of their names. */
    private static List<RequestRule> requests(List<SloSpec> slos) {
        Map<String, RequestRule> rules = new TreeMap<>();
        slos.forEach(slo -> slo.indicator().requests().rule().ifPresent(rule -> rules.putIfAbsent(rule.id(), rule)));
        return List.copyOf(rules.values());
    }

    /** With the names that a file's redacted columns are measured under. */
    private static List<String> redacted(Monitor monitor) {
        List<String> redacted = new ArrayList<>(monitor.columns().redact());
        for (ReservedColumn role : ReservedColumn.values()) {
            if (monitor.redacts(role.column())) {
                redacted.add(role.column());
            }
        }
        return redacted;
    }

    private static Measure measure(AllowedValues values) {
        if (values instanceof AllowedValues.Range) {
            return Measure.OUT_OF_RANGE;
        }
        return values instanceof AllowedValues.Values ? Measure.NOT_ALLOWED : Measure.PATTERN_MISMATCH;
    }

    private static Set<Measure> asked(Monitor monitor, List<SloSpec> slos) {
        Set<Measure> asked = EnumSet.noneOf(Measure.class);
        asked.addAll(monitor.quality().asked());
        for (SloSpec slo : slos) {
            if (!slo.isMeasuredElsewhere()) {
                asked.addAll(
                        Selection.Kind.valueOf(slo.indicator().kind().name()).measures());
            }
        }
        if (monitor.quality().limits().lateMs() == Long.MAX_VALUE) {
            asked.remove(Measure.LATE);
        }
        return asked;
    }
}
