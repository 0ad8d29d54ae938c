package io.tidemark.cli;

import io.tidemark.client.Api;
import io.tidemark.client.Fields;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Two ranges of a running application, instead of two files. */
final class RangesOptions {
    private static final int TWO = 2;

    @Mixin
    private final ApiOptions api;

    @Option(
            names = "--ranges",
            arity = "2",
            paramLabel = "FROM..TO",
            converter = TimeRange.class,
            description =
                    "Instead of files: two ranges (UTC) of a model of a running application, that of the reference first; with --url and --model.")
    private List<TimeWindow> ranges = List.of();

    @Option(names = "--slice", paramLabel = "SLICE", description = "With --ranges: of this slice; default: all events.")
    private String slice = "";

    @Option(
            names = "--reference-slice",
            paramLabel = "SLICE",
            description = "With --ranges: the reference is this slice, as version=v42; default: that of --slice.")
    private String referenceSlice = "";

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            converter = StageWord.class,
            description = "With --ranges: of events that serve, or train: serving (the default) or training.")
    private Stage stage = Stage.SERVING;

    @Option(
            names = "--reference-stage",
            paramLabel = "STAGE",
            converter = StageWord.class,
            description =
                    "With --ranges: the reference is of this stage, as training to compare what is served with it; default: that of --stage.")
    private @Nullable Stage referenceStage;

    RangesOptions(Map<String, String> environment) {
        this.api = new ApiOptions(environment);
    }

    /** Whether ranges are meant, not files. */
    boolean areMeant() {
        return !ranges.isEmpty();
    }

    /**
     * What the application answers.
     *
     * @param columns names; empty for all
     * @throws UsageError if there are not two ranges
     */
    Fields ask(String model, List<String> columns, double falseAlarms) {
        if (ranges.size() != TWO) {
            throw new UsageError("--ranges needs two: that of the reference, and the one that is judged");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("reference", text(ranges.get(0)));
        parameters.put("current", text(ranges.get(1)));
        parameters.put("slice", slice);
        parameters.put("referenceSlice", referenceSlice);
        parameters.put(
                "columns",
                columns.stream().map(column -> column.replace(",", "\\,")).collect(Collectors.joining(",")));
        parameters.put("stage", StageWord.of(stage));
        parameters.put("referenceStage", referenceStage == null ? "" : StageWord.of(referenceStage));
        parameters.put("falseAlarms", Double.toString(falseAlarms));
        return api.api().get("/models/" + Api.part(model) + "/comparison", parameters);
    }

    private static String text(TimeWindow range) {
        return Instant.ofEpochMilli(range.startMs()) + ".." + Instant.ofEpochMilli(range.endMs());
    }
}
