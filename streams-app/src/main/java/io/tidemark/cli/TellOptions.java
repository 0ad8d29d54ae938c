package io.tidemark.cli;

import io.tidemark.domain.Change;
import io.tidemark.domain.Operation;
import io.tidemark.query.board.Admission;
import io.tidemark.query.board.Asker;
import io.tidemark.query.board.OperationId;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.Doubts;
import io.tidemark.runtime.TidingPublisher;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells a running application something, and the terminal under which id. */
final class TellOptions {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "Print one JSON object, and nothing else, on standard output.")
    private boolean json;

    /** What is strange about it goes to standard error; it is sent all the same. */
    void change(Change change, Terminal terminal) {
        Admission.of(change, Asker.COMMAND).ifPresent(mistake -> {
            throw new UsageError(mistake);
        });
        cluster.tell(terminal, 1, settings -> {
            Doubts.of(change, settings).ifPresent(doubt -> terminal.note("warning: " + doubt));
            TidingPublisher.of(settings).changes(List.of(change));
        });
        said(change.eventId(), change.kind().word(), terminal);
    }

    /** What is strange about it goes to standard error; it is sent all the same. */
    void operation(Operation operation, Terminal terminal) {
        Admission.of(operation, Asker.COMMAND, operation.atMs()).ifPresent(mistake -> {
            throw new UsageError(mistake);
        });
        cluster.tell(terminal, 1, settings -> {
            Doubts.of(operation, settings).forEach(doubt -> terminal.note("warning: " + doubt));
            send(operation, settings, terminal);
        });
    }

    /** An operation that is made of what the application's topics say. */
    void operation(Function<AppSettings, Operation> operation, Terminal terminal) {
        cluster.tell(terminal, 1, settings -> send(operation.apply(settings), settings, terminal));
    }

    private void send(Operation operation, AppSettings settings, Terminal terminal) {
        TidingPublisher.of(settings).operation(operation);
        said(operation.id(), operation.kind().name().toLowerCase(Locale.ROOT), terminal);
    }

    private void said(String id, String kind, Terminal terminal) {
        terminal.print(
                json
                        ? "{\"id\":" + JsonText.quote(id) + ",\"kind\":" + JsonText.quote(kind) + "}"
                        : kind.replace('_', ' ') + " " + id);
    }

    /** {@code flights/3f2a9c1b}: says which model it is about, so that it can be ended by the id alone. */
    static String newId(String model) {
        return OperationId.of(model);
    }

    /** The model of such an id. */
    static String modelOf(String id) {
        String model = OperationId.model(id);
        if (model.isEmpty()) {
            throw new UsageError("'" + id + "' is not an id; it is what the command that began it printed, like"
                    + " flights/3f2a9c1b");
        }
        return model;
    }
}
