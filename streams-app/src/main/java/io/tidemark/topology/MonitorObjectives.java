package io.tidemark.topology;

import io.tidemark.config.IndicatorSpec;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.SliceChoice;
import io.tidemark.config.SloFile;
import io.tidemark.config.SloSpec;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Limit;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Slices;
import io.tidemark.slo.policy.Consequences;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judge's part of the monitor file: its SLO documents as objectives on serving data. */
public final class MonitorObjectives {
    private final SloSpec slo;
    private final SloFile objects;

    private MonitorObjectives(SloSpec slo, SloFile objects) {
        this.slo = slo;
        this.objects = objects;
    }

    /** The objectives of all models, in file order, without those that are off. */
    public static List<Objective> of(MonitorFile file) {
        return file.slos().stream()
                .filter(slo -> slo.mode() != SloSpec.Mode.OFF)
                .map(slo -> of(slo, file.objects()))
                .toList();
    }

    /** One objective, whatever its mode, with the usual error-budget policy and no escalation. */
    public static Objective of(SloSpec slo) {
        return of(slo, SloFile.EMPTY);
    }

    /**
     * One objective, whatever its mode.
     *
     * @param objects where the policy and the escalation that it names are defined
     */
    public static Objective of(SloSpec slo, SloFile objects) {
        return new MonitorObjectives(slo, objects).objective();
    }

    private Objective objective() {
        SloSpec.About about = slo.about();
        return new Objective(
                slo.name(),
                new Objective.Subject(
                        slo.model(),
                        Stage.SERVING,
                        slices(),
                        slo.comparison(),
                        slo.care().maxSlices()),
                indicator(),
                slo.goal().inSlots(slo.noData()).revisedFor(revisedForMs()),
                SloAlertPolicy.of(
                        slo, new Consequences(objects.budgetPolicy(slo), objects.escalation(slo), reportMs())),
                new Objective.About(
                        about.title(),
                        about.description(),
                        about.owners(),
                        about.runbook(),
                        slo.care().dashboard()));
    }

    private long reportMs() {
        Instant until = slo.care().dryRunUntil();
        return until.equals(Instant.MAX) ? Long.MAX_VALUE : until.toEpochMilli();
    }

    /** The usual horizon is all that slots can bear: those of an hour are revised for longer. */
    private long revisedForMs() {
        Duration horizon = slo.care().revisionHorizon();
        return horizon.compareTo(SloSpec.Care.USUAL_HORIZON) < 0 ? horizon.toMillis() : Goal.AS_LONG_AS_KEPT;
    }

    private Slices slices() {
        Optional<String> dependency = slo.indicator().requests().dependency();
        if (dependency.isPresent()) {
            return new Slices.Dependencies(dependency.get().isEmpty() ? "" : Scope.dependencySlice(dependency.get()));
        }
        SliceChoice choice = slo.slices();
        return switch (choice.kind()) {
            case WHOLE -> Slices.WHOLE;
            case EVERY -> Slices.EACH;
            case GROUPINGS -> Slices.Groupings.of(choice.groupings());
        };
    }

    private Indicator indicator() {
        IndicatorSpec spec = slo.indicator();
        if (spec instanceof IndicatorSpec.OfWindows windows) {
            Set<String> labels = windows.value().isEmpty() && windows.kind() != IndicatorSpec.Kind.QUALITY
                    ? label(spec)
                    : Set.of(windows.value());
            return new Indicator.OfWindows(
                    new Selection(kind(windows.kind()), windows.measures(), windows.columns(), labels),
                    limit(windows.limit()));
        }
        if (spec instanceof IndicatorSpec.OfEvents events) {
            return new Indicator.OfEvents(
                    selection(events),
                    Indicator.Counted.valueOf(events.counted().name()));
        }
        if (spec instanceof IndicatorSpec.Elsewhere elsewhere) {
            return new Indicator.Elsewhere(elsewhere.tool());
        }
        throw new IllegalArgumentException("unknown indicator: type=" + spec.getClass());
    }

    private static Selection selection(IndicatorSpec.OfEvents events) {
        Set<String> labels = events.values().isEmpty() ? label(events) : events.values();
        Selection.Kind kind = kind(events.kind());
        return new Selection(kind, kind.measures(), events.columns(), labels);
    }

    /** That of the rule for requests; none for other kinds. */
    private static Set<String> label(IndicatorSpec spec) {
        return spec.requests().rule().map(rule -> Set.of(rule.label())).orElse(Set.of());
    }

    private static Selection.Kind kind(IndicatorSpec.Kind kind) {
        return Selection.Kind.valueOf(kind.name());
    }

    private static Limit limit(IndicatorSpec.Limit limit) {
        if (limit instanceof IndicatorSpec.Limit.Tolerance) {
            return Limit.TOLERANCE;
        }
        if (limit instanceof IndicatorSpec.Limit.Rise) {
            return Limit.RISE;
        }
        if (limit instanceof IndicatorSpec.Limit.Band band) {
            return new Limit.Band(band.lowest(), band.highest());
        }
        throw new IllegalArgumentException("unknown limit: type=" + limit.getClass());
    }
}
