package io.tidemark.config;

import io.tidemark.domain.Lifecycle;
import io.tidemark.domain.ModelKey;
import io.tidemark.slo.Selection;
import io.tidemark.slo.promotion.Group;
import io.tidemark.slo.promotion.PromotionRule;
import io.tidemark.slo.promotion.PromotionRule.Criteria;
import io.tidemark.slo.promotion.PromotionRule.Pages;
import io.tidemark.slo.run.RunObjective;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code lifecycle} and {@code promotion} of a monitor. */
final class PromotionReader {
    private static final int MOST_RUNS = 1_000;
    private static final int MOST_PAGES = 1_000;
    private static final Map<String, Lifecycle> LIFECYCLES = lifecycles();
    private static final Map<String, Boolean> LOADS = Map.of("proven", true);

    private PromotionReader() {}

    static PromotionRule read(Section monitor) {
        Lifecycle lifecycle = monitor.field("lifecycle").choice(LIFECYCLES, Lifecycle.PRODUCTION);
        Field field = monitor.field("promotion");
        Section section = field.section();
        Set<String> minimal = new TreeSet<>(section.field("minimal").names());
        Criteria criteria = criteria(section);
        section.finish();
        if (!minimal.isEmpty() && lifecycle == Lifecycle.PRODUCTION && !monitor.has("lifecycle")) {
            section.field("minimal")
                    .fail("is of an experimental model; write lifecycle: experimental in the monitor, or leave it out");
        }
        return new PromotionRule(lifecycle, minimal, criteria);
    }

    private static Criteria criteria(Section section) {
        Section runs = section.field("runs").section();
        int last = runs.field("last").whole(1, MOST_RUNS, 0);
        Field succeeded = runs.field("succeeded");
        int atLeast = succeeded.whole(1, MOST_RUNS, last);
        if (section.field("runs").isPresent() && !runs.has("last")) {
            runs.field("last").failMissing("write how many runs are looked at, like {last: 3}");
        } else if (atLeast > last) {
            succeeded.fail("is more than last=" + last + "; write at most as many");
        }
        runs.finish();
        Section pages = section.field("dryRunPages").section();
        Pages most = section.field("dryRunPages").isPresent()
                ? new Pages(
                        pages.field("most").whole(0, MOST_PAGES, 0),
                        pages.field("over").duration(Duration.ofDays(7)).toMillis())
                : Pages.ANY;
        pages.finish();
        return new Criteria(
                last,
                atLeast,
                groups(section.field("met")),
                section.field("slos").names(),
                section.field("load").choice(LOADS, false),
                section.field("coverage").isPresent()
                        ? section.field("coverage").numberBetween(0, 1, 0)
                        : 0,
                most,
                section.field("observed").durationOrZero(Duration.ZERO).toMillis());
    }

    private static Set<Group> groups(Field field) {
        Set<Group> groups = EnumSet.noneOf(Group.class);
        field.items().forEach(item -> groups.add(item.choice(Group.words(), Group.DATA)));
        return groups;
    }

    private static Map<String, Lifecycle> lifecycles() {
        Map<String, Lifecycle> words = new LinkedHashMap<>();
        for (Lifecycle lifecycle : Lifecycle.values()) {
            words.put(lifecycle.word(), lifecycle);
        }
        return words;
    }

    /** Reports what promotions of a document speak of and the file does not have: it would be unknown for ever. */
    static void check(Section document, List<SloSpec> slos, List<RunObjective> runs) {
        for (Field item : document.field("monitors").itemsIfList()) {
            Section monitor = item.sectionIfSection();
            Field model = monitor.field("model");
            if (model.isSingle()) {
                Section section = monitor.field("promotion").sectionIfSection();
                Field tenant = monitor.field("tenant");
                String key = ModelKey.of(tenant.isSingle() ? tenant.text("") : "", model.text(""));
                check(
                        section,
                        key,
                        slos.stream()
                                .filter(slo -> slo.model().equals(key) && slo.mode() != SloSpec.Mode.OFF)
                                .toList(),
                        runs.stream().filter(run -> run.model().equals(key)).toList());
            }
        }
    }

    private static void check(Section section, String model, List<SloSpec> slos, List<RunObjective> runs) {
        Set<String> names = slos.stream().map(SloSpec::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> ofRuns = runs.stream().map(RunObjective::id).collect(Collectors.toCollection(TreeSet::new));
        for (Field item : section.field("minimal").itemsIfList()) {
            if (item.isSingle() && ofRuns.contains(item.text(""))) {
                item.fail("is of training runs, of which people are told in any case; leave it out");
            } else {
                check(item, model, names);
            }
        }
        names.addAll(ofRuns);
        section.field("slos").itemsIfList().forEach(item -> check(item, model, names));
        Set<Group> groups = slos.stream()
                .filter(slo -> !slo.isMeasuredElsewhere())
                .map(slo ->
                        Group.of(Selection.Kind.valueOf(slo.indicator().kind().name())))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Group.class)));
        if (!runs.isEmpty()) {
            groups.add(Group.TRAINING);
        }
        for (Field item : section.field("met").itemsIfList()) {
            Group group = item.isSingle() ? Group.words().get(item.text("")) : null;
            if (group != null && !groups.contains(group)) {
                item.fail("needs an SLO of " + model + " of that kind, or it is never met; write one, or leave it out");
            }
        }
    }

    private static void check(Field name, String model, Set<String> names) {
        if (name.isSingle() && !names.contains(name.text(""))) {
            name.fail("is not an SLO of " + model + "; " + Names.suggestion(name.text(""), names, "known here:"));
        }
    }
}
