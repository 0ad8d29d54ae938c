package io.tidemark.cli;

import io.tidemark.cli.TextTable.Align;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.Names;
import io.tidemark.drill.FaultKind;
import io.tidemark.drill.Minimum;
import io.tidemark.runtime.Replay;
import io.tidemark.runtime.TopicCopy;
import io.tidemark.runtime.drill.Drill;
import io.tidemark.runtime.drill.DrillJson;
import io.tidemark.runtime.drill.DrillText;
import io.tidemark.runtime.drill.Drilled;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code tidemark drill}: would we notice? */
@Command(
        name = "drill",
        description = {
            "Would we notice? Replays a file, or what a topic holds, without a fault, then once for each of a list of faults put into its"
                    + " events or labels, and tells which of them somebody would have been told of, when, and by which objective, slice and"
                    + " columns.",
            "",
            "All of it happens inside this process, on embedded brokers that go with it. The events bear the header tidemark.drill; nothing is"
                    + " published, and no running application's budgets, alerts or state are touched. A topic, and that of its labels, is read"
                    + " from its beginning to where it ends now: in that cluster nothing is written, committed or made."
        },
        footer = {
            "",
            "A fault counts as noticed by the first alert that opens because of it, from its start until as long again after its end: one that"
                    + " is open at that moment without the fault too (same objective, slice and severity) does not count, nor do dry runs and"
                    + " infos of policy steps.",
            "Faults: nulls, unit-change (x 1000), swapped-columns, stale-feature, class-ratio, category-renamed, label-flip (the labels of"
                    + " all predictions of that time say the other class, of several the next commonest, or a number as far on the other side"
                    + " of the labels' mean), dropped-slice, duplicated-hour, late-hour (an hour, or a window if that is longer), latency-step (x 3), failed-requests,"
                    + " silent-stream. Each is tried on up to two columns, those of objectives first; one that the file or the monitor cannot"
                    + " show is told as not applicable and does not count. Of a label flip the time is that of the predictions: what their labels"
                    + " take to come is not part of it.",
            "Every run reads the file, or what was read of the topic, as far as the last moment that counts. With --json standard output holds exactly one JSON object.",
            "Exit code: 0 at least --minimum was noticed, 1 fewer, 2 could not run."
        })
final class DrillCommand implements Callable<Integer> {
    private static final long ROWS_OF_TOPIC = 1_000_000;

    private final Terminal terminal;

    @Mixin
    private DrillTarget target = new DrillTarget();

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description = "The file that the monitor's published reference is made of.")
    private @Nullable Path reference;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = EventTime.class,
            description =
                    "When each fault begins, event time, moved up to a window's start (default: ten windows after the reference, or the first moment"
                            + " from then on that stays quiet without a fault).")
    private @Nullable Instant at;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = SpanText.class,
            description =
                    "How long it lasts, in whole windows (default: 14 windows, or half of what is left of the file).")
    private @Nullable Duration length;

    @Option(names = "--faults", split = ",", paramLabel = "LIST", description = "Only these faults, by name.")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "LIST",
            description = "Try faults of columns on all of these, and no others.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            defaultValue = "0.3",
            description =
                    "Share of the rows that nulls and failed-requests hit, and of the commonest class that class-ratio moves (default: 0.3).")
    private double share = 0.3;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Chooses these rows (default: 1).")
    private long seed = 1;

    @Option(
            names = "--rows",
            paramLabel = "NUMBER",
            description = "Read only the first so many events (default: all of a file, 1000000 of a topic).")
    private @Nullable Long rows;

    @Option(
            names = "--minimum",
            paramLabel = "SHARE|NUMBER",
            converter = Least.class,
            description =
                    "What has to be noticed of the applicable faults: a share with a point (0.8) or a number (8); default: all.")
    private Minimum minimum = Minimum.ALL;

    @Option(names = "--json", description = "Print one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Mixin
    private final SaltOptions salt;

    DrillCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.salt = new SaltOptions(environment);
    }

    @Override
    public Integer call() {
        List<FaultKind> kinds = kinds();
        check();
        MonitorFile read = target.monitors();
        String chosen = target.chosen(read);
        MonitorFile monitors = salt.salted(read, target.config(), List.of(chosen));
        Optional<Path> published = ReferenceFile.of(monitors, chosen, target.config(), reference);
        Warnings.tell(monitors, terminal);
        Drilled drilled = target.isTopic()
                ? ofTopic(monitors, chosen, published, kinds)
                : ofFile(monitors, chosen, published, kinds);
        if (json) {
            terminal.print(DrillJson.line(drilled, minimum));
        } else {
            print(drilled);
        }
        return drilled.coverage().reaches(minimum) ? ExitCodes.QUIET : ExitCodes.ALERTS;
    }

    private Drilled ofFile(MonitorFile monitors, String chosen, Optional<Path> published, List<FaultKind> kinds) {
        Path file = Path.of(target.word());
        Replay.Input input = new Replay.Input(file, chosen, published.orElse(file));
        return new Drill(monitors, input, terms(kinds, rows == null ? Long.MAX_VALUE : rows), listener()).run();
    }

    private Drilled ofTopic(MonitorFile monitors, String chosen, Optional<Path> published, List<FaultKind> kinds) {
        long most = rows == null ? ROWS_OF_TOPIC : rows;
        Drill.Listener listener = listener();
        try (TopicCopy copy = target.copy(monitors.monitor(chosen), most, terminal, listener)) {
            copy.notes().forEach(listener::note);
            Replay.Input input = new Replay.Input(copy.path(), chosen, published.orElse(copy.path()));
            return new Drill(monitors, input, terms(kinds, Long.MAX_VALUE), listener)
                    .called("topic", target.word())
                    .run();
        }
    }

    private Drill.Terms terms(List<FaultKind> kinds, long most) {
        return new Drill.Terms(Optional.ofNullable(at), Optional.ofNullable(length), most, kinds, columns, share, seed);
    }

    private List<FaultKind> kinds() {
        List<FaultKind> kinds = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            if (faults.isEmpty() || faults.contains(kind.word())) {
                kinds.add(kind);
            }
        }
        for (String fault : faults) {
            if (!FaultKind.words().contains(fault)) {
                throw new UsageError("--faults=" + fault + " is not a fault; "
                        + Names.suggestion(fault, FaultKind.words(), "there are"));
            }
        }
        return kinds;
    }

    private void check() {
        if (!(share > 0 && share <= 1)) {
            throw new UsageError("--share=" + share + " is not in (0, 1]; for 30 % write 0.3");
        }
        target.check();
        if (rows != null && rows < 1) {
            throw new UsageError("--rows=" + rows + " is not at least 1");
        }
    }

    private Drill.Listener listener() {
        return new Drill.Listener() {
            @Override
            public void note(String sentence) {
                if (!json) {
                    terminal.note(sentence);
                }
            }

            @Override
            public void at(String what, long events, long done, long total) {
                if (!json) {
                    terminal.at(what, events, done, total);
                }
            }
        };
    }

    private void print(Drilled drilled) {
        DrillText.head(drilled).forEach(terminal::print);
        terminal.print("");
        TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT);
        DrillText.matrix(drilled).forEach(row -> table.add(row.toArray(String[]::new)));
        table.lines().forEach(terminal::print);
        terminal.print("");
        terminal.print(DrillText.foot(drilled, minimum));
    }

    /** {@code 0.8}, {@code 8}. */
    private static final class Least implements ITypeConverter<Minimum> {
        @Override
        public Minimum convert(String text) {
            try {
                return Minimum.parse(text);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(
                        "'" + text + "' is neither a share nor a number; write 0.8 for 80 %, or 8 for eight faults");
            }
        }
    }
}
