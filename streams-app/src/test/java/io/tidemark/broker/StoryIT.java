package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Monitor;
import io.tidemark.runtime.OutputLine;
import io.tidemark.runtime.Pinned;
import io.tidemark.runtime.Pins;
import io.tidemark.runtime.Service;
import io.tidemark.runtime.story.Audience;
import io.tidemark.runtime.story.Chapter;
import io.tidemark.runtime.story.Story;
import io.tidemark.runtime.story.StoryOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole life of a model on a real broker, with several partitions of each topic: the story that the demo tells. Each of its events is told by its
 * own objective, with its cause, to its own owner; nothing else is.
 */
class StoryIT {
    @TempDir
    private Path directory;

    @Test
    void eachEventIsToldByItsOwnObjectiveAndNothingElseIs() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("fraud-predictions", 2);
            cluster.createTopic("fraud-labels", 1);
            Watched watched = new Watched(cluster, "app", monitors());
            Monitor monitor = watched.file().monitor(Story.MODEL);
            Pins.publish(
                    watched.settings(directory),
                    watched.file(),
                    Story.guest(monitor).pinning().apply(watched.registry()));
            Steps steps = new Steps();

            StoryOutcome outcome = play(watched, monitor, steps);

            assertThat(outcome.words())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "the story: expected 5 alerts, heard 5, each with its cause and its owner; nothing else");
            assertThat(steps.taken)
                    .containsExactly(
                            "TRAIN",
                            "TICKET fraud-run-stuck training team-training run=hangs",
                            "TICKET fraud-run-cost training team-training run=dear",
                            "ELIGIBLE",
                            "PROMOTED",
                            "WILL_NOT_LOAD",
                            "PAGE fraud-loading serving team-serving *",
                            "SLOW_ON_ONE_SLICE",
                            "PAGE fraud-slower serving team-serving region=br",
                            "QUALITY_FALLS",
                            "TICKET fraud-right model team-model *");
            assertThat(ended(watched)).contains("fraud-loading", "fraud-run-stuck");
            assertThat(watched.annotations("promotion_eligible")).hasSize(1);
            assertThat(watched.annotations("lifecycle_changed"))
                    .singleElement()
                    .asString()
                    .contains("promoted v1 by ada", "every criterion was met");
            assertThat(watched.annotations("change_not_confirmed")).hasSize(1);
        }
    }

    private StoryOutcome play(Watched watched, Monitor monitor, Steps steps) {
        try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file());
                Story story =
                        new Story(app.application(), monitor, watched.settings(directory), watched.registry(), steps)) {
            return story.play();
        }
    }

    private static String monitors() throws IOException {
        try (InputStream file = StoryIT.class.getResourceAsStream("/demo/story.yaml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> ended(Watched watched) {
        return watched.alerts().stream()
                .filter(alert -> alert.get("notice").toString().equals("closed"))
                .map(alert -> ((GenericRecord) alert.get("objective")).get("id").toString())
                .toList();
    }

    /** Chapters, and the alerts that opened in them. */
    private static final class Steps implements Audience {
        private final List<String> taken = new ArrayList<>();

        @Override
        public void begins(Chapter chapter) {
            taken.add(chapter.name());
        }

        @Override
        public void opened(OutputLine.OfAlert alert, boolean isExpected) {
            OutputLine.Subject subject = alert.subject();
            taken.add(String.join(
                    " ", alert.severity(), subject.objective(), subject.cause(), subject.owner(), subject.slice()));
        }

        @Override
        public void pinned(Pinned pinned) {
            taken.add("pinned");
        }

        @Override
        public void reading(OutputLine.OfReading reading) {}

        @Override
        public void alert(OutputLine.OfAlert alert) {}
    }
}
