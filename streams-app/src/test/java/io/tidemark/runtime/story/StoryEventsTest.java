package io.tidemark.runtime.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Change;
import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.runtime.OutputLine;
import io.tidemark.serde.Answer;
import io.tidemark.serde.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the story's producers send is what its chapters say, and what its monitor file speaks of. */
class StoryEventsTest {
    private static final int EVENTS = StoryEvents.MINUTES * StoryEvents.A_MINUTE;

    private final List<Answer> answers = answers();

    private static List<Answer> answers() {
        Random random = new Random(1);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            answers.add(StoryEvents.answer(i, random));
        }
        return answers;
    }

    @Test
    void onlyTheNewVersionIsSlowAndOnlyInBr() {
        assertThat(mean(answer -> answer.version().equals("v1"))).isBetween(125.0, 135.0);
        assertThat(mean(answer ->
                        answer.version().equals("v3") && !answer.region().equals("br")))
                .isBetween(125.0, 135.0);
        assertThat(mean(answer ->
                        answer.version().equals("v3") && answer.region().equals("br")))
                .isBetween(315.0, 335.0);
    }

    /** A log-normal latency's mean is its median · exp(0.4² / 2): 130 and 325 ms. */
    private double mean(Predicate<Answer> chosen) {
        return answers.stream()
                .filter(chosen)
                .collect(Collectors.summarizingDouble(Answer::latencyMs))
                .getAverage();
    }

    @Test
    void oneEventInTwelveIsOfBr() {
        assertThat(answers.stream().filter(answer -> answer.region().equals("br")))
                .hasSize(EVENTS / 12);
        assertThat(answers.stream().map(Answer::region).distinct()).containsExactlyInAnyOrder("br", "eu", "us");
    }

    @Test
    void halfIsWrongFromAMinuteOn() {
        Random random = new Random(1);
        DoubleSummaryStatistics before = new DoubleSummaryStatistics();
        DoubleSummaryStatistics after = new DoubleSummaryStatistics();
        for (int i = 0; i < EVENTS; i++) {
            double wrong = StoryEvents.truth(i, random).equals("fraud") ? 1 : 0;
            (i < StoryEvents.WRONG * StoryEvents.A_MINUTE ? before : after).accept(wrong);
        }

        assertThat(before.getAverage()).isBetween(0.045, 0.055);
        assertThat(after.getAverage()).isBetween(0.51, 0.54);
    }

    @Test
    void theSameIsSentEachTime() throws IOException {
        Monitor monitor = file().monitor(Story.MODEL);
        StoryEvents first = StoryEvents.of(monitor, new Registry("mock://story-first"));
        StoryEvents second = StoryEvents.of(monitor, new Registry("mock://story-second"));

        assertThat(first.answers(0, StoryEvents.MINUTES)).hasSize(EVENTS);
        assertThat(first.answers(60, 61)).containsExactlyElementsOf(second.answers(60, 61));
        assertThat(first.labels(170, 171)).containsExactlyElementsOf(second.labels(170, 171));
    }

    @Test
    void oneRunHangsAndOneCostsFiveTimesAsMuch() {
        StoryTidings tidings = new StoryTidings(Story.MODEL);

        assertThat(costs(tidings.usualRuns())).containsExactly(10.0, 11.0, 12.0, 10.0, 11.0, 12.0);
        assertThat(tidings.hangs()).extracting(RunReport::phase).containsExactly(RunReport.Phase.STARTED);
        assertThat(costs(tidings.endsAndAnotherIsDear())).containsExactly(11.0, 55.0);
    }

    private static List<Double> costs(List<RunReport> runs) {
        return runs.stream()
                .flatMap(run -> Stream.ofNullable(run.amounts().get(RunAmount.COST)))
                .toList();
    }

    @Test
    void aFailedLoadSaysWhy() {
        Change failed = new StoryTidings(Story.MODEL).change(Change.Kind.LOAD_FAILED, 63, "v2");

        assertThat(failed.summary()).isEqualTo("no memory");
        assertThat(failed.atMs()).isEqualTo(StoryEvents.START.toEpochMilli() + 63 * 60_000L);
    }

    /** Every alert that is expected is one that the monitor file can raise, to that owner. */
    @Test
    void theFilePromisesWhatTheChaptersExpect() throws IOException {
        MonitorFile file = file();
        TreeSet<String> promised = new TreeSet<>();
        file.slos()
                .forEach(slo ->
                        promised.add(slo.name() + " " + slo.about().owners().usual()));
        file.runs()
                .forEach(run ->
                        promised.add(run.id() + " " + run.about().owners().usual()));

        assertThat(Chapter.allAlerts().stream().map(ExpectedAlert::subject).map(StoryEventsTest::promise))
                .hasSize(5)
                .isSubsetOf(promised);
    }

    private static String promise(OutputLine.Subject subject) {
        return subject.objective() + " " + subject.owner();
    }

    private static MonitorFile file() throws IOException {
        try (InputStream yaml = StoryEventsTest.class.getResourceAsStream("/demo/story.yaml")) {
            String text = new String(Objects.requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8);
            return MonitorFileReader.parse("story.yaml", text);
        }
    }
}
