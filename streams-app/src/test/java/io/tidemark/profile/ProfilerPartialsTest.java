package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Comparisons;
import io.tidemark.domain.Copy;
import io.tidemark.domain.Delta;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Partial;
import io.tidemark.domain.QualityRules;
import io.tidemark.domain.Stage;
import io.tidemark.testkit.TestEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is sent of the counts where scopes are compared with each other. */
class ProfilerPartialsTest {
    private static final long MINUTE = 60_000;
    private static final long ERA = 500 * MINUTE;
    private static final GridBook BOOK = new GridBook(List.of(new GridBook.Era(ERA, new TreeMap<>())), new TreeSet<>());

    private static Profiler profiler(Comparison... kinds) {
        Comparisons comparisons = new Comparisons(Set.of(kinds), "", "", 0);
        return new Profiler(
                List.of(new ProfileRules(
                        "fraud",
                        MINUTE,
                        List.of(),
                        10,
                        column -> true,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        comparisons,
                        QualityRules.NONE)),
                GridBook.Library.of(Map.of("fraud", BOOK)));
    }

    private static Observation event(Stage stage) {
        return TestEvent.of("fraud", 3 * MINUTE).stage(stage).version("v1").observed();
    }

    private static List<String> sent(Profiler profiler) {
        return profiler.partials(profiler.handOver()).stream()
                .map(ProfilerPartialsTest::text)
                .toList();
    }

    private static String text(Partial partial) {
        Delta delta = partial instanceof Copy copy ? copy.delta() : (Delta) partial;
        return (partial instanceof Copy ? "copy " : "delta ") + delta.scope().stage() + " "
                + delta.scope().slice() + " @" + delta.paneStartMs() / MINUTE;
    }

    @Test
    void withoutComparisonsThereAreNoCopies() {
        Profiler profiler = profiler();
        profiler.observe(event(Stage.SERVING), 1, Long.MAX_VALUE);

        assertThat(sent(profiler)).containsExactly("delta SERVING * @3", "delta SERVING version=v1 @3");
    }

    @Test
    void copiesComeBeforeAllDeltas() {
        Profiler profiler = profiler(Comparison.REST);
        profiler.observe(event(Stage.SERVING), 1, Long.MAX_VALUE);

        assertThat(sent(profiler))
                .containsExactly("copy SERVING * @3", "delta SERVING * @3", "delta SERVING version=v1 @3");
    }

    @Test
    void wholeIsCopiedWhereSlicesAreRanked() {
        Profiler profiler = new Profiler(
                List.of(new ProfileRules(
                        "fraud", MINUTE, List.of(List.of("region")), 10, column -> true, Map.of(), Map.of())),
                GridBook.Library.of(Map.of("fraud", BOOK)));
        profiler.observe(event(Stage.SERVING), 1, Long.MAX_VALUE);
        profiler.observe(event(Stage.TRAINING), 1, Long.MAX_VALUE);

        assertThat(sent(profiler).stream().filter(line -> line.startsWith("copy")))
                .containsExactly("copy SERVING * @3");
    }

    @Test
    void trainingIsCountedInTheNewestEraAndMovesNoTime() {
        Profiler profiler = profiler(Comparison.TRAINING);
        Observation training = event(Stage.TRAINING);
        profiler.observe(training, 1, Long.MAX_VALUE);

        assertThat(profiler.movesTime(training)).isFalse();
        assertThat(sent(profiler)).containsExactly("copy TRAINING * @500", "copy TRAINING version=v1 @500");
    }

    @Test
    void servingAndTrainingMayComeInTurns() {
        Profiler profiler = profiler(Comparison.TRAINING);
        for (int i = 0; i < 3; i++) {
            profiler.observe(event(Stage.TRAINING), i, Long.MAX_VALUE);
            profiler.observe(event(Stage.SERVING), 10 + i, Long.MAX_VALUE);
        }

        assertThat(sent(profiler))
                .containsExactlyInAnyOrder(
                        "copy TRAINING * @500",
                        "copy TRAINING version=v1 @500",
                        "copy SERVING version=v1 @3",
                        "delta SERVING * @3",
                        "delta SERVING version=v1 @3");
    }

    @Test
    void trainingThatNothingIsComparedWithHasWindowsAsBefore() {
        Profiler profiler = profiler(Comparison.REST);
        Observation training = event(Stage.TRAINING);
        profiler.observe(training, 1, Long.MAX_VALUE);

        assertThat(profiler.movesTime(training)).isTrue();
        assertThat(sent(profiler)).containsExactly("delta TRAINING * @3", "delta TRAINING version=v1 @3");
    }
}
