package io.tidemark.config;

import io.tidemark.domain.RequestStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a preset calls good, as OpenSLO's indicator. */
final class PresetIndicator {
    private static final int MS = 3;

    private final Section spec;
    private final int line;
    private final @Nullable Monitor monitor;

    PresetIndicator(Section spec, @Nullable Monitor monitor) {
        this.spec = spec;
        this.line = spec.line();
        this.monitor = monitor;
    }

    /** The indicator; keys that the preset has no use for stay unknown, and are reported as such. */
    YamlNode.Mapping indicator(Preset preset) {
        Map<String, YamlNode> source = new LinkedHashMap<>();
        switch (preset) {
            case DRIFT -> {
                source.put("kind", Yaml.text(line, "drift"));
                copy(source, "columns", "measures", "reference");
            }
            case MISSING -> {
                source.put("kind", Yaml.text(line, "missing"));
                copy(source, "columns", "reference");
            }
            case VOLUME -> source.put("kind", Yaml.text(line, "volume"));
            case FRESHNESS -> source.put("kind", Yaml.text(line, "freshness"));
            case CLASS_RATIO -> classRatio(source);
            case LATENCY -> latency(source);
            case QUALITY -> {
                source.put("kind", Yaml.text(line, "quality"));
                copy(source, "measure", "reference");
                Field of = spec.field("class");
                if (of.isPresent()) {
                    source.put("value", of.moved());
                }
            }
            case AVAILABILITY -> {
                source.put("kind", Yaml.text(line, "availability"));
                copy(source, "good");
            }
            case FALLBACK -> {
                source.put("kind", Yaml.text(line, "availability"));
                source.put("good", allButFallback());
            }
            case LOADING, ROLLOUT -> source.put("kind", Yaml.text(line, preset.word()));
        }
        YamlNode metric = Yaml.section(
                line,
                "metricSource",
                Yaml.section(line, "type", "tidemark", "spec", spec.here(YamlNode.Mapping.of(line, source))));
        return Yaml.section(
                line, "metadata", Yaml.section(line, "name", preset.word()), "spec", metric(preset, metric));
    }

    private YamlNode metric(Preset preset, YamlNode metric) {
        if (!preset.countsEvents()) {
            return Yaml.section(line, "thresholdMetric", metric);
        }
        YamlNode rows = Yaml.section(
                line,
                "metricSource",
                Yaml.section(line, "type", "tidemark", "spec", Yaml.section(line, "kind", "rows")));
        return Yaml.section(
                line,
                "ratioMetric",
                Yaml.section(line, preset == Preset.MISSING ? "bad" : "good", metric, "total", rows));
    }

    /** How a request ends that is no fallback: whether it is answered is another objective's. */
    private YamlNode allButFallback() {
        List<YamlNode> words = Stream.of(RequestStatus.values())
                .filter(status -> status != RequestStatus.FALLBACK)
                .map(status -> (YamlNode) Yaml.text(line, status.name()))
                .toList();
        return Yaml.list(line, words.toArray(YamlNode[]::new));
    }

    private void copy(Map<String, YamlNode> source, String... keys) {
        for (String key : keys) {
            Field field = spec.field(key);
            if (field.isPresent()) {
                source.put(key, field.moved());
            }
        }
    }

    private void classRatio(Map<String, YamlNode> source) {
        Field predicted = spec.field("class");
        boolean isNamed =
                !predicted.requiredText("name the class whose share is meant").isBlank();
        Field column = spec.field("column");
        source.put("kind", Yaml.text(line, "share"));
        source.put("column", column.isPresent() ? column.moved() : Yaml.text(line, "prediction"));
        source.put("value", isNamed ? predicted.moved() : predicted.excused("any"));
        copy(source, "reference");
    }

    private void latency(Map<String, YamlNode> source) {
        source.put("kind", Yaml.text(line, "latency"));
        copy(source, "limit", "good", "failed");
    }

    /** {@code op} and {@code value} of the objective; none where the monitor decides. */
    Map<String, YamlNode> limit(Preset preset) {
        return switch (preset) {
            case DRIFT -> distance();
            case FRESHNESS -> age();
            case CLASS_RATIO, QUALITY -> share();
            default -> Map.of();
        };
    }

    private Map<String, YamlNode> distance() {
        Field limit = spec.field("limit");
        if (limit.isPresent() && !spec.has("measures")) {
            spec.field("measures")
                    .failMissing("limit=" + limit.text("") + " needs to know which measure it limits, like ks; or leave"
                            + " limit out, and the monitor's tolerances decide");
            return Map.of();
        }
        return limit.isPresent() ? bound("lte", limit.moved()) : Map.of();
    }

    private Map<String, YamlNode> age() {
        Field limit = spec.field("limit");
        boolean isStated = monitor != null && monitor.quality().limits().freshMs() != Long.MAX_VALUE;
        if (!limit.isPresent() && !isStated) {
            limit.failMissing("write how old the newest event may be, like limit: 10m");
        }
        Duration age = limit.duration(Duration.ofMinutes(10));
        return isStated && !limit.isPresent()
                ? Map.of()
                : bound(
                        "lte",
                        Yaml.number(
                                line,
                                Plain.of(BigDecimal.valueOf(age.toMillis(), MS).doubleValue())));
    }

    /** At least or at most so often; without either, as often as in the reference. */
    private Map<String, YamlNode> share() {
        Field least = spec.field("atLeast");
        Field most = spec.field("atMost");
        if (least.isPresent() && most.isPresent()) {
            most.fail("stands beside atLeast; write a preset for each, with metadata: {name: …}");
        }
        YamlNode atLeast = part(least);
        YamlNode atMost = part(most);
        if (least.isPresent()) {
            return bound("gte", atLeast);
        }
        return most.isPresent() ? bound("lte", atMost) : Map.of();
    }

    private static YamlNode part(Field field) {
        int problems = field.report().count();
        field.numberBetween(0, 1, 0.5);
        return field.report().count() == problems ? field.moved() : field.excused("0.5");
    }

    private Map<String, YamlNode> bound(String op, YamlNode value) {
        Map<String, YamlNode> bound = new LinkedHashMap<>();
        bound.put("op", Yaml.text(line, op));
        bound.put("value", value);
        return bound;
    }
}
