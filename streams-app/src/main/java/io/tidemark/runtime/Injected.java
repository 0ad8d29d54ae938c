package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.drill.Injection;
import io.tidemark.drill.Survey;
import io.tidemark.serde.Registry;
import java.util.function.Supplier;

/**
 * What is done to a file's events between the file and the topic. They come as canonical events, whatever the file's format, and each bears
 * {@link #HEADER}, so that nobody takes them for real ones.
 *
 * @param name of what is done, for the header
 * @param injection what is done; a new one whenever the file is read
 * @param rows so many events of the file are read, and no more
 * @param untilMs events of this time or later are left out
 */
public record Injected(String name, Supplier<Injection> injection, long rows, long untilMs) {
    /** On each record: which drill made it. */
    public static final String HEADER = "tidemark.drill";

    /** What the events of a file have, as far as they are read; the file's own mistakes are told as replay tells them. */
    public static Survey survey(Replay.Input input, Monitor monitor, Registry registry, long rows, Progress progress) {
        InputFile file = InputFile.open(input.path(), monitor, registry);
        Survey survey = new Survey();
        FileLines lines = new FileLines("looking at " + monitor.model(), monitor, progress);
        lines.begin();
        new InjectedInput(file, new Injected("survey", () -> Injection.NONE, rows, Long.MAX_VALUE), registry)
                .look(lines, survey);
        if (survey.rows() == 0) {
            throw file.withoutEvents(lines.firstRejected(), new IllegalStateException("no event"));
        }
        return survey;
    }

    Replay.Opening opening() {
        return new Replay.Opening() {
            @Override
            public InputFile open(Replay.Input input, Monitor monitor, Registry registry) {
                return new InjectedInput(InputFile.open(input.path(), monitor, registry), Injected.this, registry);
            }

            @Override
            public Monitor watching(Replay.Input input, Monitor monitor) {
                return InputFile.asCanonical(monitor);
            }
        };
    }
}
