package io.tidemark.config;

import io.tidemark.config.IndicatorSpec.Elsewhere;
import io.tidemark.config.IndicatorSpec.Limit;
import io.tidemark.config.IndicatorSpec.Metric;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An {@code indicator} of another tool: its shape is OpenSLO's, its query is none of our business. */
final class ElsewhereReader {
    private static final String OURS = "tidemark";
    private static final List<String> METRICS = List.of("good", "bad", "total", "raw");
    private static final Map<String, Metric> RAW =
            new TreeMap<>(Map.of("success", Metric.GOOD_SHARE, "failure", Metric.BAD_SHARE));
    private static final Map<String, String> OPERATORS =
            new TreeMap<>(Map.of("lte", "l", "lt", "l", "gte", "g", "gt", "g"));
    private static final Map<String, Boolean> ANSWERS = new TreeMap<>(Map.of("true", true, "false", false));

    private final Section spec;
    private String tool = "";

    private ElsewhereReader(Section spec) {
        this.spec = spec;
    }

    /** Whether any metric source of an SLO's spec names another tool; for a first look, reports nothing. */
    static boolean concerns(Section spec) {
        Section inner = spec.field("indicator").sectionIfSection().field("spec").sectionIfSection();
        Section ratio = inner.field("ratioMetric").sectionIfSection();
        boolean isRatio = METRICS.stream().anyMatch(metric -> isElsewhere(ratio.field(metric)));
        return isRatio || isElsewhere(inner.field("thresholdMetric")) || ratio.has("raw");
    }

    private static boolean isElsewhere(Field metric) {
        Section source = metric.sectionIfSection().field("metricSource").sectionIfSection();
        Field type = source.field("type");
        boolean isTyped = type.isSingle() && !type.text("").equals(OURS);
        return isTyped || (source.has("metricSourceRef") && !type.isPresent());
    }

    static IndicatorReader.Indicated read(Section spec, Section annotations) {
        ElsewhereReader reader = new ElsewhereReader(spec);
        Section indicator = spec.field("indicator").section();
        Metadata.readInline(indicator).finishAnnotations();
        Elsewhere read = indicator.section("spec", reader::indicator);
        indicator.finish();
        return new IndicatorReader.Indicated(
                read,
                SliceChoiceReader.read(annotations.field("tidemark.io/slices"), null),
                io.tidemark.domain.Comparison.MAIN);
    }

    private Elsewhere indicator(Section inner) {
        Lengths.checkDescription(inner.field("description"));
        Field threshold = inner.field("thresholdMetric");
        Field ratio = inner.field("ratioMetric");
        if (threshold.isPresent() == ratio.isPresent()) {
            inner.fail("needs exactly one of thresholdMetric and ratioMetric");
        }
        Metric metric = Metric.VALUE;
        if (ratio.isPresent()) {
            metric = inner.section("ratioMetric", this::ratio);
        } else {
            metric(threshold);
        }
        return new Elsewhere(tool, metric, metric.isRatio() ? new Limit.Tolerance() : limit());
    }

    private Metric ratio(Section ratio) {
        ratio.field("counter").choice(ANSWERS, false);
        Field raw = ratio.field("raw");
        Field rawType = ratio.field("rawType");
        METRICS.forEach(name -> {
            if (ratio.has(name)) {
                metric(ratio.field(name));
            }
        });
        if (raw.isPresent()) {
            METRICS.stream()
                    .filter(name -> !name.equals("raw") && ratio.has(name))
                    .forEach(name -> ratio.field(name).fail("stands beside raw; keep one of them"));
            rawType.requiredText("write success or failure");
            return rawType.choice(RAW, Metric.GOOD_SHARE);
        }
        if (rawType.isPresent()) {
            rawType.fail("is for raw; leave it out");
        }
        if (ratio.has("good") == ratio.has("bad")) {
            ratio.fail("needs exactly one of good and bad, or raw");
        }
        if (!ratio.has("total")) {
            ratio.field("total").failMissing("a ratio is of a total: write {metricSource: {…}}");
        }
        return ratio.has("bad") ? Metric.BAD_OF_TOTAL : Metric.GOOD_OF_TOTAL;
    }

    private void metric(Field field) {
        Section metric = field.section();
        Section source = metric.field("metricSource").section();
        String type = source.field("type").text("");
        String reference = source.field("metricSourceRef").text("");
        String name = type.isEmpty() ? reference : type;
        if (tool.isEmpty()) {
            tool = name;
        } else if (type.equals(OURS) != tool.equals(OURS)) {
            source.field("type").fail("is of another tool than the rest of the indicator, " + tool + "; take one");
        }
        Section query = source.field("spec").section();
        if (query.keys().isEmpty()) {
            source.field("spec").failMissing("write what " + (name.isEmpty() ? "the tool" : name) + " is asked");
        }
        source.finish();
        metric.finish();
    }

    private Limit limit() {
        Section objective = GoalReader.objective(spec.field("objectives"));
        Field op = objective.field("op");
        Field value = objective.field("value");
        op.requiredText("write lte or gte");
        if (!value.isPresent()) {
            value.failMissing("write the number that op compares with");
        }
        double number = value.number(0);
        return op.choice(OPERATORS, "l").equals("l")
                ? new Limit.Band(Double.NEGATIVE_INFINITY, number)
                : new Limit.Band(number, Double.POSITIVE_INFINITY);
    }
}
