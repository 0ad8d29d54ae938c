package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.RunReport;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SloStatus;
import io.tidemark.slo.run.Mark;
import io.tidemark.slo.run.Run;
import io.tidemark.slo.run.RunBook;
import io.tidemark.slo.run.RunJudge;
import io.tidemark.slo.run.RunJudge.Verdict;
import io.tidemark.slo.run.RunLimit;
import io.tidemark.slo.run.RunObjective;
import io.tidemark.store.KeptRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The training runs of one task's models, {@link KeptRuns}, and what is told of them. Which runs go on is kept in memory too, so that a look at the
 * clock reads nothing where nobody trains.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class RunProcessorState {
    /** After a start, so long nobody is called stuck, or for as long as a run may be silent: what runs said meanwhile is still to be read. */
    static final long GRACE_MS = 60_000;

    private final Judge judge;
    private final VoiceProcessorState voices;
    private final CorrectionProcessorState corrections;
    private final KeyValueStore<String, byte[]> store;
    private final long startedMs;
    /** Models of which a run goes on. */
    private final Set<String> going = new TreeSet<>();

    RunProcessorState(
            Judge judge,
            VoiceProcessorState voices,
            CorrectionProcessorState corrections,
            KeyValueStore<String, byte[]> store,
            long clockMs) {
        this.judge = judge;
        this.voices = voices;
        this.corrections = corrections;
        this.store = store;
        this.startedMs = clockMs;
        KeptRuns.models(store).forEach(model -> noteWhoGoesOn(model, KeptRuns.book(store, model)));
    }

    /**
     * What is to be sent.
     *
     * @param alerts in order
     * @param annotations in order
     * @param statuses how objectives stand now
     * @param forgotten dedup keys of alerts that are known no more
     * @param withdrawn objectives of which is told no more how they stand
     */
    record News(
            List<Alert> alerts,
            List<Annotation> annotations,
            List<SloStatus> statuses,
            List<String> forgotten,
            List<SloStatus.Key> withdrawn) {
        static News nothing() {
            return new News(
                    new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private void noteWhoGoesOn(String model, RunBook book) {
        if (book.runs().stream().allMatch(Run::isEnded)) {
            going.remove(model);
        } else {
            going.add(model);
        }
    }

    private RunJudge judge(String model, RunBook book) {
        return new RunJudge(judge.runs(model), book, (objective, run) -> isCovered(objective, run));
    }

    private boolean isCovered(RunObjective objective, Run run) {
        long fromMs = run.times().firstMs();
        return corrections
                .of(objective.model(), objective.id(), Scope.runSlice(run.id()))
                .cover(fromMs, Math.max(fromMs + 1, run.orderMs()));
    }

    /** Takes a report in. */
    News take(RunReport report, long clockMs) {
        News news = News.nothing();
        RunBook book = KeptRuns.book(store, report.model());
        RunBook.Entry entry = book.take(report, clockMs);
        RunJudge runs = judge(report.model(), book);
        KeptRuns.put(store, report.model(), entry.run());
        news.annotations.addAll(RunDesk.annotations(report.model(), entry.run(), entry.news(), clockMs));
        entry.left().ifPresent(left -> forget(report.model(), left, runs, news, clockMs));
        List<Verdict> verdicts = entry.news() == Run.News.KNOWN
                ? List.of()
                : runs.heard(report.run().id(), clockMs);
        tell(report.model(), book, runs, verdicts, news, clockMs);
        book.run(report.run().id()).ifPresent(run -> KeptRuns.put(store, report.model(), run));
        if (!verdicts.isEmpty() || entry.run().isEnded()) {
            stand(report.model(), runs, news, clockMs);
        }
        noteWhoGoesOn(report.model(), book);
        return news;
    }

    private void forget(String model, Run left, RunJudge runs, News news, long clockMs) {
        runs.left(left).forEach(verdict -> say(verdict, runs, news, clockMs));
        KeptRuns.delete(store, model, left.id());
        for (RunObjective objective : judge.runs(model)) {
            Mark mark = left.marks().get(objective.id());
            String key = RunDesk.key(objective, left.id());
            if (mark != null && mark.said() != Mark.Said.NOTHING && voices.knows(key)) {
                news.alerts.addAll(voices.expire(key, Alert.Reason.EXPIRED, clockMs));
                news.forgotten.add(key);
            }
        }
    }

    private void tell(String model, RunBook book, RunJudge runs, List<Verdict> verdicts, News news, long clockMs) {
        for (Verdict verdict : verdicts) {
            book.run(verdict.run().id()).ifPresent(run -> KeptRuns.put(store, model, run));
            say(verdict, runs, news, clockMs);
        }
    }

    private void say(Verdict verdict, RunJudge runs, News news, long clockMs) {
        Alert alert = RunDesk.alert(verdict, runs.budget(verdict.objective()), clockMs);
        news.alerts.addAll(voices.ownTerms(alert));
        if (verdict instanceof Verdict.Opened opened) {
            news.annotations.addAll(RunDesk.annotations(opened, alert, clockMs));
        }
    }

    private void stand(String model, RunJudge runs, News news, long clockMs) {
        for (RunObjective objective : judge.runs(model)) {
            KeptRuns.putTold(store, model, objective.id());
            news.statuses.add(RunDesk.status(objective, runs, clockMs));
        }
    }

    /** Looks at the clock: who is stuck. O(runs of models that train). */
    News tick(long clockMs) {
        News news = News.nothing();
        for (String model : List.copyOf(going)) {
            OptionalLong shortest = shortestSilenceMs(model);
            if (shortest.isPresent() && clockMs - startedMs >= Math.min(GRACE_MS, shortest.getAsLong())) {
                look(model, clockMs, news);
            }
        }
        return news;
    }

    private OptionalLong shortestSilenceMs(String model) {
        return judge.runs(model).stream()
                .map(RunObjective::limit)
                .filter(RunLimit.Silence.class::isInstance)
                .mapToLong(limit -> ((RunLimit.Silence) limit).ms())
                .min();
    }

    private void look(String model, long clockMs, News news) {
        RunBook book = KeptRuns.book(store, model);
        RunJudge runs = judge(model, book);
        List<Verdict> verdicts = runs.tick(clockMs);
        tell(model, book, runs, verdicts, news, clockMs);
        if (!verdicts.isEmpty()) {
            stand(model, runs, news, clockMs);
        }
    }

    /** Looks at all runs of a model again: its corrections changed. */
    News reconsider(String model, long clockMs) {
        News news = News.nothing();
        RunBook book = KeptRuns.book(store, model);
        if (!book.runs().isEmpty()) {
            RunJudge runs = judge(model, book);
            tell(model, book, runs, runs.reconsider(), news, clockMs);
            stand(model, runs, news, clockMs);
        }
        return news;
    }

    /** Once after a start: what the file has no more stands no more, what was tried out and is meant now, or the other way round, is over, and all else stands as it did. */
    News settle(long clockMs) {
        News news = News.nothing();
        for (KeptRuns.Id told : KeptRuns.told(store)) {
            if (judge.runs(told.model()).stream()
                    .noneMatch(objective -> objective.id().equals(told.run()))) {
                KeptRuns.deleteTold(store, told.model(), told.run());
                news.withdrawn.add(new SloStatus.Key(told.model(), told.run(), Scope.ALL));
            }
        }
        for (String model : KeptRuns.models(store)) {
            RunBook book = KeptRuns.book(store, model);
            RunJudge runs = judge(model, book);
            for (Verdict verdict : runs.meantOtherwise(this::isMeantOtherwise)) {
                KeptRuns.put(store, model, verdict.run());
                String why = verdict.objective().isDryRun() ? "only tried out from now on" : "no longer only tried out";
                voices.close(RunDesk.key(verdict.objective(), verdict.run().id()), Alert.Reason.SLO_CHANGED, clockMs)
                        .forEach(alert -> news.alerts.add(GivenUp.inWords(alert, why)));
            }
            stand(model, runs, news, clockMs);
        }
        return news;
    }

    private boolean isMeantOtherwise(RunObjective objective, Run run) {
        return voices.open(RunDesk.key(objective, run.id())).stream()
                .anyMatch(open -> open.isDryRun() != objective.isDryRun());
    }
}
