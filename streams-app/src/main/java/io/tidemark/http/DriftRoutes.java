package io.tidemark.http;

import static io.tidemark.http.Times.number;

import com.fasterxml.jackson.databind.util.RawValue;
import io.javalin.http.Context;
import io.tidemark.compare.ComparedMeasure;
import io.tidemark.domain.Comparison;
import io.tidemark.query.Answer;
import io.tidemark.query.Buckets;
import io.tidemark.query.DriftCell;
import io.tidemark.query.DriftMaps;
import io.tidemark.query.QualityReadings;
import io.tidemark.query.Readings;
import io.tidemark.query.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Readings of windows, of drift and of quality, and heat maps of columns and of slices. */
final class DriftRoutes implements ApiServer.Routes {
    private static final String MODEL = "/api/v1/models/{model}";
    private static final int USUAL_READINGS = 20;
    private static final int MOST_READINGS = 200;
    private static final int USUAL_BUCKETS = 300;
    private static final int USUAL_LINES = 50;
    private static final int MOST_COLUMNS = 500;
    private static final int USUAL_SLICES = 20;
    private static final int MOST_SLICES = 100;

    private final Sources sources;

    DriftRoutes(Sources sources) {
        this.sources = sources;
    }

    /** A cell of a heat map; measure and what belongs to it null while there is nothing to compare with. */
    record CellJson(
            @Nullable String m,
            @Nullable Double v,
            @Nullable Double lo,
            @Nullable Double hi,
            @Nullable Double t,
            long n,
            @Nullable Double s,
            String verdict) {
        static CellJson of(DriftCell cell) {
            ComparedMeasure measure = cell.measure();
            return measure == null
                    ? new CellJson(null, null, null, null, null, cell.n(), null, cell.verdict())
                    : new CellJson(
                            measure.measure(),
                            number(measure.value()),
                            number(measure.lower()),
                            number(measure.upper()),
                            number(measure.tolerance()),
                            cell.n(),
                            number(cell.strength()),
                            cell.verdict());
        }
    }

    /** The strongest cell of a line, and where it is. */
    record StrongestJson(String bucket, String column, CellJson cell) {
        static @Nullable StrongestJson of(@Nullable DriftCell cell) {
            return cell == null
                    ? null
                    : new StrongestJson(Times.text(cell.bucketMs()), cell.column(), CellJson.of(cell));
        }
    }

    /** A line of a heat map. */
    record ColumnJson(String column, @Nullable StrongestJson strongest, List<@Nullable CellJson> cells) {}

    /** The line of the rows themselves. */
    record RowsJson(@Nullable StrongestJson strongest, List<@Nullable CellJson> cells) {}

    /** A line of a heat map of slices. */
    record SliceJson(String slice, @Nullable StrongestJson strongest, List<@Nullable CellJson> cells) {}

    @Override
    public void addTo(Paths paths) {
        paths.shared(MODEL + "/readings", Role.READ, (request, caller) -> readings(request));
        paths.shared(MODEL + "/quality", Role.READ, (request, caller) -> quality(request));
        paths.shared(MODEL + "/drift", Role.READ, (request, caller) -> columns(request));
        paths.shared(MODEL + "/drift/slices", Role.READ, (request, caller) -> slices(request));
    }

    private void readings(Context request) {
        Parameters parameters = Parameters.of(request, "slice", "stage", "from", "to", "column", "comparison", "limit");
        State state = sources.state();
        Optional<Comparison> comparison = parameters.text("comparison").isEmpty()
                ? Optional.empty()
                : Optional.of(parameters.constant("comparison", Comparison.MAIN));
        if (comparison.filter(Comparison::isOfLabels).isPresent()) {
            throw Parameters.wrong("comparison=" + parameters.text("comparison")
                    + " is of labels, whose readings are in /api/v1/models/" + request.pathParam("model") + "/quality");
        }
        Answer<Readings.Told> answer = new Readings(state.questions(), state.monitored())
                .told(
                        parameters.scope(request.pathParam("model")),
                        parameters.range(),
                        new Readings.Chosen(
                                parameters.text("column"),
                                comparison,
                                parameters.whole("limit", USUAL_READINGS, MOST_READINGS)));
        Readings.Told told = answer.value();
        Map<String, Object> json = new TreeMap<>();
        json.put("range", Times.range(told.range()));
        json.put("completeFrom", Times.text(told.completeFromMs()));
        json.put("readings", told.lines().stream().map(RawValue::new).toList());
        json.put("next", told.hasMore() ? Times.text(told.range().startMs()) : null);
        json.put("answer", AnswerJson.of(answer));
        Json.answer(request, json);
    }

    private void quality(Context request) {
        Parameters parameters = Parameters.of(request, "slice", "stage", "from", "to", "limit");
        State state = sources.state();
        Answer<QualityReadings.Told> answer = new QualityReadings(state.questions(), state.monitored())
                .told(
                        parameters.scope(request.pathParam("model")),
                        parameters.range(),
                        parameters.whole("limit", USUAL_READINGS, MOST_READINGS));
        QualityReadings.Told told = answer.value();
        Map<String, Object> json = new TreeMap<>();
        json.put("range", Times.range(told.range()));
        json.put("windowMs", told.windowMs());
        json.put("readings", told.lines().stream().map(RawValue::new).toList());
        json.put("next", told.hasMore() ? Times.text(told.range().startMs()) : null);
        json.put("answer", AnswerJson.of(answer));
        Json.answer(request, json);
    }

    private void columns(Context request) {
        Parameters parameters = Parameters.of(
                request, "slice", "stage", "from", "to", "step", "buckets", "q", "sort", "limit", "after");
        State state = sources.state();
        Answer<DriftMaps.HeatMap> answer = new DriftMaps(state.questions(), state.monitored())
                .columns(
                        parameters.scope(request.pathParam("model")),
                        cut(parameters),
                        new DriftMaps.Page(
                                parameters.text("q"),
                                parameters.constant("sort", DriftMaps.Order.CONTRIBUTION),
                                parameters.after(),
                                parameters.whole("limit", USUAL_LINES, MOST_COLUMNS)));
        DriftMaps.HeatMap map = answer.value();
        Map<String, Object> json = json(map);
        DriftMaps.Line rows = map.rows();
        json.put("rows", rows == null ? null : new RowsJson(StrongestJson.of(rows.strongest()), cells(rows)));
        json.put(
                "columns",
                map.lines().stream()
                        .map(line -> new ColumnJson(line.name(), StrongestJson.of(line.strongest()), cells(line)))
                        .toList());
        json.put("bad", map.bad());
        json.put("answer", AnswerJson.of(answer));
        Json.answer(request, json);
    }

    private void slices(Context request) {
        Parameters parameters =
                Parameters.of(request, "column", "stage", "from", "to", "step", "buckets", "q", "limit", "after");
        State state = sources.state();
        Answer<DriftMaps.HeatMap> answer = new DriftMaps(state.questions(), state.monitored())
                .slices(
                        parameters.scope(request.pathParam("model")),
                        parameters.text("column"),
                        cut(parameters),
                        new DriftMaps.Page(
                                parameters.text("q"),
                                DriftMaps.Order.NAME,
                                parameters.after(),
                                parameters.whole("limit", USUAL_SLICES, MOST_SLICES)));
        Map<String, Object> json = json(answer.value());
        json.put(
                "slices",
                answer.value().lines().stream()
                        .map(line -> new SliceJson(line.name(), StrongestJson.of(line.strongest()), cells(line)))
                        .toList());
        json.put("answer", AnswerJson.of(answer));
        Json.answer(request, json);
    }

    private static List<@Nullable CellJson> cells(DriftMaps.Line line) {
        return line.cells().stream()
                .<@Nullable CellJson>map(cell -> cell == null ? null : CellJson.of(cell))
                .toList();
    }

    private static DriftMaps.Cut cut(Parameters parameters) {
        return new DriftMaps.Cut(
                parameters.range(),
                parameters.durationMs("step"),
                parameters.whole("buckets", USUAL_BUCKETS, Buckets.MOST));
    }

    private static Map<String, Object> json(DriftMaps.HeatMap map) {
        Buckets buckets = map.buckets();
        Map<String, Object> json = new TreeMap<>();
        json.put("range", Times.range(buckets.range()));
        json.put("stepMs", buckets.stepMs());
        json.put("lengthened", map.lengthened());
        json.put(
                "buckets",
                buckets.buckets().stream().map(one -> Times.text(one.startMs())).toList());
        json.put("isPartial", buckets.buckets().stream().map(buckets::isPartial).toList());
        json.put("found", map.found());
        json.put("next", map.hasMore() ? map.lines().get(map.lines().size() - 1).name() : null);
        return json;
    }
}
