package io.tidemark.query;

import io.tidemark.assess.AssessRules;
import io.tidemark.assess.QualityTeller;
import io.tidemark.domain.LabelRules;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.TimeWindow;
import io.tidemark.serde.ReadingLines;
import java.util.List;

/** How good predictions were: readings of the windows that labels came for, made anew from the store as assess made them. Any thread may ask. */
public final class QualityReadings {
    private final Questions questions;
    private final Monitored monitored;

    public QualityReadings(Questions questions, Monitored monitored) {
        this.questions = questions;
        this.monitored = monitored;
    }

    /**
     * Readings.
     *
     * @param range the windows that were read, of the predictions' event time; whole windows
     * @param windowMs their length
     * @param readings the newest window first, of each that against its own baseline first
     * @param hasMore whether the range has windows before these
     */
    public record Told(TimeWindow range, long windowMs, List<Reading> readings, boolean hasMore) {
        /** The readings as JSON, with the names of their topic. */
        public List<String> lines() {
            return new ReadingLines().write(readings);
        }
    }

    /**
     * The readings of a slice's windows in a range, the newest of them; windows that are no longer kept, or of which nothing was told yet, have none.
     *
     * @param asked by event time of the predictions; without a beginning the newest windows
     * @param limit windows, at most
     * @throws Refused if the slice was never seen, or the model has no labels
     * @throws Unavailable if nobody can say now
     */
    public Answer<Told> told(Scope scope, AskedRange asked, int limit) {
        LabelRules rules = monitored.monitor(scope.model()).labels();
        if (!rules.areThere()) {
            throw Refused.notKept("the model has no labels: model=" + scope.model()
                    + "; write labels: {topic: …} in its monitor, and its predictions are graded");
        }
        return questions.ask(view -> told(view, scope, asked, limit));
    }

    private Told told(View view, Scope scope, AskedRange asked, int limit) {
        Spans spans = new Spans(monitored, view);
        spans.known(scope);
        AssessRules rules = monitored.rules(scope.model());
        LabelRules labels = monitored.monitor(scope.model()).labels();
        TimeWindow wanted = spans.range(scope, asked);
        long windowMs = labels.spans().windowMs();
        long endMs = labels.windowStart(wanted.endMs() + windowMs - 1);
        long firstMs = asked.from().isPresent() ? labels.windowStart(wanted.startMs()) : Long.MIN_VALUE;
        long startMs = Math.max(firstMs, endMs - limit * windowMs);
        ViewedQuality quality = new ViewedQuality(view, monitored.partition(scope));
        int slices = Math.max(1, monitored.grids().book(scope.model()).slices().size());
        List<Reading> readings = new QualityTeller(quality).told(rules, slices, scope, startMs, endMs);
        long beforeMs = Math.max(firstMs, startMs - limit * windowMs);
        boolean hasMore = !quality.windows(scope, beforeMs, startMs).isEmpty();
        return new Told(new TimeWindow(startMs, endMs), windowMs, readings, hasMore);
    }
}
