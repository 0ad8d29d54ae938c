package io.tidemark.topology;

import io.tidemark.assess.AssessRules;
import io.tidemark.assess.ChangeRules;
import io.tidemark.assess.QualityAsked;
import io.tidemark.assess.ReferenceRules;
import io.tidemark.config.AllowedValues;
import io.tidemark.config.DurationText;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.ReferenceRule;
import io.tidemark.config.SloSpec;
import io.tidemark.config.TenantSpec.Quotas;
import io.tidemark.config.Windows;
import io.tidemark.domain.ModelKey;
import io.tidemark.domain.Retention;
import io.tidemark.profile.ProfileRules;
import io.tidemark.profile.ProfileRules.Allowed;
import io.tidemark.profile.ProfileSettings;
import io.tidemark.profile.TenantRules;
import io.tidemark.stats.verdict.FalseAlarmBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/** What each stage needs to know of a monitor, out of the monitor file. */
public final class MonitorRules {
    private MonitorRules() {}

    /** Profile's part; panes of the given length; nothing is asked beyond what the monitor says. */
    public static ProfileRules profile(Monitor monitor, long paneMs) {
        return profile(monitor, List.of(), paneMs);
    }

    /** Profile's part; panes of the given length. */
    public static ProfileRules profile(Monitor monitor, List<SloSpec> slos, long paneMs) {
        Map<String, Allowed> allowed = new HashMap<>();
        monitor.columns().allowed().forEach((column, values) -> allowed.put(column, allowed(values)));
        return new ProfileRules(
                monitor.model(),
                paneMs,
                monitor.slices().groupings(),
                monitor.slices().limit(),
                monitor.columns()::measures,
                monitor.columns().kinds(),
                monitor.columns().patterns(),
                allowed,
                monitor.references().comparisons(),
                AskedQuality.of(monitor, slos),
                monitor.requestColumns(),
                monitor.labels());
    }

    /** Profile's part of the tenants, if there is more than the default one without quotas. */
    public static List<TenantRules> tenants(MonitorFile file, Map<String, Integer> partitions) {
        Map<String, Set<String>> topics = new TreeMap<>();
        for (Monitor monitor : file.monitors()) {
            topics.computeIfAbsent(ModelKey.tenant(monitor.model()), none -> new TreeSet<>())
                    .addAll(monitor.source().topics());
        }
        Map<String, Quotas> quotas = new TreeMap<>();
        file.tenants().forEach(tenant -> quotas.put(tenant.name(), tenant.quotas()));
        List<TenantRules> tenants = new ArrayList<>();
        topics.forEach((tenant, read) -> {
            Quotas most = quotas.getOrDefault(tenant, Quotas.NONE);
            int all = read.stream()
                    .mapToInt(topic -> partitions.getOrDefault(topic, 0))
                    .sum();
            tenants.add(new TenantRules(
                    tenant, read, most.slices(), most.columns(), most.eventsPerSecond(), Math.max(1, all)));
        });
        return tenants;
    }

    private static Retention retention(Windows windows) {
        return new Retention(
                windows.size().toMillis(),
                windows.retention().toMillis(),
                windows.hours().toMillis(),
                windows.days().toMillis());
    }

    private static Allowed allowed(AllowedValues values) {
        if (values instanceof AllowedValues.Range range) {
            return new Allowed(range.lowest(), range.highest(), Set.of());
        }
        if (values instanceof AllowedValues.Values set) {
            return new Allowed(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, set.values());
        }
        if (values instanceof AllowedValues.Matching matching) {
            return Allowed.matching(Pattern.compile(matching.regex()));
        }
        throw new IllegalArgumentException("unknown allowed values: type=" + values.getClass());
    }

    /** Assess's part, without objectives; the monitor's topic has that many partitions. */
    public static AssessRules assess(Monitor monitor, int partitions) {
        return assess(monitor, List.of(), partitions);
    }

    /** Assess's part; the monitor's topic has that many partitions, and no other topic any. */
    public static AssessRules assess(Monitor monitor, List<SloSpec> slos, int partitions) {
        return assess(monitor, slos, topic -> topic.equals(monitor.source().topic()) ? partitions : 0);
    }

    /**
     * Assess's part.
     *
     * @param partitions how many each topic has
     */
    public static AssessRules assess(Monitor monitor, List<SloSpec> slos, ToIntFunction<String> partitions) {
        List<String> sources = sources(monitor.source().movingTime(), partitions);
        return new AssessRules(
                monitor.model(),
                sources,
                monitor.windows().size().toMillis(),
                monitor.windows().lateness().toMillis(),
                retention(monitor.windows()),
                monitor.windows().noDataAfter().toMillis(),
                monitor.windows().forgetAfter(),
                column -> monitor.references().ruleFor(column) instanceof ReferenceRule.Trailing trailing
                        ? trailing.windows()
                        : 0,
                StatsTolerances.of(monitor.verdicts().tolerances()),
                new FalseAlarmBudget(
                        monitor.verdicts().falseAlarms().count(),
                        monitor.verdicts().falseAlarms().period().toMillis()),
                new ChangeRules(monitor.detectors(), monitor.windows().pane().toMillis()),
                references(monitor),
                AskedQuality.of(monitor, slos),
                new QualityAsked(
                        monitor.labels(),
                        AskedQuality.deciding(monitor, slos),
                        AskedQuality.comparesVersions(slos),
                        sources(
                                List.of(
                                        monitor.source().topic(),
                                        monitor.labels().topic()),
                                partitions)));
    }

    /** Every partition of some topics. */
    private static List<String> sources(List<String> topics, ToIntFunction<String> partitions) {
        List<String> sources = new ArrayList<>();
        for (String topic : topics) {
            for (int partition = 0; partition < partitions.applyAsInt(topic); partition++) {
                sources.add(ProfileSettings.sourceName(topic, partition));
            }
        }
        return sources;
    }

    private static ReferenceRules references(Monitor monitor) {
        ReferenceRule rule = monitor.references().held();
        Duration warmUp = monitor.references().warmUp(monitor.windows().size());
        return new ReferenceRules(
                column -> monitor.references().ruleFor(column) instanceof ReferenceRule.Seasonal seasonal
                        ? Optional.of(seasonal.season())
                        : Optional.empty(),
                rule instanceof ReferenceRule.Published published ? published.name() : "",
                warmUp.toMillis(),
                waiting(rule, warmUp),
                monitor.references().comparisons());
    }

    private static String waiting(ReferenceRule rule, Duration warmUp) {
        if (rule instanceof ReferenceRule.Published published) {
            return "waits for the published reference " + published.name();
        }
        if (rule instanceof ReferenceRule.Pinned pinned) {
            return "warming up, the reference's range ends at " + pinned.to();
        }
        return rule instanceof ReferenceRule.OfVersion version && version.range() instanceof ReferenceRule.Pinned pinned
                ? "warming up, the reference's range ends at " + pinned.to()
                : DurationText.of(warmUp);
    }
}
