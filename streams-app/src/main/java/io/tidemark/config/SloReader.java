package io.tidemark.config;

import io.tidemark.config.Goal.Method;
import io.tidemark.config.SloSpec.Mode;
import io.tidemark.config.SloSpec.NoData;
import io.tidemark.domain.Cause;
import io.tidemark.domain.Owners;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The SLOs of the file; fields that OpenSLO has and this reader does not know are refused. Owned by one reader. */
final class SloReader {
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final String OURS = "tidemark.io/";
    private static final Map<String, NoData> NO_DATA = noData();
    private static final Map<String, Mode> MODES = modes();

    private final SloLinks links;
    private final Map<String, MonitorReader.Read> monitors = new LinkedHashMap<>();
    private final Map<String, ReadPolicy> policies = AlertPolicyReader.usual();
    private final LocalDate today;
    private final Set<String> names = new HashSet<>();
    private final RequestLimits requestLimits = new RequestLimits();

    /**
     * A reader of the SLOs that refer to the objects of a file.
     *
     * @param monitors none for a file of SLOs alone, which may speak of any model
     */
    SloReader(SloLinks links, List<MonitorReader.Read> monitors, LocalDate today) {
        this.links = links;
        this.today = today;
        for (MonitorReader.Read read : monitors) {
            this.monitors.put(read.monitor().model(), read);
        }
        for (SloObject object : links.all(ObjectKind.ALERT_POLICY)) {
            ReadPolicy policy = AlertPolicyReader.read(object.section(links.report()), links);
            policies.put(object.name(), policy);
        }
    }

    /** One SLO with one objective. */
    SloSpec read(SloObject object) {
        Section document = object.section(links.report());
        Metadata metadata = Metadata.read(document, "name the SLO");
        Section annotations = metadata.annotations();
        Section spec = document.field("spec").section();
        if (!document.has("spec")) {
            document.field("spec").failMissing("write indicator, objectives and the rest of the SLO");
        }
        checkName(document.field("metadata").sectionIfSection().field("name"), metadata.name());
        SloSpec slo = read(document, metadata, spec);
        spec.finish();
        finishOurs(annotations);
        document.finish();
        return slo;
    }

    private SloSpec read(Section document, Metadata metadata, Section spec) {
        Section annotations = metadata.annotations();
        boolean isElsewhere = ElsewhereReader.concerns(spec);
        Field label = document.field("metadata")
                .sectionIfSection()
                .field("labels")
                .sectionIfSection()
                .field("model");
        String model = model(metadata.label("tenant"), label, spec.field("service"), isElsewhere);
        MonitorReader.@Nullable Read read = isElsewhere ? null : monitors.get(model);
        IndicatorReader.Indicated indicated = isElsewhere
                ? ElsewhereReader.read(spec, annotations)
                : IndicatorReader.read(spec, annotations, read == null ? null : read.monitor());
        requestLimits.take(spec, model, indicated.indicator());
        SloSpec.About about = new SloSpec.About(
                metadata.displayName(),
                Lengths.checkDescription(spec.field("description")),
                owners(metadata.label("owner"), read, annotations),
                runbook(annotations.field(OURS + "runbook")));
        int problems = links.report().count();
        boolean isSizeKnown = read != null && read.isSizeSound();
        Goal goal =
                GoalReader.read(spec, isSizeKnown ? size(read, indicated.indicator()) : null, indicated.indicator());
        boolean isGoalSound = links.report().count() == problems;
        Mode mode = annotations.field(OURS + "mode").choice(MODES, Mode.LIVE);
        boolean isFitKnown = isGoalSound && (isSizeKnown || monitors.isEmpty() || isElsewhere);
        boolean isOfRates = !SloSpec.isOfReleases(indicated.indicator());
        List<AlertPolicySpec> policies = alertPolicies(spec, isFitKnown && isOfRates ? new AlertPolicyFit(goal) : null);
        checkSomebodyIsTold(about, policies, document, isElsewhere);
        return new SloSpec(
                metadata.name(),
                model,
                about,
                indicated.slices(),
                indicated.indicator(),
                goal,
                noData(annotations.field(OURS + "no-data"), isGoalSound ? goal.method() : Method.TIMESLICES),
                mode,
                policies,
                indicated.comparison(),
                CareReader.read(annotations, mode, indicated, links, today));
    }

    private static String runbook(Field field) {
        String text = field.text("");
        if (field.isSingle() && !LINK.matcher(text).matches()) {
            field.warn(
                    "is not a link that whoever is woken can follow; write one like https://wiki.example.com/runbook");
        }
        return text;
    }

    /** Quality has windows of its own. */
    private static Duration size(MonitorReader.@Nullable Read read, IndicatorSpec indicator) {
        if (read == null) {
            return Duration.ZERO;
        }
        boolean isOfQuality = indicator instanceof IndicatorSpec.OfWindows windows
                && windows.kind() == IndicatorSpec.Kind.QUALITY
                && read.monitor().labels().areThere();
        return isOfQuality
                ? Duration.ofMillis(read.monitor().labels().spans().windowMs())
                : read.monitor().windows().size();
    }

    private void checkName(Field field, String name) {
        if (!name.isBlank() && !names.add(name)) {
            field.fail("is the second SLO of that name; name each once");
        }
    }

    /** The nearest who is named: for a cause by the SLO, by the SLO, by the monitor, by the tenant. */
    private static Owners owners(String label, MonitorReader.@Nullable Read read, Section annotations) {
        Map<Cause, String> byCause = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.TOLD) {
            Field owner = annotations.field(OURS + "owner-" + cause.word());
            if (owner.isPresent()) {
                byCause.put(cause, owner.requiredText("name who is told of alerts whose cause is " + cause.word()));
            }
        }
        Owners own = new Owners(label, byCause);
        return read == null ? own : own.or(read.owners());
    }

    private String model(String tenant, Field label, Field service, boolean isElsewhere) {
        Field field = label.isSingle() ? label : service;
        String model = isElsewhere ? field.text("") : Tenants.resolve(tenant, field.text(""), monitors.keySet());
        service.text("");
        if (isElsewhere) {
            service.requiredText("name the service");
        } else if (!field.isPresent()) {
            label.failMissing("name a model of the monitors");
        } else if (field.isSingle() && !monitors.isEmpty() && !monitors.containsKey(model)) {
            field.fail("is not a model of the monitors; " + Names.suggestion(model, monitors.keySet(), "known here:"));
        }
        return model;
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
            @Nullable
            ReadPolicy policy = reference == null ? AlertPolicyReader.read(section, links) : referred(reference);
            section.finish();
            if (policy != null && policy.isSound()) {
                chosen.add(policy.spec());
                if (fit != null) {
                    fit.check(policy, reference, field);
                }
            }
        }
        if (fit != null) {
            fit.warnIfNeverPages(chosen, field);
            fit.warnIfOutOfReach(chosen, spec.field("objectives"));
            fit.warnIfOneSlotIsTooMuch(spec.field("objectives"));
        }
        return chosen;
    }

    private @Nullable ReadPolicy referred(Field field) {
        String name = field.requiredText("name an alert policy");
        ReadPolicy policy = policies.get(name);
        links.use(ObjectKind.ALERT_POLICY, name);
        if (policy == null && !name.isBlank()) {
            field.fail("is not an alert policy; " + Names.suggestion(name, policies.keySet(), "known here:"));
        }
        return policy;
    }

    /** Other tools have other ways to say who is woken, so that it is a warning there. */
    private static void checkSomebodyIsTold(
            SloSpec.About about, List<AlertPolicySpec> policies, Section document, boolean isElsewhere) {
        if (policies.stream().noneMatch(AlertPolicyFit::pages)) {
            return;
        }
        String remedy = ", or alertPolicies: [{alertPolicyRef: " + AlertPolicyReader.TICKETS + "}]";
        Section metadata = document.field("metadata").sectionIfSection();
        if (about.owners().isNobody()) {
            Field owner = metadata.field("labels").sectionIfSection().field("owner");
            tell(owner, "this SLO pages; write who is woken" + remedy, isElsewhere);
        }
        if (about.runbook().isBlank()) {
            Field runbook = metadata.field("annotations").sectionIfSection().field(OURS + "runbook");
            tell(runbook, "this SLO pages; link what to do" + remedy, isElsewhere);
        }
    }

    private static void tell(Field missing, String remedy, boolean isElsewhere) {
        if (isElsewhere) {
            missing.warnMissing(remedy);
        } else {
            missing.failMissing(remedy);
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
        words.put("off", Mode.OFF);
        return words;
    }
}
