package io.tidemark.config;

import io.tidemark.domain.Owners;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.Escalation;
import io.tidemark.slo.run.RunObjective;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** OpenSLO's objects and ours, of one file. */
final class SloFileReader {
    private final SloLinks links;
    private final Report report;

    private SloFileReader(SloLinks links) {
        this.links = links;
        this.report = links.report();
    }

    /**
     * Everything that the objects say.
     *
     * @param monitors none for a file of SLOs alone
     */
    static SloFile read(List<SloObject> objects, List<MonitorReader.Read> monitors, LocalDate today, Report report) {
        SloLinks links = new SloLinks(objects, report);
        SloReader reader = new SloReader(links, monitors, today);
        List<SloObject> ofRuns =
                objects.stream().filter(object -> isOfRuns(object, report)).toList();
        List<SloObject> others = new ArrayList<>(objects);
        others.removeAll(ofRuns);
        List<SloSpec> slos = new ArrayList<>();
        for (SloObject object : written(others, links, monitors)) {
            slos.add(reader.read(object));
        }
        SloFile file = new SloFileReader(links).rest(slos, runs(ofRuns, slos, monitors, report));
        new CorrectionLint(file, links).check();
        links.warnOfUnused();
        return file;
    }

    /** Whether it promises something of training runs. */
    static boolean isOfRuns(SloObject object, Report report) {
        return object.kind() == ObjectKind.SLO && RunSloReader.concerns(object, report)
                || object.kind() == ObjectKind.PRESET && RunPresetReader.concerns(object, report);
    }

    private static List<RunObjective> runs(
            List<SloObject> objects, List<SloSpec> slos, List<MonitorReader.Read> monitors, Report report) {
        Map<String, Owners> models = new LinkedHashMap<>();
        monitors.forEach(read -> models.put(read.monitor().model(), read.owners()));
        Set<String> names = new HashSet<>();
        slos.forEach(slo -> names.add(slo.name()));
        List<RunObjective> runs = new ArrayList<>();
        for (SloObject object : objects) {
            List<RunObjective> read = object.kind() == ObjectKind.SLO
                    ? RunSloReader.read(object, report, models)
                    : RunPresetReader.read(object, report, models);
            for (RunObjective run : read) {
                if (names.add(run.id())) {
                    runs.add(run);
                } else {
                    report.add(
                            object.node().line(),
                            object.path() + "metadata.name=" + run.id()
                                    + " is the second SLO of that name; name each once");
                }
            }
        }
        return runs;
    }

    /** Every SLO with one objective and all in one place: presets written out, references followed. */
    static List<SloObject> written(List<SloObject> objects, SloLinks links, List<MonitorReader.Read> monitors) {
        List<SloObject> written = new ArrayList<>();
        Map<String, MonitorReader.Read> byModel = new LinkedHashMap<>();
        monitors.forEach(read -> byModel.put(read.monitor().model(), read));
        for (SloObject object : objects) {
            if (object.kind() == ObjectKind.SLO) {
                written.addAll(SloExpansion.of(object, links));
            } else if (object.kind() == ObjectKind.PRESET) {
                written.add(PresetReader.read(object, links, byModel));
            }
        }
        return written;
    }

    private SloFile rest(List<SloSpec> slos, List<RunObjective> runs) {
        Map<String, ErrorBudgetPolicy> policies = new LinkedHashMap<>();
        Map<String, Escalation> escalations = new LinkedHashMap<>();
        List<SloFile.Role> roles = new ArrayList<>();
        List<TargetSpec> targets = new ArrayList<>();
        List<CorrectionSpec> corrections = new ArrayList<>();
        links.all(ObjectKind.ERROR_BUDGET_POLICY)
                .forEach(object -> policies.put(object.name(), BudgetPolicyReader.read(object, links)));
        links.all(ObjectKind.ESCALATION)
                .forEach(object -> escalations.put(object.name(), EscalationReader.read(object, links)));
        links.all(ObjectKind.ROLE).forEach(object -> roles.add(Roles.read(object, links)));
        links.all(ObjectKind.ALERT_NOTIFICATION_TARGET).forEach(object -> targets.add(target(object)));
        links.all(ObjectKind.CORRECTION).forEach(object -> corrections.add(CorrectionReader.read(object, report)));
        links.all(ObjectKind.ALERT_CONDITION).stream()
                .filter(object -> !links.isUsed(object))
                .forEach(object -> AlertPolicyReader.check(object, links));
        links.all(ObjectKind.SLI).stream()
                .filter(object -> !links.isUsed(object))
                .forEach(this::sli);
        links.all(ObjectKind.SERVICE).forEach(this::service);
        links.all(ObjectKind.DATA_SOURCE).forEach(this::dataSource);
        return new SloFile(slos, policies, escalations, roles, targets, corrections, runs);
    }

    private TargetSpec target(SloObject object) {
        Section section = object.section(report);
        TargetSpec target = TargetReader.read(section);
        section.finish();
        return target;
    }

    /** One that no SLO refers to, to see whether it is sound: as if one did. */
    private void sli(SloObject object) {
        Metadata.read(object.section(report), "name the SLI").finishAnnotations();
        YamlNode.Mapping indicator = SloExpansion.sourced(SloExpansion.asIndicator(object), links);
        int line = object.node().line();
        YamlNode.Mapping objective = YamlNode.Mapping.of(
                line,
                Map.of(
                        "op", new YamlNode.Scalar(line, "lte", YamlNode.Type.TEXT),
                        "value", new YamlNode.Scalar(line, "0", YamlNode.Type.NUMBER)));
        Section inSlo = new Section(
                report,
                object.path(),
                line,
                Map.of("indicator", indicator, "objectives", YamlNode.Sequence.of(line, List.of(objective))));
        Section annotations = new Section(report, object.path(), line, Map.of());
        if (ElsewhereReader.concerns(inSlo)) {
            ElsewhereReader.read(inSlo, annotations);
        } else {
            IndicatorReader.read(
                    new Section(report, object.path(), line, Map.of("indicator", indicator)), annotations, null);
        }
    }

    private void service(SloObject object) {
        Section section = object.section(report);
        Metadata.read(section, "name the service").finishAnnotations();
        section.section("spec", spec -> Lengths.checkDescription(spec.field("description")));
        section.finish();
    }

    /** How others reach their data is theirs to say. */
    private void dataSource(SloObject object) {
        Section section = object.section(report);
        Metadata.read(section, "name the data source").finishAnnotations();
        section.section("spec", spec -> {
            Lengths.checkDescription(spec.field("description"));
            if (!spec.has("connectionDetails")) {
                spec.field("connectionDetails").failMissing("write how it is reached, like {url: …}");
            }
            spec.field("connectionDetails");
            return spec.field("type").requiredText("write what it is, like Prometheus");
        });
        section.finish();
    }
}
