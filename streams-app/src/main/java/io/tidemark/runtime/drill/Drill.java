package io.tidemark.runtime.drill;

import io.tidemark.config.IndicatorSpec;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.Names;
import io.tidemark.config.SloSpec;
import io.tidemark.domain.LabelRules;
import io.tidemark.domain.TimeWindow;
import io.tidemark.domain.WorldFailure;
import io.tidemark.drill.Baseline;
import io.tidemark.drill.Coverage;
import io.tidemark.drill.Coverage.Trial;
import io.tidemark.drill.Fault;
import io.tidemark.drill.FaultKind;
import io.tidemark.drill.FaultPlan;
import io.tidemark.drill.FaultPlan.Planned;
import io.tidemark.drill.FaultPlan.Watched;
import io.tidemark.drill.Injection;
import io.tidemark.drill.Survey;
import io.tidemark.runtime.Injected;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.Replay;
import io.tidemark.runtime.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Would we notice? A file through the whole topology without a fault, and once for each fault, each time on an embedded broker of its own
 * that goes with it: nothing leaves the process, and no budget but its own is touched.
 */
public final class Drill {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final int MOST_RUNS = 100;

    private final MonitorFile file;
    private final Replay.Input input;
    private final Terms terms;
    private final Listener listener;
    private final Origin origin;

    /** What the events are of, for people: {@code file}, and its path. */
    private record Origin(String noun, String name) {
        String words() {
            return noun + "=" + name;
        }
    }

    /**
     * What was asked for.
     *
     * @param at when faults begin; empty for a quiet moment after the reference
     * @param length how long they last; empty for fourteen windows
     * @param rows most events of the file that are read
     * @param kinds the faults; never empty
     * @param columns the columns to try them on; empty for the most telling ones
     * @param share of the rows that faults of a share hit, in (0, 1]
     * @param seed chooses these rows
     */
    public record Terms(
            Optional<Instant> at,
            Optional<Duration> length,
            long rows,
            List<FaultKind> kinds,
            List<String> columns,
            double share,
            long seed) {
        public Terms {
            kinds = List.copyOf(kinds);
            columns = List.copyOf(columns);
        }
    }

    /** Is told how it goes. */
    public interface Listener extends Progress {
        /** A sentence for people. */
        void note(String sentence);
    }

    /** A drill of a file that one model of the monitor file watches. */
    public Drill(MonitorFile file, Replay.Input input, Terms terms, Listener listener) {
        this(file, input, terms, listener, new Origin("file", input.path().toString()));
    }

    private Drill(MonitorFile file, Replay.Input input, Terms terms, Listener listener, Origin origin) {
        this.file = file;
        this.input = input;
        this.terms = terms;
        this.listener = listener;
        this.origin = origin;
    }

    /** The same, of what people do not know as a file: {@code topic}, and its name. */
    public Drill called(String noun, String name) {
        return new Drill(file, input, terms, listener, new Origin(noun, name));
    }

    /**
     * Runs it to the end: one replay more than there are faults.
     *
     * @throws WorldFailure if the file cannot be read as its monitor says, has no reference, or not the columns or the time that were asked for
     */
    public Drilled run() {
        Monitor monitor = file.monitor(input.model());
        long windowMs = monitor.windows().size().toMillis();
        Survey survey = survey(monitor);
        DrillSpan times = new DrillSpan(origin.noun(), windowMs, survey.firstMs(), survey.lastMs());
        Optional<TimeWindow> asked = terms.at().map(at -> times.asked(at, terms.length()));
        Planned planned = plan(survey, monitor);
        listener.note(String.format(
                Locale.ROOT,
                "drill of %s: %d faults, so %d replays of at most %,d rows each",
                monitor.model(),
                planned.faults().size(),
                planned.faults().size() + 1,
                survey.rows()));
        Run quiet =
                run("baseline", () -> Injection.NONE, asked.map(Drill::until).orElse(Long.MAX_VALUE));
        Baseline baseline = Baseline.of(quiet.output.heard());
        TimeWindow reference = quiet.output.pinned().range();
        long usualFromMs = Math.max(reference.endMs(), endOfQualityBaseline(planned, monitor, survey.firstMs()));
        TimeWindow span = asked.orElseGet(() -> times.usual(usualFromMs, terms.length(), baseline));
        if (input.path().equals(input.reference())) {
            times.checkIsAfter(reference, span);
        }
        return drilled(planned, span, baseline, quiet, windowMs);
    }

    /** Labels that are flipped among those that say what is usual would show the rest in a false light. */
    private static long endOfQualityBaseline(Planned planned, Monitor monitor, long firstMs) {
        if (planned.faults().stream().noneMatch(fault -> fault.kind() == FaultKind.LABEL_FLIP)) {
            return Long.MIN_VALUE;
        }
        LabelRules labels = monitor.labels();
        LabelRules.Baseline usual = labels.baseline();
        return usual.isRange()
                ? usual.toMs()
                : labels.windowStart(firstMs) + usual.windows() * labels.spans().windowMs();
    }

    private Drilled drilled(Planned planned, TimeWindow span, Baseline baseline, Run quiet, long windowMs) {
        long untilMs = until(span);
        long bad = quiet.output.bad(span.startMs(), untilMs);
        List<Trial> trials = new ArrayList<>();
        for (Fault fault : planned.faults()) {
            String name = String.format(
                    Locale.ROOT,
                    "%d of %d, %s %s",
                    trials.size() + 1,
                    planned.faults().size(),
                    fault.kind().word(),
                    fault.target());
            Run run = run(name, () -> fault.inject(span, terms.seed()), untilMs);
            trials.add(new Trial(
                    fault,
                    run.rows,
                    run.output.bad(span.startMs(), untilMs) - bad,
                    baseline.firstBeside(run.output.heard(), span.startMs(), untilMs)));
        }
        return new Drilled(
                input.model(),
                span,
                untilMs,
                windowMs,
                quiet.rows,
                baseline.openIn(span.startMs(), untilMs),
                new Coverage(trials, planned.inapplicable()));
    }

    /** As long again as the fault lasts, people may take to notice. */
    private static long until(TimeWindow span) {
        return span.endMs() + span.lengthMs();
    }

    private record Run(HeardOutput output, long rows) {}

    private Run run(String name, Supplier<Injection> injection, long untilMs) {
        HeardOutput output = new HeardOutput();
        Progress progress = (activity, events, done, total) -> listener.at(name, events, done, total);
        try (Sandbox sandbox = Sandbox.create()) {
            Replay.Summary summary = new Replay(file, List.of(input), progress)
                    .injected(new Injected(name, injection, terms.rows(), untilMs))
                    .run(sandbox::settings, sandbox.registry(), output);
            return new Run(output, summary.events());
        }
    }

    private Survey survey(Monitor monitor) {
        try (Sandbox sandbox = Sandbox.create()) {
            return Injected.survey(input, monitor, sandbox.registry(), terms.rows(), listener);
        }
    }

    private Planned plan(Survey survey, Monitor monitor) {
        Set<String> measured = survey.columns().stream()
                .filter(monitor.columns()::measures)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String column : terms.columns()) {
            if (!monitor.columns().measures(column)) {
                throw new WorldFailure("the monitor does not measure the column: --columns=" + column + ", model="
                        + monitor.model() + "; take it into columns.include, or leave it out of columns.exclude");
            }
            if (!survey.columns().contains(column)) {
                throw new WorldFailure("no column of the " + origin.noun() + " has the name: --columns=" + column + ", "
                        + origin.words() + "; " + Names.suggestion(column, survey.columns(), "its columns are"));
            }
        }
        long windowMs = monitor.windows().size().toMillis();
        long hourMs = Math.max(HOUR_MS, windowMs);
        long delayMs = monitor.windows().lateness().toMillis() + 2 * windowMs;
        Watched watched = new Watched(
                measured,
                monitor.columns().kinds(),
                objectives(monitor),
                monitor.slices().dimensions(),
                monitor.requestColumns(),
                monitor.labels().task());
        Planned planned = FaultPlan.of(
                survey, watched, new FaultPlan.Terms(terms.kinds(), terms.columns(), terms.share(), hourMs, delayMs));
        if (planned.faults().size() > MOST_RUNS) {
            throw new WorldFailure("a drill tries at most " + MOST_RUNS + " faults: "
                    + planned.faults().size() + "; choose fewer by --faults or --columns");
        }
        return planned;
    }

    /** Columns of objectives, those of the first objective first; {@code *} says nothing of which is telling. */
    private List<String> objectives(Monitor monitor) {
        return file.slosOf(monitor.model()).stream()
                .map(SloSpec::indicator)
                .map(IndicatorSpec::columns)
                .flatMap(List::stream)
                .filter(column -> !column.equals("*"))
                .distinct()
                .toList();
    }
}
