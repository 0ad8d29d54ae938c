package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.Cause;
import io.tidemark.domain.Change;
import io.tidemark.domain.Reading;
import io.tidemark.slo.Objective;
import io.tidemark.slo.change.Awaited;
import io.tidemark.slo.change.ChangeLog;
import io.tidemark.slo.change.ChangeMemory;
import io.tidemark.slo.change.Onset;
import io.tidemark.slo.change.Ranking;
import io.tidemark.slo.change.VersionComparison;
import io.tidemark.slo.change.VersionComparison.Verdict;
import io.tidemark.slo.change.Versions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that judge does about changes: keeps them, says whether an intended version arrived, and tells of an alert what was changed
 * before it and whether a new version is to blame. Its memory is passed in, so it may be shared by tasks.
 */
public final class ChangeDesk {
    private static final Duration USUAL_WAIT = Duration.ofMinutes(15);

    private final Map<String, List<Objective>> byModel;
    private final Map<String, Duration> confirmWithin;

    /**
     * A desk.
     *
     * @param confirmWithin by model, how soon an intended version has to be seen in the data
     */
    public ChangeDesk(List<Objective> objectives, Map<String, Duration> confirmWithin) {
        this.byModel = objectives.stream()
                .collect(Collectors.groupingBy(objective -> objective.subject().model()));
        this.confirmWithin = Map.copyOf(confirmWithin);
    }

    /**
     * What is said of an alert.
     *
     * @param alert with its changes and the recommendation
     * @param annotations what is to be written down, once an episode
     */
    public record Explained(Alert alert, List<Annotation> annotations) {
        public Explained {
            annotations = List.copyOf(annotations);
        }
    }

    /** Takes a change in; a second delivery changes nothing and says nothing. */
    public List<Annotation> take(Change change, ChangeMemory memory, long clockMs) {
        ChangeLog log = memory.changes(change.model());
        if (!log.add(change)) {
            return List.of();
        }
        memory.keep(change.model(), log);
        if (!change.concernsAllModels()) {
            Awaited awaited = memory.awaited(change.model());
            awaited.add(change, clockMs);
            memory.keep(change.model(), awaited);
        }
        return List.of(noted(change, clockMs));
    }

    private static Annotation noted(Change change, long clockMs) {
        Map<String, String> values = new TreeMap<>(change.scope());
        values.put("kind", change.kind().word());
        values.put("version", change.version());
        values.put("previousVersion", change.previousVersion());
        values.put("subject", change.subject());
        values.values().removeIf(String::isEmpty);
        return new Annotation(
                "change:" + change.eventId(),
                Kind.CHANGE,
                Annotation.Subject.of(change.model()),
                new Annotation.Times(change.atMs(), change.atMs(), clockMs),
                change.actor(),
                change.summary().isEmpty() ? ChangeText.what(change) : change.summary(),
                change.link(),
                new TreeMap<>(values));
    }

    /** Listens to a reading: which versions it shows, and what they are like. */
    public List<Annotation> hear(Reading reading, ChangeMemory memory, long clockMs) {
        return arrivals(reading.scope().model(), listen(reading, memory), clockMs);
    }

    /** Listens to a reading; returns what became of versions that were put in service. */
    List<Awaited.Heard> listen(Reading reading, ChangeMemory memory) {
        String model = reading.scope().model();
        for (Objective objective : byModel.getOrDefault(model, List.of())) {
            if (!ReleaseAlerts.concern(objective) && Versions.concern(objective, reading)) {
                Versions.hear(objective, reading, memory);
            }
        }
        Awaited awaited = memory.awaited(model);
        if (awaited.isEmpty()) {
            return List.of();
        }
        List<Awaited.Heard> heard = awaited.hear(reading, withinMs(model));
        memory.keep(model, awaited);
        return heard;
    }

    private long withinMs(String model) {
        return confirmWithin.getOrDefault(model, USUAL_WAIT).toMillis();
    }

    /**
     * Looks at the clock for a model of which no data come: which versions should have been seen by now.
     *
     * @param graceMs how long it takes until data that came are read
     */
    List<Awaited.Heard> tick(String model, ChangeMemory memory, long graceMs, long clockMs) {
        Awaited awaited = memory.awaited(model);
        if (awaited.isEmpty()) {
            return List.of();
        }
        List<Awaited.Heard> heard = awaited.tick(clockMs, withinMs(model), graceMs);
        if (!heard.isEmpty()) {
            memory.keep(model, awaited);
        }
        return heard;
    }

    /** What is written down of versions that were put in service. */
    static List<Annotation> arrivals(String model, List<Awaited.Heard> heard, long clockMs) {
        return heard.stream().map(news -> arrival(model, news, clockMs)).toList();
    }

    private static Annotation arrival(String model, Awaited.Heard heard, long clockMs) {
        boolean isThere = heard.news() == Awaited.News.CONFIRMED || heard.news() == Awaited.News.CONFIRMED_LATE;
        Kind kind = isThere ? Kind.CHANGE_CONFIRMED : Kind.CHANGE_NOT_CONFIRMED;
        return Annotation.of(
                (isThere ? "change_confirmed:" : "change_not_confirmed:") + heard.eventId(),
                kind,
                Annotation.Subject.of(model),
                new Annotation.Times(heard.atMs(), heard.untilMs(), clockMs),
                ChangeText.arrival(heard),
                Map.of("eventId", heard.eventId(), "version", heard.version()));
    }

    /** Says of an alert what was changed before its onset, and whether a new version is to blame. */
    public Explained explain(Alert alert, Objective objective, ChangeMemory memory) {
        String model = objective.subject().model();
        long lookbackMs =
                alert.burn().stream().mapToLong(Alert.Burn::longMs).max().orElse(0);
        Onset onset = new Onset(
                alert.promise().scope().slice(),
                alert.times().sinceMs(),
                alert.promise().slotMs(),
                lookbackMs);
        List<Change> known = memory.changes(model).and(memory.changes("")).stream()
                .filter(change -> change.atMs() <= alert.times().metricTimeMs())
                .toList();
        List<AlertContext.Suspect> suspects = Ranking.of(known, onset);
        Advice advice = Advice.NONE;
        if (alert.transition().notice() != Alert.Notice.CLOSED) {
            advice = suspects.stream()
                    .map(AlertContext.Suspect::change)
                    .filter(ChangeDesk::isNewVersion)
                    .findFirst()
                    .map(change -> advice(change, known, objective, memory))
                    .orElse(Advice.NONE);
        }
        Alert told = ofItsVersion(alert, objective, advice, memory);
        return new Explained(with(told, suspects, advice.text()), annotations(told, advice, memory));
    }

    /** What to do about a change, with its evidence. */
    private record Advice(String text, Verdict verdict, Map<String, String> values) {
        static final Advice NONE = new Advice("", Verdict.UNKNOWN, Map.of());
    }

    private static boolean isNewVersion(Change change) {
        return change.kind().putsVersionInService()
                && change.kind() != Change.Kind.ROLLED_BACK
                && !change.version().isEmpty()
                && !change.concernsAllModels();
    }

    private static Advice advice(Change change, List<Change> known, Objective objective, ChangeMemory memory) {
        List<Change> undone = known.stream()
                .filter(other -> other.kind() == Change.Kind.ROLLED_BACK && other.atMs() > change.atMs())
                .filter(other -> other.previousVersion().isEmpty()
                        || other.previousVersion().equals(change.version()))
                .toList();
        if (!undone.isEmpty()) {
            return new Advice(ChangeText.dated(undone.get(0)), Verdict.UNKNOWN, Map.of());
        }
        VersionComparison comparison = Versions.compare(objective, change, memory);
        double risk = comparison.budgetAtRisk(
                objective.goal().errorShare(), objective.goal().windowMs());
        return new Advice(
                AdviceText.of(comparison, risk), comparison.verdict(), AdviceText.values(change, comparison, risk));
    }

    /**
     * Once the data have shown that a new version is to blame, the episode is the model's to its end, whatever kind of indicator it began with; for
     * receivers know an alert by its labels, and it must not go to and fro.
     */
    private static Alert ofItsVersion(Alert alert, Objective objective, Advice advice, ChangeMemory memory) {
        boolean isShown = advice.verdict() == Verdict.ROLL_BACK
                || memory.advisedEpisode(alert.dedupKey()).equals(alert.episodeId());
        return isShown
                ? alert.with(alert.promise()
                        .with(Cause.MODEL, objective.about().owners().of(Cause.MODEL)))
                : alert;
    }

    private static Alert with(Alert alert, List<AlertContext.Suspect> suspects, String recommendation) {
        AlertContext context = alert.context();
        Alert known = alert.with(new AlertContext(
                context.episodeConsumed(),
                context.slices(),
                suspects,
                recommendation,
                context.standing(),
                context.dashboard(),
                context.policyStep(),
                context.lineage()));
        String before = ChangeText.justBefore(suspects, alert.times().sinceMs());
        return known.withSummary(Stream.of(alert.summary(), indented(before), indented(recommendation))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n")));
    }

    private static String indented(String line) {
        return line.isEmpty() ? "" : "  " + line;
    }

    private static List<Annotation> annotations(Alert alert, Advice advice, ChangeMemory memory) {
        boolean isNews = advice.verdict() == Verdict.ROLL_BACK
                && !memory.advisedEpisode(alert.dedupKey()).equals(alert.episodeId());
        if (!isNews) {
            return List.of();
        }
        memory.keepAdvised(alert.dedupKey(), alert.episodeId());
        return List.of(Annotation.of(
                "rollback_recommended:" + alert.episodeId(),
                Kind.ROLLBACK_RECOMMENDED,
                new Annotation.Subject(
                        alert.promise().scope().model(),
                        alert.promise().objective(),
                        alert.promise().scope().slice(),
                        alert.episodeId()),
                new Annotation.Times(
                        alert.times().sinceMs(),
                        alert.times().metricTimeMs(),
                        alert.times().clockTimeMs()),
                advice.text(),
                advice.values()));
    }
}
