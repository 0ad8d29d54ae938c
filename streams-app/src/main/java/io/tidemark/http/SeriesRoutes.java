package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.domain.RequestStatus;
import io.tidemark.query.Answer;
import io.tidemark.query.Buckets;
import io.tidemark.query.Series;
import io.tidemark.query.State;
import io.tidemark.query.StatusCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the events went over time: parallel lists, one element a bucket, for charts. */
final class SeriesRoutes implements ApiServer.Routes {
    private static final List<String> WHAT = List.of("rows", "requests", "classes", "missing", "quantiles");

    private final Sources sources;

    SeriesRoutes(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void addTo(Paths paths) {
        paths.shared("/api/v1/models/{model}/series", Role.READ, (request, caller) -> series(request));
    }

    private void series(Context request) {
        Parameters parameters = Parameters.of(request, "slice", "stage", "from", "to", "step", "columns", "what");
        String model = request.pathParam("model");
        List<String> what = what(parameters);
        State state = sources.state();
        Answer<Series.Lines> answer = new Series(state.questions(), state.monitored())
                .lines(
                        parameters.scope(model),
                        parameters.range(),
                        parameters.durationMs("step"),
                        parameters.names("columns"));
        Series.Lines lines = answer.value();
        Buckets buckets = lines.buckets();
        Map<String, Object> json = new TreeMap<>();
        json.put("range", Times.range(buckets.range()));
        json.put("stepMs", buckets.stepMs());
        json.put(
                "buckets",
                buckets.buckets().stream().map(one -> Times.text(one.startMs())).toList());
        json.put("isPartial", buckets.buckets().stream().map(buckets::isPartial).toList());
        what.forEach(one -> put(one, lines, json));
        json.put("answer", AnswerJson.of(answer));
        Json.answer(request, json);
    }

    private static List<String> what(Parameters parameters) {
        List<String> what = parameters.names("what");
        for (String one : what) {
            if (!WHAT.contains(one)) {
                throw Parameters.wrong("what must be of " + WHAT + ": what=" + one);
            }
        }
        return what.isEmpty() ? WHAT : what;
    }

    private static void put(String what, Series.Lines lines, Map<String, Object> json) {
        switch (what) {
            case "rows" ->
                json.put("rows", lines.rows().stream().map(SeriesRoutes::orNull).toList());
            case "requests" -> json.put("requests", requests(lines));
            case "classes" -> {
                Map<String, Object> classes = new TreeMap<>();
                lines.classes().forEach((name, line) -> classes.put(name, Times.numbers(line)));
                json.put("classes", classes);
            }
            case "missing" -> {
                Map<String, Object> missing = new TreeMap<>();
                lines.columns().forEach((name, column) -> missing.put(name, Times.numbers(column.missing())));
                json.put("missing", missing);
            }
            case "quantiles" -> {
                json.put("quantiles", quantiles(lines));
                json.put("mixedGrids", mixed(lines));
            }
            default -> throw new IllegalArgumentException("unknown part of a series: what=" + what);
        }
    }

    /** A status that cannot be told apart in a bucket is null there; {@code other} is there only if one has such. */
    private static Map<String, Object> requests(Series.Lines lines) {
        Map<String, Object> requests = new TreeMap<>();
        List<StatusCounts> counts = lines.statuses();
        if (counts.stream().allMatch(StatusCounts.NONE::equals)) {
            return requests;
        }
        for (RequestStatus status : RequestStatus.values()) {
            List<@Nullable Long> line = new ArrayList<>();
            counts.forEach(one -> line.add(one.known().get(status)));
            requests.put(status.name().toLowerCase(Locale.ROOT), line);
        }
        if (counts.stream().anyMatch(one -> one.other() > 0)) {
            requests.put(
                    "other",
                    counts.stream()
                            .<@Nullable Long>map(one -> one.equals(StatusCounts.NONE) ? null : (Long) one.other())
                            .toList());
        }
        return requests;
    }

    private static Map<String, Object> quantiles(Series.Lines lines) {
        Map<String, Object> quantiles = new TreeMap<>();
        lines.columns().forEach((name, column) -> {
            Map<String, Object> byRank = new TreeMap<>();
            column.quantiles().forEach((rank, line) -> byRank.put(String.valueOf(rank), Times.numbers(line)));
            if (!byRank.isEmpty()) {
                quantiles.put(name, byRank);
            }
        });
        return quantiles;
    }

    private static Map<String, Object> mixed(Series.Lines lines) {
        Map<String, Object> mixed = new TreeMap<>();
        lines.columns().forEach((name, column) -> {
            if (!column.mixed().isEmpty()) {
                mixed.put(name, column.mixed().stream().map(Times::text).toList());
            }
        });
        return mixed;
    }

    private static @Nullable Long orNull(Long rows) {
        return rows == 0 ? null : rows;
    }
}
