package io.tidemark.slo.run;

import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.domain.RunReport.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a training run, from its reports in whatever order they came.
 *
 * <p>What a run counts only grows, so of two reports the larger count holds; of what it plans, that of the newer report. A run ends once: what
 * it says after its end changes nothing.
 *
 * @param name which run
 * @param version that it makes; empty until it is known
 * @param phase how far it is
 * @param times since when
 * @param amounts what it counted
 * @param said what else it said
 * @param heard the ids of its last reports, hashed, the newest last
 * @param marks what each objective says of it, by the objective's id
 */
public record Run(
        RunReport.Name name,
        String version,
        Phase phase,
        Times times,
        Map<RunAmount, Double> amounts,
        RunReport.Said said,
        List<Long> heard,
        SortedMap<String, Mark> marks) {
    /** What is not known of a time. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** Reports whose ids are kept: a second delivery comes soon. */
    static final int MOST_HEARD = 16;

    public Run {
        EnumMap<RunAmount, Double> counted = new EnumMap<>(RunAmount.class);
        counted.putAll(amounts);
        amounts = Collections.unmodifiableMap(counted);
        heard = List.copyOf(heard);
        marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
    }

    /**
     * Since when; all but the last by the run's own clock, in ms since the epoch.
     *
     * @param startedMs when it said that it began; {@link #UNKNOWN} if it did not
     * @param firstMs its first report
     * @param lastMs its last report
     * @param progressMs when it came further last
     * @param endedMs when it ended; {@link #UNKNOWN} while it goes on
     * @param heardMs when we heard that it came further last, by the wall clock
     */
    public record Times(long startedMs, long firstMs, long lastMs, long progressMs, long endedMs, long heardMs) {}

    /** What a report was. */
    public enum News {
        STARTED,
        /** It came further. */
        PROGRESSED,
        /** A sign of life without progress, or something older than what is known. */
        HEARD,
        SUCCEEDED,
        FAILED,
        /** Nothing new. */
        KNOWN,
        /** It spoke of more than its end, after its end. */
        AFTER_END
    }

    /** A run after a report, and what that was. */
    public record Taken(Run run, News news) {}

    /** A run of which a first report came. */
    static Taken first(RunReport report, long clockMs) {
        long atMs = report.atMs();
        boolean isStart = report.phase() == Phase.STARTED;
        boolean isEnd = report.phase().isEnd();
        Run run = new Run(
                report.run(),
                report.version(),
                isEnd || isStart ? report.phase() : Phase.PROGRESS,
                new Times(isStart ? atMs : UNKNOWN, atMs, atMs, atMs, isEnd ? atMs : UNKNOWN, clockMs),
                report.amounts(),
                report.said(),
                hashes(List.of(), report.eventId()),
                new TreeMap<>());
        return new Taken(run, isEnd ? end(report.phase()) : isStart ? News.STARTED : News.PROGRESSED);
    }

    private static News end(Phase phase) {
        return phase == Phase.SUCCEEDED ? News.SUCCEEDED : News.FAILED;
    }

    private static List<Long> hashes(List<Long> before, String eventId) {
        if (eventId.isEmpty()) {
            return before;
        }
        List<Long> hashes = new ArrayList<>(before);
        hashes.add(hash(eventId));
        return hashes.subList(Math.max(0, hashes.size() - MOST_HEARD), hashes.size());
    }

    private static long hash(String eventId) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < eventId.length(); i++) {
            hash = (hash ^ eventId.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** This run after another report. */
    Taken take(RunReport report, long clockMs) {
        if (!report.eventId().isEmpty() && heard.contains(hash(report.eventId()))) {
            return new Taken(this, News.KNOWN);
        }
        if (isEnded() && report.atMs() > times.endedMs()) {
            Run listened = with(times, hashes(heard, report.eventId()));
            return new Taken(listened, report.phase() == phase ? News.KNOWN : News.AFTER_END);
        }
        if (isEnded() && report.phase().isEnd()) {
            return new Taken(with(times, hashes(heard, report.eventId())), News.KNOWN);
        }
        return goOn(report, clockMs);
    }

    private Taken goOn(RunReport report, long clockMs) {
        boolean isEnd = report.phase().isEnd();
        boolean isNewer = report.atMs() >= times.lastMs();
        boolean isFurther = !isEnded() && (isEnd || isFurther(report));
        Run run = new Run(
                name.parent().isEmpty() ? report.run() : name,
                report.version().isEmpty() || !(isNewer || version.isEmpty()) ? version : report.version(),
                phase(report),
                times(report, isFurther, clockMs),
                merged(report, isNewer),
                said(report.said(), isNewer),
                hashes(heard, report.eventId()),
                marks);
        return new Taken(run, news(report, isFurther));
    }

    private RunReport.Said said(RunReport.Said fresh, boolean isNewer) {
        return new RunReport.Said(
                fresh.currency().isEmpty() ? said.currency() : fresh.currency(),
                fresh.errorCode().isEmpty() ? said.errorCode() : fresh.errorCode(),
                fresh.measures().isEmpty() || !isNewer ? said.measures() : fresh.measures(),
                fresh.dimensions().isEmpty() || !isNewer ? said.dimensions() : fresh.dimensions());
    }

    private Phase phase(RunReport report) {
        if (report.phase().isEnd()) {
            return report.phase();
        }
        return isEnded() || report.phase() == Phase.STARTED ? phase : Phase.PROGRESS;
    }

    private News news(RunReport report, boolean isFurther) {
        if (report.phase().isEnd()) {
            return end(report.phase());
        }
        if (report.phase() == Phase.STARTED && times.startedMs() == UNKNOWN) {
            return News.STARTED;
        }
        return isFurther ? News.PROGRESSED : News.HEARD;
    }

    /** A run that counts comes further when a count grows; of one that does not, each newer word is progress. */
    private boolean isFurther(RunReport report) {
        boolean isCounting =
                report.amounts().containsKey(RunAmount.STEP) || report.amounts().containsKey(RunAmount.ROWS_READ);
        return isCounting
                ? grows(report, RunAmount.STEP) || grows(report, RunAmount.ROWS_READ)
                : report.atMs() > times.lastMs();
    }

    private boolean grows(RunReport report, RunAmount amount) {
        Double count = report.amounts().get(amount);
        return count != null && count > amounts.getOrDefault(amount, -1.0);
    }

    private Times times(RunReport report, boolean isFurther, long clockMs) {
        long atMs = report.atMs();
        boolean isStart = report.phase() == Phase.STARTED;
        long startedMs =
                isStart && (times.startedMs() == UNKNOWN || atMs < times.startedMs()) ? atMs : times.startedMs();
        return new Times(
                startedMs,
                Math.min(times.firstMs(), atMs),
                Math.max(times.lastMs(), atMs),
                isFurther ? Math.max(times.progressMs(), atMs) : times.progressMs(),
                report.phase().isEnd() ? atMs : times.endedMs(),
                isFurther ? clockMs : times.heardMs());
    }

    private Map<RunAmount, Double> merged(RunReport report, boolean isNewer) {
        EnumMap<RunAmount, Double> all = new EnumMap<>(RunAmount.class);
        all.putAll(amounts);
        report.amounts().forEach((amount, count) -> {
            boolean isPlan = amount == RunAmount.STEPS || amount == RunAmount.ROWS_EXPECTED;
            all.merge(amount, count, isPlan ? (old, fresh) -> isNewer ? fresh : old : Math::max);
        });
        return all;
    }

    private Run with(Times other, List<Long> hashes) {
        return new Run(name, version, phase, other, amounts, said, hashes, marks);
    }

    /** The same of which an objective says something. */
    public Run with(String objective, Mark mark) {
        TreeMap<String, Mark> other = new TreeMap<>(marks);
        other.put(objective, mark);
        return new Run(name, version, phase, times, amounts, said, heard, other);
    }

    /** The same of which an objective says nothing more. */
    public Run without(String objective) {
        TreeMap<String, Mark> other = new TreeMap<>(marks);
        other.remove(objective);
        return new Run(name, version, phase, times, amounts, said, heard, other);
    }

    /** Its name. */
    public String id() {
        return name.id();
    }

    /** Whether it ended. */
    public boolean isEnded() {
        return phase.isEnd();
    }

    /** Where it stands among others, by its own clock: its end, or else its last word. */
    public long orderMs() {
        return isEnded() ? times.endedMs() : times.lastMs();
    }

    /** What it counted; empty if it did not. */
    public OptionalDouble amount(RunAmount amount) {
        Double count = amounts.get(amount);
        return count == null ? OptionalDouble.empty() : OptionalDouble.of(count);
    }

    /** How long it took so far, in ms of its own clock; empty if it did not say when it began. */
    public OptionalDouble durationMs() {
        return times.startedMs() == UNKNOWN
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, orderMs() - times.startedMs()));
    }

    /** Steps, or else rows, a second of its own clock; empty if it counts neither, or took no time yet. */
    public OptionalDouble perSecond() {
        Double done = amounts.getOrDefault(RunAmount.STEP, amounts.get(RunAmount.ROWS_READ));
        long elapsedMs = orderMs() - (times.startedMs() == UNKNOWN ? times.firstMs() : times.startedMs());
        return done == null || elapsedMs <= 0 ? OptionalDouble.empty() : OptionalDouble.of(1000 * done / elapsedMs);
    }

    /** Share of its steps, or else of its rows, that is done; empty if it does not say how many there will be. */
    public OptionalDouble share() {
        OptionalDouble steps = share(RunAmount.STEP, RunAmount.STEPS);
        return steps.isPresent() ? steps : share(RunAmount.ROWS_READ, RunAmount.ROWS_EXPECTED);
    }

    private OptionalDouble share(RunAmount done, RunAmount planned) {
        double all = amounts.getOrDefault(planned, 0.0);
        return all > 0 && amounts.containsKey(done)
                ? OptionalDouble.of(amounts.get(done) / all)
                : OptionalDouble.empty();
    }
}
