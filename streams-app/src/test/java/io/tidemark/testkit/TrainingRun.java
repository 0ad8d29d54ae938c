package io.tidemark.testkit;

import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.domain.RunReport.Phase;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** A training run that reports. */
public record TrainingRun(String model, String id, String parent, Map<RunAmount, Double> amounts) {
    /** A monitor of the model ctr, all of whose runs are watched. */
    public static final String WATCHED = watched("");

    /** The same, and more said of it: {@code ", after: 5s"}. */
    public static String watched(String more) {
        return """
                monitors:
                  - model: ctr
                    source: {topic: clicks}
                ---
                apiVersion: tidemark.io/v1
                kind: Preset
                spec: {model: ctr, slo: training, owner: team-ads%s}
                """
                .formatted(more);
    }

    /** One of the model ctr that counts nothing. */
    public static TrainingRun of(String id) {
        return new TrainingRun("ctr", id, "", Map.of());
    }

    /** The same run, of another model. */
    public TrainingRun ofModel(String other) {
        return new TrainingRun(other, id, parent, amounts);
    }

    /** The same run, which has counted that. */
    public TrainingRun with(RunAmount amount, double count) {
        Map<RunAmount, Double> counted = new EnumMap<>(RunAmount.class);
        counted.putAll(amounts);
        counted.put(amount, count);
        return new TrainingRun(model, id, parent, counted);
    }

    /** The same run, as part of another. */
    public TrainingRun partOf(String other) {
        return new TrainingRun(model, id, other, amounts);
    }

    /** What it says at a time of its own clock. */
    public RunReport says(Phase phase, long atMs) {
        return new RunReport(
                model,
                "v-" + id,
                id + "/" + phase + "/" + atMs,
                atMs,
                new RunReport.Name(id, parent),
                phase,
                amounts,
                new RunReport.Said(
                        amounts.containsKey(RunAmount.COST) ? "EUR" : "",
                        phase == Phase.FAILED ? "OOM" : "",
                        new TreeMap<>(),
                        new TreeMap<>()));
    }
}
