package io.tidemark.http;

import static io.tidemark.http.Times.number;

import com.fasterxml.jackson.databind.util.RawValue;
import io.javalin.http.Context;
import io.tidemark.compare.ComparedColumn;
import io.tidemark.compare.ComparedMeasure;
import io.tidemark.compare.ComparisonJson;
import io.tidemark.domain.Scope;
import io.tidemark.domain.TimeWindow;
import io.tidemark.query.Answer;
import io.tidemark.query.ColumnProfile.Disclosure;
import io.tidemark.query.Distribution;
import io.tidemark.query.Distributions;
import io.tidemark.query.RangeComparison;
import io.tidemark.query.RangeComparison.AskedSide;
import io.tidemark.query.State;
import io.tidemark.stats.grid.Counts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Two things beside one another: a column and its reference, or any two ranges, slices, versions and stages. */
final class ComparisonRoutes implements ApiServer.Routes {
    private static final String MODEL = "/api/v1/models/{model}";
    private static final String RANGE = "2026-01-31T00:00:00Z..2026-02-01T00:00:00Z";
    private static final double FALSE_ALARMS = 0.05;

    private final Sources sources;

    ComparisonRoutes(Sources sources) {
        this.sources = sources;
    }

    /** What a column is compared with; name and times null where there is none. */
    record AgainstJson(@Nullable String name, String state, @Nullable String from, @Nullable String to, long rows) {}

    /** The smallest change that so many rows would show. */
    record VisibleJson(String measure, @Nullable Double value) {}

    /** A cell of both. */
    record CellJson(
            String label,
            @Nullable Double from,
            @Nullable Double to,
            @Nullable Double reference,
            @Nullable Double window,
            long referenceCount,
            long windowCount) {}

    /** Bins of both. */
    record HistogramJson(
            List<@Nullable Double> edges, List<@Nullable Double> reference, List<@Nullable Double> window) {}

    /** Distribution functions of both. */
    record CumulativeJson(
            List<@Nullable Double> x,
            List<@Nullable Double> reference,
            List<@Nullable Double> window,
            @Nullable Double band) {}

    @Override
    public void addTo(Paths paths) {
        paths.shared(MODEL + "/distribution", Role.READ, (request, caller) -> distribution(request));
        paths.shared(MODEL + "/comparison", Role.READ, (request, caller) -> comparison(request));
    }

    private void distribution(Context request) {
        Parameters parameters = Parameters.of(request, "column", "slice", "stage", "from", "to", "against");
        String column = parameters.required("column", "NAME");
        State state = sources.state();
        Scope scope = parameters.scope(request.pathParam("model"));
        Distributions distributions = new Distributions(state.questions(), state.monitored());
        boolean isReference = parameters.text("against", "reference").equals("reference");
        Answer<Distribution> answer = isReference
                ? distributions.againstReference(scope, column, parameters.range())
                : distributions.againstRange(scope, column, parameters.range(), parameters.range("against"));
        Map<String, Object> json = judged(answer.value().judged());
        json.putAll(shown(answer.value()));
        json.put("answer", AnswerJson.of(answer));
        Json.answer(request, json);
    }

    /** As a comparison has it, with what belongs to one column only. */
    private static Map<String, Object> judged(ComparedColumn column) {
        Map<String, Object> json = new TreeMap<>();
        json.put("column", column.name());
        json.put("kind", column.kind());
        json.put("n", column.n());
        json.put("m", column.m());
        json.put("phi", number(column.phi()));
        json.put("verdict", column.verdict());
        json.put(
                "measures",
                column.measures().stream()
                        .map(measure -> new RawValue(ComparisonJson.strictLine(measure)))
                        .toList());
        json.put("evidence", column.evidence());
        return json;
    }

    private static Map<String, Object> shown(Distribution distribution) {
        ComparedMeasure telling = distribution.telling();
        Distribution.Curve histogram = distribution.histogram();
        Distribution.Curve cumulative = distribution.cumulative();
        Map<String, Object> json = new TreeMap<>();
        json.put("range", Times.range(distribution.range()));
        json.put("reference", against(distribution));
        json.put(
                "smallestVisible",
                telling == null ? null : new VisibleJson(telling.measure(), number(telling.smallestVisible())));
        json.put("words", distribution.words());
        json.put("cells", cells(distribution));
        json.put(
                "histogram",
                histogram.x().isEmpty()
                        ? null
                        : new HistogramJson(
                                Times.numbers(histogram.x()),
                                Times.numbers(histogram.reference()),
                                Times.numbers(histogram.window())));
        json.put(
                "cumulative",
                cumulative.x().isEmpty()
                        ? null
                        : new CumulativeJson(
                                Times.numbers(cumulative.x()),
                                Times.numbers(cumulative.reference()),
                                Times.numbers(cumulative.window()),
                                number(distribution.band())));
        json.put("redacted", distribution.disclosure() == Disclosure.REDACTED);
        return json;
    }

    private static AgainstJson against(Distribution distribution) {
        Distribution.Against against = distribution.reference();
        TimeWindow range = against.range();
        Counts counts = distribution.compared().reference().counts();
        return new AgainstJson(
                against.name().isEmpty() ? null : against.name(),
                against.state(),
                range == null ? null : Times.text(range.startMs()),
                range == null ? null : Times.text(range.endMs()),
                counts.seen());
    }

    private static List<CellJson> cells(Distribution distribution) {
        double before = distribution.compared().reference().counts().valid();
        double after = distribution.compared().current().valid();
        return distribution.cells().stream()
                .map(cell -> new CellJson(
                        cell.label(),
                        number(cell.from()),
                        number(cell.to()),
                        number(cell.reference() / before),
                        number(cell.window() / after),
                        cell.reference(),
                        cell.window()))
                .toList();
    }

    private void comparison(Context request) {
        Parameters parameters = Parameters.of(
                request,
                "reference",
                "current",
                "slice",
                "stage",
                "referenceSlice",
                "referenceStage",
                "columns",
                "falseAlarms");
        parameters.required("reference", RANGE);
        State state = sources.state();
        Scope current = parameters.scope(request.pathParam("model"));
        Scope reference = new Scope(
                current.model(),
                parameters.constant("referenceStage", current.stage()),
                parameters.text("referenceSlice", current.slice()));
        Answer<RangeComparison.Compare> answer = new RangeComparison(state.questions(), state.monitored())
                .of(
                        new AskedSide(reference, parameters.range("reference")),
                        new AskedSide(current, parameters.range("current")),
                        new RangeComparison.Terms(
                                parameters.names("columns"), parameters.share("falseAlarms", FALSE_ALARMS)));
        RangeComparison.Compare compare = answer.value();
        Map<String, Object> json = Json.fields(ComparisonJson.strictLine(compare.comparison()));
        json.put("referenceRange", Times.range(compare.reference().range()));
        json.put("currentRange", Times.range(compare.current().range()));
        json.put("answer", AnswerJson.of(answer));
        Json.answer(request, json);
    }
}
