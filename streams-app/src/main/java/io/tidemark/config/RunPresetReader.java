package io.tidemark.config;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Cause;
import io.tidemark.domain.Owners;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Objective;
import io.tidemark.slo.run.RunKind;
import io.tidemark.slo.run.RunLimit;
import io.tidemark.slo.run.RunObjective;
import io.tidemark.slo.run.RunWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code kind: Preset} of training runs: {@code slo: run-cost} and the like, or {@code slo: training}, which is all of them but the pace, which
 * the duration tells too.
 */
final class RunPresetReader {
    /** All of them, in one preset. */
    static final String TRAINING = "training";

    private final Section spec;
    private final Report report;
    private final Map<String, Owners> models;

    private RunPresetReader(Section spec, Report report, Map<String, Owners> models) {
        this.spec = spec;
        this.report = report;
        this.models = models;
    }

    /** The words of these presets, with the kinds that each stands for. */
    static Map<String, List<RunKind>> words() {
        Map<String, List<RunKind>> words = new LinkedHashMap<>();
        List<RunKind> all = new ArrayList<>(List.of(RunKind.values()));
        all.remove(RunKind.PROGRESS);
        words.put(TRAINING, List.copyOf(all));
        for (RunKind kind : RunKind.values()) {
            words.put(kind.word(), List.of(kind));
        }
        return words;
    }

    /** Whether a preset is about runs. */
    static boolean concerns(SloObject object, Report report) {
        Field slo = object.section(report).field("spec").sectionIfSection().field("slo");
        String word = slo.isSingle() ? slo.text("") : "";
        return word.equals(TRAINING) || RunKind.isWord(word);
    }

    /** The objectives; none if it is off, or not sound, which is reported. */
    static List<RunObjective> read(SloObject object, Report report, Map<String, Owners> models) {
        Section section = object.section(report);
        Metadata metadata = Metadata.readInline(section);
        metadata.finishAnnotations();
        Section spec = section.field("spec").section();
        int problems = report.count();
        List<RunObjective> objectives = new RunPresetReader(spec, report, models).objectives(metadata);
        spec.finish();
        section.finish();
        return report.count() > problems ? List.of() : objectives;
    }

    private List<RunObjective> objectives(Metadata metadata) {
        Map<String, List<RunKind>> words = words();
        List<RunKind> kinds = spec.field("slo").choice(words, List.of());
        boolean isTraining = kinds.size() > 1;
        String model = model();
        Owners owners = owners(models.getOrDefault(model, Owners.NOBODY));
        Field runbook = spec.field("runbook");
        Alert.Severity severity = RunTerms.severity(spec.field("severity"));
        if (severity == Alert.Severity.PAGE && !runbook.isPresent()) {
            runbook.failMissing("severity=page wakes somebody; link what to do, or write severity: ticket");
        }
        Optional<AlertPolicy.Mode> mode = RunTerms.mode(spec.field("mode"));
        RunWindow window = RunTerms.window(spec.field("window"));
        double target = RunTerms.target(spec.field("target"));
        Objective.About about = new Objective.About(
                metadata.displayName(),
                spec.field("description").text(""),
                owners,
                runbook.text(""),
                spec.field("dashboard").text(""));
        List<RunObjective> objectives = new ArrayList<>();
        for (RunKind kind : kinds) {
            RunLimit limit = isTraining ? ofTraining(kind) : RunLimitReader.read(spec, kind);
            String usual = name(model, kind.word());
            String named = metadata.name().isEmpty() ? usual : metadata.name() + (isTraining ? "-" + kind.word() : "");
            if (mode.isPresent() && !usual.isEmpty() && target > 0) {
                objectives.add(
                        new RunObjective(named, model, kind, limit, target, window, severity, mode.get(), about));
            }
        }
        return objectives;
    }

    /** The preset's own; where it names none, the monitor's. */
    private Owners owners(Owners ofMonitor) {
        Field owner = spec.field("owner");
        boolean isNamed = owner.isPresent() || ofMonitor.of(Cause.TRAINING).isBlank();
        return isNamed ? Owners.of(owner.requiredText("name who is told")).or(ofMonitor) : ofMonitor;
    }

    /** One preset of all kinds says when a run is stuck, and nothing of fixed limits, which are each of its own unit. */
    private RunLimit ofTraining(RunKind kind) {
        return switch (kind) {
            case SUCCESS -> new RunLimit.Nothing();
            case STUCK ->
                new RunLimit.Silence(
                        spec.field("after").duration(Duration.ofMinutes(30)).toMillis());
            default -> new RunLimit.Trailing(kind.tolerance());
        };
    }

    private String model() {
        Field field = spec.field("model");
        String model = field.requiredText("name the model");
        if (!model.isBlank() && !models.isEmpty() && !models.containsKey(model)) {
            field.fail("is not a model of the monitors; " + Names.suggestion(model, models.keySet(), "known here:"));
        }
        return model;
    }

    /** A DNS label of the model's name, which may have dots and capitals. */
    private static String name(String model, String word) {
        String label =
                model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        int room = 62 - word.length();
        return (label.substring(0, Math.min(room, label.length())) + "-" + word).replaceAll("^-+", "");
    }
}
