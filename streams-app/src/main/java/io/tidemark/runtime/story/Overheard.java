package io.tidemark.runtime.story;

import io.tidemark.domain.Scope;
import io.tidemark.runtime.OutputLine;
import io.tidemark.runtime.OutputLine.Step;
import io.tidemark.runtime.Pinned;
import io.tidemark.runtime.Replay;
import java.util.ArrayList;
import java.util.List;

/** What was said of one model, passed on to whoever follows. Used by one thread. */
final class Overheard implements Replay.Output {
    /** What quality is compared with, by the word of readings. */
    private static final String QUALITY = "labels";

    private final String model;
    private final Audience audience;
    private final List<OutputLine.OfAlert> opened = new ArrayList<>();
    private int steps;
    private long qualityThroughMs = Long.MIN_VALUE;
    private String eligible = "";
    private String lifecycle = "";
    private List<String> criteria = List.of();

    Overheard(String model, Audience audience) {
        this.model = model;
        this.audience = audience;
    }

    @Override
    public void pinned(Pinned pinned) {
        throw new IllegalStateException("nothing is pinned while the story is told: model=" + pinned.model());
    }

    @Override
    public void reading(OutputLine.OfReading reading) {
        if (!reading.model().equals(model)) {
            return;
        }
        audience.reading(reading);
        if (reading.comparison().equals(QUALITY) && reading.slice().equals(Scope.ALL) && reading.judged() > 0) {
            qualityThroughMs = Math.max(qualityThroughMs, reading.windowEndMs());
        }
    }

    @Override
    public void alert(OutputLine.OfAlert alert) {
        if (!alert.subject().model().equals(model)) {
            return;
        }
        audience.alert(alert);
        if (alert.step() == Step.OPENED && isStepOfExpected(alert)) {
            steps++;
        } else if (alert.step() == Step.OPENED) {
            opened.add(alert);
            audience.opened(alert, Chapter.allAlerts().stream().anyMatch(one -> one.isMetBy(alert)));
        }
    }

    /** An objective that is to raise an alert uses its budget, and so may enter steps of its policy: they are no alerts of their own. */
    private static boolean isStepOfExpected(OutputLine.OfAlert alert) {
        return !alert.policyStep().isEmpty()
                && Chapter.allAlerts().stream()
                        .anyMatch(one ->
                                one.subject().objective().equals(alert.subject().objective()));
    }

    @Override
    public void annotation(OutputLine.OfAnnotation annotation) {
        if (annotation.model().equals(model)) {
            audience.annotation(annotation);
        }
    }

    @Override
    public void decision(OutputLine.OfDecision decision) {
        if (decision.model().equals(model)) {
            eligible = decision.eligible();
            lifecycle = decision.lifecycle();
            criteria = decision.unmet();
            audience.decision(decision);
        }
    }

    /** Alerts that opened, in the order in which they were heard. */
    List<OutputLine.OfAlert> opened() {
        return List.copyOf(opened);
    }

    /** Steps of error-budget policies that were entered because of what the story does. */
    int steps() {
        return steps;
    }

    /** Whether one of these alerts was heard. */
    boolean hasAny(List<ExpectedAlert> alerts) {
        return alerts.stream().anyMatch(this::has);
    }

    /** Whether all of these alerts were heard. */
    boolean hasAll(List<ExpectedAlert> alerts) {
        return alerts.stream().allMatch(this::has);
    }

    private boolean has(ExpectedAlert expected) {
        return opened.stream().anyMatch(expected::isMetBy);
    }

    /** End of the newest window whose quality over all events was judged, event time; {@link Long#MIN_VALUE} before the first. */
    long qualityThroughMs() {
        return qualityThroughMs;
    }

    /** Whether the model may be promoted, by the last decision; empty before the first. */
    String eligible() {
        return eligible;
    }

    /** The criteria of a promotion that are not met, by the last decision. */
    List<String> unmetCriteria() {
        return criteria;
    }

    /** How far the model has come, by the last decision; empty before the first. */
    String lifecycle() {
        return lifecycle;
    }
}
