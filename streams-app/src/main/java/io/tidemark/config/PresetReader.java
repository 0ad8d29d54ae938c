package io.tidemark.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code kind: Preset}: an SLO in three lines. It is written out as an OpenSLO document, which is then read as if somebody had written it:
 * mistakes too, so that all are told at once, each at the preset's own key.
 *
 * <p>Without a runbook nobody should be woken, so that it makes tickets.
 */
final class PresetReader {
    private static final String OURS = "tidemark.io/";
    private static final Map<String, Preset> PRESETS = Preset.words();
    private static final Map<String, String> WORDS = words();
    private static final Map<String, String> SEVERITIES = new TreeMap<>(Map.of("page", "page", "ticket", "ticket"));
    /** Keys that some presets take, for one of which it is not known which it is. */
    private static final List<String> OF_SOME = List.of(
            "columns",
            "measures",
            "measure",
            "reference",
            "limit",
            "class",
            "column",
            "atLeast",
            "atMost",
            "good",
            "failed");
    /** Keys of the preset that are annotations of the SLO. */
    private static final Map<String, String> ANNOTATIONS = annotations();

    private final Section spec;
    private final int line;
    private final @Nullable Monitor monitor;
    private final boolean hasOwners;

    private PresetReader(Section spec, MonitorReader.@Nullable Read read) {
        this.spec = spec;
        this.line = spec.line();
        this.monitor = read == null ? null : read.monitor();
        this.hasOwners = read != null && !read.owners().isNobody();
    }

    /** The SLO that a preset stands for; what is wrong with it is reported, here or when that is read. */
    static SloObject read(SloObject object, SloLinks links, Map<String, MonitorReader.Read> monitors) {
        Section section = named(object).section(links.report());
        Metadata metadata = Metadata.readInline(section);
        metadata.finishAnnotations();
        Section spec = section.field("spec").section();
        String model = model(spec);
        String key = Tenants.resolve(tenant(spec), model, monitors.keySet());
        MonitorReader.@Nullable Read read = monitors.get(key);
        SloObject slo = new PresetReader(spec, read).slo(metadata, section);
        spec.finish();
        section.finish();
        return slo;
    }

    /** One without a name is told of by that of its SLO. */
    private static SloObject named(SloObject object) {
        if (object.name().isBlank()
                && object.node().entries().get("spec") instanceof YamlNode.Mapping spec
                && spec.entries().get("model") instanceof YamlNode.Scalar model
                && spec.entries().get("slo") instanceof YamlNode.Scalar slo
                && !model.text().isBlank()) {
            String path = "preset " + name(model.text(), slo.text()) + ": ";
            return new SloObject(object.kind(), object.name(), path, object.node());
        }
        return object;
    }

    private static String model(Section spec) {
        Field field = spec.field("model");
        return field.isSingle() ? field.text("") : "";
    }

    private static String tenant(Section spec) {
        Field field = spec.field("tenant");
        return field.isSingle() ? field.text("") : "";
    }

    private SloObject slo(Metadata metadata, Section section) {
        Preset preset = preset(spec.field("slo"), section.has("spec"));
        Field modelField = spec.field("model");
        String named = modelField.requiredText("name the model");
        String model = monitor == null ? named : monitor.model();
        boolean hasName = section.field("metadata").sectionIfSection().has("name");
        String usual = model.isBlank() || hasName ? "unnamed-" + line : name(model, preset.word());
        String name = metadata.name().isEmpty() ? usual : metadata.name();
        YamlNode.Mapping node = Yaml.section(
                line,
                "apiVersion",
                "openslo/v1",
                "kind",
                "SLO",
                "metadata",
                described(metadata, name, preset, model),
                "spec",
                promised(preset, model));
        return new SloObject(ObjectKind.SLO, name, section.path(), node);
    }

    /** All that a preset may be, also of training runs, to be told. */
    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        PRESETS.keySet().forEach(word -> words.put(word, word));
        RunPresetReader.words().keySet().forEach(word -> words.put(word, word));
        return words;
    }

    /** What is written, or nearest to a misspelt word; of one that is neither no key is unknown. */
    private Preset preset(Field field, boolean hasSpec) {
        if (hasSpec) {
            field.requiredText("write one of " + String.join(", ", WORDS.keySet()));
        }
        field.choice(WORDS, "");
        String word = field.isSingle() ? field.text("") : "";
        Preset preset = PRESETS.get(PRESETS.containsKey(word) ? word : Names.nearest(word, PRESETS.keySet()));
        if (preset == null) {
            OF_SOME.forEach(spec::field);
            return Preset.VOLUME;
        }
        return preset;
    }

    private YamlNode described(Metadata metadata, String name, Preset preset, String model) {
        Field owner = spec.field("owner");
        Field about = spec.field("model");
        Map<String, YamlNode> labelled = new LinkedHashMap<>();
        labelled.put("model", model.isBlank() ? about.excused("unknown") : about.moved());
        if (spec.has("tenant")) {
            labelled.put("tenant", spec.field("tenant").moved());
        }
        if (owner.isPresent() || !hasOwners) {
            boolean isOwned = !owner.requiredText("name who is told").isBlank();
            labelled.put("owner", isOwned ? owner.moved() : owner.excused("nobody"));
        }
        YamlNode labels = spec.here(YamlNode.Mapping.of(line, labelled));
        YamlNode title = metadata.displayName().isEmpty()
                ? Yaml.text(line, preset.title() + " of " + model)
                : spec.report().told(Yaml.text(line, metadata.displayName()));
        return Yaml.section(line, "name", name, "displayName", title, "labels", labels, "annotations", annotated());
    }

    private YamlNode promised(Preset preset, String model) {
        Duration slice = slice(preset);
        return Yaml.section(
                line,
                "description",
                spec.field("description").text(preset.sentence()),
                "service",
                model,
                "indicator",
                new PresetIndicator(spec, monitor).indicator(preset),
                "timeWindow",
                Yaml.list(line, Yaml.section(line, "duration", window(slice), "isRolling", bool("true"))),
                "budgetingMethod",
                preset.countsEvents() ? "Occurrences" : "Timeslices",
                "objectives",
                Yaml.list(line, objective(preset, slice)),
                "alertPolicies",
                Yaml.list(line, Yaml.section(line, "alertPolicyRef", policy())));
    }

    private Duration slice(Preset preset) {
        if (monitor == null) {
            return preset.slice();
        }
        boolean isOfQuality = preset == Preset.QUALITY && monitor.labels().areThere();
        return isOfQuality
                ? Duration.ofMillis(monitor.labels().spans().windowMs())
                : monitor.windows().size();
    }

    private YamlNode bool(String word) {
        return new YamlNode.Scalar(line, word, YamlNode.Type.BOOLEAN);
    }

    /** A DNS label of the model's name, which may have dots and capitals. */
    private static String name(String model, String preset) {
        String label = (model + "-" + preset).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String trimmed = label.substring(0, Math.min(63, label.length()));
        return trimmed.replaceAll("^-+|-+$", "");
    }

    private YamlNode.Mapping annotated() {
        Map<String, YamlNode> annotations = new LinkedHashMap<>();
        ANNOTATIONS.forEach((key, annotation) -> {
            Field field = spec.field(key);
            if (field.isPresent()) {
                annotations.put(annotation, field.moved());
            }
        });
        return YamlNode.Mapping.of(line, annotations);
    }

    private YamlNode objective(Preset preset, Duration slice) {
        Map<String, YamlNode> objective = new LinkedHashMap<>(new PresetIndicator(spec, monitor).limit(preset));
        Field target = spec.field("target");
        objective.put("target", target.isPresent() ? target.moved() : Yaml.number(line, preset.target()));
        if (!preset.countsEvents()) {
            objective.put("timeSliceTarget", Yaml.number(line, "1"));
            objective.put("timeSliceWindow", Yaml.text(line, DurationText.of(slice)));
        }
        return spec.here(YamlNode.Mapping.of(line, objective));
    }

    /** As stated, or the usual one, or the longest below it that the model's windows fit into. */
    private YamlNode window(Duration slice) {
        Field window = spec.field("window");
        return window.isPresent() ? window.moved() : Yaml.text(line, DurationText.of(TimeWindowReader.usual(slice)));
    }

    private String policy() {
        Field severity = spec.field("severity");
        boolean hasRunbook = spec.field("runbook").isPresent();
        String word = severity.choice(SEVERITIES, "");
        if (severity.isPresent() && word.isEmpty()) {
            return AlertPolicyReader.TICKETS;
        }
        boolean isTicket = word.equals("ticket");
        if (!hasRunbook && severity.isPresent() && !isTicket) {
            spec.field("runbook")
                    .failMissing("severity=page wakes somebody; link what to do, or write severity: ticket");
        } else if (!hasRunbook && !isTicket) {
            spec.report()
                    .warn(
                            line,
                            spec.path()
                                    + " makes tickets and wakes nobody; for pages write runbook: https://…, to say what"
                                    + " to do, and severity: ticket if that is meant");
        }
        return hasRunbook && !isTicket ? AlertPolicyReader.DEFAULT : AlertPolicyReader.TICKETS;
    }

    private static Map<String, String> annotations() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("runbook", OURS + "runbook");
        words.put("slices", OURS + "slices");
        words.put("mode", OURS + "mode");
        words.put("policy", OURS + "policy");
        words.put("escalation", OURS + "escalation");
        words.put("noData", OURS + "no-data");
        words.put("maxSlices", OURS + "max-slices");
        words.put("reviewBy", OURS + "review-by");
        words.put("dashboard", OURS + "dashboard");
        return words;
    }
}
