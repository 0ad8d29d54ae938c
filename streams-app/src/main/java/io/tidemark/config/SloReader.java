package io.tidemark.config;

import io.tidemark.config.AlertPolicySpec.Severity;
import io.tidemark.config.SloSpec.Mode;
import io.tidemark.config.SloSpec.NoData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The OpenSLO documents of the file; fields that OpenSLO has and this reader does not know are refused. */
final class SloReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final String OURS = "tidemark.io/";
    private static final Map<String, NoData> NO_DATA = noData();
    private static final Map<String, Mode> MODES = modes();

    private final Map<String, Monitor> monitors = new LinkedHashMap<>();
    private final Map<String, AlertPolicySpec> policies;
    private final Set<String> names = new HashSet<>();

    private SloReader(List<Monitor> monitors, Map<String, AlertPolicySpec> policies) {
        for (Monitor monitor : monitors) {
            this.monitors.put(monitor.model(), monitor);
        }
        this.policies = policies;
    }

    static List<SloSpec> readAll(Documents documents, List<Monitor> monitors) {
        Map<String, AlertPolicySpec> policies = AlertPolicyReader.usual();
        for (Section document : documents.alertPolicies()) {
            AlertPolicySpec policy = AlertPolicyReader.read(document);
            document.finish();
            if (policies.put(policy.name(), policy) != null) {
                document.fail("is the second alert policy of that name; name each once");
            }
        }
        SloReader reader = new SloReader(monitors, policies);
        List<SloSpec> slos = new ArrayList<>();
        for (Section document : documents.slos()) {
            slos.add(reader.read(document));
            document.finish();
        }
        return slos;
    }

    private SloSpec read(Section document) {
        Section metadata = document.field("metadata").section();
        Section annotations = metadata.field("annotations").section();
        Section labels = metadata.field("labels").section();
        Section spec = document.field("spec").section();
        if (!document.has("spec")) {
            document.field("spec").failMissing("write indicator, objectives and the rest of the SLO");
        }
        SloSpec slo = read(metadata, labels, annotations, spec);
        spec.finish();
        metadata.finish();
        finishOurs(annotations);
        return slo;
    }

    private SloSpec read(Section metadata, Section labels, Section annotations, Section spec) {
        String name = name(metadata.field("name"));
        String model = model(labels.field("model"), spec.field("service"));
        @Nullable Monitor monitor = monitors.get(model);

        String budgetPolicy = budgetPolicy(annotations.field(OURS + "policy"));
        IndicatorReader.Indicated indicated = IndicatorReader.read(spec, annotations, monitor);
        SloSpec.About about = about(name, metadata, labels, annotations, spec);
        Goal goal = GoalReader.read(spec, monitor, indicated.indicator(), budgetPolicy);
        NoData noData = annotations.field(OURS + "no-data").choice(NO_DATA, NoData.EXCLUDE);
        Mode mode = annotations.field(OURS + "mode").choice(MODES, Mode.LIVE);
        List<AlertPolicySpec> alertPolicies = alertPolicies(spec, goal);
        checkSomebodyIsTold(about, alertPolicies, labels, annotations);
        return new SloSpec(
                name, model, about, indicated.slices(), indicated.indicator(), goal, noData, mode, alertPolicies);
    }

    private String name(Field field) {
        String name = field.requiredText("name the SLO");
        if (!name.isBlank() && !NAME.matcher(name).matches()) {
            field.fail("is not a name; write a-z, 0-9 and '-', at most 63");
        } else if (!name.isBlank() && !names.add(name)) {
            field.fail("is the second SLO of that name; name each once");
        }
        return name;
    }

    private String model(Field label, Field service) {
        Field field = label.isPresent() ? label : service;
        String model = field.text("");
        service.text("");
        if (!field.isPresent()) {
            label.failMissing("name a model of the monitors");
        } else if (field.isSingle() && !monitors.containsKey(model)) {
            field.fail("is not a model of the monitors; " + Names.suggestion(model, monitors.keySet(), "known here:"));
        }
        return model;
    }

    private static SloSpec.About about(
            String name, Section metadata, Section labels, Section annotations, Section spec) {
        return new SloSpec.About(
                metadata.field("displayName").text(name),
                spec.field("description").text(""),
                labels.field("owner").text(""),
                annotations.field(OURS + "runbook").text(""));
    }

    private static String budgetPolicy(Field field) {
        String policy = field.text("default");
        if (!policy.equals("default")) {
            field.fail("is not a budget policy; write default");
        }
        return policy;
    }

    private List<AlertPolicySpec> alertPolicies(Section spec, Goal goal) {
        if (!spec.field("alertPolicies").isPresent()) {
            return List.of(policies.getOrDefault(AlertPolicyReader.DEFAULT, AlertPolicyReader.standard()));
        }
        List<AlertPolicySpec> chosen = new ArrayList<>();
        for (Field item : spec.field("alertPolicies").items()) {
            Section section = item.section();
            int problems = section.report().count();
            AlertPolicySpec policy = section.has("alertPolicyRef")
                    ? referred(section.field("alertPolicyRef"))
                    : AlertPolicyReader.read(section);
            section.finish();
            if (section.report().count() == problems) {
                checkFits(section, policy, goal);
                chosen.add(policy);
            }
        }
        return chosen;
    }

    private AlertPolicySpec referred(Field field) {
        String name = field.requiredText("name an alert policy");
        AlertPolicySpec policy = policies.get(name);
        if (policy == null) {
            if (!name.isBlank()) {
                field.fail("is not an alert policy; " + Names.suggestion(name, policies.keySet(), "known here:"));
            }
            return AlertPolicyReader.standard();
        }
        return policy;
    }

    private static void checkFits(Section section, AlertPolicySpec policy, Goal goal) {
        if (AlertPolicyReader.isUsual(policy)) {
            return;
        }
        for (AlertPolicySpec.Condition condition : policy.conditions()) {
            for (AlertPolicySpec.Pair pair : condition.pairs()) {
                if (pair.longWindow().compareTo(goal.window()) > 0) {
                    section.fail("has longWindow=" + DurationText.of(pair.longWindow())
                            + ", longer than the SLO's timeWindow=" + DurationText.of(goal.window())
                            + "; shorten it, or lengthen the SLO's");
                }
            }
        }
    }

    private static void checkSomebodyIsTold(
            SloSpec.About about, List<AlertPolicySpec> policies, Section labels, Section annotations) {
        boolean pages = policies.stream()
                .flatMap(policy -> policy.conditions().stream())
                .anyMatch(condition -> condition.severity() == Severity.PAGE);
        String remedy = ", or alertPolicies: [{alertPolicyRef: " + AlertPolicyReader.TICKETS + "}]";
        if (pages && about.owner().isBlank()) {
            labels.field("owner").failMissing("this SLO pages; write who is woken" + remedy);
        }
        if (pages && about.runbook().isBlank()) {
            annotations.field(OURS + "runbook").failMissing("this SLO pages; link what to do" + remedy);
        }
    }

    /** Annotations of other tools are none of our business; ours must be known. */
    private static void finishOurs(Section annotations) {
        for (String key : annotations.keys()) {
            if (!key.startsWith(OURS)) {
                annotations.field(key);
            }
        }
        annotations.finish();
    }

    private static Map<String, NoData> noData() {
        Map<String, NoData> words = new LinkedHashMap<>();
        words.put("exclude", NoData.EXCLUDE);
        words.put("good", NoData.GOOD);
        words.put("bad", NoData.BAD);
        return words;
    }

    private static Map<String, Mode> modes() {
        Map<String, Mode> words = new LinkedHashMap<>();
        words.put("live", Mode.LIVE);
        words.put("dryRun", Mode.DRY_RUN);
        return words;
    }
}
