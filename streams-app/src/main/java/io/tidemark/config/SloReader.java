package io.tidemark.config;

import io.tidemark.config.Goal.Method;
import io.tidemark.config.SloSpec.Mode;
import io.tidemark.config.SloSpec.NoData;
import java.time.Duration;
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

    private final Map<String, MonitorReader.Read> monitors = new LinkedHashMap<>();
    private final Map<String, ReadPolicy> policies;
    private final Set<String> names = new HashSet<>();
    private final RequestLimits requestLimits = new RequestLimits();

    private SloReader(List<MonitorReader.Read> monitors, Map<String, ReadPolicy> policies) {
        for (MonitorReader.Read read : monitors) {
            this.monitors.put(read.monitor().model(), read);
        }
        this.policies = policies;
    }

    static List<SloSpec> readAll(Documents documents, List<MonitorReader.Read> monitors) {
        Map<String, ReadPolicy> policies = AlertPolicyReader.usual();
        for (Section document : documents.alertPolicies()) {
            ReadPolicy policy = AlertPolicyReader.read(document);
            if (policies.put(policy.spec().name(), policy) != null) {
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
        MonitorReader.@Nullable Read read = monitors.get(model);
        @Nullable Monitor monitor = read == null ? null : read.monitor();
        @Nullable
        Duration size = read == null || !read.isSizeSound()
                ? null
                : read.monitor().windows().size();
        String budgetPolicy = budgetPolicy(annotations.field(OURS + "policy"));
        IndicatorReader.Indicated indicated = IndicatorReader.read(spec, annotations, monitor);
        requestLimits.take(spec, model, indicated.indicator());
        SloSpec.About about = about(name, metadata, labels, annotations, spec);
        int problems = spec.report().count();
        Goal goal = GoalReader.read(spec, size, indicated.indicator(), budgetPolicy);
        boolean isGoalSound = spec.report().count() == problems;
        NoData noData = noData(annotations.field(OURS + "no-data"), isGoalSound ? goal.method() : Method.TIMESLICES);
        Mode mode = annotations.field(OURS + "mode").choice(MODES, Mode.LIVE);
        List<AlertPolicySpec> alertPolicies =
                alertPolicies(spec, isGoalSound && size != null ? new AlertPolicyFit(goal) : null);
        checkSomebodyIsTold(about, alertPolicies, labels, annotations);
        return new SloSpec(
                name,
                model,
                about,
                indicated.slices(),
                indicated.indicator(),
                goal,
                noData,
                mode,
                alertPolicies,
                indicated.comparison());
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

    private static NoData noData(Field field, Method method) {
        NoData noData = field.choice(NO_DATA, NoData.EXCLUDE);
        if (noData == NoData.BAD && method == Method.OCCURRENCES) {
            field.fail("needs budgetingMethod: Timeslices, for a window without data has no events that could be bad; "
                    + "write exclude, or Timeslices");
        }
        return noData;
    }

    /** Those that are sound. */
    private List<AlertPolicySpec> alertPolicies(Section spec, @Nullable AlertPolicyFit fit) {
        Field field = spec.field("alertPolicies");
        List<AlertPolicySpec> chosen = new ArrayList<>();
        if (!field.isPresent()) {
            chosen.add(AlertPolicyReader.standard().spec());
        }
        for (Field item : field.items()) {
            Section section = item.section();
            @Nullable Field reference = section.has("alertPolicyRef") ? section.field("alertPolicyRef") : null;
            @Nullable ReadPolicy policy = reference == null ? AlertPolicyReader.read(section) : referred(reference);
            section.finish();
            if (policy != null && policy.isSound()) {
                chosen.add(policy.spec());
                if (fit != null) {
                    fit.check(policy, reference);
                }
            }
        }
        if (fit != null) {
            fit.warnIfNeverPages(chosen, field);
        }
        return chosen;
    }

    private @Nullable ReadPolicy referred(Field field) {
        String name = field.requiredText("name an alert policy");
        ReadPolicy policy = policies.get(name);
        if (policy == null && !name.isBlank()) {
            field.fail("is not an alert policy; " + Names.suggestion(name, policies.keySet(), "known here:"));
        }
        return policy;
    }

    private static void checkSomebodyIsTold(
            SloSpec.About about, List<AlertPolicySpec> policies, Section labels, Section annotations) {
        boolean pages = policies.stream().anyMatch(AlertPolicyFit::pages);
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
