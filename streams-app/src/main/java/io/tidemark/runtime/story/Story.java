package io.tidemark.runtime.story;

import io.tidemark.config.Monitor;
import io.tidemark.domain.Change.Kind;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.ClusterFailure;
import io.tidemark.runtime.EventPin;
import io.tidemark.runtime.Hearing;
import io.tidemark.runtime.MonitorApp;
import io.tidemark.runtime.Replay;
import io.tidemark.serde.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The whole life of a made-up model, played to an application that watches it: it is trained, one run hangs and one costs too much; experimental, it
 * becomes eligible and is promoted; a version is deployed that does not load; its successor loads and is slow in one small region; then its predictions
 * prove wrong. Each {@link Chapter} is told by its own objective, to its own owner; nothing else is.
 *
 * <p>The next chapter begins once all of the one before was told: readings of different slices, and what people and pipelines tell, reach judge in
 * any order. Played once, by one thread.
 */
public final class Story implements AutoCloseable {
    /** The model's name in demo/story.yaml. */
    public static final String MODEL = "fraud";

    private static final int FIRST_QUALITY = 60;
    private static final int FIRST_LABELS = 65;
    private static final int PROMOTED = 80;
    private static final Duration QUIET = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofSeconds(150);

    private final MonitorApp app;
    private final int tasks;
    private final Audience audience;
    private final StoryTidings tidings = new StoryTidings(MODEL);
    private final StoryStage stage;
    private final Overheard overheard;
    private final Hearing hearing;
    private final List<String> unmet = new ArrayList<>();
    private long labels;

    /**
     * A story that can begin.
     *
     * @param app runs, watches the model and has its {@link #guest references}
     * @param monitor of the model, as in demo/story.yaml
     * @param settings of the application
     */
    public Story(MonitorApp app, Monitor monitor, AppSettings settings, Registry registry, Audience audience) {
        this.app = app;
        this.tasks = settings.partitions();
        this.labels = app.meters().read(Meter.LABELS);
        this.audience = audience;
        this.stage = new StoryStage(monitor, settings, registry);
        this.overheard = new Overheard(MODEL, audience);
        this.hearing = new Hearing(app, settings, registry, overheard);
    }

    /** The model as one that is watched beside those of a replay's files, its reference made of its first half hour. */
    public static Replay.Guest guest(Monitor monitor) {
        return new Replay.Guest(
                monitor.model(),
                registry -> EventPin.of(
                        monitor, registry, StoryEvents.of(monitor, registry).answers(0, StoryEvents.MINUTES)));
    }

    /**
     * Plays it to its end.
     *
     * @throws Replay.ReplayFailure if the application stopped by itself
     * @throws ClusterFailure if the broker does not take an event
     */
    public StoryOutcome play() {
        train();
        becomeEligible();
        promote();
        loadInVain();
        slowDown();
        fail();
        return StoryOutcome.of(Chapter.allAlerts(), overheard, unmet);
    }

    /** The run that hangs goes on only once it was told. */
    private void train() {
        audience.begins(Chapter.TRAIN);
        stage.report(tidings.usualRuns());
        stage.report(tidings.hangs());
        await(() -> overheard.hasAny(Chapter.TRAIN.alerts()));
        stage.report(tidings.endsAndAnotherIsDear());
        await(() -> overheard.hasAll(Chapter.TRAIN.alerts()));
    }

    /** Quality is judged before as much was observed as has to be: so the model becomes eligible once, whatever is judged first. */
    private void becomeEligible() {
        audience.begins(Chapter.ELIGIBLE);
        stage.change(tidings.change(Kind.DEPLOYED, 0, "v1"), tidings.change(Kind.LOADED, 0, "v1"));
        labels += stage.serve(0, FIRST_LABELS);
        require(() -> overheard.qualityThroughMs() >= StoryEvents.minute(FIRST_QUALITY), "the quality of v1 is judged");
        labels += stage.serve(FIRST_LABELS, PROMOTED);
        if (!await(() -> overheard.eligible().equals("yes"))) {
            unmet.add("v1 is eligible for promotion: " + String.join(", ", overheard.unmetCriteria()));
        }
    }

    private void promote() {
        audience.begins(Chapter.PROMOTED);
        stage.change(tidings.change(Kind.PROMOTED, PROMOTED, "v1"));
        require(() -> overheard.lifecycle().equals("production"), "v1 is in production");
    }

    private void loadInVain() {
        audience.begins(Chapter.WILL_NOT_LOAD);
        stage.change(
                tidings.change(Kind.DEPLOYED, PROMOTED + 2, "v2"),
                tidings.change(Kind.LOAD_FAILED, PROMOTED + 3, "v2"));
        await(() -> overheard.hasAll(Chapter.WILL_NOT_LOAD.alerts()));
    }

    private void slowDown() {
        audience.begins(Chapter.SLOW_ON_ONE_SLICE);
        stage.change(
                tidings.change(Kind.DEPLOYED, StoryEvents.NEW_VERSION - 1, "v3"),
                tidings.change(Kind.LOADED, StoryEvents.NEW_VERSION, "v3"));
        labels += stage.serve(PROMOTED, StoryEvents.WRONG);
        await(() -> overheard.hasAll(Chapter.SLOW_ON_ONE_SLICE.alerts()));
    }

    /** The last chapter ends when nothing is left to be told: so it is known that nothing else was. */
    private void fail() {
        audience.begins(Chapter.QUALITY_FALLS);
        long ended = app.meters().read(Meter.ENDED) + tasks;
        labels += stage.serve(StoryEvents.WRONG, StoryEvents.MINUTES);
        stage.end();
        require(
                () -> app.meters().read(Meter.ENDED) >= ended
                        && app.meters().read(Meter.LABELS) >= labels
                        && hearing.isComplete(),
                "all of it was taken in and told");
    }

    private void require(BooleanSupplier condition, String what) {
        if (!await(condition)) {
            unmet.add(what);
        }
    }

    /** Whether it came about before nothing moved for half a minute: what is missing then is missing, and the story goes on. */
    private boolean await(BooleanSupplier condition) {
        long beganNanos = System.nanoTime();
        long newsNanos = beganNanos;
        long motion = -1;
        while (!condition.getAsBoolean()) {
            long now = System.nanoTime();
            if (now - newsNanos > QUIET.toNanos() || now - beganNanos > LONGEST.toNanos()) {
                return false;
            }
            hearing.poll();
            long moved = hearing.motion();
            newsNanos = moved == motion ? newsNanos : now;
            motion = moved;
            audience.waits();
            check();
        }
        return true;
    }

    private void check() {
        try {
            Hearing.check(app, System.nanoTime());
        } catch (InterruptedException interrupted) {
            throw ClusterFailure.interrupted(interrupted);
        }
    }

    @Override
    public void close() {
        hearing.close();
        stage.close();
    }
}
