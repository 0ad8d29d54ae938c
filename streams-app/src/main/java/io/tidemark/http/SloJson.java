package io.tidemark.http;

import io.tidemark.domain.Alert;
import io.tidemark.query.Promise;
import io.tidemark.query.SloHistory;
import io.tidemark.query.SloHistory.Completeness;
import io.tidemark.query.SloHistory.Point;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.BurnPair;
import io.tidemark.slo.FittedTier;
import io.tidemark.slo.LedgerPast;
import io.tidemark.slo.Objective;
import io.tidemark.slo.history.Plain;
import io.tidemark.slo.policy.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Objectives and their history as JSON. */
final class SloJson {
    private SloJson() {}

    /**
     * What is promised.
     *
     * @param window in words
     * @param unit {@code rows} or {@code slots}: what good and bad count
     * @param explanation as {@code tidemark slo explain} says it, line by line
     */
    record ObjectiveJson(
            String id,
            String title,
            String description,
            double target,
            long windowMs,
            String window,
            String method,
            String unit,
            long slotMs,
            String owner,
            String runbook,
            String dashboard,
            boolean isDryRun,
            List<String> explanation,
            PolicyJson policy) {}

    /** What follows when the budget is used: who is told how fast, and what the shares of it lead to. */
    record PolicyJson(List<PairJson> tiers, List<StepJson> steps) {}

    /** Both lookbacks have to burn at the factor. */
    record PairJson(String severity, long longMs, long shortMs, double factor) {}

    /** From that share of the budget on. */
    record StepJson(double threshold, String severity, List<String> actions) {}

    /** A range of time. */
    record RangeJson(String from, String to) {}

    /** A pair over time; null where its lookback is not kept. */
    record BurnJson(
            String severity,
            long longMs,
            long shortMs,
            double factor,
            List<@Nullable Double> longBurn,
            List<@Nullable Double> shortBurn) {
        Map<String, Object> json() {
            Map<String, Object> json = new TreeMap<>();
            json.put("severity", severity);
            json.put("longMs", longMs);
            json.put("shortMs", shortMs);
            json.put("factor", factor);
            json.put("long", longBurn);
            json.put("short", shortBurn);
            return json;
        }
    }

    static ObjectiveJson objective(Promise promise) {
        Objective objective = promise.objective();
        boolean isOfRows = objective.goal().method() == Alert.Method.OCCURRENCES;
        return new ObjectiveJson(
                objective.id(),
                objective.about().title(),
                objective.about().description(),
                objective.goal().target(),
                objective.goal().windowMs(),
                Plain.window(objective.goal().window()),
                word(objective.goal().method()),
                isOfRows ? "rows" : "slots",
                objective.goal().slotMs(),
                objective.owner(),
                objective.about().runbook(),
                objective.about().dashboard(),
                objective.policy().mode() == AlertPolicy.Mode.DRY_RUN,
                promise.sentences(),
                new PolicyJson(tiers(promise), steps(objective)));
    }

    private static List<PairJson> tiers(Promise promise) {
        List<PairJson> pairs = new ArrayList<>();
        for (FittedTier tier : promise.terms().tiers()) {
            for (BurnPair pair : tier.pairs()) {
                pairs.add(new PairJson(word(tier.tier().severity()), pair.longMs(), pair.shortMs(), pair.factor()));
            }
        }
        return pairs;
    }

    private static List<StepJson> steps(Objective objective) {
        return objective.policy().consequences().policy().steps().stream()
                .map(step -> new StepJson(
                        step.consumed(),
                        word(step.severity()),
                        step.actions().stream().map(Action::word).toList()))
                .toList();
    }

    static Map<String, Object> history(Promise promise, SloHistory history) {
        List<Point> points = history.points();
        Map<String, Object> json = new TreeMap<>();
        json.put("model", promise.objective().subject().model());
        json.put("objective", promise.objective().id());
        json.put(
                "range",
                new RangeJson(
                        time(history.buckets().startMs()),
                        time(history.buckets().endMs())));
        json.put("stepMs", history.buckets().stepMs());
        json.put("buckets", history.buckets().starts().mapToObj(SloJson::time).toList());
        long parts = promise.objective().goal().partsOfSlice();
        json.put("good", each(points, point -> count(point, point.tally().good(), parts)));
        json.put("bad", each(points, point -> count(point, point.tally().bad(), parts)));
        json.put(
                "excluded",
                each(points, point -> point.isHeard() ? point.tally().excludedSlots() : null));
        json.put("isPartial", each(points, point -> point.completeness() == Completeness.PARTIAL));
        json.put("consumed", each(points, point -> orNull(point.end().consumed())));
        json.put("spent", each(points, point -> orNull(point.end().spent())));
        json.put("burn", burns(promise, points));
        json.put("steps", steps(promise.objective()));
        return json;
    }

    private static List<Map<String, Object>> burns(Promise promise, List<Point> points) {
        List<Map<String, Object>> burns = new ArrayList<>();
        List<PairJson> pairs = tiers(promise);
        for (int i = 0; i < pairs.size(); i++) {
            PairJson pair = pairs.get(i);
            int at = i;
            burns.add(new BurnJson(
                            pair.severity(),
                            pair.longMs(),
                            pair.shortMs(),
                            pair.factor(),
                            each(points, point -> orNull(burn(point, at).burnLong())),
                            each(points, point -> orNull(burn(point, at).burnShort())))
                    .json());
        }
        return burns;
    }

    private static LedgerPast.Burn burn(Point point, int pair) {
        return point.end().burns().get(pair);
    }

    private static <T extends @Nullable Object> List<T> each(List<Point> points, Function<Point, T> made) {
        List<T> all = new ArrayList<>(points.size());
        points.forEach(point -> all.add(made.apply(point)));
        return all;
    }

    /** Rows or slots; of slots that count by their shares, sums of the shares. */
    private static @Nullable Number count(Point point, long sum, long parts) {
        if (!point.isHeard()) {
            return null;
        }
        return parts == 1 ? (Number) sum : (Number) ((double) sum / parts);
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
