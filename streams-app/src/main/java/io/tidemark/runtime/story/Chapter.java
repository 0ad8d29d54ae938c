package io.tidemark.runtime.story;

import io.tidemark.runtime.OutputLine;
import java.util.Arrays;
import java.util.List;

/** A part of the story, in order: what happens, and what has to be told of it, no more and no less. */
public enum Chapter {
    TRAIN(
            "train",
            "six runs as usual, then one that hangs and one that costs five times as much",
            alert("TICKET", "fraud-run-stuck", "run=hangs", "training", "run hangs"),
            alert("TICKET", "fraud-run-cost", "run=dear", "training", "run dear")),
    ELIGIBLE("eligible", "v1, still experimental, serves for 80 minutes, and labels prove it right"),
    PROMOTED("promoted", "ada promotes v1: from now on all objectives count"),
    WILL_NOT_LOAD(
            "will not load",
            "v2 is deployed",
            alert(
                    "PAGE",
                    "fraud-loading",
                    "*",
                    "serving",
                    "version v2 does not load since 2026-01-01 01:23Z: no memory")),
    SLOW_ON_ONE_SLICE(
            "slow on one slice",
            "v3 is deployed and loads; in br, one region of three, it takes 300 ms instead of 120",
            alert("PAGE", "fraud-slower", "region=br", "serving", "latency slower in region=br since ")),
    QUALITY_FALLS(
            "quality falls",
            "half of what v3 predicts proves wrong",
            alert("TICKET", "fraud-right", "*", "model", "accuracy fell in all events"));

    private final String title;
    private final String what;
    private final List<ExpectedAlert> alerts;

    Chapter(String title, String what, ExpectedAlert... alerts) {
        this.title = title;
        this.what = what;
        this.alerts = List.of(alerts);
    }

    private static ExpectedAlert alert(String severity, String objective, String slice, String cause, String says) {
        OutputLine.Subject subject = new OutputLine.Subject(Story.MODEL, objective, slice, cause, "team-" + cause);
        return new ExpectedAlert(severity, subject, Story.MODEL + " · " + says);
    }

    /** A few words. */
    public String title() {
        return title;
    }

    /** What happens. */
    public String what() {
        return what;
    }

    /** What has to be told of it. */
    List<ExpectedAlert> alerts() {
        return alerts;
    }

    /** What has to be told of the whole story. */
    static List<ExpectedAlert> allAlerts() {
        return Arrays.stream(values())
                .flatMap(chapter -> chapter.alerts.stream())
                .toList();
    }
}
